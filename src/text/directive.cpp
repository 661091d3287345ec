#include "text/directive.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace zen {

bool is_directive(std::string_view comment) {
    std::string text;
    for (char ch : comment.substr(1))
        if (ch != ' ' && ch != '\t' && ch != '#')
            text += static_cast<char>(std::tolower(static_cast<unsigned char>(ch)));
    constexpr std::array heads = std::to_array<std::string_view>(
        {"noqa", "type:", "pylint:", "pyright:", "mypy:", "ruff:", "zenlint:", "flake8:", "flake8=", "isort:", "fmt:",
         "yapf:", "pragma:", "nosec", "nosemgrep", "pyre-", "noinspection", "codespell:", "pytype:"});
    return std::ranges::any_of(heads, [&](std::string_view head) { return text.starts_with(head); });
}

}  // namespace zen
