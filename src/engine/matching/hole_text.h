// Holes in text: in messages, in the texts of a `let`, in strings and comments.
#pragma once
#include <algorithm>
#include <cctype>
#include <string_view>

namespace zen {

// What the text of a pattern's node ends in that stands for `module.$name`, or a name imported from there.
inline constexpr std::string_view any_member = ".*";

struct HoleInText {
    std::string_view name;  // empty: there is none
    std::size_t end = 0;    // behind it
};

// What ends a hole in code that `${x}` writes: no brace, which would be one of an f-string's, but a character of names.
inline constexpr std::string_view hole_end = "\u00b7";

// The hole that begins at `at`: `$x`, `$$xs`, or `${x}` where letters may follow. `mark` is how its `$` is written.
inline HoleInText hole_in_text(std::string_view text, std::size_t at, std::string_view mark = "$") {
    if (!text.substr(at).starts_with(mark)) return {};
    while (text.substr(at).starts_with(mark)) at += mark.size();
    const bool braces = at < text.size() && text[at] == '{';
    const std::size_t from = braces ? at + 1 : at;
    std::size_t end = std::min(from, text.size());
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
    if (end == from || (braces && (end == text.size() || text[end] != '}'))) return {};
    const bool closed = !braces && mark != "$" && text.substr(end).starts_with(hole_end);
    return {text.substr(from, end - from), braces ? end + 1 : closed ? end + hole_end.size() : end};
}

}  // namespace zen
