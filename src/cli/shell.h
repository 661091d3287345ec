// Words of a POSIX shell's command line.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// The text as one word, inside '…'.
std::string shell_quoted(std::string_view text);

}  // namespace zen
