// The names of ruff's rules, which its settings take in place of codes in preview.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace zen {

// The code of ruff 0.17.6's rule with this name; empty for other words.
std::string ruff_code_named(std::string_view name);

// The words with codes in the place of names.
std::vector<std::string> with_ruff_codes(std::vector<std::string> words);

}  // namespace zen
