// Does the class have a place for the attribute?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Has the class just the places of its `__slots__`, and those of its bases, and is none of them for that name?
bool slots_mistake_fixed(const Match& m, const ClassInfo& info, std::string_view name, int depth) {
    if (!info.has_slots || depth > 20) return false;
    // The names must be literals, one and all.
    Node slots;
    for (Node statement : info.definition.child(Field::body).children())
        if (Node a = statement.child(0u);
            a.is_any({Kind::assignment, Kind::augmented_assignment}) && a.child(Field::left).text() == "__slots__") {
            if (slots) return false;
            slots = unparenthesized(a.child(Field::right));
        }
    if (!slots.is_any({Kind::tuple, Kind::list, Kind::expression_list, Kind::set, Kind::string})) return false;
    if (!slots.is(Kind::string))
        for (Node item : slots.children())
            if (!item.is(Kind::string)) return false;
    auto listed = [&](std::string_view wanted) { return std::ranges::find(info.slots, wanted) != info.slots.end(); };
    if (listed(name) || listed("__dict__") || info.method(name) || info.method("__setattr__")) return false;
    const ClassAttribute* attribute = info.attribute(name);
    if (attribute && attribute->in_body) return false;
    return std::ranges::all_of(info.bases, [&](const ClassBase& base) {
        const ClassInfo* parent = base.own ? class_info(m.ask, base.own) : nullptr;
        // `Generic` and `ABC` have no places.
        return parent ? slots_mistake_fixed(m, *parent, name, depth + 1)
                      : base.qualified == "object" || base.qualified == "typing.Generic" || base.qualified == "abc.ABC";
    });
}

// The statement of the class body that gives the name a value.
Node slots_mistake_value(Node body, std::string_view name) {
    for (Node statement : body.children()) {
        Node inner = statement.is(Kind::expression_statement)   ? statement.child(0u)
                     : statement.is(Kind::decorated_definition) ? statement.child(Field::definition)
                                                                : statement;
        if (inner.is_any({Kind::function_definition, Kind::class_definition})) {
            if (inner.child(Field::name).text() == name) return inner.child(Field::name);
        } else if (inner.is(Kind::assignment) && inner.child(Field::right) && inner.child(Field::left).text() == name) {
            return inner.child(Field::left);
        }
    }
    return {};
}

// Is a name of the class's `__slots__` bound in its body too?
Verdict slots_mistake_conflict(const Match& m) {
    Node body = m.at.parent().parent(), owner = body.parent();
    if (!owner.is(Kind::class_definition) || owner.parent().is(Kind::decorated_definition)) return silent;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || !info->metaclass.empty()) return silent;
    for (std::string_view name : info->slots)
        if (Node value = slots_mistake_value(body, name))
            return found(value, m.message("`$name` is in `__slots__` and has a value here, which raises `ValueError`: "
                                          "remove one of them",
                                          {{"name", name}}));
    return silent;
}

}  // namespace

Verdict slots_mistake(const Match& m) {
    const Node left = m.at.child(Field::left);
    if (m.index() == 2) return left.text() == "__slots__" ? slots_mistake_conflict(m) : silent;
    const Node method = m.ask.enclosing_function(m.at), owner = class_of_method(m.ask, method);
    if (!owner) return silent;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || !info->has_slots || info->slots.empty() || !info->decorators.empty()) return silent;
    if (owner.parent().is(Kind::decorated_definition)) return silent;
    for (const ClassMethod& other : info->methods)
        if (other.definition == method && (other.flags & (ClassMethod::class_ | ClassMethod::static_))) return silent;
    std::vector<Node> targets{left};
    if (left.is_any({Kind::pattern_list, Kind::tuple_pattern})) targets = left.children().list();
    for (const Node target : targets) {
        if (!target.is(Kind::attribute) || target.child(Field::object).text() != first_parameter(method).text())
            continue;
        const std::string_view name = target.child(Field::attribute).text();
        // `__class__` and `__doc__` have a place in every object.
        if (name.ends_with("__") || !slots_mistake_fixed(m, *info, name, 0)) continue;
        return found(target, m.message("`$name` is not in `__slots__`, so this raises `AttributeError`: add it",
                                       {{"name", name}}));
    }
    return silent;
}

}  // namespace zen::rules
