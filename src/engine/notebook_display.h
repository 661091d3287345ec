// What a notebook shows: the value of the expression with which a cell ends.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "engine/notebook_scripts.h"
#include "engine/scanning/rule_set.h"
#include "semantics/model.h"
#include "text/source.h"

namespace zen {

// The statements that end a cell, in order: of a notebook; of a Python file with cells, by the lines that begin them
// (in Jupytext's light format, an empty line may); of a marimo cell, the one in front of its `return`.
std::vector<Node> last_of_cells(const Tree& tree, const Source& source, NotebookScript kind);

// Does the notebook show the statement's value, if it ends a cell? An expression's, unless a `;` follows.
bool shows_value(Node statement);

// Takes out the findings that call the shown value of an expression unused, and makes a fix unsafe after which a cell
// shows a value that it did not, or none where it did.
void follow_display(std::vector<Finding*>& findings, const Model& model, const Source& source, NotebookScript kind,
                    const RuleBook& book);

}  // namespace zen
