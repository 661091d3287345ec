// Is there anything in the class but an `__init__` that stores its parameters?
#include "rule.h"

namespace zen::rules {

Verdict init_only_class(const Match& m) {
    if (m.at.parent().is(Kind::decorated_definition)) return silent;
    for (Node base : m.at.child(Field::superclasses).children())
        if (!base.is(Kind::keyword_argument)) return silent;
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || info->kind != ClassKind::plain || !info->bases.empty()) return silent;
    if (info->methods.size() != 1 || info->methods[0].name != "__init__" || info->methods[0].flags) return silent;
    for (Node statement : body_statements(m.at)) {
        // A bare annotation and `__slots__` are allowed too.
        Node inside = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
        bool declared = inside.is(Kind::assignment) &&
                        (!inside.child(Field::right) || inside.child(Field::left).text() == "__slots__");
        if (!statement.is(Kind::function_definition) && !declared) return silent;
    }
    if (subclassed(m.ask, m.at)) return silent;
    Node init = info->methods[0].definition;
    std::optional<std::vector<Parameter>> fields = stored_parameters(init);
    if (!fields) return silent;
    bool keyword_only = false;
    for (const Parameter& p : *fields) {
        keyword_only |= p.sort == Parameter::keyword_only;
        if (p.value && m.ask.builds_mutable(p.value)) return silent;
    }
    if (keyword_only && m.ask.target() < PythonVersion{3, 10}) return silent;
    if (Node function = m.ask.enclosing_function(m.at);
        function && function.child(Field::name).text().starts_with("test"))
        return silent;
    std::string shown;
    for (const Parameter& p : *fields) {
        if (!shown.empty()) shown += "; ";
        append(shown, "{}: {}", p.name(), p.annotation ? std::string(p.annotation.text()) : "...");
        if (p.value) shown += " = " + std::string(p.value.text());
    }
    // A default would collide with a `__slots__` that is written by hand.
    if (info->has_slots && m.ask.target() < PythonVersion{3, 10}) return silent;
    std::string options = keyword_only ? "kw_only=True" : "";
    if (info->has_slots) options += options.empty() ? "slots=True" : ", slots=True";
    std::string decorator = options.empty() ? "@dataclass" : formatted("@dataclass({})", options);
    return found(m.at.child(Field::name),
                 m.message("`__init__` only stores its parameters: use `$decorator` with `$fields`",
                           {{"decorator", decorator}, {"fields", short_code(shown, 70)}}));
}

}  // namespace zen::rules
