#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "system/files.h"
#include "system/posix/descriptor.h"
#include "system/signals.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen::files {
namespace {

Trouble system_trouble(std::string path, const char* doing = nullptr) {
    std::string why = std::strerror(errno);
    return {std::move(path), 0, 0, doing ? formatted("{}: {}", doing, why) : why};
}

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

std::optional<Trouble> replace_target(const std::string& path, const std::string& target, std::string_view bytes,
                                      std::optional<std::string_view> was) {
    struct stat old;
    if (::stat(target.c_str(), &old) != 0) return system_trouble(path);
    // Renaming would get past a missing write permission; whoever took it away meant it. (Root may write what it
    // likes.)
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        return Trouble{path, 0, 0, "not fixed: the file is read-only"};

    if (old.st_nlink > 1)
        return Trouble{
            path, 0, 0,
            formatted("not fixed: the file has {} names (hard links), and a fix would change only one of them",
                      old.st_nlink)};

    // Its name must not be longer than names may be, however long the file's own is.
    std::string fresh = target.substr(0, target.rfind('/') + 1) + ".zenlint-XXXXXX";
    posix::Descriptor file(::mkstemp(fresh.data()));
    if (!file) return system_trouble(path, "not fixed: cannot create a temporary file in its folder");
    auto failed = [&](const char* doing) {
        Trouble trouble = system_trouble(path, doing);
        ::unlink(fresh.c_str());
        return trouble;
    };
    if (int error = streams::write_all(file.get(), bytes)) {
        errno = error;
        return failed("not fixed: cannot write");
    }
    // The owner comes before the mode: chown clears the set-id bits. Only root may give files away; a group that we are
    // not in is no reason to leave the file unfixed.
    if (old.st_uid != ::geteuid() || old.st_gid != ::getegid())
        if (::fchown(file.get(), old.st_uid, old.st_gid) != 0 && old.st_uid != ::geteuid())
            return failed("not fixed: cannot keep the owner");
    if (::fchmod(file.get(), old.st_mode & 07777) != 0) return failed("not fixed: cannot keep the mode");
    if (!keep_attributes(target, file.get())) return failed("not fixed: cannot keep the extended attributes");
    if (::fsync(file.get()) != 0 || !file.close()) return failed("not fixed: cannot write");
    if (was) {
        Result<std::string> now = read(target);
        if (!now || *now != *was) {
            ::unlink(fresh.c_str());
            return Trouble{path, 0, 0, "not fixed: the file has changed meanwhile"};
        }
    }
    if (::rename(fresh.c_str(), target.c_str()) != 0) return failed("not fixed: cannot replace the file");
    return std::nullopt;
}

}  // namespace

std::optional<Trouble> replace(const std::string& path, std::string_view bytes, std::optional<std::string_view> was) {
    std::string target = real_path(path);
    if (target.empty()) return system_trouble(path);
    signals::Unfinished guard;
    return replace_target(path, target, bytes, was);
}

}  // namespace zen::files
