// Compiles the code and the lines of a `zen` block: patterns, rewrite templates, conditions.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matching/pack.h"

namespace zen {

// The holes of one match, numbered as they appear.
struct Holes {
    std::vector<std::string> names;
    // Of those that can be no class: what they are, "the name of a function"; may be shorter than `names`.
    std::vector<std::string_view> never_classes = {};
    std::uint32_t runs = 0;  // a bit for each that takes any number of nodes
    // The number of a name, a new one if need be; no_hole for `_`, and for more holes than there may be.
    std::uint8_t number(std::string_view name);
    std::uint8_t find(std::string_view name) const;
};

// How the pattern of a name begins: `name $x`.
inline constexpr std::string_view name_pattern = "name $";

// Each returns what is wrong with the code, in words for the page's author; empty when all is well.
// `out.exact` and `out.several` are given. In a condition, a pattern may be a mere hole.
std::string compile_pattern(PackStore& store, std::string_view code, Holes& holes, bool in_condition, PatternData& out);
std::string compile_rewrite(PackStore& store, std::string_view code, const Holes& holes, EditData& out);

// A condition reads the page's options by name, and may name holes of its own: those that it binds are added.
struct ConditionContext {
    Holes& holes;
    std::span<const std::string_view> options;
    bool joined = false;                   // by `or` with others: it gives nothing that later lines may name
    bool binds = false;                    // did the last one add holes that later lines may name?
    std::vector<std::string> hidden = {};  // holes that a line brought and no other can name
    std::vector<std::string> texts = {};   // holes that stand for a part of a text
};
std::string compile_condition(PackStore& store, std::string_view line, ConditionContext& context, Clause& out);
// The conditions of a `when`, which stand in one line: `$c is pure, $a, $b are names`.
std::vector<std::string_view> split_conditions(std::string_view line);
// How much a condition costs: those that cost less are asked first.
unsigned cost_of(const Clause& clause);

// `CODE` or `CODE`, at the line's beginning, which is taken off it.
std::string compile_codes(PackStore& store, std::string_view& line, Holes& holes, Slice& out);
// A place at the line's beginning: `$x`, `$$xs`, `the match`, `the loop` …; no_hole when there is none.
std::uint8_t take_place(std::string_view& line, const Holes& holes, std::string& why);

// The same pattern with its comparisons turned, its `if` and `else` swapped, `x = x + y` for `x += y`; itself first.
std::vector<std::string> either_way(std::string_view code);

// The first item of a comma-separated list, without its quotes; takes it off the list.
std::string_view take_item(std::string_view& list);
// The strings of a comma-separated list, as a slice of store.strings.
Slice add_list(PackStore& store, std::string_view list);

}  // namespace zen
