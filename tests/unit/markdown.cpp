// Pages of Markdown taken apart into front matter, title, prose and fenced blocks.
#include "text/markdown.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace zen;

TEST_CASE("a rule page comes apart") {
    Result<MarkdownPage> page = read_markdown("dict-get.md",
                                              "---\n"
                                              "code: ZEN2202\n"
                                              "fix: safe\n"
                                              "---\n"
                                              "# Ask the dict\n"
                                              "Testing first\n"
                                              "looks twice.\n"
                                              "\n"
                                              "```python bad\n"
                                              "if name in ages:\n"
                                              "    age = ages[name]\n"
                                              "```\n"
                                              "```python good unsafe\n"
                                              "```\n"
                                              "\n"
                                              "More.\n");
    REQUIRE(page);
    CHECK(page->front == "code: ZEN2202\nfix: safe\n");
    CHECK(page->front_line == 2);
    CHECK(page->title == "Ask the dict");
    CHECK(page->title_line == 5);
    REQUIRE(page->blocks.size() == 4);
    CHECK_FALSE(page->blocks[0].fenced);
    CHECK(page->blocks[0].line == 6);
    CHECK(page->blocks[0].text == "Testing first\nlooks twice.\n");
    CHECK(page->blocks[1].fenced);
    CHECK(page->blocks[1].line == 10);
    CHECK(page->blocks[1].info == "python bad");
    CHECK(page->blocks[1].text == "if name in ages:\n    age = ages[name]\n");
    CHECK(page->blocks[2].info == "python good unsafe");
    CHECK(page->blocks[2].text == "");
    CHECK(page->blocks[3].line == 16);
    CHECK(page->blocks[3].text == "More.\n");
}

TEST_CASE("front matter and title may be missing") {
    Result<MarkdownPage> page = read_markdown("x.md", "Just words\n# not a title\n");
    REQUIRE(page);
    CHECK(page->front_line == 0);
    CHECK(page->title_line == 0);
    REQUIRE(page->blocks.size() == 1);
    CHECK(page->blocks[0].text == "Just words\n# not a title\n");
    REQUIRE(read_markdown("x.md", ""));
    CHECK(read_markdown("x.md", "\n\n")->blocks.empty());
    CHECK(read_markdown("x.md", "---\n---\n")->front_line == 2);
    CHECK(read_markdown("x.md", "----\nno front matter\n")->front_line == 0);
}

TEST_CASE("a longer fence holds shorter ones") {
    Result<MarkdownPage> page = read_markdown("x.md", "````markdown\n```python\nx\n```\n````\n~~~\n```\n~~~ \n");
    REQUIRE(page);
    REQUIRE(page->blocks.size() == 2);
    CHECK(page->blocks[0].text == "```python\nx\n```\n");
    CHECK(page->blocks[1].text == "```\n");
    CHECK(read_markdown("x.md", "```code``` in a line\n")->blocks[0].fenced == false);
}

TEST_CASE("a page with CRLF comes apart too") {
    Result<MarkdownPage> page = read_markdown("x.md", "---\r\na: b\r\n---\r\n# T\r\n```py\r\nx\r\n```\r\n");
    REQUIRE(page);
    CHECK(page->front == "a: b\r\n");
    CHECK(page->title == "T");
    CHECK(page->blocks.at(0).info == "py");
    CHECK(page->blocks.at(0).text == "x\r\n");
}

TEST_CASE("what never ends is named by the line where it begins") {
    Result<MarkdownPage> block = read_markdown("x.md", "# T\n\n```python\nx\n``\n");
    REQUIRE_FALSE(block);
    CHECK(block.trouble().line == 3);
    CHECK(block.trouble().path == "x.md");
    Result<MarkdownPage> front = read_markdown("x.md", "---\ncode: ZEN0101\n");
    REQUIRE_FALSE(front);
    CHECK(front.trouble().line == 1);
}

TEST_CASE("words of an info string") {
    CHECK(info_words("python  bad file=pkg/a.py") == std::vector<std::string_view>{"python", "bad", "file=pkg/a.py"});
    CHECK(info_words("").empty());
    CHECK(info_value("python file=a.py only", "file") == "a.py");
    CHECK(info_value("python option.limit=3", "option.limit") == "3");
    CHECK(info_value("python files=a.py", "file").empty());
}
