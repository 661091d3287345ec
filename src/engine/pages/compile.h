// Compiles the code in a `zen` block: patterns, rewrite templates and conditions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/matching/pack.h"

namespace zen {

// The holes of one match, numbered as they appear.
struct Holes {
    std::vector<std::string> names;
    // The number of a name, a new one if need be; no_hole for `_`, and for more holes than there may be.
    std::uint8_t number(std::string_view name);
    std::uint8_t find(std::string_view name) const;
};

// Each returns what is wrong with the code, in words for the page's author; empty when all is well.
std::string compile_pattern(PackStore& store, std::string_view code, Holes& holes, PatternData& out);
std::string compile_rewrite(PackStore& store, std::string_view code, const Holes& holes, MatchData& out);
std::string compile_clause(PackStore& store, std::string_view line, const Holes& holes, Clause& out);

// The strings of a comma-separated list, as a slice of store.strings.
Slice add_list(PackStore& store, std::string_view list);

}  // namespace zen
