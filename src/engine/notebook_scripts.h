// Notebooks that are Python files: cells of Databricks, Jupytext, Spyder, VS Code and nbconvert, and marimo's.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "semantics/model.h"
#include "text/source.h"

namespace zen {

enum class NotebookScript : std::uint8_t {
    none,
    cells,   // comments part the cells, which run one after another
    marimo,  // each cell is a function; what it binds belongs to the whole notebook
};

// By the text alone: a first line or a header of a tool, a comment that begins a cell (`# %%`, `# In[1]:`), or the
// calls with which a marimo notebook begins.
NotebookScript notebook_script(std::string_view text);
NotebookScript notebook_script(const Source& source);

// Is this the line that begins a cell in Jupytext's percent format, Spyder, VS Code or nbconvert's scripts?
bool begins_cell(std::string_view line);

// The text, with the same places, as that of a module: what makes it a notebook is spoiled.
std::string as_module(std::string text);

// Not in Jupytext's light and nomarker formats, where an empty line may end a cell.
bool marks_every_cell(std::string_view text);

// In such a file and in a notebook, takes out the findings that speak of modules (imports at the top, code that an
// import would run), of what the format is made of (strings as text, marimo's `return`) and of values that the notebook
// shows, and keeps a fix of marimo's cells from being made where it would bind a name that the cell does not mention
// yet: two cells that bind a name do not run, nor does one that reads an import from outside of the cells.
void follow_notebook(std::vector<Finding*>& findings, const Model& model, const Source& source, const RuleBook& book);

}  // namespace zen
