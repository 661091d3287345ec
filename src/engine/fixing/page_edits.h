// What a page's `rewrite`, `remove`, `insert`, `rename` and `report` sections make of a match.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matching/match.h"
#include "text/edit.h"

namespace zen {

// Match::no_fix where each section has a condition and none of these holds, as the author meant it.
inline constexpr std::string_view no_section_holds = "none of its sections holds here";

struct PageEdits {
    std::vector<Edit> edits;  // sorted, none overlapping
    std::vector<std::string> imports;
    std::string rewrite;   // what takes the match's place, for messages; empty without one
    bool possible = true;  // false: the edits would change what the code means, and only messages show them
    bool sayable = true;   // false: not even these, since a name in `rewrite` means something else here
    std::string doubt;     // why a fix that the page calls safe is not; empty: nothing speaks against it
};

// The edits of the sections whose conditions hold; nothing when there are none, or when one cannot be made.
std::optional<PageEdits> page_edits(Match& match);
// Are the lines of what takes the match's place within the line length?
bool rewrite_fits(const Match& match, const PageEdits& edits);
// What is reported.
Span reported_span(const Match& match);

}  // namespace zen
