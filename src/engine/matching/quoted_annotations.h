// Names in annotations that are written as strings.
#pragma once
#include <span>

#include "engine/matching/match.h"

namespace zen {

// Does a string in the run, which is an annotation or a part of one (`"float | None"`), name a builtin or import that
// one of the patterns is?
bool named_in_quotes(const Match& match, std::span<const PatternData> codes, const Run& run);

// Is the string an annotation, or the argument of one, that is that dotted name: `-> "bool"`?
bool quoted_name(const Model& model, Node string, std::string_view name);

}  // namespace zen
