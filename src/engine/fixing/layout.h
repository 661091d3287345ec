// Where lines end in code that an edit writes anew.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "syntax/tree.h"
#include "text/edit.h"

namespace zen {

// The edit of an expression or a simple statement of several lines: the new code gets its line ends, with the comments
// before them, where the old code had them. Both are compared token by token; an argument that is new goes on a line of
// its own where the others have theirs. Edits of other spans, and those of one line, stay as they are, and so does new
// code that fits on one line, unless the old code asks for lines with a comma before a closing bracket. `fits`: is that
// line not too long? False when a comment stands beside other code than before: that of an argument that has moved.
bool keep_layout(const Tree& tree, Edit& edit, const std::function<bool(std::string_view line)>& fits);

// The edit of an expression that stands in no brackets gets parentheses around new code of several lines, where its
// lines would end the statement.
void bracket_lines(const Tree& tree, Edit& edit);

// The lines that the span touches, with `code` in its place.
std::string lines_with(std::string_view text, Span span, std::string_view code);

}  // namespace zen
