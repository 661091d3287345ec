// What the author of a line that is no condition may have meant.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// The line as the language says it; "" where that is not plain.
std::string meant_condition(std::string_view line);

}  // namespace zen
