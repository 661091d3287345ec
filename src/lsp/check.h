// What the server knows about a text: its findings, and where they lie in the editor's documents.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/incremental/kept.h"
#include "engine/lint.h"
#include "lsp/document.h"
#include "lsp/json.h"

namespace zen::lsp {

// A document's part of a source: all of it, or a cell of a notebook.
struct Cell {
    std::string uri;
    std::uint32_t start, size;  // in the source's text
};

struct Checked {
    Source source;
    std::vector<Cell> cells;
    std::span<const FindingRef> findings;
    const RuleSet* rules = nullptr;
    bool excluded = false;  // then there are no findings, and no rules that would find any

    // Findings that nobody keeps.
    void own(std::vector<Finding> found);

    // The cell that an offset lies in; of two that touch there, the earlier. Null for what lies between cells.
    const Cell* cell_at(std::uint32_t offset) const;
    const Cell* cell(std::string_view uri) const;

  private:
    std::vector<Finding> own_;
    std::vector<FindingRef> refs_;
};

// What of a diagnostic the client understands.
struct DiagnosticStyle {
    ColumnUnit unit = ColumnUnit::utf16;
    bool related = false, description = false, data = false, unnecessary = false, deprecated = false;
};

// A range as JSON.
void append_range(std::string& out, Range range);
Json range_json(Range range);
// The range that JSON holds; nothing when it holds none.
std::optional<Range> range_of(const Json& json);
std::optional<Position> position_of(const Json& json);

// Differs for texts that differ, in all likelihood.
std::uint64_t content_hash(std::string_view text);
// Stays the same while the finding does, wherever edits move it.
std::string finding_id(const Checked& checked, const Finding& finding);
// The document of a URI; null for one that is not open.
using OtherDocument = std::function<const Document*(const std::string& uri)>;
// The diagnostics of one document, as the text of a JSON list. `document` has the text that was checked.
std::string diagnostics_json(const Checked& checked, const Cell& cell, const Document& document,
                             const DiagnosticStyle& style, const OtherDocument& other);

}  // namespace zen::lsp
