// The program's tables of characters against the library that they are made of.
#include "text/characters.h"

#include <utf8proc.h>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <memory>
#include <random>
#include <vector>

#include "text/identifier.h"
#include "text/normal_form.h"

using namespace zen;

namespace {

// As utf8proc has it; "" for what is no UTF-8.
std::string kc(const std::string& text) {
    utf8proc_uint8_t* out = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &out, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    return size <= 0 ? std::string() : std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
}

std::string text_of(std::uint32_t c) {
    std::string out;
    characters::append(out, c);
    return out;
}

bool surrogate(std::uint32_t c) {
    return c >= 0xd800 && c < 0xe000;
}

}  // namespace

TEST_CASE("each character has its normal form, by itself and as UTF-8") {
    std::vector<std::uint32_t> wrong;
    for (std::uint32_t c = 1; c < 0x110000; ++c) {
        if (surrogate(c)) continue;
        const std::string text = text_of(c);
        std::uint32_t back = 0;
        if (characters::read(text, back) != text.size() || back != c || characters::normal_form_kc(text) != kc(text))
            wrong.push_back(c);
    }
    CHECK(wrong.empty());
}

TEST_CASE("characters are put together, ordered and taken apart in rows") {
    std::vector<std::uint32_t> letters{'a',    'A',    'e',    'o',    '1',    0x1100, 0x1112, 0x1113, 0x1161,
                                       0x1175, 0x11a7, 0x11a8, 0x11c2, 0x11c3, 0xac00, 0xac01, 0xd7a3};
    for (const characters::Composed& row : characters::composed())
        letters.insert(letters.end(), {row.first, row.second, row.both});
    for (const characters::Spelled& row : characters::spelled()) letters.push_back(row.character());
    std::vector<std::uint32_t> marks;
    for (std::uint32_t c = 0x300; c < 0x1e950; ++c)
        if (characters::row_of(c).order()) marks.push_back(c);
    REQUIRE(marks.size() > 800);
    std::minstd_rand random(1);
    auto any = [&](const std::vector<std::uint32_t>& of) { return of[random() % of.size()]; };
    std::size_t wrong = 0;
    for (const characters::Composed& row : characters::composed())
        wrong += characters::normal_form_kc(text_of(row.first) + text_of(row.second)) !=
                 kc(text_of(row.first) + text_of(row.second));
    for (int n = 0; n < 100'000; ++n) {
        std::string text;
        for (auto left = 1 + random() % 6; left > 0; --left) text += text_of(random() % 2 ? any(letters) : any(marks));
        wrong += characters::normal_form_kc(text) != kc(text);
    }
    CHECK(wrong == 0);
    CHECK(characters::normal_form_kc("e\xcc\x81") == "\xc3\xa9");
    CHECK(characters::normal_form_kc("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab") == "\xed\x95\x9c");
    CHECK(normal_form("plain").empty());
    CHECK(normal_form("\xc3\xa9").empty());
    CHECK(normal_form("\xef\xac\x81") == "fi");
}

TEST_CASE("what is no UTF-8 is no character") {
    for (const char* text : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                             "\xf8\x88\x80\x80\x80", "\xe2\x82", "\xc3("}) {
        std::uint32_t c = 0;
        CHECK(characters::read(text, c) == 0);
        CHECK(normal_form(text).empty());
        CHECK(bad_character(text)->message == "invalid character");
    }
}

TEST_CASE("names may hold letters, then marks and digits too") {
    CHECK_FALSE(bad_character("\xc3\xa9t\xc3\xa9_2"));
    CHECK_FALSE(bad_character("\xe0\xa4\xa8\xe0\xa4\xbe"));  // a mark follows
    CHECK(bad_character("\xe0\xa4\xbe")->at == 0);           // and begins nothing
    CHECK(bad_character("a\xe2\x82\xac")->message == "invalid character '\xe2\x82\xac' (U+20AC)");
    CHECK(bad_character("a\xc2\xa0")->message == "invalid non-printable character U+00A0");
}
