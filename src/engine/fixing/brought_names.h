// Do the names that a hole brings to a place mean there what they mean where the hole caught them? What the rewritten
// code itself contains is not asked about: hygiene.h compares that with what takes its place.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/matching/match.h"

namespace zen {

// Why the hole's code cannot stand in the code that replaces `span`, for the page's author; "" if it can. Names that
// `let` writes are known by their spelling alone: they mean the module's, where the module has one.
std::string why_not_here(const Match& match, std::uint8_t hole, Node place, Span span);

}  // namespace zen
