// What a page's `let`, `rewrite`, `remove`, `insert`, `rename` and `report` sections make of a match.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/matching/match.h"
#include "text/edit.h"

namespace zen {

struct PageEdits {
    std::vector<Edit> edits;  // sorted, none overlapping
    std::vector<std::string> imports;
    std::string rewrite;   // what takes the match's place, for messages; empty without one
    bool possible = true;  // false: the edits would change what the code means, and only messages show them
};

// Gives the holes of `let` their texts; what these need is added to `imports`. False when one of them cannot be had
// here.
bool make_texts(Match& match, std::vector<std::string>& imports);
// The edits of the sections whose conditions hold; nothing when there are none, or when one cannot be made.
std::optional<PageEdits> page_edits(Match& match);
// Are the lines of what takes the match's place within the line length?
bool rewrite_fits(const Match& match, const PageEdits& edits);
// What is reported.
Span reported_span(const Match& match);

}  // namespace zen
