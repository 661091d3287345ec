#include "config/ruff_files.h"

#include <algorithm>

#include "config/read_config.h"
#include "config/toml_file.h"
#include "system/files.h"
#include "text/path.h"

namespace zen {
namespace {

// Ruff's own table; null when a pyproject.toml has none.
const toml::table* ruff_table(const toml::table& root, const std::string& path) {
    return name_of(path) == "pyproject.toml" ? root["tool"]["ruff"].as_table() : &root;
}

}  // namespace

Result<std::string> ruff_config_in(const std::string& folder) {
    for (const char* name : {".ruff.toml", "ruff.toml"})
        if (std::string path = joined(folder, name); files::is_regular(path)) return path;
    std::string path = joined(folder, "pyproject.toml");
    if (!files::is_regular(path)) return std::string();
    Result<toml::table> root = parse_toml(path);
    if (!root) return root.trouble();
    return ruff_table(*root, path) ? path : std::string();
}

const toml::node* RuffFile::get(std::string_view key) const {
    const toml::table* lint = table["lint"].as_table();
    const toml::node* node = lint ? lint->get(key) : nullptr;
    return node ? node : table.get(key);
}

Result<std::vector<RuffFile>> ruff_files(const std::string& path) {
    std::vector<RuffFile> out;
    for (std::string next = path; !next.empty() && out.size() <= most_extends;) {
        Result<toml::table> root = parse_toml(next);
        if (!root) return root.trouble();
        const toml::table* table = ruff_table(*root, next);
        if (!table) break;
        out.push_back({next, *table});
        const auto base = (*table)["extend"].value<std::string>();
        const std::string from = base ? joined(folder_of(next), with_home(*base)) : "";
        next = is_absolute(from) ? normal_path(from) : base ? tidy_path(from) : "";
    }
    std::ranges::reverse(out);
    return out;
}

}  // namespace zen
