#include "system/files.h"
#include "system/signals.h"
#include "system/windows/wide.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen::files {
namespace {

using windows::Handle;
using windows::wide_path;

// Editors and virus scanners hold a file for a moment only.
constexpr int patience_ms = 1000, pause_ms = 20;

bool in_use(DWORD error) {
    return error == ERROR_SHARING_VIOLATION || error == ERROR_ACCESS_DENIED || error == ERROR_LOCK_VIOLATION ||
           error == ERROR_UNABLE_TO_REMOVE_REPLACED || error == ERROR_UNABLE_TO_MOVE_REPLACEMENT;
}

bool write_all(HANDLE file, std::string_view bytes) {
    while (!bytes.empty()) {
        DWORD n = 0;
        if (!::WriteFile(file, bytes.data(), static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1u << 30)), &n,
                         nullptr))
            return false;
        bytes.remove_prefix(n);
    }
    return true;
}

std::optional<Trouble> replace_target(const std::string& path, const std::string& target, std::string_view bytes,
                                      std::optional<std::string_view> was) {
    auto failed = [&](const std::string& doing) {
        return Trouble{path, 0, 0, formatted("{}: {}", doing, windows::error_text(::GetLastError()))};
    };
    const std::wstring old = wide_path(target);
    {
        Handle file(::CreateFileW(old.c_str(), FILE_READ_ATTRIBUTES,
                                  FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, 0,
                                  nullptr));
        BY_HANDLE_FILE_INFORMATION info;
        if (!file || !::GetFileInformationByHandle(file.get(), &info)) return failed("not fixed");
        if (info.dwFileAttributes & FILE_ATTRIBUTE_READONLY)
            return Trouble{path, 0, 0, "not fixed: the file is read-only"};
        if (info.nNumberOfLinks > 1)
            return Trouble{
                path, 0, 0,
                formatted("not fixed: the file has {} names (hard links), and a fix would change only one of them",
                          info.nNumberOfLinks)};
    }
    // Two processes, or two threads of one, must not choose the same name.
    const std::wstring fresh = wide_path(
        joined(folder_of(target), formatted(".zenlint-{}-{}", ::GetCurrentProcessId(), ::GetCurrentThreadId())));
    Handle file(::CreateFileW(fresh.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file) return failed("not fixed: cannot create a temporary file in its folder");
    if (!write_all(file.get(), bytes) || !::FlushFileBuffers(file.get()) || !file.close()) {
        Trouble trouble = failed("not fixed: cannot write");
        file.close();
        ::DeleteFileW(fresh.c_str());
        return trouble;
    }
    if (was) {
        Result<std::string> now = read(target);
        if (!now || *now != *was) {
            ::DeleteFileW(fresh.c_str());
            return Trouble{path, 0, 0, "not fixed: the file has changed meanwhile"};
        }
    }
    for (int waited = 0;; waited += pause_ms) {
        // Keeps the old file's attributes, access list and streams.
        if (::ReplaceFileW(old.c_str(), fresh.c_str(), nullptr, REPLACEFILE_IGNORE_MERGE_ERRORS, nullptr, nullptr))
            return std::nullopt;
        const DWORD error = ::GetLastError();
        if (in_use(error) && waited < patience_ms) {
            ::Sleep(pause_ms);
            continue;
        }
        ::DeleteFileW(fresh.c_str());
        return Trouble{path, 0, 0,
                       in_use(error) ? "not fixed: another program has the file open"
                                     : formatted("not fixed: cannot replace the file: {}", windows::error_text(error))};
    }
}

}  // namespace

std::optional<Trouble> replace(const std::string& path, std::string_view bytes, std::optional<std::string_view> was) {
    std::string target = real_path(path);
    if (target.empty()) return Trouble{path, 0, 0, windows::error_text(::GetLastError())};
    signals::Unfinished guard;
    return replace_target(path, target, bytes, was);
}

}  // namespace zen::files
