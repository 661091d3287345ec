// Writes text into XML and HTML.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// Appends the text so that it may stand in an element or, with `attribute`, between quotes, where a reader would take
// line ends and tabs for blanks. What XML cannot hold (control characters,
// broken UTF-8) becomes the replacement character.
void append_xml(std::string& out, std::string_view text, bool attribute = false);

}  // namespace zen
