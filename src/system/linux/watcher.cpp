#include "system/watcher.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "system/quiet.h"
#include "text/formatted.h"

namespace zen {
namespace {

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

Result<Watcher> Watcher::open() {
    int descriptor = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (descriptor < 0) return Trouble{"", 0, 0, formatted("cannot watch files: {}", std::strerror(errno))};
    return Watcher({new State{descriptor, {}, {}}, [](State* state) { delete state; }});
}

std::size_t Watcher::count() const {
    return state_->watched_.size();
}

std::optional<Trouble> Watcher::add(const std::string& folder) {
    if (state_->watched_.contains(folder)) return std::nullopt;
    int id = ::inotify_add_watch(state_->descriptor_, folder.c_str(), of_interest | IN_ONLYDIR);
    if (id < 0) return Trouble{folder, 0, 0, formatted("cannot be watched: {}", std::strerror(errno))};
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
    return gather_until_quiet([this](std::set<std::string>& changed, std::optional<int> timeout_ms) {
        return readable(state_->descriptor_, timeout_ms.value_or(-1)) && state_->read(changed);
    });
}

}  // namespace zen
