// Names in mixedCase, by the scope that they belong to.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool variable_naming_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool variable_naming_any_lower(std::string_view name) {
    return std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

// `userName`, `_userName`
bool variable_naming_mixed(std::string_view name) {
    name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
    return !name.empty() && !variable_naming_upper(name[0]) && std::ranges::any_of(name, variable_naming_upper) &&
           variable_naming_any_lower(name);
}

std::string variable_naming_snake(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        bool upper = variable_naming_upper(name[i]);
        if (upper && i > 0 && name[i - 1] != '_' && !variable_naming_upper(name[i - 1])) out += '_';
        out += upper ? static_cast<char>(name[i] + 32) : name[i];
    }
    return out;
}

Verdict variable_naming_found(const Match& m, Node name) {
    return found(name, m.message("`$name` is not in snake_case: name it `$snake`",
                                 {{"name", name.text()}, {"snake", variable_naming_snake(name.text())}}));
}

}  // namespace

Verdict variable_naming(const Match& m) {
    if (m.index() == 0) {
        Node owner = class_of_method(m.ask, m.at);
        const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
        if (info && (!info->bases_known || overrides(m.ask, m.at))) return silent;
        for (const Parameter& parameter : parameters(m.at)) {
            std::string_view name = parameter.name();
            if (name.size() > 1 && std::ranges::any_of(name, variable_naming_upper) && variable_naming_any_lower(name))
                return variable_naming_found(m, parameter.identifier);
        }
        return silent;
    }
    Node place = m.at.is(Kind::as_pattern_target) ? m.at : m.at.child(Field::left);
    if (m.at.is(Kind::assignment) && m.at.child(Field::right).is(Kind::lambda)) return silent;
    if (m.at.child(Field::type).text().find("TypeAlias") != std::string_view::npos) return silent;
    Node maker = m.at.child(Field::right).child(Field::function);
    for (std::string_view name : {"namedtuple", "NamedTuple", "TypeVar", "NewType", "TypedDict", "ParamSpec"})
        if (maker.text().ends_with(name)) return silent;
    NodeId end = place ? place.record().next : 0;
    if (m.at.is(Kind::case_clause)) place = m.at, end = m.at.child(Field::consequence).id();
    for (Node n : place.descendants()) {
        if (n.id() >= end) break;
        if (!n.is(Kind::identifier)) continue;
        const Reference* r = m.ask.reference(n);
        const Binding* binding = r && r->access == Access::store ? m.ask.binding(n) : nullptr;
        if (!binding || binding->first_store != n.id() ||
            (binding->flags & (Binding::global_declared | Binding::nonlocal_declared)))
            continue;
        Scope::Sort sort = m.ask.scopes()[binding->scope].sort;
        std::string_view name = n.text();
        bool wrong = variable_naming_mixed(name);
        if (m.index() == 1) {
            // A class under another name comes from a call or a name; capitals alone are a constant.
            bool value =
                !m.at.is(Kind::assignment) ||
                !m.at.child(Field::right).is_any({Kind::call, Kind::identifier, Kind::attribute, Kind::subscript});
            wrong = sort == Scope::function &&
                    (wrong || (value && name.size() > 1 && std::ranges::any_of(name, variable_naming_upper) &&
                               variable_naming_any_lower(name)));
        } else {
            wrong = wrong && sort == (m.index() == 2 ? Scope::class_ : Scope::module);
        }
        if (wrong) return variable_naming_found(m, n);
    }
    return silent;
}

}  // namespace zen::rules
