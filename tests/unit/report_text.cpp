// How code, JSON and counts look on their way out.
#include <catch2/catch_test_macros.hpp>

#include "report/json_text.h"
#include "report/look.h"
#include "report/shown_line.h"
#include "report/snippet.h"
#include "report/tally.h"
#include "text/line_index.h"

using namespace zen;

namespace {

std::string json(std::string_view text) {
    std::string out;
    append_json(out, text);
    return out;
}

std::string safe(std::string_view text) {
    std::string out;
    append_safe(out, text);
    return out;
}

std::string snippet(std::string text, Finding finding, Look look = {}) {
    std::string out;
    show_snippet(out, look, Source::from_text("a.py", std::move(text)), finding, Ink::red);
    return out;
}

std::string code(std::string text, Span span) {
    Finding finding;
    finding.span = span;
    return snippet(std::move(text), finding);
}

std::string edits(std::string text, const std::vector<Edit>& list, Look look = {}) {
    Finding finding;
    finding.span = list.front().span;
    finding.fix = Fix{list, Applicability::safe, "", {}, ""};
    return snippet(std::move(text), finding, look);
}

}  // namespace

TEST_CASE("JSON strings hold anything") {
    CHECK(json("a \"b\" \\ \n\t\r\x01\x7f é 😀") == "\"a \\\"b\\\" \\\\ \\n\\t\\r\\u0001\\u007f é 😀\"");
    CHECK(json("\xff!\xc3") == "\"\xef\xbf\xbd!\xef\xbf\xbd\"");
    CHECK(json("\xed\xa0\x80") != "\"\xed\xa0\x80\"");  // half a surrogate pair
    CHECK(json("\xef\xbf\xbd") == "\"\xef\xbf\xbd\"");
    CHECK(json("") == "\"\"");
}

TEST_CASE("text from a file cannot steer a terminal") {
    CHECK(safe("a\033[31m\tb\nc") == "a␛[31m b c");
    CHECK(safe("\xc2\x9b"
               "31m") ==
          "\xef\xbf\xbd"
          "31m");  // CSI as one C1 character
    CHECK(safe("\xe2\x80\xae"
               "abc") ==
          "\xef\xbf\xbd"
          "abc");  // right-to-left override
    CHECK(safe("日本 é 😀") == "日本 é 😀");
}

TEST_CASE("characters take cells") {
    CHECK(cell_width(U'a') == 1);
    CHECK(cell_width(U'é') == 1);
    CHECK(cell_width(U'日') == 2);
    CHECK(cell_width(U'😀') == 2);
    CHECK(cell_width(U'\u0301') == 0);
    CHECK(cell_width(U'\u200d') == 0);
    CHECK(cell_width(U'한') == 2);
    CHECK(cell_width(U'ｱ') == 1);
}

TEST_CASE("a span is underlined, whatever stands before it") {
    CHECK(code("one\ntwo three\nfour\n", {8, 13}) ==
          "   2 | two three\n"
          "     |     ^^^^^\n");
    CHECK(code("日本 = x\n", {9, 10}) ==
          "   1 | 日本 = x\n"
          "     |        ^\n");
    CHECK(code("\tx\n", {1, 2}) ==
          "   1 |     x\n"
          "     |     ^\n");
    CHECK(code("ab", {2, 2}) ==  // an empty span at the end
          "   1 | ab\n"
          "     |   ^\n");
    CHECK(code("", {0, 0}).empty());
}

TEST_CASE("of a span of several rows, the first and the last ones are shown") {
    CHECK(code("if a:\n    b\nc\n", {0, 11}) ==
          "   1 > if a:\n"
          "   2 >     b\n");
    CHECK(code("a\nb\n", {0, 2}) ==  // the line end belongs to the first row
          "   1 | a\n"
          "     | ^\n");
    CHECK(code("1\n2\n3\n4\n5\n6\n7\n8\n9\n", {0, 17}) ==
          "   1 > 1\n"
          "   2 > 2\n"
          "   3 > 3\n"
          "   4 > 4\n"
          "   5 > 5\n"
          "   … 2 more lines\n"
          "   8 > 8\n"
          "   9 > 9\n");
}

TEST_CASE("edits are shown as the lines that they change, old before new") {
    CHECK(edits("a\nb\nc\n", {{{2, 3}, "B\nB"}}) ==
          "   2 - b\n"
          "   2 + B\n"
          "   3 + B\n");
    CHECK(edits("a\nb\nc\nd\ne\n", {{{0, 0}, "import x\n"}, {{8, 9}, "E"}}) ==
          "   1 + import x\n"
          "   1 | a\n"
          "     | ^\n"
          "   …\n"
          "   5 - e\n"
          "   6 + E\n");
    CHECK(edits("a\r\nb\r\n", {{{3, 6}, ""}}) == "   2 - b\n");
}

TEST_CASE("what differs within a line is highlighted, unless the lines have little in common") {
    CHECK(edits("if not a in b:\n", {{{3, 13}, "a not in b"}}, {.color = true}) ==
          "\033[2m   1 \033[0m\033[31m-\033[0m \033[31mif not \033[0m\033[7;31ma\033[0m\033[31m in b:\033[0m\n"
          "\033[2m   1 \033[0m\033[32m+\033[0m \033[32mif \033[0m\033[7;32ma\033[0m\033[32m not in b:\033[0m\n");
    LineDifference far = line_difference("total = 0", "return sum(numbers)");
    CHECK(far.before.empty());
    CHECK(far.after.empty());
    LineDifference near = line_difference("print(names[i], age)", "print(name, age)");
    CHECK(near.before == std::vector<Span>{{6, 14}});
    CHECK(near.after == std::vector<Span>{{6, 10}});
}

TEST_CASE("related places stand in the same snippet, and of many the rest is listed by row") {
    Finding finding;
    std::string text = "a = []\nb = a\nf(b)\na\n";
    finding.span = {7, 12};
    finding.related = {{{0, 1}, "bound here"}, {{18, 19}, "read here"}};
    CHECK(snippet(text, finding) ==
          "   1 | a = []\n"
          "     | - bound here\n"
          "   2 | b = a\n"
          "     | ^^^^^\n"
          "   …\n"
          "   4 | a\n"
          "     | - read here\n");
    finding.fix = Fix{{{{7, 12}, "b = a.copy()"}}, Applicability::unsafe, "", {}, ""};
    CHECK(snippet(text, finding) ==
          "   1 | a = []\n"
          "     | - bound here\n"
          "   2 - b = a\n"
          "   2 + b = a.copy()\n"
          "   …\n"
          "   4 | a\n"
          "     | - read here\n");
    finding.related.assign(7, {{0, 1}, "bound here"});
    CHECK(snippet(text, finding).ends_with("  and 3 places more: lines 1, 1, 1\n"));
}

TEST_CASE("a long line is cut around its span, in a terminal to its width") {
    std::string text = std::string(500, 'a') + "HERE" + std::string(500, 'b');
    for (unsigned width : {0u, 80u, 140u}) {
        Finding finding;
        finding.span = {500, 504};
        std::string shown = snippet(text, finding, {.width = width});
        CHECK(shown.starts_with("   1 | …aaa"));
        CHECK(shown.find("aHEREb") != shown.npos);
        std::size_t line_start = shown.find('\n') + 1;
        CHECK(shown.find("^^^^") - line_start == shown.find("HERE") - std::string_view("…").size() + 1);
        CHECK(columns(shown.substr(0, line_start - 1), ColumnUnit::code_points) <= (width ? width : 170));
    }
}
