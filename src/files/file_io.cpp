#include "files/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

std::optional<Trouble> replace(const std::string& path, const std::string& target, std::string_view bytes,
                               std::optional<std::string_view> was) {
    struct stat old;
    if (::stat(target.c_str(), &old) != 0) return system_trouble(path);
    // Renaming would get past a missing write permission; whoever took it away meant it. (Root may write what it
    // likes.)
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        return Trouble{path, 0, 0, "not fixed: the file is read-only"};

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
