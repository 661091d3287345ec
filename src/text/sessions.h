// Examples with prompts, as doctest reads them: rows of input behind `>>>` and `...`, and expected output below.
// https://docs.python.org/3/library/doctest.html#how-are-docstring-examples-recognized
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen {

// Rows of input that follow each other with the same indentation.
struct Session {
    struct Row {
        Span code;            // behind the prompt, with the line end; in the text that was read
        std::uint32_t width;  // bytes in front of it: spaces and the prompt
        bool first;           // of an example, with `>>>`
    };
    Span span;           // whole rows; the first may begin behind other text of its line
    std::string indent;  // of all rows
    std::vector<Row> rows;
};

// Left out: examples whose brackets or strings are not closed, and those that are expected to raise.
std::vector<Session> read_sessions(std::string_view text);

// The prompt for each of these rows of input: does it go on with the statement above (`...`)?
std::vector<bool> continued_rows(const std::vector<std::string_view>& rows);

// Are all brackets and strings closed where the code ends? If not, Python reads on into what follows.
bool is_closed(std::string_view code);

}  // namespace zen
