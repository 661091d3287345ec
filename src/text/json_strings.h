// The strings of JSON: what they say, line by line, and the JSON for a text.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen {

// A line of a string's text, and the JSON that stands for it (without quotes).
struct JsonLine {
    std::string text;
    std::string_view json;
};

// The lines of strings (with their quotes) that follow each other in the JSON; false for an escape that is none. A line
// that two strings share has no JSON.
bool read_lines(std::string_view json, std::span<const Span> strings, std::vector<JsonLine>& out);

// As Jupyter writes it: everything as it is but for quotes, backslashes and control characters; with `ascii`, the rest
// escaped too.
std::string json_of(std::string_view text, bool ascii);

}  // namespace zen
