// Files and folders. Paths are UTF-8 with `/` between names, on every system and of any length that the system can do.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace zen::files {

enum class Kind : std::uint8_t { missing, regular, folder, other };

struct Identity {
    std::uint64_t device = 0, file = 0;
    auto operator<=>(const Identity&) const = default;
};

struct Status {
    Kind kind = Kind::missing;
    Identity identity;           // two names of one file share it
    std::string why;             // it is missing, in the system's words
    bool path_too_long = false;  // and that is why
};

// What the path leads to, links followed.
Status status(const std::string& path);
bool exists(const std::string& path);
bool is_regular(const std::string& path);
bool is_folder(const std::string& path);
bool is_link(const std::string& path);
bool is_readable(const std::string& path);

struct Entry {
    enum class Type : std::uint8_t { regular, folder, link, unknown, other } type;
    std::string name;
};
// What a folder holds, in no order, without `.` and `..`.
Result<std::vector<Entry>> list(const std::string& folder);
// Absolute, and without links on the way; empty when there is no such file.
std::string real_path(const std::string& path);
// Absolute; "/" when the system does not say.
std::string current_folder();
// Is there no current folder? On POSIX systems it can be removed while programs are in it.
bool current_folder_gone();

// The bytes of a regular file. Anything else (a folder, a pipe, a device) is a Trouble, as is what cannot be read.
Result<std::string> read(const std::string& path);
// At most `most` bytes of the beginning of whatever the path leads to; empty when it cannot be read. Does not wait.
std::string read_start(const std::string& path, std::size_t most);
// Makes the file, or writes it anew. False, with errno, when that fails; it may then be half-written.
bool write(const std::string& path, std::string_view bytes);

// Puts `bytes` in place of what an existing file holds: written beside it, synced, then renamed over it, with its mode
// and owner (on Windows its attributes and access list). A symbolic link stays, and its target is replaced. A file
// without write permission is left alone, as is one that no longer holds `was`, if that is given; both are a Trouble,
// as is every failure on the way: what the file held then stands.
std::optional<Trouble> replace(const std::string& path, std::string_view bytes,
                               std::optional<std::string_view> was = {});

// 0, or the error number.
int make_folders(const std::string& path);
int remove(const std::string& path);
int remove_tree(const std::string& path);

// Makes the file, and makes sure that the disk has room for its first bytes. 0, or the error number.
int reserve(const std::string& path, std::size_t bytes);
// The size in bytes; nothing, with errno, when there is no such file.
std::optional<std::uint64_t> size(const std::string& path);

// Holds a folder for one process; the others wait for it, but not for ever. Given back at the end of the process too.
class FolderLock {
  public:
    FolderLock(const std::string& folder, int patience_ms);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    bool held() const { return held_; }

  private:
    std::intptr_t handle_ = -1;
    bool held_ = false;
};

}  // namespace zen::files
