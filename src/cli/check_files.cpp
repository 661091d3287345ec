#include "cli/check_files.h"

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

}  // namespace zen
