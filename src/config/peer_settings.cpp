#include "config/peer_settings.h"

#include "config/read_config.h"
#include "config/ruff_names.h"
#include "config/toml_file.h"
#include "system/files.h"
#include "text/path.h"

namespace zen {
namespace {

using Words = std::vector<std::string>;

// Ruff's own table; null when a pyproject.toml has none.
const toml::table* ruff_table(const toml::table& root, const std::string& path) {
    return name_of(path) == "pyproject.toml" ? root["tool"]["ruff"].as_table() : &root;
}

// The configuration that ruff takes in this folder; empty when there is none.
Result<std::string> ruff_config_in(const std::string& folder) {
    for (const char* name : {".ruff.toml", "ruff.toml"})
        if (std::string path = joined(folder, name); files::is_regular(path)) return path;
    std::string path = joined(folder, "pyproject.toml");
    if (!files::is_regular(path)) return std::string();
    Result<toml::table> root = parse_toml(path);
    if (!root) return root.trouble();
    return ruff_table(*root, path) ? path : std::string();
}

Words words_of(const toml::node* node) {
    Words out;
    const toml::array* array = node ? node->as_array() : nullptr;
    if (!array) return out;
    for (const toml::node& item : *array)
        if (auto text = item.value<std::string>()) out.push_back(*text);
    return with_ruff_codes(std::move(out));
}

void append(Words& to, const Words& words) {
    to.insert(to.end(), words.begin(), words.end());
}

// Lays the file's choices over those of the files that it extends.
std::optional<Trouble> lay(const std::string& path, RuffChoices& choices, int depth) {
    Result<toml::table> root = parse_toml(path);
    if (!root) return root.trouble();
    const toml::table* table = ruff_table(*root, path);
    if (!table) return std::nullopt;
    if (auto base = (*table)["extend"].value<std::string>(); base && depth < most_extends)
        if (auto trouble = lay(joined(std::string(folder_of(path)), with_home(*base)), choices, depth + 1))
            return trouble;
    const toml::table* lint = (*table)["lint"].as_table();
    // Older configurations have at the top what newer ones have under `lint`.
    auto get = [&](const char* key) {
        const toml::node* node = lint ? lint->get(key) : nullptr;
        return node ? node : table->get(key);
    };
    if (get("select")) {
        choices.select = words_of(get("select"));
        choices.extend_select.clear();
        if (get("ignore")) choices.ignore.clear();
    }
    append(choices.extend_select, words_of(get("extend-select")));
    append(choices.ignore, words_of(get("ignore")));
    append(choices.ignore, words_of(get("extend-ignore")));
    if (const toml::node* preview = get("preview")) choices.preview = preview->value<bool>().value_or(false);
    return std::nullopt;
}

}  // namespace

Result<RuffSettings> ruff_settings(std::string folder) {
    RuffSettings out;
    out.choices.preview = false;
    for (;; folder = folder_of(folder)) {
        Result<std::string> path = ruff_config_in(folder);
        if (!path) return path.trouble();
        if (!path->empty()) {
            out.path = *path;
            break;
        }
        if (folder.empty() || is_root(folder)) return out;
    }
    if (auto trouble = lay(out.path, out.choices, 0)) return *trouble;
    return out;
}

}  // namespace zen
