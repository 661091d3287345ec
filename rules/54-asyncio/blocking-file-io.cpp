// Does the call ask the disk, in the code of an `async def` itself?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view blocking_file_io_os_path[] = {
    "abspath", "exists",  "expanduser", "getatime", "getctime", "getmtime",     "getsize",  "isdir",   "isfile",
    "islink",  "ismount", "lexists",    "realpath", "samefile", "sameopenfile", "samestat", "relpath", "isjunction"};
constexpr std::string_view blocking_file_io_path[] = {
    "absolute",        "chmod",          "exists",   "expanduser", "glob",    "group",       "hardlink_to",
    "is_block_device", "is_char_device", "is_dir",   "is_fifo",    "is_file", "is_junction", "is_mount",
    "is_socket",       "is_symlink",     "iterdir",  "lchmod",     "lstat",   "mkdir",       "owner",
    "read_bytes",      "read_text",      "readlink", "rename",     "replace", "resolve",     "rglob",
    "rmdir",           "samefile",       "stat",     "symlink_to", "touch",   "unlink",      "walk",
    "write_bytes",     "write_text"};

// Is it a `pathlib.Path`, or a union of one with None?
bool blocking_file_io_is_path(const Model& model, Node object) {
    if (is_path(model, object)) return true;
    if (!object.is(Kind::identifier)) return false;
    const Binding* b = model.binding(object);
    if (!b || b->stores != 1) return false;
    Node parameter = Node(model.tree(), b->first_store).parent();
    Node annotation = parameter.is(Kind::typed_parameter) || parameter.is(Kind::typed_default_parameter)
                          ? parameter.child(Field::type)
                          : Node();
    if (annotation && annotation.text().find("None") == std::string_view::npos &&
        annotation.text().find("Optional") == std::string_view::npos)
        return false;
    for (Node n : annotation.descendants())
        if (n.is_any({Kind::identifier, Kind::attribute}) && model.means(n, "pathlib.Path")) return true;
    return false;
}

}  // namespace

Verdict blocking_file_io(const Match& m) {
    Node function = m.at.child(Field::function);
    if (!m.ask.in_async_function(m.at)) return silent_for_all;
    if (m.index() == 1) {
        const bool plain = m.ask.means(function, "open") || m.ask.means(function, "io.open") ||
                           m.ask.means(function, "io.open_code") || m.ask.means(function, "os.fdopen");
        const bool method = function.is(Kind::attribute) && function.child(Field::attribute).text() == "open" &&
                            blocking_file_io_is_path(m.ask, function.child(Field::object));
        return plain || method ? found(m.at, "`open()` blocks the event loop: use `asyncio.to_thread()`") : silent;
    }
    if (!function.is_any({Kind::attribute, Kind::identifier})) return silent;
    std::string qualified = m.ask.qualified(function);
    std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    const bool os_path = qualified.starts_with("os.path.") &&
                         std::ranges::find(blocking_file_io_os_path, std::string_view(qualified).substr(8)) !=
                             std::end(blocking_file_io_os_path);
    const bool path = !os_path && function.is(Kind::attribute) &&
                      std::ranges::find(blocking_file_io_path, name) != std::end(blocking_file_io_path) &&
                      blocking_file_io_is_path(m.ask, function.child(Field::object));
    if (!os_path && !path) return silent;
    return found(m.at, m.message("`$name()` asks the disk and blocks the event loop: use `asyncio.to_thread()`",
                                 {{"name", name}}));
}

}  // namespace zen::rules
