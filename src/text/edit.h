// Replacements of spans, and the text with them made.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen {

struct Edit {
    Span span;         // in the text that the edit was made for
    std::string text;  // LF between lines; code copied from a CRLF file may hold CRLF
    friend bool operator==(const Edit&, const Edit&) = default;
};

// The text with the edits made. They may come in any order and must not overlap; of those at one empty span the
// first comes first. Line ends of the new text become `newline` (LF for "\r", as a Source's text has it).
std::string edited(std::string_view text, std::vector<Edit> edits, std::string_view newline = "\n");

// Small edits that make `after` of `before`: one for each run of lines that differ, less what its ends have in common.
// `edited(before, difference(before, after)) == after`.
std::vector<Edit> difference(std::string_view before, std::string_view after);

// A unified diff with three lines of context, empty when the texts are equal.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name);

}  // namespace zen
