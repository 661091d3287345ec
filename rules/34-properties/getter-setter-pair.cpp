// Do the two only return and store an attribute, and can they be removed?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The attribute that a method of no arguments returns: `return self._limit`.
std::string_view getter_setter_pair_read(Node method) {
    std::vector<Node> body = body_statements(method);
    Node value = body.size() == 1 && body[0].is(Kind::return_statement) ? unparenthesized(body[0].child(0u)) : Node();
    std::vector<Parameter> all = parameters(method);
    if (all.size() != 1 || !value.is(Kind::attribute) || value.child(Field::object).text() != all[0].name()) return "";
    return value.child(Field::attribute).text();
}

// The attribute that a method of one argument stores it in: `self._limit = limit`.
std::string_view getter_setter_pair_stored(Node method) {
    std::vector<Node> body = body_statements(method);
    Node assignment = body.size() == 1 && body[0].is(Kind::expression_statement) ? body[0].child(0u) : Node();
    std::vector<Parameter> all = parameters(method);
    if (all.size() != 2 || all[1].value || !assignment.is(Kind::assignment)) return "";
    Node target = assignment.child(Field::left);
    if (!target.is(Kind::attribute) || target.child(Field::object).text() != all[0].name()) return "";
    if (assignment.child(Field::right).text() != all[1].name()) return "";
    return target.child(Field::attribute).text();
}

// "limit" of `get_limit`, "Limit" of `getLimit`; "" of other names.
std::string_view getter_setter_pair_subject(std::string_view name, std::string_view verb) {
    if (!name.starts_with(verb) || name.size() <= verb.size()) return "";
    name.remove_prefix(verb.size());
    if (name[0] == '_') return name.substr(1);
    return name[0] >= 'A' && name[0] <= 'Z' ? name : "";
}

// Is the method used elsewhere in the file: redefined by a class, or passed on without a call?
bool getter_setter_pair_wanted(const Match& m, std::string_view name) {
    int definitions = 0;
    for (Node n : Node(m.ask.tree(), 0).descendants()) {
        if (n.is(Kind::function_definition)) definitions += n.child(Field::name).text() == name;
        // `limit = property(get_limit, set_limit)`
        if (n.is(Kind::identifier) && n.text() == name && n.parent().is(Kind::argument_list)) return true;
        if (!n.is(Kind::attribute) || n.child(Field::attribute).text() != name) continue;
        if (n.field() != Field::function) return true;
    }
    return definitions > 1;
}

}  // namespace

Verdict getter_setter_pair(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || info->kind != ClassKind::plain || subclassed(m.ask, m.at)) return silent;
    for (std::string_view word : {"Base", "Mixin", "Abstract", "Interface"})
        if (info->name.find(word) != std::string_view::npos) return silent;
    for (const ClassBase& base : info->bases)
        if (base.qualified != "object" && base.qualified != "typing.Generic") return silent;
    for (const ClassMethod& getter : info->methods) {
        std::string_view attribute = getter_setter_pair_read(getter.definition);
        bool property = getter.flags == ClassMethod::property, hidden = attribute.starts_with('_');
        if (attribute.empty() || attribute.starts_with("__") || (property && !hidden)) continue;
        if (!property && getter.flags) continue;
        std::string_view subject = property ? getter.name : getter_setter_pair_subject(getter.name, "get");
        if (subject.empty()) continue;
        // A class whose other setters do more keeps one style.
        if (!property && std::ranges::any_of(info->methods, [&](const ClassMethod& other) {
                return !getter_setter_pair_subject(other.name, "set").empty() &&
                       getter_setter_pair_stored(other.definition).empty();
            }))
            return silent;
        for (const ClassMethod& setter : info->methods) {
            if (&setter == &getter || setter.flags != (property ? unsigned{ClassMethod::setter} : 0u)) continue;
            if (getter_setter_pair_stored(setter.definition) != attribute) continue;
            if (property ? setter.name != subject : getter_setter_pair_subject(setter.name, "set") != subject) continue;
            // A deleter, or a second setter, does more than return and store.
            if (property && std::ranges::count(info->methods, subject, &ClassMethod::name) != 2) continue;
            if (!property && (getter_setter_pair_wanted(m, getter.name) || getter_setter_pair_wanted(m, setter.name)))
                continue;
            std::string plain(attribute.substr(hidden ? 1 : 0));
            std::string what = m.message(property ? "this property only returns and stores `self.$attribute`"
                                                  : "`$getter` and `$setter` only return and store `self.$attribute`",
                                         {{"attribute", attribute}, {"getter", getter.name}, {"setter", setter.name}});
            return found(getter.definition.child(Field::name),
                         m.message("$what: use the attribute `self.$plain`", {{"what", what}, {"plain", plain}}))
                .related(setter.definition.child(Field::name).span(), "the setter");
        }
    }
    return silent;
}

}  // namespace zen::rules
