#include "text/path.h"

#include <vector>

namespace zen {

std::string_view folder_of(std::string_view path) {
    std::size_t slash = path.rfind('/');
    if (slash == path.npos) return {};
    return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string joined(std::string_view folder, std::string_view path) {
    if (path.starts_with('/') || folder.empty() || folder == ".") return std::string(path);
    std::string out(folder);
    if (!out.ends_with('/')) out += '/';
    return out += path;
}

namespace {

std::string cleaned(std::string_view path, bool upwards) {
    bool absolute = path.starts_with('/');
    std::vector<std::string_view> names;
    while (!path.empty()) {
        std::size_t slash = path.find('/');
        std::string_view name = path.substr(0, slash);
        path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
        if (name.empty() || name == ".") continue;
        if (upwards && name == ".." && !names.empty() && names.back() != "..")
            names.pop_back();
        else if (name != ".." || !upwards || !absolute)
            names.push_back(name);
    }
    std::string out = absolute ? "/" : "";
    for (std::string_view name : names) {
        if (!out.empty() && out != "/") out += '/';
        out += name;
    }
    return out.empty() ? "." : out;
}

}  // namespace

std::string tidy_path(std::string_view path) {
    return cleaned(path, false);
}

std::string normal_path(std::string_view path) {
    return cleaned(path, true);
}

std::string_view below(std::string_view folder, std::string_view path) {
    if (folder == "/") return path.starts_with('/') ? path.substr(1) : std::string_view();
    if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/') return {};
    return path.substr(folder.size() + 1);
}

}  // namespace zen
