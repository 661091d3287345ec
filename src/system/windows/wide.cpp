#include "system/windows/wide.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "text/path.h"

namespace zen::windows {
namespace {

// Folders may be made only up to 248 characters without the prefix, and names may be added to what is asked for.
constexpr std::size_t long_path = 230;

}  // namespace

std::wstring wide(std::string_view text) {
    const int size = static_cast<int>(text.size());
    std::wstring out(text.size(), L'\0');
    if (text.empty()) return out;
    out.resize(static_cast<std::size_t>(
        ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, out.data(), static_cast<int>(out.size()))));
    return out;
}

std::string narrow(std::wstring_view text) {
    const int size = static_cast<int>(text.size());
    std::string out(text.size() * 3, '\0');
    if (text.empty()) return out;
    out.resize(static_cast<std::size_t>(::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, out.data(),
                                                              static_cast<int>(out.size()), nullptr, nullptr)));
    return out;
}

std::wstring wide_path(const std::string& path) {
    std::wstring out = wide(path);
    std::ranges::replace(out, L'/', L'\\');
    if (out.size() < long_path) return out;
    // The prefix wants an absolute path without `.` and `..`.
    std::wstring full(32768, L'\0');
    const DWORD length = ::GetFullPathNameW(out.c_str(), static_cast<DWORD>(full.size()), full.data(), nullptr);
    if (length == 0 || length >= full.size()) return out;
    full.resize(length);
    if (full.starts_with(L"\\\\?\\")) return full;
    if (full.starts_with(L"\\\\")) return L"\\\\?\\UNC" + full.substr(1);
    return L"\\\\?\\" + full;
}

std::string narrow_path(std::wstring_view path) {
    std::string out;
    if (path.starts_with(L"\\\\?\\UNC\\")) {
        out = "/";
        path.remove_prefix(7);
    } else if (path.starts_with(L"\\\\?\\")) {
        path.remove_prefix(4);
    }
    return normal_path(out + narrow(path));
}

std::string error_text(DWORD error) {
    switch (
        error) {  // in the words of the other systems, so that reports are the same; the rest says more in Windows' own
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
        case ERROR_ACCESS_DENIED:
        case ERROR_FILE_EXISTS:
        case ERROR_DISK_FULL:
            return std::strerror(error_number(error));
        default:
            break;
    }
    wchar_t* text = nullptr;
    const DWORD flags = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
    const DWORD length = ::FormatMessageW(flags, nullptr, error, 0, reinterpret_cast<wchar_t*>(&text), 0, nullptr);
    std::string out = length ? narrow({text, length}) : "error " + std::to_string(error);
    ::LocalFree(text);
    return out.substr(0, out.find_last_not_of(" .\r\n") + 1);
}

int error_number(DWORD error) {
    switch (error) {
        case ERROR_SUCCESS:
            return 0;
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
        case ERROR_INVALID_NAME:
            return ENOENT;
        case ERROR_ACCESS_DENIED:
        case ERROR_SHARING_VIOLATION:
        case ERROR_LOCK_VIOLATION:
            return EACCES;
        case ERROR_ALREADY_EXISTS:
        case ERROR_FILE_EXISTS:
            return EEXIST;
        case ERROR_DISK_FULL:
            return ENOSPC;
        case ERROR_NOT_ENOUGH_MEMORY:
            return ENOMEM;
        case ERROR_BROKEN_PIPE:
        case ERROR_NO_DATA:
        case ERROR_PIPE_NOT_CONNECTED:
            return EPIPE;
        case ERROR_DIR_NOT_EMPTY:
            return ENOTEMPTY;
        default:
            return EIO;
    }
}

}  // namespace zen::windows
