#include "system/streams.h"

#include "system/windows/wide.h"

#include <corecrt_startup.h>
#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace zen::streams {
namespace {

constexpr std::size_t most_at_once = 1 << 20;

// The console behind a descriptor; null when there is none.
HANDLE console(int descriptor) {
    if (!::_isatty(descriptor)) return nullptr;
    HANDLE handle = reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor));
    DWORD mode = 0;
    return ::GetConsoleMode(handle, &mode) ? handle : nullptr;
}

// Whatever code page the console has.
int write_to_console(HANDLE handle, std::string_view text) {
    std::wstring all = windows::wide(text);
    for (std::wstring_view rest = all; !rest.empty();) {
        DWORD n = 0;
        const auto most = static_cast<DWORD>(std::min<std::size_t>(rest.size(), 8192));
        if (!::WriteConsoleW(handle, rest.data(), most, &n, nullptr)) return EIO;
        rest.remove_prefix(n);
    }
    return 0;
}

}  // namespace

void prepare() {
    for (int descriptor : {input, output, error}) ::_setmode(descriptor, _O_BINARY);
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
    for (int descriptor : {output, error})
        if (HANDLE handle = console(descriptor)) {
            DWORD mode = 0;
            ::GetConsoleMode(handle, &mode);
            ::SetConsoleMode(handle, mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
        }
}

std::vector<std::string> arguments(int, const char* const*) {
    // By the same rules as CommandLineToArgvW, whose library loads much of Windows at each start.
    std::vector<std::string> out;
    if (::_configure_wide_argv(_crt_argv_unexpanded_arguments) != 0) return out;
    for (int i = 0; i < *__p___argc(); ++i) out.push_back(windows::narrow((*__p___wargv())[i]));
    return out;
}

Result<std::string> read_all(int descriptor, std::string name) {
    std::string out;
    std::array<char, 65536> buffer;
    for (;;) {
        const int n = ::_read(descriptor, buffer.data(), static_cast<unsigned>(buffer.size()));
        if (n < 0) return Trouble{std::move(name), 0, 0, std::strerror(errno)};
        if (n == 0) return out;
        out.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

int write_all(int descriptor, std::string_view text) {
    if (HANDLE handle = console(descriptor)) return write_to_console(handle, text);
    const HANDLE file = reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor));
    while (!text.empty()) {
        const auto most = static_cast<DWORD>(std::min(text.size(), most_at_once));
        // The C library has no name of its own for every way in which a pipe can be broken, and takes a part that was
        // written for an error.
        DWORD n = 0;
        if (!::WriteFile(file, text.data(), most, &n, nullptr)) return windows::error_number(::GetLastError());
        text.remove_prefix(n);
    }
    return 0;
}

bool write_pair(int descriptor, std::string_view first, std::string_view second) {
    return write_all(descriptor, first) == 0 && write_all(descriptor, second) == 0;
}

int create(const std::string& path) {
    return ::_wopen(windows::wide_path(path).c_str(), _O_WRONLY | _O_CREAT | _O_TRUNC | _O_BINARY | _O_NOINHERIT,
                    _S_IREAD | _S_IWRITE);
}

int nowhere() {
    return ::_wopen(L"NUL", _O_WRONLY | _O_BINARY | _O_NOINHERIT);
}

int close(int descriptor) {
    return ::_close(descriptor) == 0 ? 0 : errno;
}

void widen_pipe(int, int) {}

bool is_terminal(int descriptor) {
    return console(descriptor) != nullptr;
}

unsigned terminal_width(int descriptor) {
    CONSOLE_SCREEN_BUFFER_INFO info;
    HANDLE handle = console(descriptor);
    if (!handle || !::GetConsoleScreenBufferInfo(handle, &info)) return 0;
    return static_cast<unsigned>(info.srWindow.Right - info.srWindow.Left + 1);
}

}  // namespace zen::streams
