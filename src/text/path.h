// Paths as text, with `/` between names. Nothing here looks at the disk. On Windows `\` parts names too in what is
// given, and never in what is returned.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace zen {

enum class PathStyle { posix, windows };
#ifdef _WIN32
constexpr PathStyle native_paths = PathStyle::windows;
#else
constexpr PathStyle native_paths = PathStyle::posix;
#endif

// The length of what an absolute path begins with: `/`; on Windows `C:/`, `//server/share` or `/`. 0: it is relative.
std::size_t root_size(std::string_view path, PathStyle style = native_paths);
bool is_absolute(std::string_view path, PathStyle style = native_paths);
// Is it a root and no more, with no folder above it?
bool is_root(std::string_view path, PathStyle style = native_paths);
// The folder that a path lies in: "a/b" → "a", "/a" → "/", "a" → "".
std::string_view folder_of(std::string_view path, PathStyle style = native_paths);
// The last name of a path.
std::string_view name_of(std::string_view path, PathStyle style = native_paths);
// `path` seen from `folder`, unless it is absolute.
std::string joined(std::string_view folder, std::string_view path, PathStyle style = native_paths);
// Without `.`, doubled slashes and a slash at the end, `..` left as it is: what people and reports see.
std::string tidy_path(std::string_view path, PathStyle style = native_paths);
// Without `.`, doubled slashes and a slash at the end; `..` takes the name before it away. "." for nothing at all. A
// drive's letter becomes a capital.
std::string normal_path(std::string_view path, PathStyle style = native_paths);
// Between an absolute path and the path of a `file:` URI, both without `%` escapes: on Windows "C:/a" and "/C:/a".
std::string to_uri_path(std::string_view path, PathStyle style = native_paths);
std::string from_uri_path(std::string_view path, PathStyle style = native_paths);
// What is left of `path` below `folder`, both normal and absolute; empty when it does not lie below.
std::string_view below(std::string_view folder, std::string_view path);
// Is that path the folder itself, or below it? Both normal and absolute.
bool at_or_below(std::string_view folder, std::string_view path);

}  // namespace zen
