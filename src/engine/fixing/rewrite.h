// Fills rewrite templates: captures go in with the parentheses and the indentation that their new place asks for.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fixing/hole_order.h"
#include "engine/fixing/moved_code.h"
#include "engine/matching/match.h"
#include "syntax/precedence.h"
#include "text/edit.h"

namespace zen {

struct Rewritten {
    std::string text;
    std::vector<std::string> imports;  // qualified names that need an import
    bool annotated = false;            // does it take the match's annotation along?
    bool possible = true;              // false: a name that it needs means something else here
    std::vector<PlacedHole> placed;    // where the code of holes stands in it; their edit is 0
};

// What a template is filled in with, besides what the holes caught.
struct Fillings {
    std::span<const std::string> texts = {};  // of holes beyond the match's own
    std::span<const Edit> inner = {};         // edits of the code that holes caught; sorted, none overlapping
};

// The template filled in, to stand in place of the node's code, or of the span that it opens; nothing when a text
// cannot stand where the template has it. The segments are those of `pack`.
std::optional<Rewritten> rewritten(const Match& match, const RulePack& pack, const EditData& edit, Node place,
                                   Span span, const Fillings& more = {});

// How tightly a binary operator binds whose operands a `let` joins, as in `$$xs joined by " / "`; no_expression for all
// that is none.
Precedence operator_level(std::string_view text);

// Code that is made rather than found, parenthesized if the place asks for it.
std::string code_for(std::string_view made, std::int8_t required);

}  // namespace zen
