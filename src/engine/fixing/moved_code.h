// Code of the file at another place: its lines get the indentation of that place.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "engine/matching/match.h"
#include "text/edit.h"

namespace zen {

// The blanks that open the line of an offset.
std::string_view indent_at(std::string_view text, std::uint32_t offset);

// The text of the span with the edits that lie in it made; sorted, none overlapping.
std::string edited(std::string_view text, Span span, std::span<const Edit> edits);

// Code of the run as it stands, its later lines moved from their indentation to `indent`; lines inside strings stay.
// `inner`: edits to make in it.
std::string moved(const Run& run, std::string_view indent, std::span<const Edit> inner = {});
// As moved; clauses become the statements that they are for: of `else` its own, of `elif` an `if`.
std::string moved_statements(const Run& run, std::string_view indent, std::span<const Edit> inner);

// The code of adjacent literals of one line each, with its other lines moved as far as the first one: `column` is that
// of the code, perhaps of a parenthesis before it.
std::string in_column(Node literals, std::string code, std::size_t column);

}  // namespace zen
