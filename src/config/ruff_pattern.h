// Path patterns as ruff reads them (https://docs.rs/globset), which are not those of .gitignore.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace zen {

// A path pattern of ruff's: `*` fits `/` too, and a pattern fits an absolute path or the last name of one.
class RuffPattern {
  public:
    // Relative patterns start from the absolute folder. With `name_only_bare`, only one without `/` fits names.
    RuffPattern(const std::string& folder, std::string_view pattern, bool name_only_bare);
    bool fits(std::string_view path) const;

  private:
    std::vector<std::string> paths_, names_;  // without braces
};

}  // namespace zen
