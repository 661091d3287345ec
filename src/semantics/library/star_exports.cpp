// From `__all__`, or else the public names, of every module of the standard libraries of 3.8 to 3.13.
#include "semantics/library/star_exports.h"

#include <algorithm>
#include <array>

#include "semantics/library/stdlib_modules.h"

namespace zen {
namespace {

struct StarExports {
    std::string_view module;
    std::array<std::string_view, 2> names;
};

constexpr StarExports star_exports[] = {
    {"aifc", {"open"}},
    {"ast", {"Ellipsis", "slice"}},
    {"asyncio", {"TimeoutError"}},
    {"audioop", {"max"}},
    {"bz2", {"open"}},
    {"codecs", {"open"}},
    {"concurrent.futures", {"TimeoutError"}},
    {"curses", {"filter"}},
    {"curses.ascii", {"ascii"}},
    {"dbm", {"open"}},
    {"dbm.dumb", {"open"}},
    {"dbm.gnu", {"open"}},
    {"dbm.ndbm", {"open"}},
    {"dbm.sqlite3", {"open"}},
    {"enum", {"property"}},
    {"fileinput", {"input"}},
    {"fnmatch", {"filter"}},
    {"gzip", {"open"}},
    {"importlib", {"__import__"}},
    {"locale", {"format", "str"}},
    {"lzma", {"open"}},
    {"math", {"pow"}},
    {"multiprocessing", {"TimeoutError"}},
    {"operator", {"abs", "pow"}},
    {"os", {"open"}},
    {"ossaudiodev", {"open"}},
    {"pdb", {"help"}},
    {"posix", {"open"}},
    {"py_compile", {"compile"}},
    {"pydoc", {"help"}},
    {"re", {"compile"}},
    {"reprlib", {"repr"}},
    {"shelve", {"open"}},
    {"sqlite3", {"Warning"}},
    {"sqlite3.dbapi2", {"Warning"}},
    {"sre_compile", {"compile"}},
    {"sunau", {"open"}},
    {"sys", {"copyright", "exit"}},
    {"tarfile", {"open"}},
    {"threading", {"enumerate"}},
    {"wave", {"open"}},
    {"webbrowser", {"open"}},
};

}  // namespace

std::optional<std::span<const std::string_view>> builtins_replaced_by_star(std::string_view module,
                                                                           PythonVersion target) {
    auto row = std::ranges::find(star_exports, module, &StarExports::module);
    if (row != std::end(star_exports)) return std::span(row->names).first(row->names[1].empty() ? 1 : 2);
    if (module.empty() || module.front() == '.' || !is_stdlib_module(module, target)) return std::nullopt;
    return std::span<const std::string_view>{};
}

}  // namespace zen
