// Which Python files are notebooks.
#include "engine/notebook_scripts.h"

#include <catch2/catch_test_macros.hpp>

using namespace zen;

TEST_CASE("a notebook script is known by what its tool writes") {
    for (const char* text : {"# Databricks notebook source\nx = 1\n", "# ---\n# jupyter:\n#   jupytext:\n", "# %%\nx\n",
                             "x = 1\n#%% plot\nx\n", "# In[ ]:\n\nx\n", "# In[12]:\r\nx\r\n", "\"\"\nx = 1\n"}) {
        INFO(text);
        CHECK(notebook_script(text) == NotebookScript::cells);
        CHECK(notebook_script(Source::from_text("x.py", text)) == NotebookScript::cells);
    }
    CHECK(notebook_script("import marimo\n\napp = marimo.App(width=\"medium\")\n") == NotebookScript::marimo);
    CHECK(notebook_script(Source::from_text("x.py", "import marimo\n\napp = marimo.App(width=\"medium\")\n")) ==
          NotebookScript::marimo);
}

TEST_CASE("other comments and strings make no notebook") {
    for (const char* text :
         {"", "x = 1\n", "# 100 %% sure\n", "x = 1  # %%\n", "    # %%\n", "# In[dex]:\n", "\"\"\"text\"\"\"\n",
          "import marimo\n", "app = marimo.App()\n", "x = 1\n# Databricks notebook source\n"}) {
        INFO(text);
        CHECK(notebook_script(text) == NotebookScript::none);
        CHECK(notebook_script(Source::from_text("x.py", text)) == NotebookScript::none);
    }
}

TEST_CASE("a notebook script can be seen as the module that it would be") {
    for (const char* text : {"# Databricks notebook source\nx = 1\n", "# ---\n# jupyter:\n#   jupytext:\n",
                             "# %%\nx\n#%%", "x = 1\r\n#%% plot\r\nx\n", "# In[ ]:\n\nx\n", "# <codecell>\n",
                             "\"\"\nx = 1\n", "import marimo\n\napp = marimo.App(width=\"medium\")\n"}) {
        INFO(text);
        REQUIRE(notebook_script(text) != NotebookScript::none);
        const std::string module = as_module(text);
        CHECK(notebook_script(module) == NotebookScript::none);
        CHECK(module.size() == std::string_view(text).size());
    }
}
