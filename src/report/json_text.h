// Writes JSON as text.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// Appends the text as a JSON string, quotes and all. What is no UTF-8 becomes the replacement character.
void append_json(std::string& out, std::string_view text);

}  // namespace zen
