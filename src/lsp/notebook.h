// Notebooks: the cells that hold Python, read as one text.
#pragma once
#include <string>
#include <vector>

#include "lsp/server.h"

namespace zen::lsp {

// The cells' texts one below the other, and where each has its part. What is no Python (`%magic`, `!shell`) has given
// way to a name of its length, as in files (text/magics.h); a cell in another language, to comments.
Source joined_cells(const Server& server, const Notebook& notebook, const std::string& path, std::vector<Cell>& cells);

// Puts the content changes of didChange into the document (in sync.cpp).
void apply_changes(Document& document, const Json& changes, ColumnUnit unit);

}  // namespace zen::lsp
