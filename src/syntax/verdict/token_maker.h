// Tokens in the making: the text, how far it has been read, the tokens so far and the mistake that ends them.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "syntax/verdict/tokens.h"

namespace zen::verdict {

struct TokenMaker {
    struct Bracket {
        char opening;
        std::uint32_t at, line;
    };

    std::string_view text;
    int minor;                      // of Python 3
    bool more;                      // does the file go on behind the text?
    std::uint32_t line;             // of the place that has been reached
    std::size_t at = 0;             // that place
    bool failed = false;            // there is a mistake, and nothing behind it
    std::vector<Bracket> brackets;  // that are open
    Tokens out;

    char here(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
    bool at_end(std::size_t ahead = 0) const { return at + ahead >= text.size(); }
    static std::uint32_t u32(std::size_t n) { return static_cast<std::uint32_t>(n); }

    void add(Token::Sort sort, std::size_t start, std::size_t stop, std::uint32_t its_line) {
        out.all.push_back({sort, u32(start), u32(stop), its_line, static_cast<std::uint16_t>(brackets.size())});
    }
    void fail(std::size_t start, std::size_t stop, std::string message, Mistake::Sort sort = Mistake::syntax,
              bool urgent = true) {
        if (failed) return;
        failed = true;
        stop = std::min(stop, text.size());
        start = std::min(start, stop);
        out.mistake = Mistake{sort, {u32(start), u32(stop)}, std::move(message)};
        add(Token::error, start, stop, line);
        out.urgent = urgent;
    }
    std::size_t line_end(std::size_t place) const { return std::min(text.find('\n', place), text.size()); }
    // The line of the text's last character.
    std::uint32_t last_line() const { return at_end() && text.ends_with('\n') && line > 0 ? line - 1 : line; }
    // A mistake of a literal that begins there and does not end.
    void fail_at_line(std::size_t start, std::uint32_t its_line, std::string message) {
        const std::uint32_t now = std::exchange(line, its_line);
        fail(start, std::min(line_end(start), text.size()), std::move(message));
        line = now;
    }
};

}  // namespace zen::verdict
