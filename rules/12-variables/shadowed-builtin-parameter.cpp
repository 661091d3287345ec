// The first parameter that hides a builtin, where no base class or decorator may have chosen its name.
#include "rule.h"

namespace zen::rules {

Verdict shadowed_builtin_parameter(const Match& m) {
    if (m.at.is(Kind::function_definition)) {
        Node decorated = m.at.parent();
        if (decorated.is(Kind::decorated_definition))
            for (Node decorator : decorated.children()) {
                if (!decorator.is(Kind::decorator)) continue;
                std::string_view text = decorator.text();
                for (std::string_view name : {"overload", "override", "abstractmethod"})
                    if (text.find(name) != std::string_view::npos) return silent;
            }
        Node owner = class_of_method(m.ask, m.at);
        const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
        if (info && (info->kind == ClassKind::unknown || !info->bases_known || info->kind == ClassKind::protocol))
            return silent;
        if (info && !info->bases.empty() && overrides(m.ask, m.at)) return silent;
    }
    for (const Parameter& parameter : parameters(m.at)) {
        std::string_view name = parameter.name();
        if (!m.ask.names_builtin(name) || name.starts_with("_")) continue;
        if (parameter.value.text() == name) continue;  // `len=len` binds the builtin on purpose
        bool common = false;
        for (std::string_view word : {"list",  "dict", "set", "tuple", "str", "int",        "float",    "bool",
                                      "bytes", "len",  "sum", "min",   "max", "sorted",     "print",    "range",
                                      "open",  "map",  "zip", "any",   "all", "isinstance", "enumerate"})
            common = common || name == word;
        if (common != (m.index() < 2)) continue;
        if (name == "copyright" || name == "credits" || name == "license") continue;
        return found(parameter.identifier,
                     m.message("parameter `$name` hides the builtin: use another name, such as `$name_`",
                               {{"name", name}, {"name_", std::string(name) + "_"}}));
    }
    return silent;
}

}  // namespace zen::rules
