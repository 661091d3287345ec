// Does the method do nothing but pass its own parameters on, and is its signature the inherited one?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// `super()` or `super(Class, self)`.
bool useless_override_super(const Match& m, Node call, std::string_view self) {
    if (!call.is(Kind::call) || !m.ask.means(call.child(Field::function), "super")) return false;
    Node arguments = call.child(Field::arguments);
    return arguments.has_children(0) ||
           (arguments.has_children(2) && arguments.child(1u).text() == self &&
            arguments.child(0u).text() == m.ask.enclosing_class(m.at).child(Field::name).text());
}

// Are the arguments the parameters, each as it came?
bool useless_override_passes(Node arguments, const std::vector<Parameter>& own) {
    std::vector<Node> given = arguments.children().list();
    if (given.size() + 1 != own.size()) return false;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const Parameter& p = own[i + 1];
        Node value = given[i];
        if (value.is(Kind::list_splat) || value.is(Kind::dictionary_splat)) {
            if (p.sort != (value.is(Kind::list_splat) ? Parameter::star : Parameter::double_star)) return false;
            value = value.child(0u);
        } else if (value.is(Kind::keyword_argument)) {
            if (p.sort != Parameter::keyword_only || value.child(Field::name).text() != p.name()) return false;
            value = value.child(Field::value);
        } else if (!p.positional()) {
            return false;
        }
        if (!value.is(Kind::identifier) || value.text() != p.name()) return false;
    }
    return true;
}

// The same code, and no name that means something else in the two classes.
bool useless_override_same_default(const Model& model, Node a, Node b) {
    if (!a || !b) return !a && !b;
    return same_code(a, b) && !a.is(Kind::lambda) && (!a.is(Kind::identifier) || model.binding(a) == model.binding(b));
}

bool useless_override_same_signature(const Model& model, const std::vector<Parameter>& own,
                                     const std::vector<Parameter>& inherited) {
    return std::ranges::equal(own, inherited, [&](const Parameter& a, const Parameter& b) {
        const bool named = a.sort != Parameter::star && a.sort != Parameter::double_star && &a != own.data();
        return a.sort == b.sort && (!named || a.name() == b.name()) &&
               useless_override_same_default(model, a.value, b.value) &&
               (!a.annotation || (b.annotation && same_code(a.annotation, b.annotation)));
    });
}

}  // namespace

Verdict useless_override(const Match& m) {
    Node owner = class_of_method(m.ask, m.at), name = m.at.child(Field::name);
    if (!owner || m.at.parent().is(Kind::decorated_definition) || docstring(m.at)) return silent;
    std::vector<Node> body = body_statements(m.at);
    if (body.size() != 1 || !body[0].is_any({Kind::return_statement, Kind::expression_statement})) return silent;
    Node call = body[0].child(0u);
    if (call.is(Kind::await)) call = call.child(0u);
    Node function = call.child(Field::function), arguments = call.child(Field::arguments);
    Node self = first_parameter(m.at);
    if (!self || !function.is(Kind::attribute) || !arguments.is(Kind::argument_list)) return silent;
    if (function.child(Field::attribute).text() != name.text()) return silent;
    if (!useless_override_super(m, function.child(Field::object), self.text())) return silent;
    std::vector<Parameter> own = parameters(m.at);
    if (own.empty() || !useless_override_passes(arguments, own)) return silent;

    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || info->bases.size() > 1) return silent;  // it may choose one of the bases
    if (name.text() == "__hash__" && info->method("__eq__")) return silent;
    if (name.text() == "__eq__" && !info->method("__hash__")) return silent;  // it makes the objects unhashable
    if (name.text().starts_with("test") || info->name.starts_with("Test")) return silent;
    Node returns = m.at.child(Field::return_type);
    if (Node base = overridden(m.ask, m.at)) {
        Node declared = base.child(Field::return_type);
        if (returns && !(declared && same_code(returns, declared))) return silent;
        if (!useless_override_same_signature(m.ask, own, parameters(base))) return silent;
    } else {
        // Nobody knows what the base declares.
        if (returns) return silent;
        for (const Parameter& p : own)
            if (p.value || p.annotation) return silent;
    }
    // A comment on a line of its own may say what it is for.
    if (remarked_above(m.at, "")) return silent;
    const std::uint32_t header = m.at.child(Field::parameters).end();
    if (m.ask.has_comment({header, body[0].start()})) {
        std::string_view between = m.ask.tree().text.substr(header, body[0].start() - header);
        if (between.find('#') > between.find('\n')) return silent;
    }
    return found(Span{m.at.start(), m.at.child(Field::parameters).end()},
                 m.message("`$f` only calls `super().$f()`: remove it", {{"f", name.text()}}));
}

}  // namespace zen::rules
