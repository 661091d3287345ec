// Notebooks: the cells that hold Python, read as one text.
#pragma once
#include <string>
#include <vector>

#include "lsp/server.h"

namespace zen::lsp {

// The cells' texts one below the other, and where each has its part. Lines that are no Python (`%magic`, `!shell`)
// become comments of the same length; a cell that begins with `%%` is left out unless it holds Python after all.
std::string joined_cells(const Server& server, const Notebook& notebook, std::vector<Cell>& cells);

// Puts the content changes of didChange into the document (in sync.cpp).
void apply_changes(Document& document, const Json& changes, ColumnUnit unit);

}  // namespace zen::lsp
