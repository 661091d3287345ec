#include "files/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace zen {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    explicit operator bool() const { return fd_ >= 0; }
    int get() const { return fd_; }
    bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

  private:
    int fd_;
};

Trouble system_trouble(std::string path, const char* doing = nullptr) {
    std::string why = std::strerror(errno);
    return {std::move(path), 0, 0, doing ? std::string(doing) + ": " + why : why};
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

// How many replacements are under way, and the signal that waits for them. A handler may touch these and no more.
std::atomic<int> replacing{0};
std::atomic<int> pending{0};
static_assert(std::atomic<int>::is_always_lock_free);

void end_by(int signal) {
    if (signal == SIGINT) _exit(130);
    std::signal(signal, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    std::raise(signal);
}

void on_signal(int signal) {
    pending = signal;
    if (replacing == 0) end_by(signal);
}

class Replacement {
  public:
    Replacement() {
        ++replacing;
        if (!pending) return;
        finish();
        for (;;) ::pause();  // whoever still replaces a file ends the program
    }
    ~Replacement() { finish(); }

  private:
    static void finish() {
        if (--replacing == 0 && pending) end_by(pending);
    }
};

// Gives the file the extended attributes of another. False, with errno: not all of them.
bool keep_attributes([[maybe_unused]] const std::string& from, [[maybe_unused]] int to) {
#ifdef __linux__
    const ssize_t size = ::listxattr(from.c_str(), nullptr, 0);
    if (size <= 0) return size == 0 || errno == ENOTSUP;
    std::string names(static_cast<std::size_t>(size), '\0');
    const ssize_t listed = ::listxattr(from.c_str(), names.data(), names.size());
    if (listed < 0) return false;
    names.resize(static_cast<std::size_t>(listed));
    auto value_of = [](auto get) -> std::optional<std::string> {
        const ssize_t length = get(nullptr, 0);
        if (length < 0) return std::nullopt;
        std::string value(static_cast<std::size_t>(length), '\0');
        const ssize_t read = get(value.data(), value.size());
        if (read < 0) return std::nullopt;
        value.resize(static_cast<std::size_t>(read));
        return value;
    };
    for (std::size_t at = 0; at < names.size();) {
        const char* name = names.data() + at;
        at += std::strlen(name) + 1;
        auto old = value_of([&](char* out, std::size_t n) { return ::getxattr(from.c_str(), name, out, n); });
        if (!old) return false;
        // The system gives a new file some of them by itself, which only root may write.
        if (value_of([&](char* out, std::size_t n) { return ::fgetxattr(to, name, out, n); }) == old) continue;
        if (::fsetxattr(to, name, old->data(), old->size(), 0) != 0) return false;
    }
#endif
    return true;
}

std::optional<Trouble> replace(const std::string& path, const std::string& target, std::string_view bytes,
                               std::optional<std::string_view> was) {
    struct stat old;
    if (::stat(target.c_str(), &old) != 0) return system_trouble(path);
    // Renaming would get past a missing write permission; whoever took it away meant it. (Root may write what it
    // likes.)
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        return Trouble{path, 0, 0, "not fixed: the file is read-only"};

    if (old.st_nlink > 1)
        return Trouble{path, 0, 0,
                       "not fixed: the file has " + std::to_string(old.st_nlink) +
                           " names (hard links), and a fix would change only one of them"};

    // Its name must not be longer than names may be, however long the file's own is.
    std::string fresh = target.substr(0, target.rfind('/') + 1) + ".zenlint-XXXXXX";
    Descriptor file(::mkstemp(fresh.data()));
    if (!file) return system_trouble(path, "not fixed: cannot make a file beside it");
    auto failed = [&](const char* doing) {
        Trouble trouble = system_trouble(path, doing);
        ::unlink(fresh.c_str());
        return trouble;
    };
    if (!write_all(file.get(), bytes)) return failed("not fixed: cannot write");
    // The owner comes before the mode: chown clears the set-id bits. Only root may give files away; a group that we are
    // not in is no reason to leave the file unfixed.
    if (old.st_uid != ::geteuid() || old.st_gid != ::getegid())
        if (::fchown(file.get(), old.st_uid, old.st_gid) != 0 && old.st_uid != ::geteuid())
            return failed("not fixed: cannot keep the owner");
    if (::fchmod(file.get(), old.st_mode & 07777) != 0) return failed("not fixed: cannot keep the mode");
    if (!keep_attributes(target, file.get())) return failed("not fixed: cannot keep the extended attributes");
    if (::fsync(file.get()) != 0 || !file.close()) return failed("not fixed: cannot write");
    if (was) {
        Result<std::string> now = read_file(target);
        if (!now || *now != *was) {
            ::unlink(fresh.c_str());
            return Trouble{path, 0, 0, "not fixed: the file has changed meanwhile"};
        }
    }
    if (::rename(fresh.c_str(), target.c_str()) != 0) return failed("not fixed: cannot replace the file");
    return std::nullopt;
}

}  // namespace

Result<std::string> read_all(int descriptor, std::string name) {
    std::string out;
    std::array<char, 65536> buffer;
    for (;;) {
        ssize_t n = ::read(descriptor, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return system_trouble(std::move(name));
        if (n == 0) return out;
        out.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

Result<std::string> read_file(const std::string& path) {
    // O_NONBLOCK: opening a pipe that nobody writes to must not hang.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file) return system_trouble(path);
    struct stat info;
    if (::fstat(file.get(), &info) != 0) return system_trouble(path);
    if (!S_ISREG(info.st_mode)) return Trouble{path, 0, 0, "not a regular file"};
    if (info.st_size >= 0xffffffffll) return Trouble{path, 0, 0, "the file is larger than 4 GiB"};
    std::string out(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t at = 0;
    while (at < out.size()) {
        ssize_t n = ::read(file.get(), out.data() + at, out.size() - at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return system_trouble(path);
        if (n == 0) break;
        at += static_cast<std::size_t>(n);
    }
    out.resize(at);
    return out;
}

std::optional<Trouble> replace_file(const std::string& path, std::string_view bytes,
                                    std::optional<std::string_view> was) {
    std::unique_ptr<char, void (*)(void*)> target(::realpath(path.c_str(), nullptr), std::free);
    if (!target) return system_trouble(path);
    Replacement guard;
    return replace(path, target.get(), bytes, was);
}

void end_cleanly_on_signals() {
    struct sigaction action{};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before;
        // What the parent has told us to ignore (nohup) stays ignored.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signal, &action, nullptr);
    }
    // A reader that goes away ends us quietly, even if the parent ignores the signal.
    std::signal(SIGPIPE, SIG_DFL);
    // A write beyond the limit on files is an error like that of a full disk, not the end.
    std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace zen
