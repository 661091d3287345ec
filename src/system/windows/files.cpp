#include "system/files.h"

#include "system/windows/wide.h"

#include <cerrno>

#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen::files {
namespace {

using windows::Handle;
using windows::wide_path;

// Shares everything: a file that an editor has open is read all the same.
constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

int failed() {
    return errno = windows::error_number(::GetLastError());
}

Trouble trouble(const std::string& path) {
    const DWORD error = ::GetLastError();
    errno = windows::error_number(error);
    return {path, 0, 0, windows::error_text(error)};
}

// Follows links. With FILE_FLAG_BACKUP_SEMANTICS folders are opened too.
Handle open(const std::string& path, DWORD access, DWORD flags) {
    return Handle(::CreateFileW(wide_path(path).c_str(), access, share_all, nullptr, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS | flags, nullptr));
}

DWORD attributes(const std::string& path) {
    return ::GetFileAttributesW(wide_path(path).c_str());
}

}  // namespace

Status status(const std::string& path) {
    Handle file = open(path, FILE_READ_ATTRIBUTES, 0);
    BY_HANDLE_FILE_INFORMATION info;
    if (!file) {
        const DWORD error = ::GetLastError();
        return {Kind::missing, {}, windows::error_text(error), error == ERROR_FILENAME_EXCED_RANGE};
    }
    if (::GetFileType(file.get()) != FILE_TYPE_DISK) return {Kind::other, {}, {}, false};
    if (!::GetFileInformationByHandle(file.get(), &info))
        return {Kind::missing, {}, windows::error_text(::GetLastError()), false};
    const bool folder = info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
    return {folder ? Kind::folder : Kind::regular,
            {info.dwVolumeSerialNumber, std::uint64_t{info.nFileIndexHigh} << 32 | info.nFileIndexLow},
            {},
            false};
}

bool exists(const std::string& path) {
    return attributes(path) != INVALID_FILE_ATTRIBUTES;
}

bool is_regular(const std::string& path) {
    return status(path).kind == Kind::regular;
}

bool is_folder(const std::string& path) {
    return status(path).kind == Kind::folder;
}

bool is_link(const std::string& path) {
    const DWORD found = attributes(path);
    return found != INVALID_FILE_ATTRIBUTES && (found & FILE_ATTRIBUTE_REPARSE_POINT);
}

bool is_readable(const std::string& path) {
    return static_cast<bool>(open(path, GENERIC_READ, 0));
}

Result<std::vector<Entry>> list(const std::string& folder) {
    WIN32_FIND_DATAW found;
    HANDLE search = ::FindFirstFileExW(wide_path(joined(folder, "*")).c_str(), FindExInfoBasic, &found,
                                       FindExSearchNameMatch, nullptr, FIND_FIRST_EX_LARGE_FETCH);
    if (search == INVALID_HANDLE_VALUE) return trouble(folder);
    std::vector<Entry> out;
    do {
        std::string name = windows::narrow(found.cFileName);
        if (name == "." || name == "..") continue;
        const DWORD kind = found.dwFileAttributes;
        Entry::Type type = kind & FILE_ATTRIBUTE_REPARSE_POINT ? Entry::Type::link
                           : kind & FILE_ATTRIBUTE_DIRECTORY   ? Entry::Type::folder
                                                               : Entry::Type::regular;
        out.push_back({type, std::move(name)});
    } while (::FindNextFileW(search, &found));
    ::FindClose(search);
    return out;
}

std::string real_path(const std::string& path) {
    Handle file = open(path, FILE_READ_ATTRIBUTES, 0);
    if (!file) return failed(), "";
    std::wstring out(32768, L'\0');
    const DWORD length =
        ::GetFinalPathNameByHandleW(file.get(), out.data(), static_cast<DWORD>(out.size()), FILE_NAME_NORMALIZED);
    // Not every file system has an answer; the file is there all the same.
    if (length == 0 || length >= out.size()) return normal_path(joined(current_folder(), path));
    out.resize(length);
    return windows::narrow_path(out);
}

std::string current_folder() {
    std::wstring out(32768, L'\0');
    const DWORD length = ::GetCurrentDirectoryW(static_cast<DWORD>(out.size()), out.data());
    if (length == 0 || length >= out.size()) return "/";
    out.resize(length);
    return windows::narrow_path(out);
}

bool current_folder_gone() {
    return false;  // the system keeps it
}

Result<std::string> read(const std::string& path) {
    Handle file = open(path, GENERIC_READ, FILE_FLAG_SEQUENTIAL_SCAN);
    if (!file) return trouble(path);
    BY_HANDLE_FILE_INFORMATION info;
    if (::GetFileType(file.get()) != FILE_TYPE_DISK) return Trouble{path, 0, 0, "not a regular file"};
    if (!::GetFileInformationByHandle(file.get(), &info)) return trouble(path);
    if (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) return Trouble{path, 0, 0, "not a regular file"};
    if (info.nFileSizeHigh) return Trouble{path, 0, 0, "the file is larger than 4 GiB"};
    std::string out(info.nFileSizeLow, '\0');
    std::size_t at = 0;
    while (at < out.size()) {
        DWORD n = 0;
        const auto most = static_cast<DWORD>(std::min<std::size_t>(out.size() - at, 1u << 30));
        if (!::ReadFile(file.get(), out.data() + at, most, &n, nullptr)) return trouble(path);
        if (n == 0) break;
        at += n;
    }
    out.resize(at);
    return out;
}

std::string read_start(const std::string& path, std::size_t most) {
    Handle file = open(path, GENERIC_READ, 0);
    if (!file || ::GetFileType(file.get()) != FILE_TYPE_DISK) return "";
    std::string out(most, '\0');
    DWORD n = 0;
    if (!::ReadFile(file.get(), out.data(), static_cast<DWORD>(most), &n, nullptr)) n = 0;
    out.resize(n);
    return out;
}

bool write(const std::string& path, std::string_view bytes) {
    const int file = streams::create(path);
    if (file < 0) return false;
    const int error = streams::write_all(file, bytes);
    const int closing = streams::close(file);
    errno = error ? error : closing;
    return errno == 0;
}

int make_folders(const std::string& path) {
    if (is_folder(path)) return 0;
    std::string above(folder_of(path));
    if (!above.empty() && above != path)
        if (int error = make_folders(above)) return error;
    if (::CreateDirectoryW(wide_path(path).c_str(), nullptr)) return 0;
    const int error = failed();
    return error == EEXIST && is_folder(path) ? 0 : error;
}

int remove(const std::string& path) {
    return ::DeleteFileW(wide_path(path).c_str()) ? 0 : failed();
}

int remove_tree(const std::string& path) {
    const DWORD kind = attributes(path);
    if (kind == INVALID_FILE_ATTRIBUTES) return 0;
    if (!(kind & FILE_ATTRIBUTE_DIRECTORY)) return remove(path);
    if (!(kind & FILE_ATTRIBUTE_REPARSE_POINT)) {
        Result<std::vector<Entry>> entries = list(path);
        if (!entries) return errno;
        for (const Entry& entry : *entries)
            if (int error = remove_tree(joined(path, entry.name))) return error;
    }
    return ::RemoveDirectoryW(wide_path(path).c_str()) ? 0 : failed();
}

int reserve(const std::string& path, std::size_t) {
    // A write into a mapped file cannot fail for want of room: the system takes it when the file is made longer.
    Handle file(::CreateFileW(wide_path(path).c_str(), GENERIC_READ | GENERIC_WRITE, share_all, nullptr, OPEN_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL, nullptr));
    return file ? 0 : failed();
}

std::optional<std::uint64_t> size(const std::string& path) {
    WIN32_FILE_ATTRIBUTE_DATA info;
    if (!::GetFileAttributesExW(wide_path(path).c_str(), GetFileExInfoStandard, &info)) {
        failed();
        return std::nullopt;
    }
    return std::uint64_t{info.nFileSizeHigh} << 32 | info.nFileSizeLow;
}

FolderLock::FolderLock(const std::string& folder, int patience_ms) {
    // A folder cannot be locked, and a lock file in it would be in the way of removing it: a mutex with a name made of
    // the folder's identity does the same. One that a process has left locked is ours.
    const Status found = status(folder);
    if (found.kind != Kind::folder) return;
    const std::string name = formatted("Global\\zenlint-{}-{}", found.identity.device, found.identity.file);
    HANDLE mutex = ::CreateMutexW(nullptr, FALSE, windows::wide(name).c_str());
    if (!mutex) return;
    handle_ = reinterpret_cast<std::intptr_t>(mutex);
    const DWORD result = ::WaitForSingleObject(mutex, static_cast<DWORD>(patience_ms));
    held_ = result == WAIT_OBJECT_0 || result == WAIT_ABANDONED;
}

FolderLock::~FolderLock() {
    if (held_) ::ReleaseMutex(reinterpret_cast<HANDLE>(handle_));
    if (handle_ != -1) ::CloseHandle(reinterpret_cast<HANDLE>(handle_));
}

}  // namespace zen::files
