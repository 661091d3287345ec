// Lines of code as a report shows them: numbered, with a span underlined, or as a small diff.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/finding.h"
#include "report/look.h"
#include "text/source.h"

namespace zen {

// The digits that the row numbers of a file's findings take at most, so that all snippets of a finding line up.
unsigned gutter_width(std::uint32_t last_row);

// The lines of the span and a line around it, the span underlined with `^` in that ink.
void show_code(std::string& out, const Look& look, const Source& source, Span span, unsigned gutter, Ink ink);

// The lines that the edits change, as `-` and `+` lines.
void show_edits(std::string& out, const Look& look, const Source& source, const std::vector<Edit>& edits,
                unsigned gutter);

// An empty line of the gutter: "   |".
void show_bar(std::string& out, const Look& look, unsigned gutter);

}  // namespace zen
