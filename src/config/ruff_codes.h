// The codes of ruff 0.17.6, as `ruff rule --all` lists them.
#pragma once
#include <span>
#include <string_view>

namespace zen {

struct RuffLinter {
    std::string_view letters;   // how its codes begin
    std::string_view rules;     // the digits behind, in order: "101 103-105"
    std::string_view defaults;  // those that are on when nothing is selected
    std::string_view preview;   // those that run with `preview = true` only
};

std::span<const RuffLinter> ruff_linters();
// The linter whose letters these are exactly; null for others.
const RuffLinter* ruff_linter(std::string_view letters);

// Is it one of ruff's codes; a code, or the beginning of one that ruff takes as a selector?
bool is_ruff_code(std::string_view code);
bool is_ruff_selector(std::string_view text);
// Is the code on when nothing is selected?
bool ruff_default(std::string_view code);
// Does the rule run with `preview = true` only?
bool ruff_preview(std::string_view code);
// Is it the code of a rule that ruff once had? It can be selected, and never runs.
bool ruff_removed(std::string_view code);

}  // namespace zen
