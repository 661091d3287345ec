#include "driver/modules.h"

#include <algorithm>
#include <utility>

#include "driver/modules_data.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

// A path below an absolute folder.
std::string inside(const std::string& folder, std::string_view name) {
    return folder.ends_with('/') ? folder + std::string(name) : formatted("{}/{}", folder, name);
}

std::string with_slashes(std::string_view module) {
    std::string out(module);
    std::ranges::replace(out, '.', '/');
    return out;
}

std::string_view without_suffix(std::string_view path) {
    for (std::string_view suffix : {".py", ".pyi", ".pyw"})
        if (path.ends_with(suffix)) return path.substr(0, path.size() - suffix.size());
    return path;
}

bool holds(const std::vector<std::string>& folders, std::string_view path) {
    return std::ranges::any_of(folders, [&](const std::string& folder) { return at_or_below(folder, path); });
}

// "pkg/models.py" and "pkg/models/__init__.py" as an import names them.
std::string dotted(std::string_view file) {
    std::string out(without_suffix(file));
    if (out.ends_with("/__init__")) out.resize(out.size() - 9);
    std::ranges::replace(out, '/', '.');
    return out;
}

bool is_module(std::string_view path) {
    return path.ends_with(".py") || path.ends_with(".pyi");
}

}  // namespace

Modules::Modules(std::vector<File> files, const std::string& current, Read read, Store* cache, Elsewhere elsewhere)
    : read_(std::move(read)), cache_(cache), current_(current), elsewhere_(std::move(elsewhere)) {
    roots_.insert(elsewhere_.folders.begin(), elsewhere_.folders.end());
    if (!is_root(current)) roots_.insert(current);
    for (File& file : files) {
        if (!file.root.empty()) roots_.insert(file.root);
        auto entry = std::make_unique<Entry>();
        entry->file = std::move(file);
        entry->place = normal_path(joined(current, entry->file.path));
        by_path_.emplace(entry->file.path, entry.get());
        entries_.push_back(std::move(entry));
    }
    for (const auto& entry : entries_) {
        if (!is_module(entry->place)) continue;
        names_.emplace(name_of(without_suffix(entry->place)));
        for (std::string folder(folder_of(entry->place)); folders_.insert(folder).second && !is_root(folder);) {
            names_.emplace(name_of(folder));
            folder = folder_of(folder);
        }
        by_place_.emplace(entry->place, entry.get());
    }
    name_modules();
}

Modules::~Modules() = default;

// The name under which a file of a `site-packages` is imported; "" for a file that lies elsewhere.
std::string Modules::installed_name(const std::string& place) const {
    for (const std::string& folder : elsewhere_.installed) {
        std::string_view tail = below(folder, place);
        if (tail.empty()) continue;
        std::string name = dotted(tail);
        const std::size_t top = std::min(name.find('.'), name.size());
        if (std::string_view(name).substr(0, top).ends_with("-stubs")) name.erase(top - 6, 6);
        return name;
    }
    return "";
}

// A file that no list names. Which ones there are is asked of the disk, once for each path.
Modules::Entry* Modules::looked_up(const std::string& place) const {
    const bool of_package = holds(elsewhere_.installed, place);
    if (!of_package && !holds(elsewhere_.folders, place)) return nullptr;
    {
        std::scoped_lock lock(looking_);
        if (auto known = looked_up_.find(place); known != looked_up_.end()) return known->second.get();
    }
    std::unique_ptr<Entry> entry;
    if (files::is_regular(place)) {
        entry = std::make_unique<Entry>();
        entry->file = {place, elsewhere_.target};
        entry->place = place;
        entry->module = of_package ? installed_name(place) : module_name(place);
    }
    std::scoped_lock lock(looking_);
    auto [known, fresh] = looked_up_.try_emplace(place, std::move(entry));
    if (Entry* made = known->second.get(); fresh && made && is_module(place)) {
        if (by_module_.contains(made->module) || !looked_up_by_module_.emplace(made->module, made).second) {
            made->module = place;
            looked_up_by_module_.emplace(place, made);
        }
    }
    return known->second.get();
}

Modules::Entry* Modules::at_place(const std::string& place) const {
    if (auto at = by_place_.find(place); at != by_place_.end()) return at->second;
    return looked_up(place);
}

bool Modules::has_folder(const std::string& folder) const {
    return folders_.contains(folder) || (holds(elsewhere_.folders, folder) && files::is_folder(folder));
}

// Asked while a file gets its name, so without making one.
bool Modules::there(const std::string& place) const {
    if (by_place_.contains(place)) return true;
    if (!holds(elsewhere_.folders, place)) return false;
    {
        std::scoped_lock lock(looking_);
        if (auto known = there_.find(place); known != there_.end()) return known->second;
    }
    const bool out = files::is_regular(place);
    std::scoped_lock lock(looking_);
    return there_.emplace(place, out).first->second;
}

bool Modules::is_package(const std::string& folder) const {
    return there(inside(folder, "__init__.py")) || there(inside(folder, "__init__.pyi"));
}

// The folder from which the module names of a folder's files count.
std::string Modules::root_of(std::string_view own_folder) const {
    std::string folder(own_folder);
    while (!is_root(folder) && is_package(folder)) folder = folder_of(folder);
    return folder;
}

// "pkg.models", by the packages around the file.
std::string Modules::module_name(std::string_view place) const {
    const std::string root = root_of(folder_of(place));
    return dotted(place.substr(root.size() + (root.ends_with('/') ? 0 : 1)));
}

// Files that would have the same name have their path as theirs.
void Modules::name_modules() {
    std::unordered_map<std::string, int> uses;
    for (const auto& entry : entries_) {
        entry->module = module_name(entry->place);
        // A stub beside the module itself is not the one that is imported.
        if (entry->place.ends_with(".pyi") && by_place_.contains(std::string(without_suffix(entry->place)) + ".py"))
            entry->module = entry->place;
        ++uses[entry->module];
    }
    for (const auto& entry : entries_) {
        if (uses[entry->module] > 1) entry->module = entry->place;
        by_module_.emplace(entry->module, entry.get());
    }
}

std::string Modules::place_of(std::string_view importer) const {
    auto known = by_path_.find(std::string(importer));
    return known != by_path_.end() ? known->second->place : normal_path(joined(current_, importer));
}

Modules::Entry* Modules::in_folder(const std::string& folder, const std::string& below) const {
    const std::string path = inside(folder, below);
    for (std::string_view end : {"/__init__.py", ".py", "/__init__.pyi", ".pyi"})
        if (Entry* at = at_place(path + std::string(end))) return at;
    return nullptr;
}

// As type checkers find it (PEP 561): stubs first, then a package that says `py.typed`, by the interface files in it.
Modules::Entry* Modules::installed(std::string_view module) const {
    const std::string top(module.substr(0, module.find('.')));
    const std::string rest = with_slashes(module.substr(top.size()));
    auto module_at = [&](const std::string& path) -> Entry* {
        for (std::string_view end : {"/__init__.pyi", ".pyi", "/__init__.py", ".py"})
            if (Entry* at = looked_up(path + std::string(end))) return at;
        return nullptr;
    };
    for (const std::string& folder : elsewhere_.installed) {
        if (Entry* at = module_at(inside(folder, formatted("{}-stubs{}", top, rest)))) return at;
        if (rest.empty())
            if (Entry* at = looked_up(inside(folder, top + ".pyi"))) return at;
        // A package without `__init__` of its own holds packages that say so themselves.
        std::string path = inside(folder, top);
        for (std::size_t at = 0; at != std::string::npos; at = rest.find('/', at + 1)) {
            if (!looked_up(formatted("{}{}/py.typed", path, rest.substr(0, at)))) continue;
            if (Entry* found = module_at(path + rest)) return found;
            break;
        }
    }
    return nullptr;
}

// The folder that an absolute import of that module or package is found in: the root of the importer's own package, or
// one above it, or `src` in one of these. "" for none.
std::string Modules::folder_holding(std::string_view own_folder, const std::string& top) const {
    for (std::string folder = root_of(own_folder);; folder = folder_of(folder)) {
        for (const std::string& at : {folder, inside(folder, "src")}) {
            if (in_folder(at, top)) return at;
            // A folder without `__init__` is a package for the files inside, and where it is in the run's root, which
            // is on the path of a program that is started there; elsewhere an installed one would win.
            const std::string path = inside(at, top);
            if (!has_folder(path)) continue;
            if (at_or_below(path, own_folder) || (roots_.contains(folder) && !installed(top))) return at;
        }
        if (is_root(folder)) return "";
    }
}

Modules::Entry* Modules::found(std::string_view importer, std::string_view module) const {
    if (!importer.empty()) return found_from(folder_of_importer(importer), module);
    const std::string name(module);
    if (auto at = by_module_.find(name); at != by_module_.end()) return at->second;
    {
        std::scoped_lock lock(looking_);
        if (auto at = looked_up_by_module_.find(name); at != looked_up_by_module_.end()) return at->second;
    }
    return installed(module);
}

Modules::Folder& Modules::folder_of_importer(std::string_view importer) const {
    const std::string place = place_of(importer);
    std::string path(folder_of(place));
    std::scoped_lock lock(looking_);
    std::unique_ptr<Folder>& known = importers_[path];
    if (!known) known = std::make_unique<Folder>(std::move(path));
    return *known;
}

Modules::Entry* Modules::found_from(Folder& folder, std::string_view module) const {
    {
        std::scoped_lock lock(looking_);
        if (auto at = folder.found.find(module); at != folder.found.end()) return at->second;
    }
    Entry* out = looked_for(folder, module);
    std::scoped_lock lock(looking_);
    return folder.found.emplace(module, out).first->second;
}

// As the files of that folder import it.
Modules::Entry* Modules::looked_for(Folder& importers, std::string_view module) const {
    const std::string_view own_folder = importers.path;
    const bool of_package = holds(elsewhere_.installed, own_folder);
    const std::size_t dots = std::min(module.find_first_not_of('.'), module.size());
    if (dots > 0) {
        std::string folder(own_folder);
        for (std::size_t i = 1; i < dots; ++i) {
            if (is_root(folder)) return nullptr;
            folder = folder_of(folder);
        }
        if (of_package) {
            const std::string package = installed_name(inside(folder, "__init__.py"));
            return installed(dots < module.size() ? formatted("{}.{}", package, module.substr(dots)) : package);
        }
        if (dots < module.size()) return in_folder(folder, with_slashes(module.substr(dots)));
        for (std::string_view name : {"__init__.py", "__init__.pyi"})
            if (Entry* at = at_place(inside(folder, name))) return at;
        return nullptr;
    }
    if (of_package) return installed(module);
    const std::string top(module.substr(0, module.find('.')));
    if (elsewhere_.folders.empty() && !names_.contains(top)) return installed(module);
    const std::string* holder = nullptr;
    {
        std::scoped_lock lock(looking_);
        if (auto at = importers.holders.find(top); at != importers.holders.end()) holder = &at->second;
    }
    if (!holder) {
        std::string folder = folder_holding(own_folder, top);
        std::scoped_lock lock(looking_);
        holder = &importers.holders.emplace(top, std::move(folder)).first->second;
    }
    return holder->empty() ? installed(module) : in_folder(*holder, with_slashes(module));
}

void Modules::forget_place(const std::string& place) {
    there_.erase(place);
    for (auto& [path, folder] : importers_) folder->found.clear(), folder->holders.clear();
    if (auto known = looked_up_.find(place); known != looked_up_.end()) {
        std::erase_if(looked_up_by_module_, [&](const auto& named) { return named.second == known->second.get(); });
        looked_up_.erase(known);
    }
    auto at = by_place_.find(place);
    if (at == by_place_.end()) return;
    Entry& entry = *at->second;
    entry.loaded = false;
    entry.packed.clear();
    entry.digest.reset();
    entry.exports.reset();
}

}  // namespace zen
