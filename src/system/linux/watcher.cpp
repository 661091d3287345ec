#include "system/watcher.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace zen {
namespace {

// An editor that saves writes, renames and removes in one go; all of it is one change.
constexpr int quiet_ms = 20;
constexpr int most_moments = 20;

constexpr std::uint32_t of_interest = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB;

bool readable(int descriptor, int timeout) {
    pollfd poll_for{descriptor, POLLIN, 0};
    int n;
    do n = ::poll(&poll_for, 1, timeout);
    while (n < 0 && errno == EINTR);
    return n > 0;
}

}  // namespace

struct Watcher::State {
    ~State() { ::close(descriptor_); }

    int descriptor_;
    std::unordered_map<int, std::string> folders_;
    std::set<std::string> watched_;

    bool read(std::set<std::string>& changed);
};

Watcher::Watcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Watcher::Watcher(Watcher&& other) noexcept = default;
Watcher::~Watcher() = default;

Result<Watcher> Watcher::open() {
    int descriptor = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (descriptor < 0) return Trouble{"", 0, 0, "cannot watch files: " + std::string(std::strerror(errno))};
    return Watcher(std::unique_ptr<State>(new State{descriptor, {}, {}}));
}

std::size_t Watcher::count() const {
    return state_->watched_.size();
}

std::optional<Trouble> Watcher::add(const std::string& folder) {
    if (state_->watched_.contains(folder)) return std::nullopt;
    int id = ::inotify_add_watch(state_->descriptor_, folder.c_str(), of_interest | IN_ONLYDIR);
    if (id < 0) return Trouble{folder, 0, 0, "cannot be watched: " + std::string(std::strerror(errno))};
    state_->folders_[id] = folder;
    state_->watched_.insert(folder);
    return std::nullopt;
}

bool Watcher::State::read(std::set<std::string>& changed) {
    alignas(inotify_event) std::array<char, 16384> buffer;
    ssize_t n = ::read(descriptor_, buffer.data(), buffer.size());
    if (n <= 0) return false;
    for (ssize_t at = 0; at < n;) {
        inotify_event event;
        std::memcpy(&event, buffer.data() + at, sizeof event);
        const char* name = buffer.data() + at + sizeof event;
        at += static_cast<ssize_t>(sizeof event + event.len);
        if (event.mask & IN_Q_OVERFLOW)
            for (auto& [id, folder] : folders_) changed.insert(folder);
        auto folder = folders_.find(event.wd);
        if (folder == folders_.end()) continue;
        if (event.mask & IN_IGNORED) {  // the folder is gone: one of its name would be another
            watched_.erase(folder->second);
            folders_.erase(folder);
            continue;
        }
        changed.insert(event.len ? folder->second + (folder->second.ends_with('/') ? "" : "/") + name : folder->second);
    }
    return true;
}

std::set<std::string> Watcher::wait() {
    std::set<std::string> changed;
    while (changed.empty()) {
        if (!readable(state_->descriptor_, -1)) continue;
        state_->read(changed);
        for (int i = 0; i < most_moments && readable(state_->descriptor_, quiet_ms); ++i)
            if (!state_->read(changed)) break;
    }
    return changed;
}

}  // namespace zen
