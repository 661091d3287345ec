// f-strings and t-strings, which are several tokens since Python 3.12.
#pragma once
#include <string>
#include <vector>

#include "syntax/verdict/token_maker.h"

namespace zen::verdict {

struct FormatStrings {
    struct Format {
        char quote;
        char sort;  // f or t
        bool triple, raw;
        bool in_expression = false, in_spec = false;
        int braces = 0, expression_braces = -1;
        std::uint32_t start, line;
    };

    // Is the place that has been reached text of a format string, outside of its expressions?
    bool in_text() const { return !open.empty() && !open.back().in_expression; }
    // At the quote behind the prefix, which begins at `start`; `sort` is f or t.
    void begin(TokenMaker& m, std::size_t start, char sort, bool raw);
    // What is text, up to an expression or the end.
    void read_text(TokenMaker& m);
    // "f-string" or "t-string": the innermost.
    std::string word() const;

    std::vector<Format> open;  // innermost last

  private:
    bool closes(const TokenMaker& m, const Format& f) const;
    bool begin_expression(TokenMaker& m, Format& f);
};

}  // namespace zen::verdict
