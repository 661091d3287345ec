// Markdown files and docstrings with Python in them: the code blocks, and examples with prompts, as one text, and the
// way back into the file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/magics.h"
#include "text/result.h"
#include "text/span.h"

namespace zen {

// Is it a path of a Markdown, R Markdown or Quarto file, by its suffix?
bool is_markdown(std::string_view path);

// Does a file of this path hold nothing of Python but examples with prompts (reStructuredText)?
bool is_rest(std::string_view path);

// The text has the rows of the file: every row that is in no Python block is a comment that begins a cell (`# %%`).
// Lines that are IPython's and not Python's are replaced as in notebooks, see text/magics.h.
struct CodeBlocks {
    // A row of input of an example with prompts, which the text has without them.
    struct Row {
        std::uint32_t text, file;  // where its code begins
        std::uint32_t width;       // of its indentation and prompt, in bytes; they are ASCII
    };
    struct Block {
        Span text;                    // in the text, whole rows
        Span file;                    // in the file
        std::vector<Row> input = {};  // of each row of examples with prompts; empty for other blocks
        std::string indent = {};      // of these rows
    };
    std::string file, text;
    std::vector<Block> blocks;  // of Python, at the margin
    ForeignCode foreign;        // in the text
    // Are the blocks examples, each by itself, and not the cells of one program? So in all but notebooks of Jupytext
    // and MyST and files whose blocks are run, as Quarto's and R Markdown's `{python}`.
    bool examples = false;
    bool sessions = false;  // were examples with prompts asked for?

    // The block that holds the offset in the text, or ends there; null without one.
    const Block* block_at(std::uint32_t offset) const;
    // The row of an example with prompts that holds the offset in the text; null outside of these.
    const Row* input_at(std::uint32_t offset) const;
    // The file with this text in its blocks: rows that did not change keep their bytes. Nothing if the text does not
    // have the same rows between the blocks, or if a line that is not Python was changed.
    std::optional<std::string> with_text(std::string_view fresh) const;
};

// The file is UTF-8. A Trouble (with line) for a fence or front matter that is never closed. With `sessions`, examples
// with prompts too: of Markdown, those in prose and in blocks of Python and without a language; of other paths, all.
Result<CodeBlocks> read_code_blocks(const std::string& path, std::string file, bool sessions = false);

}  // namespace zen
