#include "text/path.h"

#include <algorithm>
#include <vector>

namespace zen {
namespace {

// A search for one character costs a tenth of one for any of a set.
std::size_t first_slash(std::string_view path, PathStyle style, std::size_t from = 0) {
    return style == PathStyle::windows ? path.find_first_of("/\\", from) : path.find('/', from);
}
std::size_t last_slash(std::string_view path, PathStyle style) {
    return style == PathStyle::windows ? path.find_last_of("/\\") : path.rfind('/');
}

bool is_slash(char c, PathStyle style) {
    return c == '/' || (c == '\\' && style == PathStyle::windows);
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::size_t root_size(std::string_view path, PathStyle style) {
    if (path.empty()) return 0;
    if (style == PathStyle::posix) return path[0] == '/' ? 1 : 0;
    if (path.size() > 2 && is_letter(path[0]) && path[1] == ':' && is_slash(path[2], style)) return 3;
    if (!is_slash(path[0], style)) return 0;
    if (path.size() < 3 || !is_slash(path[1], style) || is_slash(path[2], style)) return 1;
    // `//server/share`
    std::size_t server = first_slash(path, style, 2);
    if (server == path.npos) return path.size();
    return std::min(first_slash(path, style, server + 1), path.size());
}

bool is_absolute(std::string_view path, PathStyle style) {
    return root_size(path, style) > 0;
}

bool is_root(std::string_view path, PathStyle style) {
    return !path.empty() && root_size(path, style) == path.size();
}

std::string_view folder_of(std::string_view path, PathStyle style) {
    std::size_t slash = last_slash(path, style);
    if (slash == path.npos) return {};
    return path.substr(0, std::max(slash, root_size(path, style)));
}

std::string_view name_of(std::string_view path, PathStyle style) {
    return path.substr(last_slash(path, style) + 1);  // npos + 1 is 0
}

std::string joined(std::string_view folder, std::string_view path, PathStyle style) {
    if (is_absolute(path, style) || folder.empty() || folder == ".") return std::string(path);
    std::string out(folder);
    if (!is_slash(out.back(), style)) out += '/';
    return out += path;
}

namespace {

std::string cleaned(std::string_view path, bool upwards, PathStyle style) {
    const std::size_t root = root_size(path, style);
    std::string out(path.substr(0, root));
    if (style == PathStyle::windows) {
        std::ranges::replace(out, '\\', '/');
        if (root == 3 && out[0] >= 'a' && out[1] == ':') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    }
    path.remove_prefix(root);
    std::vector<std::string_view> names;
    while (!path.empty()) {
        std::size_t slash = first_slash(path, style);
        std::string_view name = path.substr(0, slash);
        path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
        if (name.empty() || name == ".") continue;
        if (upwards && name == ".." && !names.empty() && names.back() != "..")
            names.pop_back();
        else if (name != ".." || !upwards || !root)
            names.push_back(name);
    }
    for (std::string_view name : names) {
        if (!out.empty() && out.back() != '/') out += '/';
        out += name;
    }
    return out.empty() ? "." : out;
}

}  // namespace

std::string tidy_path(std::string_view path, PathStyle style) {
    return cleaned(path, false, style);
}

std::string normal_path(std::string_view path, PathStyle style) {
    return cleaned(path, true, style);
}

std::string to_uri_path(std::string_view path, PathStyle style) {
    return (style == PathStyle::windows && !path.starts_with('/') ? "/" : "") + std::string(path);
}

std::string from_uri_path(std::string_view path, PathStyle style) {
    if (style == PathStyle::posix) return std::string(path);
    if (path.starts_with('/') && root_size(path.substr(1), style) == 3) path.remove_prefix(1);
    return normal_path(path, style);
}

std::string_view below(std::string_view folder, std::string_view path) {
    const bool ends = folder.ends_with('/');  // a root
    if (folder.empty() || !path.starts_with(folder) || path.size() <= folder.size()) return {};
    if (!ends && path[folder.size()] != '/') return {};
    return path.substr(folder.size() + (ends ? 0 : 1));
}

bool at_or_below(std::string_view folder, std::string_view path) {
    return path == folder || !below(folder, path).empty();
}

}  // namespace zen
