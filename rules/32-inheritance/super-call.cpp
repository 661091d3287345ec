// Would `super()` find the same class and object by itself?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The method that contains the call directly, with no other scope in between.
Node super_call_method(const Match& m) {
    const Scope& scope = m.ask.scopes()[m.ask.scope_of(m.at)];
    if (scope.sort != Scope::function && scope.sort != Scope::lambda) return {};
    Node function(m.ask.tree(), scope.node);
    return class_of_method(m.ask, function) && m.at.within(function.child(Field::body)) ? function : Node();
}

// Does the expression name the class: `Inner`, `Outer.Inner`?
bool super_call_names(const Match& m, Node expression, Node owner) {
    expression = unparenthesized(expression);
    if (expression.is(Kind::attribute)) {
        Node outer = m.ask.enclosing_class(owner);
        return outer && expression.child(Field::attribute).text() == owner.child(Field::name).text() &&
               super_call_names(m, expression.child(Field::object), outer);
    }
    if (expression.text() == "__class__") return true;
    const Reference *used = m.ask.reference(expression), *defined = m.ask.reference(owner.child(Field::name));
    return used && defined && used->binding != no_id && used->binding == defined->binding;
}

}  // namespace

Verdict super_call(const Match& m) {
    Node function = m.at.child(Field::function);
    if (m.index() == 1) {
        if (!function.is(Kind::attribute)) return silent;
        Node name = function.child(Field::object);
        if (!name.is(Kind::identifier) || name.text() != "super" || !m.ask.means(name, "super")) return silent;
        Node method = super_call_method(m);
        if (!method || !first_parameter(method)) return silent;
        std::string attribute(function.child(Field::attribute).text());
        Edits edits(m);
        edits.replace(name.span(), "super()");
        const Node given = m.at.child(Field::arguments).child(0u);
        if (given.is(Kind::identifier) && given.text() == first_parameter(method).text()) {
            // `super.__setattr__(self, …)` is the method of `object`, which the class `super` inherits.
            constexpr std::string_view own[] = {"__init__", "__new__", "__repr__", "__getattribute__"};
            if (attribute.starts_with("__") && std::ranges::find(own, attribute) == std::ranges::end(own))
                return silent;
            const Node next = given.next_sibling();
            if (attribute != "__new__") edits.replace({given.start(), next ? next.start() : given.end()}, "");
        }
        return found(name, edits,
                     m.message("`super` is called without parentheses: use `super().$method(...)`",
                               {{"method", attribute}}))
            .unsafe();
    }
    if (!function.is(Kind::identifier) || function.text() != "super" || !m.ask.means(function, "super")) return silent;
    Node arguments = m.at.child(Field::arguments), type = arguments.child(0u), object = arguments.child(1u);
    if (!arguments.is(Kind::argument_list) || !arguments.has_children(2)) return silent;
    Node method = super_call_method(m), self = method ? first_parameter(method) : Node();
    if (!self || !object.is(Kind::identifier) || object.text() != self.text()) return silent;
    Node owner = m.ask.enclosing_class(method);
    if (!super_call_names(m, type, owner)) return silent;
    if (remarked_above(statement_of(m.at), "super")) return silent;
    Node around = owner.parent();
    bool strange = false;
    if (around.is(Kind::decorated_definition))
        for (Node decorator : around.children()) {
            if (!decorator.is(Kind::decorator)) continue;
            for (std::string_view maker : {"slots", "add_metaclass"})
                if (decorator.text().find(maker) != std::string_view::npos) return silent;
            strange = true;  // it may replace the class
            // attrs makes a class with slots anew, and does not look into decorated methods for the old one.
            if (decorator.text().find("attr") != std::string_view::npos &&
                method.parent().is(Kind::decorated_definition))
                return silent;
        }
    const Binding *name = m.ask.binding(owner.child(Field::name)), *parameter = m.ask.binding(self);
    // `super()` uses the class and the first argument of the method, even if their names have been rebound.
    bool rebound = !name || name->stores != 1 || !parameter || parameter->stores != 1;
    Edits edits(m);
    edits.replace(arguments.span(), "()");
    return found(m.at, edits,
                 m.message("`super()` does not need `$type` and `$self`: remove the arguments",
                           {{"type", type.text()}, {"self", self.text()}}))
        .unsafe(strange || rebound);
}

}  // namespace zen::rules
