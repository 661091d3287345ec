#include "config/peer_settings.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "config/ruff_files.h"
#include "config/ruff_names.h"
#include "text/path.h"

namespace zen {
namespace {

using Words = std::vector<std::string>;

Words texts_of(const toml::node* node) {
    Words out;
    const toml::array* array = node ? node->as_array() : nullptr;
    if (!array) return out;
    for (const toml::node& item : *array)
        if (auto text = item.value<std::string>()) out.push_back(*text);
    return out;
}

Words codes_of(const toml::node* node) {
    return with_ruff_codes(texts_of(node));
}

void add_codes(Words& to, const Words& words) {
    to.insert(to.end(), words.begin(), words.end());
}

}  // namespace

bool RuffSettings::checks(std::string_view file) const {
    if (name_of(file) == "-") return true;  // an editor's, or a program's that knows the name
    const std::string folder(folder_of(path));
    for (std::string_view at = file; !at.empty() && at != folder && !is_root(at); at = folder_of(at))
        if (std::ranges::any_of(exclude, [&](const RuffPattern& p) { return p.fits(at); })) return false;
    if (std::ranges::any_of(include, [&](const RuffPattern& p) { return p.fits(file); })) return true;
    if (only_include) return false;
    constexpr std::array<std::string_view, 4> by_default = {".py", ".pyi", ".pyw", ".ipynb"};
    return std::ranges::any_of(by_default, [&](std::string_view suffix) { return file.ends_with(suffix); });
}

std::string RuffSettings::key_of(std::string_view file) const {
    std::string out(1, checks(file) ? '1' : '0');
    for (const RuffPerFile& one : per_file) out += one.pattern.fits(file) != one.others ? '1' : '0';
    return out;
}

std::optional<RuffChoices> RuffSettings::choices_for(std::string_view file) const {
    if (!checks(file)) return std::nullopt;
    RuffChoices out = choices;
    for (const RuffPerFile& one : per_file)
        if (one.pattern.fits(file) != one.others) add_codes(out.never, one.ignore);
    return out;
}

Result<const RuffSettings*> RuffConfigs::read(const std::string& path) {
    std::unique_ptr<RuffSettings>& known = by_path_[path];
    if (known) return known.get();
    auto made = std::make_unique<RuffSettings>();
    made->path = path;
    made->choices.preview = false;
    if (!path.empty()) {
        Result<std::vector<RuffFile>> files = ruff_files(path);
        if (!files) return files.trouble();
        std::vector<RuffPerFile> per_file, more;
        for (const RuffFile& file : *files) {
            const std::string folder(folder_of(file.path));
            RuffChoices::Layer& layer = made->choices.layers.emplace_back();
            if (file.get("select")) layer.select = codes_of(file.get("select"));
            layer.extend_select = codes_of(file.get("extend-select"));
            layer.ignore = codes_of(file.get("ignore"));
            add_codes(layer.ignore, codes_of(file.get("extend-ignore")));
            if (const toml::node* preview = file.get("preview"))
                made->choices.preview = preview->value<bool>().value_or(false);
            // What a file says takes the place of what those say that it extends, but for what extends.
            auto per = [&](const char* key, std::vector<RuffPerFile>& out, bool anew) {
                const toml::node* node = file.get(key);
                if (!node || !node->is_table()) return;
                if (anew) out.clear();
                for (const auto& [pattern, ignored] : *node->as_table()) {
                    const bool others = pattern.str().starts_with('!');
                    out.push_back(
                        {RuffPattern(folder, pattern.str().substr(others), false), others, codes_of(&ignored)});
                }
            };
            per("per-file-ignores", per_file, true);
            per("extend-per-file-ignores", more, false);
        }
        made->per_file = std::move(per_file);
        std::ranges::move(more, std::back_inserter(made->per_file));
        auto patterns = [&](const char* key, const char* extend, std::vector<RuffPattern>& out) {
            bool anew = true;
            for (auto file = files->rbegin(); file != files->rend(); ++file)
                for (const char* name : {key, extend}) {
                    const toml::node* node = file->table.get(name);
                    if (!node || (name == key && !anew)) continue;
                    for (const std::string& p : texts_of(node))
                        out.emplace_back(std::string(folder_of(file->path)), p, true);
                    if (name != key) continue;
                    anew = false;
                    if (&out == &made->include) made->only_include = true;
                }
        };
        patterns("exclude", "extend-exclude", made->exclude);
        patterns("include", "extend-include", made->include);
        for (const RuffFile& file : *files)
            if (const toml::table* lint = file.table["lint"].as_table())
                for (const std::string& p : texts_of(lint->get("exclude")))
                    made->exclude.emplace_back(std::string(folder_of(file.path)), p, true);
    }
    known = std::move(made);
    return known.get();
}

Result<const RuffSettings*> RuffConfigs::of(const std::string& folder) {
    if (auto known = by_folder_.find(folder); known != by_folder_.end()) return known->second;
    Result<std::string> path = ruff_config_in(folder);
    if (!path) return path.trouble();
    const bool last = folder.empty() || is_root(folder);
    Result<const RuffSettings*> found = path->empty() && !last ? of(std::string(folder_of(folder))) : read(*path);
    if (found) by_folder_.emplace(folder, *found);
    return found;
}

}  // namespace zen
