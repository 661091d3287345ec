#include "system/watcher.h"

#include "system/windows/wide.h"

#include <array>
#include <map>

#include "system/quiet.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr DWORD of_interest = FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_DIR_NAME |
                              FILE_NOTIFY_CHANGE_LAST_WRITE | FILE_NOTIFY_CHANGE_SIZE;

// A folder, and what the system writes of it. It must not move while the system has its address.
struct Watched {
    OVERLAPPED overlapped{};
    std::string folder;
    windows::Handle handle;
    alignas(DWORD) std::array<char, 16384> buffer{};

    bool ask() {
        overlapped = {};
        return ::ReadDirectoryChangesW(handle.get(), buffer.data(), static_cast<DWORD>(buffer.size()), FALSE,
                                       of_interest, nullptr, &overlapped, nullptr);
    }
};

}  // namespace

struct Watcher::State {
    windows::Handle port;
    std::map<std::string, std::unique_ptr<Watched>> folders;

    ~State() {
        for (auto& [name, watched] : folders) {
            ::CancelIo(watched->handle.get());
            DWORD n = 0;
            ::GetOverlappedResult(watched->handle.get(), &watched->overlapped, &n, TRUE);
        }
    }

    // False when nothing has come within that time.
    bool take(std::set<std::string>& changed, DWORD timeout) {
        DWORD bytes = 0;
        ULONG_PTR key = 0;
        OVERLAPPED* overlapped = nullptr;
        const bool good = ::GetQueuedCompletionStatus(port.get(), &bytes, &key, &overlapped, timeout);
        if (!overlapped) return false;
        auto& watched = *reinterpret_cast<Watched*>(key);
        if (good && bytes == 0) changed.insert(watched.folder);  // more than the buffer holds
        for (std::size_t at = 0; good && bytes;) {
            const auto* info = reinterpret_cast<const FILE_NOTIFY_INFORMATION*>(watched.buffer.data() + at);
            std::string name = windows::narrow({info->FileName, info->FileNameLength / sizeof(wchar_t)});
            changed.insert(joined(watched.folder, name));
            if (!info->NextEntryOffset) break;
            at += info->NextEntryOffset;
        }
        // A folder that is gone cannot be asked: one of its name would be another.
        if (!good || !watched.ask()) folders.erase(std::string(watched.folder));
        return true;
    }
};

Result<Watcher> Watcher::open() {
    Owned state(new State, [](State* known) { delete known; });
    state->port = windows::Handle(::CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 1));
    if (!state->port)
        return Trouble{"", 0, 0, formatted("cannot watch files: {}", windows::error_text(::GetLastError()))};
    return Watcher(std::move(state));
}

std::optional<Trouble> Watcher::add(const std::string& folder) {
    if (state_->folders.contains(folder)) return std::nullopt;
    auto watched = std::make_unique<Watched>();
    watched->folder = folder;
    watched->handle = windows::Handle(::CreateFileW(
        windows::wide_path(folder).c_str(), FILE_LIST_DIRECTORY, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OVERLAPPED, nullptr));
    auto key = reinterpret_cast<ULONG_PTR>(watched.get());
    if (!watched->handle || !::CreateIoCompletionPort(watched->handle.get(), state_->port.get(), key, 0) ||
        !watched->ask())
        return Trouble{folder, 0, 0, formatted("cannot be watched: {}", windows::error_text(::GetLastError()))};
    state_->folders[folder] = std::move(watched);
    return std::nullopt;
}

std::size_t Watcher::count() const {
    return state_->folders.size();
}

std::set<std::string> Watcher::wait() {
    return gather_until_quiet([this](std::set<std::string>& changed, std::optional<int> timeout_ms) {
        return state_->take(changed, timeout_ms ? static_cast<DWORD>(*timeout_ms) : INFINITE);
    });
}

}  // namespace zen
