// From `__all__`, or else the public names: of every module of the standard libraries of 3.8 to 3.13, and of a few
// other modules that are imported with `*`.
#include "semantics/library/star_exports.h"

#include <algorithm>
#include <array>

#include "semantics/library/stdlib_modules.h"

namespace zen {
namespace {

struct StarExports {
    std::string_view module;
    std::array<std::string_view, 2> names = {};
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

// Packages in the versions that were read: arcade 3.3.3, manim 0.22.0, matplotlib 3.11.2, numpy 1.26 and 2.4.6, pygame
// 2.6.1, PyQt5 5.15.11, PyQt6 6.12.0, PySide6 6.12.0, scapy 2.8.0, sympy 1.14.0, ursina 7.0.0.
struct PackageExports {
    std::string_view module;
    std::array<std::string_view, 11> names = {};
};

constexpr PackageExports package_exports[] = {
    {"PyQt5.QtCore"},
    {"PyQt5.QtGui"},
    {"PyQt5.QtMultimedia"},
    {"PyQt5.QtWidgets"},
    {"PyQt6.QtCore"},
    {"PyQt6.QtGui"},
    {"PyQt6.QtWidgets"},
    {"PySide6.QtCore"},
    {"PySide6.QtGui"},
    {"PySide6.QtWidgets"},
    {"arcade", {"exit"}},
    {"manim"},
    {"matplotlib.pyplot"},
    {"numpy", {"abs", "all", "any", "bool", "divmod", "max", "min", "pow", "round", "sum"}},
    {"numpy.linalg"},
    {"numpy.random", {"bytes"}},
    {"pygame", {"BufferError", "quit"}},
    {"pygame.locals"},
    {"pylab", {"abs", "all", "any", "bool", "bytes", "divmod", "max", "min", "pow", "round", "sum"}},
    {"scapy.all"},
    {"sympy"},
    {"sympy.abc"},
    {"ursina", {"input", "sum"}},
    {"ursina.prefabs.first_person_controller", {"input", "sum"}},
    {"ursina.shaders"},
};

std::span<const std::string_view> listed(std::span<const std::string_view> names) {
    return names.first(static_cast<std::size_t>(std::ranges::find(names, "") - names.begin()));
}

}  // namespace

std::optional<std::span<const std::string_view>> builtins_replaced_by_star(std::string_view module,
                                                                           PythonVersion target) {
    auto row = std::ranges::find(star_exports, module, &StarExports::module);
    if (row != std::end(star_exports)) return listed(row->names);
    auto package = std::ranges::find(package_exports, module, &PackageExports::module);
    if (package != std::end(package_exports)) return listed(package->names);
    if (module.empty() || module.front() == '.' || !is_stdlib_module(module, target)) return std::nullopt;
    return std::span<const std::string_view>{};
}

}  // namespace zen
