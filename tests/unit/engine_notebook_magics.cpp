// What is not Python in Python files that are notebooks.
#include "engine/notebook_magics.h"

#include <catch2/catch_test_macros.hpp>

using namespace zen;

namespace {

using Texts = std::vector<std::string>;

Texts foreign(std::string_view text) {
    Texts out;
    for (Span s : foreign_in_script(text).spans) out.emplace_back(text.substr(s.start, s.size()));
    return out;
}

bool named(std::string_view text, std::string_view name) {
    return foreign_in_script(text).names.contains(name);
}

}  // namespace

TEST_CASE("what is IPython's in a Python file with cells is known") {
    CHECK(foreign("# %%\n%matplotlib inline\na = !ls\n# %%\n%%bash\necho $a\n# %%\nb\n") ==
          Texts{"%matplotlib inline", "!ls", "%%bash\necho $a\n"});
    CHECK(foreign("a\n%b\n").empty());
}

TEST_CASE("magics that Jupytext and Databricks write as comments are IPython's") {
    CHECK(foreign("# %%\n# %matplotlib inline\na = 1\n# !ls\n# a comment\n") == Texts{"%matplotlib inline", "!ls"});
    CHECK(foreign("# %%\nif a:\n    # !ls\n    # text\n") == Texts{"!ls"});
    CHECK(foreign("# %%\n# %%bash\n# echo $a\n# %%\nb\n") == Texts{"# %%bash\n# echo $a\n"});
    CHECK(foreign("# %% language=\"sql\"\n# select a\n# %%\nb\n") == Texts{"# select a\n"});
    CHECK(foreign("# ---\n# jupyter:\n#       format_name: nomarker\n# ---\n\n# %%writefile a\nno code\n\nb\n") ==
          Texts{"# %%writefile a\nno code\n"});
    CHECK(foreign("# Databricks notebook source\n# MAGIC %sql select a\n") != Texts{});
}

TEST_CASE("names in what is not Python may be read there") {
    CHECK(named("# %%\na = 1\n# %%\n# %timeit f(a)\n", "a"));
    CHECK(named("# %%\na = 1\n# %%\n# %%bash\n# echo $a\n", "a"));
    CHECK(named("# In[1]:\na = 1\nget_ipython().run_line_magic('timeit', 'f(a)')\n", "a"));
    CHECK_FALSE(named("# %%\na = 1\n# a comment on a\n", "a"));
    CHECK_FALSE(named("a = 1\n# %timeit f(a)\n", "a"));
}
