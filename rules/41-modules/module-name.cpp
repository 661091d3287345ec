// What is reported of a file, and where: its first line of code.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

Verdict module_name(const Match& m) {
    std::string_view name = m.ask.path();
    if (name.starts_with("./")) name.remove_prefix(2);
    const bool init = name.ends_with("/__init__.py");
    if (init) name.remove_suffix(12);
    // A package further down is probably part of one that has no `__init__`.
    const std::string_view above = name.substr(0, std::min(name.find_last_of("/\\"), name.size()));
    if (m.index() == 0 && init && above != name && above != "src") return silent;
    name = name.substr(name.find_last_of("/\\") + 1);  // npos + 1 is 0
    if (name.ends_with(".py")) name.remove_suffix(3);
    const Node first = m.at.child(0u);
    // A file with a `#!` line is started by its path.
    if (name.empty() || m.ask.tree().text.starts_with("#!")) return silent;
    const std::string_view code = first ? first.text() : "";
    const std::uint32_t start = first ? first.start() : 0;
    const Span head{start, start + static_cast<std::uint32_t>(code.substr(0, code.find('\n')).size())};
    if (m.index() == 0)
        return found(head,
                     m.message("`import $name` finds this file, not Python's module: rename it", {{"name", name}}));
    if (m.index() == 1)
        return found(head, m.message("`import` cannot write the name `$name`: rename this module", {{"name", name}}));
    const bool plain =
        std::ranges::none_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == ' '; });
    const bool loaded = (name[0] >= '0' && name[0] <= '9') || name.starts_with("hook-") || name.starts_with("__");
    if (plain || loaded || m.ask.tree().text.find("__main__") != std::string_view::npos) return silent;
    return found(head, m.message("the module name `$name` is not in snake_case: rename it", {{"name", name}}));
}

}  // namespace zen::rules
