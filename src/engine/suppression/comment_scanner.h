// Reads a comment from left to right.
#pragma once
#include <cctype>
#include <string_view>
#include <vector>

namespace zen {

inline bool ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

inline bool upper_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

inline bool code_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
}

struct CommentScanner {
    std::string_view text;
    std::size_t at = 0;

    bool done() const { return at >= text.size(); }
    char next() const { return done() ? '\0' : text[at]; }
    // All white space, as ruff has it: its comments may have any in most places.
    void blanks() {
        for (;;)
            if (next() == ' ' || next() == '\t' || next() == '\v' || next() == '\f' || next() == '\r')
                ++at;
            else if (!wide_space())
                return;
    }
    // White space of Unicode, a no-break space above all.
    bool wide_space() {
        if (static_cast<unsigned char>(next()) < 0x80) return false;
        for (std::string_view space :
             {"\u00A0", "\u0085", "\u2028", "\u2029", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
              "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000"})
            if (exactly(space)) return true;
        return false;
    }
    // The word as it is; in any case.
    bool exactly(std::string_view w) {
        if (!text.substr(at).starts_with(w)) return false;
        at += w.size();
        return true;
    }
    bool word(std::string_view lower_case) {
        if (text.size() - at < lower_case.size()) return false;
        for (std::size_t i = 0; i < lower_case.size(); ++i)
            if (std::tolower(static_cast<unsigned char>(text[at + i])) != lower_case[i]) return false;
        at += lower_case.size();
        return true;
    }
    bool symbol(char c) {
        if (done() || text[at] != c) return false;
        ++at;
        return true;
    }
    std::string_view code() {
        std::size_t from = at;
        while (!done() && code_character(text[at])) ++at;
        return text.substr(from, at - from);
    }
    // Codes parted by commas or blanks, up to anything else. A word without a digit ends a `noqa` list: it is prose.
    std::vector<std::string_view> codes(bool names_too);
    // What stands behind `--`, up to the next directive in the comment; the scanner is then behind it.
    std::string_view reason();
};

}  // namespace zen
