// Looks at the folders twice a second: for systems whose own way of watching does not tell of every write.
#include "system/watcher.h"

#include <sys/stat.h>

#include <chrono>
#include <map>
#include <thread>
#include <tuple>

#include "system/files.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr auto pause = std::chrono::milliseconds(500);

// What changes with a file: another file of the name, its size, when it was written.
using Look = std::tuple<std::uint64_t, std::int64_t, std::int64_t, long>;
using Folder = std::map<std::string, Look>;

Look look_at(const std::string& path) {
    struct stat info;
    if (::stat(path.c_str(), &info) != 0) return {};
#ifdef __APPLE__
    const timespec& written = info.st_mtimespec;
#else
    const timespec& written = info.st_mtim;
#endif
    return {info.st_ino, info.st_size, written.tv_sec, written.tv_nsec};
}

Folder look_into(const std::string& folder) {
    Folder out;
    Result<std::vector<files::Entry>> entries = files::list(folder);
    if (!entries) return out;
    for (const files::Entry& entry : *entries) {
        std::string path = joined(folder, entry.name);
        // The time of a folder changes with what is below it, which is watched by itself.
        out[path] = entry.type == files::Entry::Type::folder ? Look{} : look_at(path);
    }
    return out;
}

}  // namespace

struct Watcher::State {
    std::map<std::string, Folder> folders;
};

Result<Watcher> Watcher::open() {
    return Watcher({new State, [](State* state) { delete state; }});
}

std::optional<Trouble> Watcher::add(const std::string& folder) {
    if (state_->folders.contains(folder)) return std::nullopt;
    if (!files::is_folder(folder)) return Trouble{folder, 0, 0, "cannot be watched: there is no such folder"};
    state_->folders[folder] = look_into(folder);
    return std::nullopt;
}

std::size_t Watcher::count() const {
    return state_->folders.size();
}

std::set<std::string> Watcher::wait() {
    std::set<std::string> changed;
    while (changed.empty()) {
        std::this_thread::sleep_for(pause);
        for (auto it = state_->folders.begin(); it != state_->folders.end();) {
            auto& [folder, before] = *it;
            Folder now = look_into(folder);
            for (const auto& [path, look] : now)
                if (auto known = before.find(path); known == before.end() || known->second != look)
                    changed.insert(path);
            for (const auto& [path, look] : before)
                if (!now.contains(path)) changed.insert(path);
            before = std::move(now);
            // One of its name would be another.
            it = files::is_folder(folder) ? std::next(it) : state_->folders.erase(it);
        }
    }
    return changed;
}

}  // namespace zen
