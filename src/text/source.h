// A file's bytes, the UTF-8 text that everything else refers to, and the way back.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/line_index.h"
#include "text/result.h"
#include "text/span.h"

namespace zen {

struct CodeBlocks;
struct ForeignCode;
struct NotebookText;

// Cheap to copy: the text is shared and never changes, so views into it outlive moves of the Source.
class Source {
  public:
    // Decodes by BOM or by the PEP 263 cookie on the first two lines, UTF-8 without either. A lone CR reads as LF.
    // What cannot be decoded (or a cookie nobody knows) is a Trouble that names the byte offset.
    // The text of a path that ends in .ipynb is that of the notebook's code cells, see text/notebook.h; that of a
    // Markdown file its blocks of Python, see text/code_blocks.h; with `sessions`, its examples with prompts too, and
    // of a .rst file these.
    static Result<Source> decode(std::string path, std::string bytes, bool sessions = false);
    // The examples with prompts in a text in UTF-8, such as a docstring of the file of that path.
    static Source from_sessions(std::string path, std::string text);
    // Text that is UTF-8 already, as from an editor or a test; a leading BOM is kept aside as in `decode`.
    static Source from_text(std::string path, std::string text);
    // The same, quicker for a text that is mostly that of another one.
    static Source from_text(std::string path, std::string text, const Source& like);
    // The cells of a notebook that an editor holds. Its places are those of one text.
    static Source from_cells(std::string path, std::string text, ForeignCode foreign);

    // How many bytes the text and the other one begin with alike, and how many of the others end alike. Known already
    // where the text was made `like` the other.
    struct Ends {
        std::size_t head = 0, tail = 0;
    };
    Ends ends_shared_with(const Source& other) const;

    const std::string& path() const { return path_; }
    // The decoded text, without a BOM, CRLF as it stands.
    std::string_view text() const { return data_->text; }
    std::string_view slice(Span span) const { return text().substr(span.start, span.size()); }

    const LineIndex& lines() const { return data_->lines; }
    // As people count: in a notebook, within the cell.
    Place place(std::uint32_t offset, ColumnUnit unit = ColumnUnit::code_points) const;
    // A row as people count it.
    std::uint32_t shown_row(std::uint32_t row) const;
    // The number of the notebook's cell that holds the offset, from 1 and with all cells counted; 0 in other files.
    std::uint32_t cell(std::uint32_t offset) const;
    // Does one of the notebook's cells begin in the span, or where it ends? False in other files.
    bool cell_begins_in(Span span) const;
    bool is_notebook() const { return data_->notebook || data_->foreign; }
    // Is it a Markdown file whose blocks are examples, each by itself, and no program?
    bool is_examples() const;
    // The blocks that its text is made of; null if it is made of no blocks.
    const CodeBlocks* blocks() const { return data_->blocks.get(); }
    // The file's text as people read it: of a Markdown file, all of it. With another text of ours, as `encode` has it.
    std::string shown_text() const;
    // What is in the text and not the user's Python: see text/magics.h.
    std::span<const Span> foreign() const;
    // Is the name in such code?
    bool named_by_foreign(std::string_view name) const;
    // The byte offset of a place; clamped to its line, and to the text.
    std::uint32_t offset(Place place, ColumnUnit unit = ColumnUnit::code_points) const;
    // The line that holds `offset`, without its line end.
    Span line(std::uint32_t offset) const;
    // The blanks that open the line of `offset`.
    std::string_view indent(std::uint32_t offset) const;
    // How this file ends its lines: "\n", "\r\n" or "\r", by its first line; "\n" when it has only one.
    std::string_view newline() const { return data_->newline; }
    // The encoding's name as the file declares it, lower case; "utf-8" when it says nothing.
    std::string_view encoding() const { return data_->encoding; }

    // The bytes of a file with this text in place of ours: same encoding, BOM and line ends; lines that did not change
    // keep their bytes, and so do their ends. Nothing when the encoding cannot hold the new text.
    std::optional<std::string> encode(std::string_view text) const;
    // The same file with another text.
    Source with_text(std::string text) const;

  private:
    struct Data {
        std::string text, encoding = "utf-8", newline = "\n";
        std::string bytes;  // as read; empty when `text` is the same bytes
        LineIndex lines;
        bool bom = false;
        std::shared_ptr<const NotebookText> notebook;  // null for other files
        std::shared_ptr<const CodeBlocks> blocks;      // null for other files
        std::shared_ptr<const ForeignCode> foreign;    // of these, or of cells that an editor holds; null for others

        const ForeignCode* foreign_code() const;

        std::uint64_t id = 0, like = 0;  // of a text made by from_text, and of the one it was made like; 0: none
        Ends shared;                     // with that
    };
    static Source from_text(std::string path, std::string text, const Source* like);
    static Source from_blocks(std::string path, CodeBlocks blocks, bool bom);
    std::string path_;
    std::shared_ptr<const Data> data_;
};

}  // namespace zen
