// zenlint clean: removes the caches below a folder.
#include <unistd.h>

#include <filesystem>

#include "cache/store.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "driver/project.h"
#include "text/path.h"

namespace fs = std::filesystem;

namespace zen {
namespace {

// The folders named like a cache; what version control and environments keep is theirs.
std::vector<std::string> named_like_caches(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code error;
    auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(folder, options, error), end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->is_symlink(ignored) || !at->is_directory(ignored)) continue;
        std::string name = at->path().filename().string();
        if (name == ".zenlint_cache") out.push_back(at->path().string());
        if (name == ".zenlint_cache" || name == ".git" || name == "node_modules") at.disable_recursion_pending();
    }
    return out;
}

}  // namespace

int clean_command(const CommandLine& line) {
    std::string current = current_folder();
    std::vector<std::string> caches;
    for (const std::string& folder : line.names.empty() ? std::vector<std::string>{"."} : line.names) {
        std::error_code error;
        if (!fs::is_directory(folder, error)) {
            say_error(Trouble{folder, 0, 0, "there is no such folder"});
            return Exit::trouble;
        }
        std::string absolute = normal_path(joined(current, folder));
        for (std::string& cache : named_like_caches(absolute)) caches.push_back(std::move(cache));
        // The one that `check` would use here may lie elsewhere.
        Project project(Overrides{}, absolute);
        caches.push_back(cache_folder(project.profile(absolute).settings(), line.check.cache_dir, absolute));
        if (!line.check.cache_dir.empty()) caches.back() = normal_path(joined(current, line.check.cache_dir));
    }
    Output out(STDOUT_FILENO);
    bool failed = false;
    for (const std::string& cache : caches) {
        Result<bool> removed = remove_store(cache);
        if (!removed) {
            say_error(removed.trouble());
            failed = true;
        } else if (*removed && !line.quiet) {
            std::string_view inside = below(current, cache);
            out.write("Removed " + (inside.empty() ? cache : std::string(inside)) + "\n");
        }
    }
    return out.finish() && !failed ? Exit::clean : Exit::trouble;
}

}  // namespace zen
