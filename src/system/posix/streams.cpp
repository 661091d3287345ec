#include "system/streams.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace zen::streams {

void prepare() {}

std::vector<std::string> arguments(int argc, const char* const* argv) {
    return {argv, argv + argc};
}

Result<std::string> read_all(int descriptor, std::string name) {
    std::string out;
    std::array<char, 65536> buffer;
    for (;;) {
        ssize_t n = ::read(descriptor, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return Trouble{std::move(name), 0, 0, std::strerror(errno)};
        if (n == 0) return out;
        out.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        ssize_t n = ::write(descriptor, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
}

bool write_pair(int descriptor, std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        const iovec parts[2] = {{const_cast<char*>(first.data()), first.size()},
                                {const_cast<char*>(second.data()), second.size()}};
        const ssize_t n = ::writev(descriptor, parts, 2);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        const std::size_t of_first = std::min(first.size(), static_cast<std::size_t>(n));
        first.remove_prefix(of_first);
        second.remove_prefix(static_cast<std::size_t>(n) - of_first);
    }
    return true;
}

int create(const std::string& path) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

int nowhere() {
    return ::open("/dev/null", O_WRONLY | O_CLOEXEC);
}

int close(int descriptor) {
    return ::close(descriptor) == 0 || errno == EINTR ? 0 : errno;
}

void widen_pipe([[maybe_unused]] int descriptor, [[maybe_unused]] int bytes) {
#ifdef F_SETPIPE_SZ
    ::fcntl(descriptor, F_SETPIPE_SZ, bytes);
#endif
}

bool is_terminal(int descriptor) {
    return ::isatty(descriptor) == 1;
}

unsigned terminal_width([[maybe_unused]] int descriptor) {
#ifdef TIOCGWINSZ
    winsize size{};
    if (::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0) return size.ws_col;
#endif
    return 0;
}

}  // namespace zen::streams
