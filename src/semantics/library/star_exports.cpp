#include "semantics/library/star_exports.h"

#include <algorithm>
#include <array>

#include "semantics/library/library.h"
#include "semantics/library/stdlib_modules.h"

namespace zen {
namespace {

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

}  // namespace

std::optional<std::vector<std::string_view>> star_exports(std::string_view module, PythonVersion target) {
    if (module.empty() || module.front() == '.' || !is_stdlib_module(module, target)) return std::nullopt;
    std::vector<std::string_view> names = library::star_names(module, target);
    const std::vector<std::string_view> later = library::star_names(module, {3, 15});
    names.insert(names.end(), later.begin(), later.end());
    return names;
}

std::optional<std::span<const std::string_view>> builtins_of_package(std::string_view module) {
    const auto package = std::ranges::find(package_exports, module, &PackageExports::module);
    if (package == std::end(package_exports)) return std::nullopt;
    const std::span<const std::string_view> names = package->names;
    return names.first(static_cast<std::size_t>(std::ranges::find(names, "") - names.begin()));
}

}  // namespace zen
