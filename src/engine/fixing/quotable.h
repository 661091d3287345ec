// Texts that a rewrite puts into a string or a comment that opens like that (`f"`, `#`); nothing where they would mean
// something else there.
#pragma once
#include <optional>
#include <string_view>

#include "engine/matching/match.h"

namespace zen {

// A text that a page has made.
std::optional<std::string_view> quotable(std::string_view text, std::string_view opening);
// What a string literal says or a comment, else the code itself.
std::optional<std::string_view> quotable(const Run& run, std::string_view opening);
// A part of the text of that node.
std::optional<std::string_view> quotable(std::string_view text, Node from, std::string_view opening);

}  // namespace zen
