// Names with `*`, against the plainest way to compare them.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "text/wildcard.h"

using namespace zen;

namespace {

bool plainly_fits(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] != '*')
        return !text.empty() && pattern[0] == text[0] && plainly_fits(pattern.substr(1), text.substr(1));
    for (std::size_t taken = 0; taken <= text.size(); ++taken)
        if (plainly_fits(pattern.substr(1), text.substr(taken))) return true;
    return false;
}

// All words of these letters, up to that length.
std::vector<std::string> words(std::string_view letters, std::size_t longest) {
    std::vector<std::string> out{""};
    for (std::size_t i = 0; i < out.size(); ++i)
        if (out[i].size() < longest)
            for (char letter : letters) out.push_back(out[i] + letter);
    return out;
}

}  // namespace

TEST_CASE("a star stands for any characters, or none") {
    std::size_t fitting = 0;
    for (const std::string& pattern : words("ab*", 5))
        for (const std::string& text : words("ab", 5)) {
            const bool fits = wildcard_fits(pattern, text);
            fitting += fits;
            if (fits != plainly_fits(pattern, text)) FAIL(pattern << " and " << text);
        }
    CHECK(fitting > 1000);
}

// What is ruled out at the ends or by letters is a guess at the pattern, and must never be wrong. A pattern that does
// not tell capitals is not looked at from the ends, and says the same of small letters.
TEST_CASE("what is like a pattern has its ends and its letters") {
    constexpr std::string_view pieces[] = {"",  "a",   "b",    "_",    "*",   "?",   "#",        "1",
                                           "]", "[a]", "[!b]", "[a-z", "ab]", "[_]", "\xC3\xA4", "[?]"};
    std::vector<std::string> texts = words("ab_1]?", 3);
    for (std::string_view text : {"\xC3\xA4", "a\xC3\xA4", "\xC3\xA4_", "[a", "[a-z", "a_b1"}) texts.emplace_back(text);
    std::size_t fitting = 0;
    for (std::string_view first : pieces)
        for (std::string_view second : pieces)
            for (std::string_view third : pieces) {
                const std::string pattern = std::string(first).append(second).append(third);
                const std::string without_ends = any_case + pattern;
                const Letters needed = letters_needed(pattern);
                for (const std::string& text : texts) {
                    const bool fits = spelled_like(pattern, text);
                    fitting += fits;
                    if (fits != spelled_like(without_ends, text)) FAIL(pattern << " and " << text);
                    if (fits && (needed & ~letters_of(text)) != 0)
                        FAIL(pattern << " needs letters that are not in " << text);
                }
            }
    CHECK(fitting > 1000);
}
