// zenlint clean: removes the caches below a folder.

#include "cache/store.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "driver/project.h"
#include "files/below.h"
#include "system/files.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

// The folders named like a cache; what version control and environments keep is theirs.
std::vector<std::string> named_like_caches(const std::string& folder) {
    std::vector<std::string> out;
    each_below(folder, [&](const std::string& path, std::string_view name, bool is_folder) {
        const bool cache = is_folder && name == ".zenlint_cache";
        if (cache) out.push_back(path);
        return !cache && name != ".git" && name != "node_modules";
    });
    return out;
}

}  // namespace

int clean_command(const CommandLine& line) {
    std::string current = current_folder();
    std::vector<std::string> caches;
    for (const std::string& folder : line.names.empty() ? std::vector<std::string>{"."} : line.names) {
        if (!files::is_folder(folder)) {
            say_error(Trouble{folder, 0, 0, "no such folder"});
            return Exit::trouble;
        }
        std::string absolute = normal_path(joined(current, folder));
        for (std::string& cache : named_like_caches(absolute)) caches.push_back(std::move(cache));
        // The one that `check` would use here may lie elsewhere.
        Project project(Overrides{}, absolute);
        caches.push_back(cache_folder(project.profile(absolute).settings(), line.check.cache_dir, absolute));
        if (!line.check.cache_dir.empty()) caches.back() = normal_path(joined(current, line.check.cache_dir));
    }
    Output out(streams::output);
    bool failed = false;
    for (const std::string& cache : caches) {
        Result<bool> removed = remove_store(cache);
        if (!removed) {
            say_error(removed.trouble());
            failed = true;
        } else if (*removed && !line.quiet) {
            std::string_view inside = below(current, cache);
            out.write(formatted("Removed {}\n", inside.empty() ? cache : std::string(inside)));
        }
    }
    return out.finish() && !failed ? Exit::clean : Exit::trouble;
}

}  // namespace zen
