// How code, JSON and counts look on their way out.
#include <catch2/catch_test_macros.hpp>

#include "report/json_text.h"
#include "report/look.h"
#include "report/snippet.h"
#include "report/tally.h"

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

std::string code(std::string text, Span span) {
    std::string out;
    show_code(out, Look{}, Source::from_text("a.py", std::move(text)), span, 2, Ink::red);
    return out;
}

std::string edits(std::string text, const std::vector<Edit>& list) {
    std::string out;
    show_edits(out, Look{}, Source::from_text("a.py", std::move(text)), list, 2);
    return out;
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
          " 1 | one\n"
          " 2 | two three\n"
          "   |     ^^^^^\n"
          " 3 | four\n");
    CHECK(code("日本 = x\n", {9, 10}) ==
          " 1 | 日本 = x\n"
          "   |        ^\n");
    CHECK(code("\tx\n", {1, 2}) ==
          " 1 |     x\n"
          "   |     ^\n");
    CHECK(code("ab", {2, 2}) ==  // an empty span at the end
          " 1 | ab\n"
          "   |   ^\n");
    CHECK(code("", {0, 0}) ==
          " 1 |\n"
          "   | ^\n");
}

TEST_CASE("a span of several rows has a line along it") {
    CHECK(code("if a:\n    b\nc\n", {0, 11}) ==
          " 1 | / if a:\n"
          " 2 | |     b\n"
          "   | |_____^\n"
          " 3 |   c\n");
    CHECK(code("x = [1,\n     2]\n", {4, 15}) ==
          " 1 |   x = [1,\n"
          "   |  _____^\n"
          " 2 | |      2]\n"
          "   | |_______^\n");
    CHECK(code("a\nb\n", {0, 2}) ==  // the line end belongs to the first row
          " 1 | a\n"
          "   | ^\n"
          " 2 | b\n");
}

TEST_CASE("edits are shown as the lines that they change") {
    CHECK(edits("a\nb\nc\n", {{{2, 3}, "B\nB"}}) ==
          " 2 - b\n"
          " 2 + B\n"
          " 3 + B\n");
    CHECK(edits("a\nb\nc\nd\ne\n", {{{0, 0}, "import x\n"}, {{8, 9}, "E"}}) ==
          " 1 + import x\n"
          "   …\n"
          " 5 - e\n"
          " 6 + E\n");
    CHECK(edits("a\r\nb\r\n", {{{3, 6}, ""}}) == " 2 - b\n");
}

TEST_CASE("a long line is cut around its span") {
    std::string text = std::string(500, 'a') + "HERE" + std::string(500, 'b');
    std::string shown = code(text, {500, 504});
    CHECK(shown.starts_with(" 1 | …aaa"));
    CHECK(shown.find("aHEREb") != shown.npos);
    CHECK(shown.find("…\n") != shown.npos);
    std::size_t line_start = shown.find('\n') + 1;
    CHECK(shown.find("^^^^") - line_start == 5 + 1 + 40);
}
