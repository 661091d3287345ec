// Between our UTF-8 and the UTF-16 of Windows, and its errors in words.
#pragma once
#ifndef NOMINMAX
#define NOMINMAX
#endif
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <string>
#include <string_view>
#include <utility>

namespace zen::windows {

// What is no text in the one becomes U+FFFD in the other.
std::wstring wide(std::string_view text);
std::string narrow(std::wstring_view text);

// A path for the system's calls, of any length: an absolute one of more than some 240 characters gets the prefix that
// lifts the limit.
std::wstring wide_path(const std::string& path);
// A path that the system gave us: without that prefix, with `/`.
std::string narrow_path(std::wstring_view path);

// "Permission denied" and the like, for GetLastError(); and the number of errno that comes nearest.
std::string error_text(DWORD error);
int error_number(DWORD error);

class Handle {
  public:
    explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) : handle_(handle) {}
    ~Handle() { close(); }
    Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, INVALID_HANDLE_VALUE)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    explicit operator bool() const { return handle_ != INVALID_HANDLE_VALUE && handle_ != nullptr; }
    HANDLE get() const { return handle_; }
    bool close() {
        HANDLE handle = std::exchange(handle_, INVALID_HANDLE_VALUE);
        return handle == INVALID_HANDLE_VALUE || handle == nullptr || ::CloseHandle(handle);
    }

  private:
    HANDLE handle_;
};

}  // namespace zen::windows
