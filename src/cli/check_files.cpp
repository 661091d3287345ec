#include "cli/check_files.h"

#include <algorithm>
#include <unordered_map>

#include "driver/environment.h"
#include "files/walk.h"
#include "system/files.h"
#include "text/path.h"

namespace zen {

FileList FilesToCheck::find() {
    Walk walk;
    walk.current = run_.current;
    walk.gitignore =
        run_.options.respect_gitignore.value_or(run_.project.profile(run_.current).settings().respect_gitignore);
    walk.excluded = [this](const std::string& path, bool folder) {
        bool out = run_.project.profile(std::string(folder_of(path))).settings().excluded(path, folder);
        if (run_.options.watch && folder && !out) folders_.insert(path);
        return out;
    };
    walk.included = [this](const std::string& path) {
        return run_.project.profile(std::string(folder_of(path))).settings().included(path);
    };
    walk.refused = [this](const std::string& path, bool folder) {
        const Settings& settings = run_.project.profile(folder ? path : std::string(folder_of(path))).settings();
        return settings.force_exclude && settings.excluded(path, folder, true);
    };
    static const std::vector<std::string> here{"."};
    if (run_.options.watch)
        for (const std::string& path : run_.options.paths.empty() ? here : run_.options.paths)
            if (std::string full = normal_path(joined(run_.current, path)); files::is_folder(full))
                folders_.insert(std::move(full));
    return find_files(run_.options.paths.empty() ? here : run_.options.paths, walk);
}

const RuleSet& FilesToCheck::rules_for(const std::string& path) {
    std::string absolute = normal_path(joined(run_.current, path));
    return run_.project.profile(std::string(folder_of(absolute))).rules(absolute);
}

std::vector<Job> FilesToCheck::jobs_for(FileList& found) {
    std::vector<Job> jobs;
    for (std::string& file : found.files) {
        if (!run_.old_code.touches(file)) continue;
        const RuleSet& rules = rules_for(file);
        jobs.push_back({std::move(file), &rules});
    }
    return jobs;
}

std::optional<Trouble> FilesToCheck::find_packages() {
    Result<std::vector<std::string>> folders =
        package_folders(run_.project.profile(run_.current).settings(), run_.current);
    if (!folders) return folders.trouble();
    packages_ = std::move(*folders);
    return std::nullopt;
}

// Is one of the rules of a page of the project?
static bool has_own_pages(const RuleSet& rules) {
    const RuleBook& book = rules.book();
    for (RuleId id = 0; id < book.rules().size(); ++id)
        if (!book[id].code().starts_with("ZEN") && rules.selected(id)) return true;
    return false;
}

void FilesToCheck::know_modules(std::span<const Job> jobs) {
    forget_modules();
    const std::vector<std::string>& paths = run_.options.paths;
    auto is_folder = [&](const std::string& path) { return files::is_folder(normal_path(joined(run_.current, path))); };
    const bool folder = jobs.size() > 1 && (paths.empty() || std::ranges::any_of(paths, is_folder));
    std::vector<Modules::File> all;
    std::vector<std::string> followed;
    std::unordered_map<const RuleSet*, bool> own;
    bool any = !packages_.empty();
    for (const Job& job : jobs) {
        const std::string absolute = normal_path(joined(run_.current, job.path));
        const Settings& settings = run_.project.profile(std::string(folder_of(absolute))).settings();
        const bool sees = settings.project;
        const std::string root = is_absolute(settings.path) ? std::string(folder_of(settings.path)) : "";
        const auto [pages, fresh] = own.try_emplace(job.rules, false);
        if (fresh) pages->second = has_own_pages(*job.rules);
        if (!folder && !pages->second) continue;
        if (pages->second && sees && !root.empty() && std::ranges::find(followed, root) == followed.end())
            followed.push_back(root);
        all.push_back({job.path, job.rules->selection().target, sees, root});
        any = any || sees;
    }
    if (!any) return;
    modules_ = std::make_unique<Modules>(
        std::move(all), run_.current, [](const std::string& path) { return files::read(path); }, run_.task.cache,
        Modules::Elsewhere{std::move(followed), packages_, run_.project.profile(run_.current).target()});
    run_.task.modules = modules_.get();
}

void FilesToCheck::forget_modules() {
    run_.task.modules = nullptr;
    modules_.reset();
}

}  // namespace zen
