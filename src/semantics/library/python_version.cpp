// Reading and writing of Python versions.
#include "semantics/library/python_version.h"

#include <charconv>

#include "text/formatted.h"

namespace zen {

std::optional<PythonVersion> python_version(std::string_view text) {
    std::string_view major, minor;
    if (text.starts_with("py")) {
        text.remove_prefix(2);
        if (text.size() < 2) return std::nullopt;
        major = text.substr(0, 1), minor = text.substr(1);
    } else {
        auto dot = text.find('.');
        if (dot == std::string_view::npos) return std::nullopt;
        major = text.substr(0, dot), minor = text.substr(dot + 1);
    }
    auto number = [](std::string_view digits) -> std::optional<std::uint8_t> {
        std::uint8_t value = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
        return value;
    };
    auto a = number(major), b = number(minor);
    if (!a || !b || *a < 2 || *a > 3) return std::nullopt;
    return PythonVersion{*a, *b};
}

Result<PythonVersion> asked_version(std::string_view text) {
    if (const auto version = python_version(text)) return *version;
    return Trouble{"", 0, 0, formatted("'{}' is not a Python version: write it as py310 or 3.10", text)};
}

std::string version_text(PythonVersion version) {
    return formatted("{}.{}", version.major, version.minor);
}

}  // namespace zen
