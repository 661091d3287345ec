// A text in the tokens of CPython's tokenizer, with its rules on indentation, tabs, brackets, literals and line ends.
// Source: Parser/tokenizer (lexer.c) of CPython and chapter 2 of the Python reference.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen::verdict {

// What the compiler says of a mistake.
struct Mistake {
    enum Sort : std::uint8_t { syntax, indentation, tab };
    Sort sort = syntax;
    Span span;            // in the text that was read; empty where CPython names a place only
    std::string message;  // in its words
};

struct Token {
    enum Sort : std::uint8_t {
        name,  // keywords too
        number,
        string,
        newline,
        indent,
        dedent,
        end,  // of the file
        format_start,
        format_middle,
        format_end,
        op,
        error  // the tokenizer's mistake stands here
    };
    Sort sort;
    std::uint32_t start, stop;  // bytes
    std::uint32_t line;         // 0-based
    std::uint16_t level;        // how many brackets are open behind it
};

struct Tokens {
    std::string_view text;
    std::vector<Token> all;  // the last is `end` or `error`
    std::optional<Mistake> mistake;
    bool urgent = false;  // the mistake is told rather than one that the parser finds above it
    // The innermost bracket that is still open where the tokens end.
    std::optional<std::uint32_t> open_bracket;

    std::string_view spelling(const Token& t) const { return text.substr(t.start, t.stop - t.start); }
};

// A text, or a part of one.
struct Part {
    std::string_view text;
    std::uint32_t first_line = 0;  // in its file, 0-based: messages tell of lines
    bool more = false;             // does the file go on behind it?
    std::string_view indentation;  // the blanks in front of its first line, which are not in `text`
};

// `minor` is the version of Python 3 whose words are used.
Tokens tokenize(const Part& part, int minor);

}  // namespace zen::verdict
