// Names of encodings, and texts in and out of them.
#include "text/charset.h"

#include <catch2/catch_test_macros.hpp>

using namespace zen;

TEST_CASE("one encoding has one name") {
    CHECK(charset_name("UTF8") == "utf-8");
    CHECK(charset_name("utf-8-unix") == "utf-8");
    CHECK(charset_name("utf_8_sig") == "utf-8");
    CHECK(charset_name("Latin_1") == "iso-8859-1");
    CHECK(charset_name("iso-8859-1-dos") == "iso-8859-1");
    CHECK(charset_name("iso-8859-15") == "iso-8859-15");
    CHECK(charset_name("Shift_JIS") == "shift-jis");
    CHECK(charset_name("eucJP") == "euc-jp");
    CHECK(charset_name("windows-1252") == "cp1252");
    CHECK(charset_name("MS932") == "cp932");
    CHECK(charset_name("iso_8859-15") == "iso-8859-15");
    CHECK(charset_name("GB2312") == "gb2312");
}

TEST_CASE("encodings that Python source can be in are known") {
    for (const char* name : {"utf-8",  "ascii",  "iso-8859-1", "iso-8859-2", "iso-8859-15", "cp1250",   "cp1251",
                             "cp1252", "koi8-r", "shift-jis",  "cp932",      "euc-jp",      "euc-kr",   "cp949",
                             "gb2312", "gbk",    "gb18030",    "big5",       "big5hkscs",   "mac-roman"}) {
        INFO(name);
        CHECK(charset_known(name));
    }
    for (const char* name : {"", "klingon", "utf-16", "utf-16-le", "utf-32", "ucs-2", "cp037", "rot13"}) {
        INFO(name);
        CHECK_FALSE(charset_known(name));
    }
}

TEST_CASE("the first byte that is no UTF-8 is found") {
    constexpr auto fine = std::string_view::npos;
    CHECK(invalid_utf8("") == fine);
    CHECK(invalid_utf8("plain ASCII, longer than eight bytes") == fine);
    CHECK(invalid_utf8("é € 😀 \xf4\x8f\xbf\xbf") == fine);
    CHECK(invalid_utf8("abc\xff") == 3);
    CHECK(invalid_utf8("0123456789abcdef\x80") == 16);
    CHECK(invalid_utf8("0123456é89abcdefgh\xe9 x") == 19);
    CHECK(invalid_utf8("\xc0\x80") == 0);          // overlong
    CHECK(invalid_utf8("a\xe0\x9f\xbf") == 1);     // overlong
    CHECK(invalid_utf8("\xf0\x8f\xbf\xbf") == 0);  // overlong
    CHECK(invalid_utf8("\xed\xa0\x80") == 0);      // a surrogate
    CHECK(invalid_utf8("\xf4\x90\x80\x80") == 0);  // past U+10FFFF
    CHECK(invalid_utf8("ab\xe2\x82") == 2);        // cut off
    CHECK(invalid_utf8("ab\xf0\x9f\x98z") == 2);
}

TEST_CASE("texts go out and in again") {
    struct Case {
        const char *name, *text, *bytes;
    };
    for (auto [name, text, bytes] :
         {Case{"big5hkscs", "Ê̄", "\x88\x62"}, Case{"euc-jis-2004", "か゚", "\xa4\xf7"}, Case{"cp932", "①", "\x87\x40"},
          Case{"euc-jp", "丂", "\x8f\xb0\xa1"}, Case{"koi8-t", "ғ", "\x81"}, Case{"iso-8859-1", "é = 1", "\xe9 = 1"},
          Case{"cp1252", "“€”", "\x93\x80\x94"}, Case{"shift-jis", "あ = '\\n~'", "\x82\xa0 = '\\n~'"},
          Case{"euc-jp", "日本", "\xc6\xfc\xcb\xdc"}, Case{"koi8-r", "Привет", "\xf0\xd2\xc9\xd7\xc5\xd4"},
          Case{"gb18030", "中😀", "\xd6\xd0\x94\x39\xfc\x36"}}) {
        INFO(name);
        CHECK(encode_charset(text, name) == bytes);
        Decoded decoded = decode_charset(bytes, name);
        CHECK(decoded.text == text);
        CHECK(decoded.bad == std::string::npos);
    }
}

TEST_CASE("what an encoding cannot hold is said") {
    CHECK_FALSE(encode_charset("€", "iso-8859-1"));
    CHECK_FALSE(encode_charset("é", "ascii"));
    CHECK(decode_charset("ab\x81", "cp1252").bad == 2);
    CHECK(decode_charset("ab\xe9", "ascii").bad == 2);
    CHECK(decode_charset("a\x82", "shift-jis").bad == 1);
}

TEST_CASE("of several sequences for one character Python's choice is written") {
    // NEC's and IBM's rows of cp932 have the same characters: Python writes NEC's.
    CHECK(decode_charset("\xed\x40", "cp932").text == decode_charset("\xfa\x5c", "cp932").text);
    CHECK(encode_charset(decode_charset("\xfa\x5c", "cp932").text, "cp932") == "\xed\x40");
    CHECK(encode_charset("\xff", "cp932") == std::nullopt);  // no UTF-8
}

TEST_CASE("a long text crosses the converter's buffer whole") {
    std::string text, bytes;
    for (int i = 0; i < 5000; ++i) {
        text += "é1";
        bytes += "\xe9\x31";
    }
    CHECK(decode_charset(bytes, "iso-8859-1").text == text);
    CHECK(encode_charset(text, "iso-8859-1") == bytes);
}
