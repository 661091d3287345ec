// A parameter that is a container for certain, is only ever put into, and is all that the function does for its caller.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool out_parameter_container(const Match& m, Node type) {
    Node n = type.child(0u);
    if (n.is_any({Kind::generic_type, Kind::subscript})) n = n.child(0u);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"list", "dict", "set", "typing.List", "typing.Dict", "typing.Set"},
        [&](std::string_view name) { return m.ask.means(n, name); });
}

// Does the mention put something in, without looking?
bool out_parameter_filled(Node use) {
    Node up = use.parent(), whole = up.parent();
    if (up.is(Kind::attribute) && up.child(Field::object) == use) {
        std::string_view method = up.child(Field::attribute).text();
        bool fills = method == "append" || method == "extend" || method == "add" || method == "update";
        return fills && whole.is(Kind::call) && whole.parent().is(Kind::expression_statement);
    }
    return up.is(Kind::subscript) && up.child(Field::value) == use && whole.is(Kind::assignment) &&
           whole.child(Field::left) == up;
}

}  // namespace

Verdict out_parameter(const Match& m) {
    if (!m.at.parent().is(Kind::module)) return silent;
    Node name = m.at.child(Field::name), body = m.at.child(Field::body), parameter;
    std::size_t count = 0;
    for (Node p : m.at.child(Field::parameters).children()) {
        ++count;
        if (!p.is(Kind::typed_parameter) || !p.child(0u).is(Kind::identifier) ||
            !out_parameter_container(m, p.child(Field::type)))
            continue;
        const Binding* binding = m.ask.binding(p.child(0u));
        if (!binding || binding->stores != 1 || (binding->flags & Binding::cell)) continue;
        bool filled = false, only = true;
        for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()))) {
            Node use(m.ask.tree(), r->node);
            if (!use.within(body)) continue;
            // Filled under a condition only, it is the caller's, which others fill too.
            bool loop = false, condition = false;
            for (Node n = use.parent(); n != body; n = n.parent()) {
                loop = loop || n.is_any({Kind::for_statement, Kind::while_statement});
                condition = condition || n.is(Kind::if_statement);
            }
            filled = filled || ((loop || !condition) && out_parameter_filled(use));
            only = only && out_parameter_filled(use);
        }
        if (filled && only) {
            if (parameter) return silent;  // fills several: one return value would not do
            parameter = p.child(0u);
        }
    }
    if (!parameter || count < 2) return silent;
    for (std::string_view says : {"append", "_add", "visit"})
        if (name.text().find(says) != std::string_view::npos) return silent;
    for (std::string_view says :
         {"append",   "add",       "update",    "fill",    "_append", "_add",  "_update", "_fill",
          "register", "_register", "extend",    "_extend", "set",     "_set",  "insert",  "_insert",
          "put",      "populate",  "_populate", "write",   "push",    "merge", "sort",    "remove"})
        if (name.text().starts_with(says)) return silent;  // its name tells
    for (Node n : body.descendants()) {
        if (n.is(Kind::return_statement) && n.child_count()) return silent;
        if (n.is_any({Kind::yield, Kind::await})) return silent;
        // It does something else as well.
        if (n.is(Kind::expression_statement) && n.child(0u).is(Kind::call)) {
            Node object = n.child(0u).child(Field::function).child(Field::object);
            if (object.text() != parameter.text()) return silent;
        }
        if (n.is(Kind::string_content) && (n.text().find("in place") != std::string_view::npos ||
                                           n.text().find("in-place") != std::string_view::npos))
            return silent;
    }
    const Binding* binding = m.ask.binding(name);
    if (!binding || binding->stores != 1) return silent;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()))) {
        Node use(m.ask.tree(), r->node);
        if (use == name) continue;
        if (use.within(body) || !use.parent().is(Kind::call) || use.field() != Field::function)
            return silent;  // recursive, or passed on
    }
    return found(parameter, m.message("`$parameter` is only filled: create it in the function and return it",
                                      {{"parameter", parameter.text()}}));
}

}  // namespace zen::rules
