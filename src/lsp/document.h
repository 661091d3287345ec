// A text as the editor has it: edited in place, with positions in the unit that the client and we agreed on.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/line_index.h"
#include "text/span.h"

namespace zen::lsp {

// Both from 0; the column in units of the encoding.
struct Position {
    std::uint32_t line = 0, column = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
};
struct Range {
    Position start, end;
};

// Byte offsets are into `text()`, which has no BOM even if the editor counts one.
class Document {
  public:
    Document() = default;
    explicit Document(std::string text) { assign(std::move(text)); }

    const std::string& text() const { return text_; }
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
    // The line's text without its end (LF, CRLF or CR).
    std::string_view line(std::uint32_t line) const;
    std::uint32_t line_start(std::uint32_t line) const { return starts_[line]; }
    std::uint32_t line_of(std::uint32_t offset) const;

    // A place beyond a line is the line's end, one beyond the text the text's end, one inside a character its start.
    std::uint32_t offset(Position position, ColumnUnit unit) const;
    Position position(std::uint32_t offset, ColumnUnit unit) const;
    Range range(Span span, ColumnUnit unit) const { return {position(span.start, unit), position(span.end, unit)}; }
    // A range that ends before it starts is taken the other way round.
    Span span(Range range, ColumnUnit unit) const;

    void assign(std::string text);
    // The text's bytes in the span give way to the new text.
    void replace(Span span, std::string_view text);

    std::string language;
    std::int64_t version = 0;

  private:
    void find_starts(std::uint32_t from, std::uint32_t to, std::vector<std::uint32_t>& out) const;

    std::string text_;
    std::vector<std::uint32_t> starts_{0};
    bool bom_ = false;
};

// The absolute path that a file URI names; empty for another scheme.
std::string path_of_uri(std::string_view uri);
std::string uri_of_path(std::string_view path);

}  // namespace zen::lsp
