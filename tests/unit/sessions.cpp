// Examples with prompts: which rows are read, and how they are written back.
#include "text/sessions.h"

#include <catch2/catch_test_macros.hpp>

#include "text/code_blocks.h"
#include "text/source.h"

using namespace zen;

namespace {

using Texts = std::vector<std::string>;

CodeBlocks read(const std::string& text) {
    return std::move(*read_code_blocks("a.rst", text, true));
}

// The input of each run of examples, without prompts.
Texts inputs(const std::string& text) {
    const CodeBlocks all = read(text);
    Texts out;
    for (const CodeBlocks::Block& b : all.blocks) out.push_back(all.text.substr(b.text.start, b.text.size()));
    return out;
}

// The file after a change of its input.
std::optional<std::string> changed(const std::string& file, std::string_view old, std::string_view with) {
    const CodeBlocks all = read(file);
    std::string text = all.text;
    text.replace(text.find(old), old.size(), with);
    return all.with_text(text);
}

}  // namespace

TEST_CASE("rows of input are those behind prompts, and output is left out") {
    CHECK(inputs("a\n\n>>> x = [\n...     1]\n>>> x\n[1]\n\nb\n") == Texts{"x = [\n    1]\nx\n"});
    CHECK(inputs(">>> x\n1\n>>> y\n") == Texts{"x\n", "y\n"});
    CHECK(inputs("   >>> if x:\n   ...     y\n   ...\n   z\n") == Texts{"if x:\n    y\n\n"});
    CHECK(inputs(">>> x  # doctest: +SKIP\n") == Texts{"x  # doctest: +SKIP\n"});
    CHECK(inputs(">>> x\r\n>>>\r\n1\r\n") == Texts{"x\r\n\r\n"});
    CHECK(inputs(">>> x") == Texts{"x"});
}

TEST_CASE("rows without a space behind the prompt, and output that looks like a prompt, are no input") {
    CHECK(inputs(">>>x\n") == Texts{});
    CHECK(inputs(">>> x\n...y\n") == Texts{"x\n"});
    CHECK(inputs(">>> x\n1\n... y\n") == Texts{"x\n"});
    CHECK(inputs(">>> x\n  ... y\n") == Texts{"x\n"});
}

TEST_CASE("examples that are not closed or expected to raise are left out") {
    CHECK(inputs(">>> x = [\n>>> y\n") == Texts{"y\n"});
    CHECK(inputs(">>> x\n>>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError\n>>> y\n") ==
          Texts{"x\n", "y\n"});
}

TEST_CASE("a deeper example right below another one is left out, so that each block has one indentation") {
    CHECK(inputs(">>> x\n    >>> y\n>>> z\n") == Texts{"x\n", "z\n"});
}

TEST_CASE("places of examples are those of the file") {
    Result<Source> source = Source::decode("a.rst", "Text\n\n    >>> abc\n    >>> for x in y:\n    ...     z\n", true);
    REQUIRE(source);
    auto place = [&](std::string_view what) {
        const Place p = source->place(static_cast<std::uint32_t>(source->text().find(what)));
        return std::pair(p.row, p.column);
    };
    CHECK(place("abc") == std::pair(3u, 9u));
    CHECK(place("x in") == std::pair(4u, 13u));
    CHECK(place("z") == std::pair(5u, 13u));
}

TEST_CASE("new rows get their prompts, and the others keep their bytes") {
    CHECK(changed("t\n  >>> a\n  1\n  >>> b\n  2\n", "b\n", "c\n") == "t\n  >>> a\n  1\n  >>> c\n  2\n");
    CHECK(changed(">>> a\r\n1\r\n", "a\r\n", "b\r\n") == ">>> b\r\n1\r\n");
    CHECK(changed(">>> x = []\n>>> for v in y:\n...     x.append(v)\n>>> x\n", "x = []\nfor v in y:\n    x.append(v)\n",
                  "x = [\n    v\n    for v in y]\n") == ">>> x = [\n...     v\n...     for v in y]\n>>> x\n");
    CHECK(changed(">>> if a:\n...     b\n... else:\n...     c\n", "if a:\n    b\nelse:\n", "if d:\n    e\n\nelse:\n") ==
          ">>> if d:\n...     e\n...\n... else:\n...     c\n");
    CHECK(changed(">>> f(1)\n", "f(1)\n", "@a\ndef f(): pass\nf(\n2)\n\n") ==
          ">>> @a\n... def f(): pass\n>>> f(\n... 2)\n>>>\n");
    CHECK_FALSE(changed("t\n>>> a\n", "# %% not Python", "# other"));
}

TEST_CASE("Markdown has examples with prompts in prose and in blocks of Python, where they are asked for") {
    const std::string file =
        "Text\n\n>>> a\n\n```pycon\n>>> b\n```\n\n```python\n>>> c\n```\n\n```python\nd\n```\n\n```text\n>>> e\n```\n";
    const CodeBlocks all = std::move(*read_code_blocks("a.md", file, true));
    Texts out;
    for (const CodeBlocks::Block& b : all.blocks) out.push_back(all.text.substr(b.text.start, b.text.size()));
    CHECK(out == Texts{"a\n", "b\n", "c\n", "d\n"});
    CHECK(all.with_text(all.text) == file);
    CHECK(read_code_blocks("a.md", file)->blocks.size() == 1);
}
