// Words of a shell's command line.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// The text as one word for a POSIX shell, inside '…'.
std::string shell_quoted(std::string_view text);

// A path as one word for Windows' cmd.exe, inside "…". A path there holds no quote.
std::string cmd_quoted(std::string_view path);

}  // namespace zen
