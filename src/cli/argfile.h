// Arguments from files: `@list.txt` stands for the lines of list.txt.
#pragma once
#include <string>
#include <vector>

#include "text/result.h"

namespace zen {

// The arguments, each `@FILE` after the first replaced by the file's lines, one argument each. A file that is not there
// is a Trouble; `@` alone, and what follows `--`, stay as they are.
Result<std::vector<std::string>> with_argument_files(const std::vector<std::string>& arguments);

}  // namespace zen
