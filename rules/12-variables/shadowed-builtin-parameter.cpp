// The first parameter that hides a builtin, where no base class or decorator may have chosen its name.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool shadowed_builtin_parameter_name(const Model& ask, std::string_view name) {
    return ask.names_builtin(name) && !name.starts_with("_");
}

struct ShadowedBuiltinParameterFile {
    bool any;
    explicit ShadowedBuiltinParameterFile(const Model& ask)
        : any(std::ranges::any_of(ask.bindings(), [&](const Binding& binding) {
              return (binding.flags & Binding::parameter) &&
                     shadowed_builtin_parameter_name(ask, ask.name(binding.name));
          })) {}
};

// Does a string of the decorator name it: `@click.option("--all")`, `@parametrize("max", …)`, `@route("/<len>")`? Then
// the decorator passes the argument by that name.
bool shadowed_builtin_parameter_passed(Node decorator, std::string_view parameter) {
    auto letter = [](char c) {  // or the start of a part of a path
        return c == '_' || c == '/' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    for (Node n : decorator.descendants()) {
        if (!n.is(Kind::string_content)) continue;
        const std::string_view text = n.text();
        for (std::size_t at = text.find(parameter); at != text.npos; at = text.find(parameter, at + 1)) {
            const std::size_t end = at + parameter.size();
            if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || text[end] == '/' || !letter(text[end])))
                return true;
        }
    }
    return false;
}

enum class ShadowedBuiltinParameterGiven : std::uint8_t { no, perhaps, yes };

// Has a base class or a decorator chosen the names? Perhaps, if a base class is unknown.
ShadowedBuiltinParameterGiven shadowed_builtin_parameter_given(const Match& m, Node function,
                                                               std::string_view parameter) {
    using enum ShadowedBuiltinParameterGiven;
    if (!function.is(Kind::function_definition)) return no;
    Node decorated = function.parent();
    if (decorated.is(Kind::decorated_definition))
        for (Node decorator : decorated.children()) {
            if (!decorator.is(Kind::decorator)) continue;
            std::string_view text = decorator.text();
            for (std::string_view name : {"overload", "override", "abstractmethod"})
                if (text.find(name) != std::string_view::npos) return yes;
            if (shadowed_builtin_parameter_passed(decorator, parameter)) return yes;
        }
    Node owner = class_of_method(m.ask, function);
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    if (info && (info->kind == ClassKind::unknown || !info->bases_known || info->kind == ClassKind::protocol))
        return perhaps;
    if (info && !info->bases.empty() && overrides(m.ask, function)) return yes;
    return no;
}

// Is it a function that callers of the module know? Then its parameters with defaults are passed by their names.
bool shadowed_builtin_parameter_public(const Match& m, Node function) {
    return function.is(Kind::function_definition) && !m.ask.enclosing_function(function) &&
           (!function.child(Field::name).text().starts_with('_') ||
            function.child(Field::name).text().starts_with("__"));
}

}  // namespace

Verdict shadowed_builtin_parameter(const Match& m) {
    if (!m.of_file<ShadowedBuiltinParameterFile>().any) return silent_in_file;
    bool any = false;
    for (const Parameter& parameter : parameters(m.at)) {
        std::string_view name = parameter.name();
        if (!shadowed_builtin_parameter_name(m.ask, name)) continue;
        any = true;
        if (parameter.value.text() == name) continue;  // `len=len` binds the builtin on purpose
        bool common = false;
        for (std::string_view word : {"list",  "dict", "set", "tuple", "str", "int",        "float",    "bool",
                                      "bytes", "len",  "sum", "min",   "max", "sorted",     "print",    "range",
                                      "open",  "map",  "zip", "any",   "all", "isinstance", "enumerate"})
            common = common || name == word;
        if (common && parameter.value && shadowed_builtin_parameter_public(m, m.at)) common = false;
        if (name == "copyright" || name == "credits" || name == "license") continue;
        const auto given = shadowed_builtin_parameter_given(m, m.at, name);
        if (given == ShadowedBuiltinParameterGiven::yes) return silent;
        if ((common && given == ShadowedBuiltinParameterGiven::no) != (m.index() < 2)) continue;
        return found(parameter.identifier,
                     m.message("parameter `$name` shadows the builtin: use another name, such as `$name_`",
                               {{"name", name}, {"name_", std::string(name) + "_"}}));
    }
    return any ? silent : silent_for_all;
}

}  // namespace zen::rules
