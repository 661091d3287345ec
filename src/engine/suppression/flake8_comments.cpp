#include "engine/suppression/flake8_comments.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/suppression/comment_scanner.h"

namespace zen {
namespace {

using Codes = std::vector<std::string_view>;
using Form = Suppression::Form;

// ASCII white space of Python's `\s`.
bool white(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0 || ('\x1c' <= c && c <= '\x1f');
}

bool letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// One or more codes, parted by commas and white space or by nothing; no codes for anything else.
Codes read_codes(CommentScanner& s) {
    Codes codes;
    const std::size_t behind = s.at;
    if (!s.symbol(':')) return codes;
    if (!s.wide_space() && white(s.next())) ++s.at;
    std::size_t word = s.at;
    for (;;) {
        const std::size_t from = s.at;
        while (letter(s.next())) ++s.at;
        const std::size_t digits = s.at;
        while (ascii_digit(s.next())) ++s.at;
        if (digits == from || s.at == digits) {
            s.at = from;
            break;
        }
        const std::size_t end = s.at;
        while (!s.done())
            if (s.next() == ',' || white(s.next()))
                ++s.at;
            else if (!s.wide_space())
                break;
        if (s.at == end) continue;  // the next one, if any, is part of the word
        codes.push_back(s.text.substr(word, end - word));
        word = s.at;
    }
    if (s.at > word) codes.push_back(s.text.substr(word, s.at - word));
    if (codes.empty())
        s.at = behind;
    else
        s.at = static_cast<std::size_t>(codes.back().data() + codes.back().size() - s.text.data());
    return codes;
}

}  // namespace

bool flake8_shaped(std::string_view code) {
    // Codes that ruff alone has.
    constexpr std::array<std::string_view, 9> not_flake8 = {"AIR",  "FAST", "FLY", "FURB", "NPY",
                                                            "PERF", "PGH",  "RUF", "UP"};
    const auto digits = static_cast<std::size_t>(std::ranges::find_if(code, ascii_digit) - code.begin());
    return digits > 0 && digits <= 3 && code.size() - digits <= 3 &&
           std::ranges::all_of(code.substr(0, digits), upper_letter) &&
           std::ranges::all_of(code.substr(digits), ascii_digit) &&
           std::ranges::find(not_flake8, code.substr(0, digits)) == not_flake8.end();
}

void read_flake8(DirectiveLines& lines, std::vector<Suppression>& out) {
    const std::string_view text = lines.tree().text;
    std::uint32_t done = 0;  // the last row of the physical line that was looked at last
    for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
        CommentScanner s{text, hash + 1};
        if (!s.exactly(" ")) continue;
        const auto at = static_cast<std::uint32_t>(hash);
        auto add = [&](Form form, Rows rows, Codes codes, std::size_t end) {
            const Span span{at, static_cast<std::uint32_t>(end)};
            out.push_back({form, rows.first, rows.last, std::move(codes), span, span, {}});
        };
        if (s.word("noqa")) {
            // The line ends in an f-string's fields are tokens since Python 3.12, and part its rows.
            const Rows rows = lines.physical().unparted(lines.index().row(at));
            // Of several in a line, the first counts.
            if (rows.first <= done) continue;
            done = rows.last;
            s.text = text.substr(0, lines.index().start(rows.last + 1));
            Codes codes = read_codes(s);
            add(Form::flake8_noqa, rows, std::move(codes), s.at);
        } else if (s.word("flake8") && (s.symbol(':') || s.symbol('='))) {
            while (white(s.next()) || s.wide_space()) s.at += white(s.next());
            if (s.word("noqa") && lines.alone(at)) add(Form::flake8_file, lines.whole_file(), {}, s.at);
        }
    }
}

}  // namespace zen
