// Fills rewrite templates: captures go in with the parentheses and the indentation that their new place asks for.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/matching/match.h"

namespace zen {

struct Rewritten {
    std::string text;
    std::vector<std::string> imports;  // qualified names that need an import
};

// The match's template filled in, to stand in place of the match's span; nothing when a name it needs is shadowed here.
std::optional<Rewritten> rewritten(const Match& match);
// As above, by another template: the segments that `data` names in `pack`. Holes beyond the match's own are put in as
// `texts` has them.
std::optional<Rewritten> rewritten(const Match& match, const RulePack& pack, const MatchData& data,
                                   std::span<const std::string> texts);

// Code of the run as it stands, its later lines moved from their indentation to `indent`; lines inside strings stay.
std::string moved(const Run& run, std::string_view indent);

// The blanks that open the line of an offset.
std::string_view indent_at(std::string_view text, std::uint32_t offset);

// How to write a qualified name at `at`; an import that this takes is added to `imports`. Empty when it cannot be had.
std::string local_name(const Model& model, std::string_view qualified, Node at, std::vector<std::string>& imports);

}  // namespace zen
