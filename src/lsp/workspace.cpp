#include "lsp/workspace.h"

#include "driver/environment.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen::lsp {
namespace {

std::vector<Written> words(const Json& list) {
    std::vector<Written> out;
    for (const Json& item : list.items())
        if (item.is_string()) out.push_back({item.string(), "", 0, 0});
    return out;
}

}  // namespace

EditorSettings EditorSettings::of(const Json& json, std::vector<std::string>& troubles) {
    EditorSettings out;
    Choices& choices = out.overrides.choices;
    auto is = [&](const std::string& name, bool fits, const char* what) {
        if (!fits) troubles.push_back(formatted("the setting zenlint.{} is {}", name, what));
        return fits;
    };
    for (const auto& [name, value] : json.members()) {
        if (value.is_null()) continue;
        if (name == "preset") {
            if (!is(name, value.is_string(), "default, learner or strict") || value.string().empty()) continue;
            choices.preset = preset_named(value.string());
            is(name, choices.preset.has_value(), "default, learner or strict");
        } else if (name == "select") {
            if (is(name, value.is_list(), "a list of rules")) choices.select = words(value);
        } else if (name == "extendSelect") {
            if (is(name, value.is_list(), "a list of rules")) choices.extend_select = words(value);
        } else if (name == "ignore") {
            if (is(name, value.is_list(), "a list of rules")) choices.ignore = words(value);
        } else if (name == "preview") {
            if (is(name, value.is_bool(), "true or false")) out.overrides.preview = value.truth();
        } else if (name == "isolated") {
            if (is(name, value.is_bool(), "true or false")) out.overrides.isolated = value.truth();
        } else if (name == "configuration") {
            if (is(name, value.is_string(), "a path")) out.overrides.config = value.string();
        } else if (name == "targetVersion") {
            if (!is(name, value.is_string(), "a version such as \"py310\"") || value.string().empty()) continue;
            out.overrides.target = python_version(value.string());
            is(name, out.overrides.target.has_value(), "a version such as \"py310\"");
        } else if (name == "enable") {
            if (is(name, value.is_bool(), "true or false")) out.enable = value.truth();
        } else if (name == "unsafeFixes") {
            if (is(name, value.is_bool(), "true or false")) out.unsafe_fixes = value.truth();
        }  // what is left is the editor's own: where the program is, traces
    }
    return out;
}

void Workspace::set_settings(const Json& json, std::vector<std::string>& troubles) {
    general_ = EditorSettings::of(json, troubles);
    by_folder_.clear();
    forget();
}

void Workspace::set_settings(const std::string& folder, const Json& json, std::vector<std::string>& troubles) {
    by_folder_[folder] = EditorSettings::of(json, troubles);
    forget();
}

std::string Workspace::root(const std::string& path) const {
    std::string out;
    for (const Folder& folder : folders)
        if (folder.path.size() >= out.size() && at_or_below(folder.path, path)) out = folder.path;
    return out;
}

const EditorSettings& Workspace::settings(const std::string& path) const {
    auto own = by_folder_.find(root(path));
    return own == by_folder_.end() ? general_ : own->second;
}

Profile& Workspace::profile(const std::string& path) {
    std::string folder = root(path);
    std::unique_ptr<Project>& project = projects_[folder];
    if (!project) {
        std::string current = folder.empty() ? std::string(folder_of(path)) : folder;
        // What follows each key press reads statements, and not the examples in their docstrings.
        Overrides overrides = settings(path).overrides;
        overrides.settings.push_back("doctests = false");
        project = std::make_unique<Project>(std::move(overrides), current.empty() ? "/" : current);
    }
    bool known = project->trouble().has_value();
    Profile& out = project->profile(std::string(folder_of(path)));
    if (!known && project->trouble()) troubles_.push_back(*project->trouble());
    return out;
}

bool Workspace::excluded(const std::string& path) {
    return !settings(path).enable || profile(path).settings().excluded(path, false, true);
}

const Modules& Workspace::modules() {
    if (modules_) return *modules_;
    Modules::Elsewhere elsewhere;
    for (const Folder& folder : folders) {
        Profile& own = profile(joined(folder.path, "x.py"));
        if (own.settings().project) elsewhere.folders.push_back(folder.path);
        if (&folder == &folders.front()) elsewhere.target = own.target();
        Result<std::vector<std::string>> packages = package_folders(own.settings(), folder.path);
        if (packages)
            elsewhere.installed.insert(elsewhere.installed.end(), packages->begin(), packages->end());
        else
            troubles_.push_back(packages.trouble());
    }
    modules_ = std::make_unique<Modules>(
        std::vector<Modules::File>(), "/", [](const std::string& path) { return files::read(path); }, nullptr,
        std::move(elsewhere));
    return *modules_;
}

World Workspace::world(const std::string& path, ModuleReads& reads) {
    return folders.empty() ? World() : modules().world(path, &reads);
}

bool Workspace::hold(const ModuleReads& reads) {
    return modules().hold(reads);
}

void Workspace::file_changed(const std::string& path) {
    if (modules_) modules_->forget_place(path);
}

void Workspace::forget() {
    projects_.clear();
    modules_.reset();
    ++generation_;
}

std::vector<Trouble> Workspace::take_troubles() {
    return std::exchange(troubles_, {});
}

}  // namespace zen::lsp
