// WebAssembly: the linter alone, on text that it is given. There are no files to find, no processes and no terminal.
#include <cerrno>
#include <cstdlib>

#include "system/files.h"
#include "system/memory.h"
#include "system/process.h"
#include "system/signals.h"
#include "system/streams.h"

namespace zen::files {

Status status(const std::string&) {
    return {Kind::missing, {}, "there are no files here", false};
}
bool exists(const std::string&) {
    return false;
}
bool is_regular(const std::string&) {
    return false;
}
bool is_folder(const std::string&) {
    return false;
}
bool is_link(const std::string&) {
    return false;
}
bool is_readable(const std::string&) {
    return false;
}
Result<std::vector<Entry>> list(const std::string& folder) {
    return Trouble{folder, 0, 0, "there are no files here"};
}
std::string real_path(const std::string&) {
    return "";
}
std::string current_folder() {
    return "/";
}
bool current_folder_gone() {
    return false;
}
Result<std::string> read(const std::string& path) {
    return Trouble{path, 0, 0, "there are no files here"};
}
std::string read_start(const std::string&, std::size_t) {
    return "";
}
bool write(const std::string&, std::string_view) {
    errno = ENOSYS;
    return false;
}
std::optional<Trouble> replace(const std::string& path, std::string_view, std::optional<std::string_view>) {
    return Trouble{path, 0, 0, "not fixed: there are no files here"};
}

}  // namespace zen::files

namespace zen::process {

std::string variable(const char*) {
    return "";
}
std::string home_folder() {
    return "";
}
std::string config_folder() {
    return "";
}

}  // namespace zen::process

namespace zen::memory {

void keep_freed() {}
void return_large_blocks() {}
void give_back() {}

}  // namespace zen::memory
