// Python in Markdown files: which blocks are read, and how they are written back.
#include "text/code_blocks.h"

#include <catch2/catch_test_macros.hpp>

#include "text/source.h"

using namespace zen;

namespace {

using Texts = std::vector<std::string>;

CodeBlocks read(const std::string& file) {
    return std::move(*read_code_blocks("a.md", file));
}

// The blocks of Python in the file.
Texts blocks(const std::string& file) {
    const CodeBlocks all = read(file);
    Texts out;
    for (const CodeBlocks::Block& b : all.blocks) out.push_back(all.text.substr(b.text.start, b.text.size()));
    return out;
}

std::string fenced(const std::string& info, const std::string& code = "x\n") {
    return "```" + info + "\n" + code + "```\n";
}

}  // namespace

TEST_CASE("blocks of Python are known by the words behind their fence") {
    for (const char* info : {"python", "py", "Python3", "python title=\"a\"", "{.python .numberLines}", "{python}",
                             "{python, echo=FALSE}", "{python label}", "{code-cell}", "{code-cell} ipython3"}) {
        INFO(info);
        CHECK(blocks(fenced(info)) == Texts{"x\n"});
    }
    for (const char* info :
         {"", "pycon", "console", "pythonic", "{r}", "{code-cell} julia", "{bash}", "{python .marimo}",
          "{python active=\"\", eval=FALSE}", "python {.marimo}", "text python", "{{python}}"}) {
        INFO(info);
        CHECK(blocks(fenced(info)).empty());
    }
}

TEST_CASE("a cell magic that Jupytext 1.19.6 makes a comment of in R Markdown takes its block") {
    CHECK(blocks(fenced("{python}", "# %%writefile a.py\nx == None\n") + fenced("{python}", "b\n")) == Texts{"b\n"});
    CHECK(blocks(fenced("{python}", "# %%time\na\n")) == Texts{"# %%time\na\n"});
    CHECK(blocks(fenced("{python}", "# %timeit a\nb\n")) == Texts{"# %timeit a\nb\n"});
    CHECK(read(fenced("{python}", "# %timeit a\nb\n")).foreign.names.contains("a"));
    CHECK(blocks(fenced("python", "# %%writefile a.py\nx\n")) == Texts{"# %%writefile a.py\nx\n"});
}

TEST_CASE("where blocks are run, those that are only shown are left out") {
    CHECK(blocks(fenced("python", "a\n") + fenced("{python}", "b\n")) == Texts{"b\n"});
    CHECK(read(fenced("python")).examples);
    CHECK_FALSE(read(fenced("{python}")).examples);
    CHECK_FALSE(read("---\njupyter:\n  kernelspec: x\n---\n" + fenced("python")).examples);
}

TEST_CASE("sessions, blocks in another language by a magic, and options of cells are no Python") {
    CHECK(blocks(fenced("python", ">>> x\n1\n")).empty());
    CHECK(blocks(fenced("python", "%%bash\nls\n")).empty());
    CHECK(blocks(fenced("{code-cell}", ":tags: [a]\n\nx\n")) == Texts{"\nx\n"});
    CHECK(blocks(fenced("{code-cell}", "---\ntags: [a]\n---\nx\n")) == Texts{"x\n"});
}

TEST_CASE("an example that does not end in its block is left out") {
    for (const char* code : {"def f(\n", "x = \"\"\"a\n", "x = 'a\n", "x)\n"}) {
        INFO(code);
        CHECK(blocks(fenced("python", code) + fenced("python", "y\n")) == Texts{"y\n"});
        CHECK(blocks(fenced("{python}", code)) == Texts{code});
    }
    for (const char* code :
         {"f([{}])\n", "x = '#('  # (\n", "\"\"\"a\n(\n\"\"\"\n", "x = '\\''\n", "x = 'a\\\nb'\n", "x = ''\n"}) {
        INFO(code);
        CHECK(blocks(fenced("python", code)) == Texts{code});
    }
}

TEST_CASE("rows are those of the file") {
    const std::string file = "# Title\n\nText\n" + fenced("python", "a\nb\n") + "Text\n" + fenced("python", "c\n");
    Result<Source> source = Source::decode("a.md", file);
    REQUIRE(source);
    CHECK(source->place(static_cast<std::uint32_t>(source->text().find("\nb\n") + 1)).row == 6);
    CHECK(source->place(static_cast<std::uint32_t>(source->text().find("\nc\n") + 1)).row == 10);
    CHECK(source->shown_text() == file);
}

TEST_CASE("a new text is written back into its blocks, and nothing else changes") {
    const std::string file = "Text\r\n```python\r\na\r\n%time b\r\n```\r\nText\r\n\r\n~~~py\r\nc\r\n~~~\r\nno end";
    const CodeBlocks all = read(file);
    CHECK(all.with_text(all.text) == file);
    auto changed = [&](std::string_view old, std::string_view with) {
        std::string text = all.text;
        text.replace(text.find(old), old.size(), with);
        return all.with_text(text);
    };
    CHECK(changed("a\r\n", "x\r\ny\r\n") ==
          "Text\r\n```python\r\nx\r\ny\r\n%time b\r\n```\r\nText\r\n\r\n~~~py\r\nc\r\n~~~\r\nno end");
    CHECK(changed("c\r\n", "") == "Text\r\n```python\r\na\r\n%time b\r\n```\r\nText\r\n\r\n~~~py\r\n~~~\r\nno end");
    CHECK_FALSE(changed("_______", "time(b)"));          // a magic
    CHECK_FALSE(changed("# %% not Python", "# other"));  // what is between the blocks
}

TEST_CASE("a fence that is never closed is an error with its line") {
    const auto blocks = read_code_blocks("a.md", "Text\n```python\nx\n");
    REQUIRE_FALSE(blocks);
    CHECK(blocks.trouble().line == 2);
}
