// Paths as text, with `/` between names. Nothing here looks at the disk.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// The folder that a path lies in: "a/b" → "a", "/a" → "/", "a" → "".
std::string_view folder_of(std::string_view path);
// The last name of a path.
std::string_view name_of(std::string_view path);
// `path` seen from `folder`, unless it is absolute.
std::string joined(std::string_view folder, std::string_view path);
// Without `.`, doubled slashes and a slash at the end, `..` left as it is: what people and reports see.
std::string tidy_path(std::string_view path);
// Without `.`, doubled slashes and a slash at the end; `..` takes the name before it away. "." for nothing at all.
std::string normal_path(std::string_view path);
// What is left of `path` below `folder`, both normal and absolute; empty when it does not lie below.
std::string_view below(std::string_view folder, std::string_view path);

}  // namespace zen
