// From a file's bytes to text and back again, byte for byte.
#include "text/source.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace zen;

namespace {

Source source_of(std::string bytes) {
    Result<Source> source = Source::decode("a.py", std::move(bytes));
    REQUIRE(source);
    return *source;
}

std::string trouble(std::string bytes) {
    Result<Source> source = Source::decode("a.py", std::move(bytes));
    REQUIRE_FALSE(source);
    CHECK(source.trouble().path == "a.py");
    return source.trouble().message;
}

// The source's text with one thing replaced.
std::string replaced(const Source& source, std::string_view old, std::string_view by) {
    std::string text(source.text());
    std::size_t at = text.find(old);
    REQUIRE(at != text.npos);
    return text.replace(at, old.size(), by);
}

}  // namespace

TEST_CASE("UTF-8 is read when nothing else is said") {
    Source source = source_of("s = 'é'\n");
    CHECK(source.text() == "s = 'é'\n");
    CHECK(source.encoding() == "utf-8");
    CHECK(source.path() == "a.py");
    CHECK(source.encode("s = '€'\n") == "s = '€'\n");
    CHECK(source_of("").text() == "");
    CHECK(source_of("").encode("") == "");
}

TEST_CASE("a byte-order mark is kept aside") {
    Source source = source_of("\xef\xbb\xbfx = 1\n");
    CHECK(source.text() == "x = 1\n");
    CHECK(source.encode("x = 2\n") == "\xef\xbb\xbfx = 2\n");
    CHECK(source_of("\xef\xbb\xbf# coding: utf-8\n").text() == "# coding: utf-8\n");
    CHECK(Source::from_text("-", "\xef\xbb\xbfx\ry").encode("x\nz") == "\xef\xbb\xbfx\rz");
}

TEST_CASE("a coding comment on the first two lines is obeyed") {
    CHECK(source_of("# -*- coding: latin-1 -*-\ns = '\xe9'\n").text() == "# -*- coding: latin-1 -*-\ns = 'é'\n");
    CHECK(source_of("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\ns = '\x80'\n").slice({56, 59}) == "€");
    CHECK(source_of("\n  \t# coding=euc-jp\n'\xc6\xfc'\n").encoding() == "euc-jp");
    CHECK(source_of("# coding: cp1252\r# x\r'\x80'").text() == "# coding: cp1252\n# x\n'€'");
    // Not on the third line, not below code, not in a string, and not without a colon.
    CHECK(source_of("\n\n# coding: latin-1\n").encoding() == "utf-8");
    CHECK(source_of("x = 1\n# coding: latin-1\n").encoding() == "utf-8");
    CHECK(source_of("'coding: latin-1'\n").encoding() == "utf-8");
    CHECK(source_of("# encoding latin-1\n").encoding() == "utf-8");
    CHECK(source_of("# coding is fun, coding: latin-1\n").encoding() == "iso-8859-1");
}

TEST_CASE("what cannot be decoded is named by its byte") {
    CHECK(trouble("x = 1\ns = '\xe9'\n").starts_with("not valid UTF-8 at byte 11"));
    CHECK(trouble("\xef\xbb\xbfs = '\xe9'\n").starts_with("not valid UTF-8 at byte 8"));
    CHECK(trouble("# coding: ascii\n\xe9\n").starts_with("not valid ascii at byte 16"));
    CHECK(trouble("# coding: klingon\n").starts_with("unknown encoding 'klingon'"));
    CHECK(trouble("# coding: utf-16\n").starts_with("unknown encoding 'utf-16'"));
    CHECK(trouble("\xef\xbb\xbf# coding: latin-1\n")
              .starts_with("the file begins with a UTF-8 byte-order mark but declares 'latin-1'"));
}

TEST_CASE("an edit in another encoding leaves the other bytes alone") {
    Source source = source_of("# coding: shift_jis\na = '\x82\xa0'\nb = 1\nc = '\x82\xa2\\\\'\n");
    CHECK(source.text() == "# coding: shift_jis\na = 'あ'\nb = 1\nc = 'い\\\\'\n");
    CHECK(source.encode(source.text()) == "# coding: shift_jis\na = '\x82\xa0'\nb = 1\nc = '\x82\xa2\\\\'\n");
    CHECK(source.encode(replaced(source, "b = 1", "b = 'う'")) ==
          "# coding: shift_jis\na = '\x82\xa0'\nb = '\x82\xa4'\nc = '\x82\xa2\\\\'\n");
    CHECK_FALSE(source.encode(replaced(source, "b = 1", "b = '😀'")));
}

TEST_CASE("bytes that mean one character in two ways survive an edit") {
    // cp932 has some of its characters twice: 0x87 0x90 and 0x81 0xe0 are both U+2252.
    Source source = source_of("# coding: cp932\na = '\x87\x90'\nb = 1\nc = '\x87\x90'\n");
    CHECK(source.encode(replaced(source, "b = 1", "b = 2")) ==
          "# coding: cp932\na = '\x87\x90'\nb = 2\nc = '\x87\x90'\n");
    std::string twice = replaced(source, "b = 1", "b = 2");
    CHECK(source.encode("import os\n" + twice + "d = 3\n") ==
          "import os\n# coding: cp932\na = '\x87\x90'\nb = 2\nc = '\x87\x90'\nd = 3\n");
}

TEST_CASE("an encoding with states comes back whole") {
    std::string bytes = "# coding: iso-2022-jp\na = '\x1b$B$\"\x1b(B'\nb = 1\n";
    Source source = source_of(bytes);
    CHECK(source.text() == "# coding: iso-2022-jp\na = 'あ'\nb = 1\n");
    CHECK(source.encode(source.text()) == bytes);
    CHECK(source.encode(replaced(source, "あ", "あい")) == "# coding: iso-2022-jp\na = '\x1b$B$\"$$\x1b(B'\nb = 1\n");
}

TEST_CASE("line ends stay as they are") {
    CHECK(source_of("a\nb\r\n").newline() == "\n");
    CHECK(source_of("a\r\nb\n").newline() == "\r\n");
    CHECK(source_of("a\rb").newline() == "\r");
    CHECK(source_of("a").newline() == "\n");
    Source windows = source_of("a = 1\r\nb = 2\r\n");
    CHECK(windows.text() == "a = 1\r\nb = 2\r\n");
    CHECK(windows.line(0) == Span{0, 5});
    CHECK(windows.line(6) == Span{0, 5});
    CHECK(windows.line(7) == Span{7, 12});
    CHECK(windows.line(14) == Span{14, 14});
}

TEST_CASE("a lone CR reads as LF and is written back") {
    Source source = source_of("a = 1\rb = 2\rc = 3\r");
    CHECK(source.text() == "a = 1\nb = 2\nc = 3\n");
    CHECK(source.lines().count() == 4);
    CHECK(source.encode(source.text()) == "a = 1\rb = 2\rc = 3\r");
    CHECK(source.encode("a = 1\nb = 5\nb = 6\nc = 3\n") == "a = 1\rb = 5\rb = 6\rc = 3\r");
    CHECK(source.encode("c = 3\n") == "c = 3\r");
    CHECK(source.encode("") == "");
}

TEST_CASE("mixed line ends stay where they are") {
    Source source = source_of("a = 1\nb = 2\rc = 3\r\nd = 4\r\re = 5");
    CHECK(source.text() == "a = 1\nb = 2\nc = 3\r\nd = 4\n\ne = 5");
    CHECK(source.encode(source.text()) == "a = 1\nb = 2\rc = 3\r\nd = 4\r\re = 5");
    // Edits first and last, and one in a row that ends in a CR: the rows between keep theirs.
    CHECK(source.encode("a = 9\nb = 2\nc = 3\r\nd = 4\n\ne = 9") == "a = 9\nb = 2\rc = 3\r\nd = 4\r\re = 9");
    CHECK(source.encode("a = 1\nb = 9\nc = 3\r\nd = 4\n\ne = 5") == "a = 1\nb = 9\rc = 3\r\nd = 4\r\re = 5");
    // The file's first line ends in LF, and so do new lines.
    CHECK(source.encode("a = 1\nnew\nb = 2\nc = 3\r\nd = 4\n\ne = 5") == "a = 1\nnew\nb = 2\rc = 3\r\nd = 4\r\re = 5");
}

TEST_CASE("another text keeps encoding and line ends") {
    Source first = source_of("# coding: latin-1\r'\xe9'\rx\r");
    Source second = first.with_text(replaced(first, "x", "y"));
    CHECK(second.text() == "# coding: latin-1\n'é'\ny\n");
    CHECK(second.path() == "a.py");
    CHECK(second.lines().count() == 4);
    Source third = second.with_text(replaced(second, "é", "éè"));
    CHECK(third.encode(third.text()) == "# coding: latin-1\r'\xe9\xe8'\ry\r");
    // A text that the encoding cannot hold can be looked at, not written.
    Source bad = third.with_text(replaced(third, "y", "€"));
    CHECK(bad.text().find("€") != std::string_view::npos);
    CHECK_FALSE(bad.encode(bad.text()));
    CHECK(bad.encode(third.text()) == third.encode(third.text()));
    CHECK(first.text() == "# coding: latin-1\n'é'\nx\n");
}

TEST_CASE("places and offsets answer each other in every unit") {
    Source source = source_of("x = 1\ny = 'é😀' + z\r\n");
    auto z = static_cast<std::uint32_t>(source.text().find('z'));
    CHECK(source.place(z) == Place{2, 12});
    CHECK(source.place(z, ColumnUnit::utf16) == Place{2, 13});
    CHECK(source.place(z, ColumnUnit::utf8) == Place{2, 16});
    for (auto unit : {ColumnUnit::code_points, ColumnUnit::utf16, ColumnUnit::utf8})
        CHECK(source.offset(source.place(z, unit), unit) == z);
    CHECK(source.place(0) == Place{1, 1});
    CHECK(source.place(static_cast<std::uint32_t>(source.text().size())) == Place{3, 1});
}

TEST_CASE("places outside are clamped to their line and to the text") {
    Source source = source_of("ab\r\ncd");
    CHECK(source.offset({1, 99}) == 2);
    CHECK(source.offset({2, 99}) == 6);
    CHECK(source.offset({9, 1}) == 6);
    CHECK(source.offset({0, 0}) == 0);
}

TEST_CASE("a line's indentation") {
    Source source = source_of("if x:\n \t y\n\n   ");
    CHECK(source.indent(0) == "");
    CHECK(source.indent(9) == " \t ");
    CHECK(source.indent(11) == "");
    CHECK(source.indent(12) == "   ");
}

TEST_CASE("a view of the text outlives moves of its source") {
    Source first = source_of("short");
    std::string_view text = first.text();
    Source second = std::move(first);
    CHECK(text.data() == second.text().data());
}

TEST_CASE("trouble says where") {
    CHECK(Trouble{"a.py", 3, 7, "no"}.text() == "a.py:3:7: no");
    CHECK(Trouble{"a.py", 3, 0, "no"}.text() == "a.py:3: no");
    CHECK(Trouble{"", 0, 0, "no"}.text() == "no");
}

TEST_CASE("a text made like another one is the same text") {
    const char* texts[] = {"a\r\nb\nc\n", "a\rb\nc\n",  "a\n\r\nb\nc\n", "a\r\n\nc\n", "a\r\n", "",
                           "a\r",         "a\r\n\r\nc", "x\r\nb\nc\n",   "a\r\nb\r",   "b\r"};
    for (std::string before : texts)
        for (std::string after : texts) {
            INFO(before << "--\n" << after);
            const Source old = Source::from_text("a.py", before), anew = Source::from_text("a.py", after);
            const Source like = Source::from_text("a.py", after, old);
            CHECK(like.text() == anew.text());
            CHECK(like.lines().count() == anew.lines().count());
            for (std::uint32_t row = 1; row <= anew.lines().count(); ++row)
                CHECK(like.lines().start(row) == anew.lines().start(row));
            CHECK(like.encode(std::string(like.text()) + "z") == anew.encode(std::string(anew.text()) + "z"));
            for (const Source& now : {like, like.with_text("q" + std::string(like.text()))}) {
                const auto [head, tail] = now.ends_shared_with(old);
                const std::string_view a = now.text(), b = old.text();
                REQUIRE(head + tail <= std::min(a.size(), b.size()));
                CHECK(a.substr(0, head) == b.substr(0, head));
                CHECK(a.substr(a.size() - tail) == b.substr(b.size() - tail));
            }
        }
}
