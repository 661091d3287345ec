// Path patterns: those of .gitignore, and those of `exclude` and `per-file-ignores` in a configuration.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zen {

enum class GlobStyle : std::uint8_t {
    gitignore,  // braces are ordinary characters
    config,     // `{a,b}` is either, and nests
};

// `*` is any run within a name, `?` one character, `[a-z]` one of those, `[!a-z]` one of the others, `**` any folders,
// `\` takes the next character as it is. A pattern with a slash anywhere but at its end is anchored to the folder it
// belongs to; any other one fits a name at any depth. A slash at its end lets it fit folders only. Negation (`!`) is
// the caller's.
class Glob {
  public:
    Glob(std::string_view pattern, GlobStyle style);

    // Paths are relative to the folder that the pattern belongs to, with `/` between names.
    bool matches(std::string_view path, bool folder = false) const;
    // Does it match the path or a folder that the path lies in?
    bool covers(std::string_view path) const;

  private:
    std::vector<std::string> alternatives_;
    bool folders_only_ = false, anywhere_ = false;
};

// What is wrong with a pattern, for a message: "`[` is never closed". Empty when all is well.
std::string glob_fault(std::string_view pattern, GlobStyle style);

}  // namespace zen
