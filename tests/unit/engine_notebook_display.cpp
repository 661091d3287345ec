// Which statements end a cell, and whether a notebook shows their value.
#include "engine/notebook_display.h"

#include <catch2/catch_test_macros.hpp>

#include "syntax/parse.h"

using namespace zen;

namespace {

// The texts of the statements that end a cell.
std::vector<std::string> ends(std::string text, NotebookScript kind = NotebookScript::cells) {
    const Source source = Source::from_text("a.py", std::move(text));
    const Tree tree = parse(source);
    std::vector<std::string> out;
    for (Node n : last_of_cells(tree, source, kind)) out.emplace_back(n.text());
    return out;
}

bool shown(std::string text) {
    const Tree tree = parse(std::string_view(text));
    return shows_value(Node(tree, 0).child(0u));
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a cell ends in front of the line that begins the next, and at the end of the file") {
    CHECK(ends("# %%\na\n\nb\n# %%\nc\n") == Texts{"b", "c"});
    CHECK(ends("a\n# In[2]:\nb\n\n\n\n# In[3]:\n") == Texts{"a", "b"});
    CHECK(ends("# Databricks notebook source\na\nb\n\n# COMMAND ----------\n\nc\n") == Texts{"b", "c"});
    CHECK(ends("a\n####################\n# text\nb\n") == Texts{"a", "b"});
    CHECK(ends("# %%\r\na\r\n# %%\r\nb\r\n") == Texts{"a", "b"});
    CHECK(ends("\"\"\na\n\n\"\"\nb\n").back() == "b");
    CHECK(ends("a\n\"\"\"text\"\"\"\nb\n") == Texts{"a", "b"});
    CHECK(ends("# %%\na = \"\"\"\n# %%\n\"\"\"\nb\n") == Texts{"b"});
}

TEST_CASE("in the light format an empty line may end a cell") {
    CHECK(ends("#       format_name: light\na\nb\n\nc\nd\n") == Texts{"b", "d"});
    CHECK(ends("#       format_name: light\n# +\na\n\nb\n# -\nc\n") == Texts{"a", "b", "c"});
}

TEST_CASE("a marimo cell ends in front of its return") {
    const char* text =
        "@app.cell\ndef _():\n    a\n    b\n    return (b,)\n\n@app.cell(hide_code=True)\ndef _():\n    c\n\n"
        "@app.cell\ndef _():\n    return\n\n@other\ndef f():\n    d\n";
    CHECK(ends(text, NotebookScript::marimo) == Texts{"b", "c"});
}

TEST_CASE("only an expression's value is shown, and not in front of a semicolon") {
    for (const char* text : {"a\n", "a == 1\n", "f()\n", "await f()\n", "a  # b; c\n", "\"text\"\n", "(a, b)\n"}) {
        INFO(text);
        CHECK(shown(text));
    }
    for (const char* text : {"a;\n", "a ; # b\n", "a = 1\n", "a += 1\n", "a: int\n", "None\n", "del a\n", "pass\n",
                             "print(a)\n", "a.append(1)\n", "for a in b: a\n"}) {
        INFO(text);
        CHECK_FALSE(shown(text));
    }
}
