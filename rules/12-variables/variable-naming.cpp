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

// Where the file binds names with capitals: most files do so for classes alone. More than is reported may be among
// them.
struct VariableNamingFile {
    bool parameter = false, local = false, member = false, constant = false;

    explicit VariableNamingFile(const Model& ask) {
        for (const Binding& binding : ask.bindings()) {
            const std::string_view name = ask.name(binding.name);
            if (binding.scope == no_id) continue;  // an edit has taken it away
            if (std::ranges::none_of(name, variable_naming_upper)) continue;
            const Scope::Sort sort = ask.scopes()[binding.scope].sort;
            if (binding.flags & Binding::parameter) parameter = true;
            // `__userName` is known under a name with that of its class.
            const bool mixed = variable_naming_mixed(name) || name.find("__", 1) != std::string_view::npos;
            if (sort == Scope::function && !(binding.flags & (Binding::parameter | Binding::import))) local = true;
            if (sort == Scope::class_ && mixed) member = true;
            if (sort == Scope::module && mixed) constant = true;
        }
    }
};

std::string variable_naming_snake(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        bool upper = variable_naming_upper(name[i]);
        if (upper && i > 0 && name[i - 1] != '_' && !variable_naming_upper(name[i - 1])) out += '_';
        out += upper ? static_cast<char>(name[i] + 32) : name[i];
    }
    return out;
}

std::string variable_naming_capitals(std::string_view name) {
    std::string out = variable_naming_snake(name);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
}

Verdict variable_naming_found(const Match& m, Node name) {
    return found(name, m.message("`$name` is not in snake_case: name it `$snake`",
                                 {{"name", name.text()}, {"snake", variable_naming_snake(name.text())}}));
}

// Is the value of a name in capitals or in CapWords a class? One comes from a name, or from a call that is given the
// name.
bool variable_naming_class(const Match& m, std::string_view name) {
    if (!m.at.is(Kind::assignment)) return false;
    Node value = m.at.child(Field::right);
    if (value.is_any({Kind::identifier, Kind::attribute, Kind::subscript, Kind::conditional_expression})) return true;
    if (!value.is(Kind::call)) return false;
    if (value.child(Field::function).is(Kind::identifier) && value.child(Field::function).text() == "type") return true;
    for (Node a : value.child(Field::arguments).children()) {
        Node given = a.is(Kind::keyword_argument) ? a.child(Field::value) : a;
        if (!given.is(Kind::string)) continue;
        std::string_view text = given.text();
        text.remove_suffix(text.empty() ? 0 : 1);
        if (text.ends_with(name)) return true;
    }
    return false;
}

// `self.userName = …` in a method of a class whose bases are known.
Verdict variable_naming_attribute(const Match& m) {
    Node target = m.at.child(Field::left);
    if (!target.is(Kind::attribute)) return silent;
    Node name = target.child(Field::attribute), method = m.ask.enclosing_function(m.at);
    if (!method || name.text().size() < 2 || !std::ranges::any_of(name.text(), variable_naming_upper)) return silent;
    Node self = first_parameter(method), owner = class_of_method(m.ask, method);
    if (!self || !owner || target.child(Field::object).text() != self.text()) return silent;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || !info->bases_known || !info->bases.empty()) return silent;
    const ClassAttribute* attribute = info->attribute(name.text());
    return attribute && attribute->first == target ? variable_naming_found(m, name) : silent;
}

// A number, string or bool that a module binds once is a constant.
Verdict variable_naming_constant(const Match& m) {
    Node name = m.at.child(Field::left), value = unparenthesized(m.at.child(Field::right));
    if (!name.is(Kind::identifier) || name.text().starts_with("__")) return silent;
    if (!value.is_any({Kind::integer, Kind::float_, Kind::string, Kind::true_, Kind::false_})) return silent;
    const Binding* binding = m.ask.binding(name);
    if (!binding || m.ask.scopes()[binding->scope].sort != Scope::module || binding->stores != 1 ||
        (binding->flags & (Binding::global_declared | Binding::nonlocal_declared)))
        return silent;
    for (Node up = m.at.parent(); up; up = up.parent())
        if (up.is_any({Kind::for_statement, Kind::while_statement, Kind::with_statement, Kind::try_statement,
                       Kind::if_statement}))
            return silent;
    if (std::ranges::none_of(name.text(), [](char c) { return c >= 'a' && c <= 'z'; })) return silent;
    return found(name, m.message("`$name` is a constant of the module: name it `$capitals`",
                                 {{"name", name.text()}, {"capitals", variable_naming_capitals(name.text())}}));
}

// Is it a class that the module makes with a call, or another name for one of its classes?
bool variable_naming_makes_class(const Match& m, Node value) {
    for (std::string_view maker : {"collections.namedtuple", "typing.NamedTuple", "typing.TypedDict", "enum.Enum"})
        if (value.is(Kind::call) && m.ask.means(value.child(Field::function), maker)) return true;
    const Binding* binding = value.is(Kind::identifier) ? m.ask.binding(value) : nullptr;
    if (!binding || !(binding->flags & Binding::definition) || binding->stores != 1) return false;
    return Node(m.ask.tree(), binding->first_store).parent().is(Kind::class_definition);
}

// Members of an enum and constants of a class, which are in capitals; classes and functions of a module, which are not.
Verdict variable_naming_by_value(const Match& m) {
    const Node name = m.at.child(Field::left), value = unparenthesized(m.at.child(Field::right));
    if (!name.is(Kind::identifier) || name.text().starts_with('_') || !value) return silent;
    const Binding* binding = m.ask.binding(name);
    if (!binding || binding->first_store != name.id()) return silent;
    const Scope::Sort sort = m.ask.scopes()[binding->scope].sort;
    const bool lower = variable_naming_any_lower(name.text());
    if (sort == Scope::class_ && lower) {
        const ClassInfo* info = class_info(m.ask, m.ask.enclosing_class(m.at));
        const std::string_view type = m.at.child(Field::type).text();
        const bool member = info && info->kind == ClassKind::enumeration && !m.at.child(Field::type) &&
                            !value.is_any({Kind::lambda, Kind::identifier});
        const bool constant =
            type.find("Final") != std::string_view::npos &&
            (type.find("ClassVar") != std::string_view::npos || (info && info->kind != ClassKind::dataclass));
        if (!member && !constant) return silent;
        return found(name, m.message(member ? "`$name` is a member of an enum: name it `$capitals`"
                                            : "`$name` is a constant of the class: name it `$capitals`",
                                     {{"name", name.text()}, {"capitals", variable_naming_capitals(name.text())}}));
    }
    if (sort != Scope::module || lower || name.text().size() < 2) return silent;
    if (value.is(Kind::lambda)) {
        std::string small(name.text());
        for (char& c : small)
            if (variable_naming_upper(c)) c = static_cast<char>(c + 32);
        return found(name,
                     m.message("`$name` is a function: name it `$small`", {{"name", name.text()}, {"small", small}}));
    }
    if (name.text().find('_') == std::string_view::npos || !variable_naming_makes_class(m, value)) return silent;
    std::string words;
    for (std::size_t i = 0; i < name.text().size(); ++i)
        if (const char c = name.text()[i]; c != '_')
            words += i == 0 || name.text()[i - 1] == '_' || !variable_naming_upper(c) ? c : static_cast<char>(c + 32);
    return found(name, m.message("`$name` is a class: name it `$words`", {{"name", name.text()}, {"words", words}}));
}

}  // namespace

Verdict variable_naming(const Match& m) {
    const VariableNamingFile& file = m.of_file<VariableNamingFile>();
    if ((m.index() == 0 && !file.parameter) || (m.index() == 1 && !file.local) || (m.index() == 2 && !file.member) ||
        (m.index() == 3 && !file.constant))
        return silent_in_file;
    if (m.index() == 0) {
        for (const Parameter& parameter : parameters(m.at)) {
            std::string_view name = parameter.name();
            if (name.size() <= 1 || !std::ranges::any_of(name, variable_naming_upper)) continue;
            Node owner = class_of_method(m.ask, m.at);
            const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
            if (info && (!info->bases_known || overrides(m.ask, m.at))) return silent;
            return variable_naming_found(m, parameter.identifier);
        }
        return silent;
    }
    if (m.index() == 4) return variable_naming_attribute(m);
    if (m.index() == 5) return variable_naming_constant(m);
    if (m.index() == 6) return variable_naming_by_value(m);
    Node place = m.at.is(Kind::as_pattern_target) ? m.at : m.at.child(Field::left);
    if (!m.at.is(Kind::case_clause) && std::ranges::none_of(place.text(), variable_naming_upper)) return silent;
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
            wrong = sort == Scope::function &&
                    (wrong || (name.size() > 1 && std::ranges::any_of(name, variable_naming_upper) &&
                               !variable_naming_class(m, name)));
        } else {
            wrong = wrong && sort == (m.index() == 2 ? Scope::class_ : Scope::module);
        }
        if (wrong) return variable_naming_found(m, n);
    }
    return silent;
}

}  // namespace zen::rules
