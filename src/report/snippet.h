// The code that a finding is about: what its fix changes, as a small diff, or the lines of its span, underlined.
#pragma once
#include <string>

#include "engine/finding.h"
#include "report/look.h"
#include "text/source.h"

namespace zen {

// With a fix, the lines that it changes, old before new; what differs within a line is highlighted. Without, the line
// of the span with `^` below it in that ink, or the lines of a span of several, `>` before each. The finding's related
// places stand among these lines, underlined with `-` and their message.
void show_snippet(std::string& out, const Look& look, const Source& source, const Finding& finding, Ink ink);

}  // namespace zen
