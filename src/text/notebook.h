// Jupyter notebooks: the code cells as one text, and the way back into the JSON.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/magics.h"
#include "text/result.h"
#include "text/span.h"

namespace zen {

struct NotebookCell {
    std::uint32_t number;       // among all cells of the notebook, from 1
    Span text;                  // in the notebook's text, with the line end that closes it
    std::vector<Span> strings;  // of its source, in the JSON, with their quotes
    bool list = false;          // is the source a list of strings?
    Span inside;                // of a list: what is between its brackets, in the JSON
};

// The cells follow each other with a comment line between them. Lines that are IPython's and not Python's (%magic,
// !shell, name?) are replaced by a name of their length.
struct NotebookText {
    std::string json, text;
    std::vector<NotebookCell> cells;  // the code cells in Python
    ForeignCode foreign;              // in the text

    // The JSON with this text in its cells: of the cells' lines, those that did not change keep their bytes, and so
    // does everything else. Nothing if the text does not have the same cells, or if a line that is not Python was
    // changed.
    std::optional<std::string> with_text(std::string_view text) const;
};

// A Trouble (with line) for what is no notebook. One in another language has no cells.
Result<NotebookText> read_notebook(const std::string& path, std::string json);

}  // namespace zen
