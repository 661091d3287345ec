#include "system/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "system/posix/descriptor.h"
#include "system/streams.h"
#include "text/path.h"

namespace zen::files {
namespace {

Kind kind_of(mode_t mode) {
    return S_ISREG(mode) ? Kind::regular : S_ISDIR(mode) ? Kind::folder : Kind::other;
}

Entry::Type type_of(unsigned char type) {
    switch (type) {
        case DT_REG:
            return Entry::Type::regular;
        case DT_DIR:
            return Entry::Type::folder;
        case DT_LNK:
            return Entry::Type::link;
        case DT_UNKNOWN:
            return Entry::Type::unknown;
        default:
            return Entry::Type::other;
    }
}

// O_NONBLOCK: opening a pipe that nobody writes to must not hang.
int open_to_read(const std::string& path) {
    return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

}  // namespace

Status status(const std::string& path) {
    struct stat info;
    if (::stat(path.c_str(), &info) != 0) return {Kind::missing, {}, std::strerror(errno), errno == ENAMETOOLONG};
    return {kind_of(info.st_mode),
            {static_cast<std::uint64_t>(info.st_dev), static_cast<std::uint64_t>(info.st_ino)},
            {},
            false};
}

bool exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

bool is_regular(const std::string& path) {
    struct stat info;
    return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

bool is_folder(const std::string& path) {
    struct stat info;
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool is_link(const std::string& path) {
    struct stat info;
    return ::lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
}

bool is_readable(const std::string& path) {
    return ::access(path.c_str(), R_OK) == 0;
}

Result<std::vector<Entry>> list(const std::string& folder) {
    std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(folder.c_str()), ::closedir);
    if (!dir) return Trouble{folder, 0, 0, std::strerror(errno)};
    std::vector<Entry> out;
    while (const dirent* entry = ::readdir(dir.get())) {
        std::string_view name = entry->d_name;
        if (name != "." && name != "..") out.push_back({type_of(entry->d_type), std::string(name)});
    }
    return out;
}

std::string real_path(const std::string& path) {
    std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
    return real ? real.get() : "";
}

std::string current_folder() {
    std::string out(256, '\0');
    while (!::getcwd(out.data(), out.size())) {
        if (errno != ERANGE) return "/";
        out.resize(out.size() * 2);
    }
    return out.c_str();
}

bool current_folder_gone() {
    char path[1];
    return !::getcwd(path, sizeof path) && errno == ENOENT;
}

Result<std::string> read(const std::string& path) {
    posix::Descriptor file(open_to_read(path));
    if (!file) return Trouble{path, 0, 0, std::strerror(errno)};
    struct stat info;
    if (::fstat(file.get(), &info) != 0) return Trouble{path, 0, 0, std::strerror(errno)};
    if (!S_ISREG(info.st_mode)) return Trouble{path, 0, 0, "not a regular file"};
    if (info.st_size >= 0xffffffffll) return Trouble{path, 0, 0, "the file is larger than 4 GiB"};
    std::string out(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t at = 0;
    while (at < out.size()) {
        ssize_t n = ::read(file.get(), out.data() + at, out.size() - at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return Trouble{path, 0, 0, std::strerror(errno)};
        if (n == 0) break;
        at += static_cast<std::size_t>(n);
    }
    out.resize(at);
    return out;
}

std::string read_start(const std::string& path, std::size_t most) {
    posix::Descriptor file(open_to_read(path));
    if (!file) return "";
    std::string out(most, '\0');
    ssize_t n = ::read(file.get(), out.data(), out.size());
    out.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return out;
}

bool write(const std::string& path, std::string_view bytes) {
    posix::Descriptor file(streams::create(path));
    if (!file) return false;
    if (int error = streams::write_all(file.get(), bytes)) {
        errno = error;
        return false;
    }
    return file.close();
}

int make_folders(const std::string& path) {
    if (is_folder(path)) return 0;
    std::string above(folder_of(path));
    if (!above.empty() && above != path)
        if (int error = make_folders(above)) return error;
    if (::mkdir(path.c_str(), 0777) == 0) return 0;
    return errno == EEXIST && is_folder(path) ? 0 : errno;
}

int remove(const std::string& path) {
    return ::unlink(path.c_str()) == 0 ? 0 : errno;
}

int remove_tree(const std::string& path) {
    if (!is_folder(path) || is_link(path)) {
        int error = remove(path);
        return error == ENOENT ? 0 : error;
    }
    Result<std::vector<Entry>> entries = list(path);
    if (!entries) return errno ? errno : EIO;
    for (const Entry& entry : *entries)
        if (int error = remove_tree(joined(path, entry.name))) return error;
    return ::rmdir(path.c_str()) == 0 ? 0 : errno;
}

int reserve(const std::string& path, std::size_t bytes) {
    posix::Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!file) return errno;
    struct stat info;
    if (::fstat(file.get(), &info) != 0) return errno;
    const auto length = static_cast<off_t>(bytes);
    if (info.st_size >= length) return 0;
#ifdef __APPLE__
    return ::ftruncate(file.get(), length) == 0 ? 0 : errno;  // there is no posix_fallocate
#else
    return ::posix_fallocate(file.get(), 0, length);
#endif
}

std::optional<std::uint64_t> size(const std::string& path) {
    struct stat info;
    if (::stat(path.c_str(), &info) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(info.st_size);
}

}  // namespace zen::files
