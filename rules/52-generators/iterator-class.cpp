// Only these methods, and no code that uses the class or its attributes otherwise.
#include "rule.h"

namespace zen::rules {

namespace {

// Does the method do nothing but return `self`?
bool iterator_class_returns_self(Node definition) {
    Node body = definition.child(Field::body), last = body.last_child();
    bool documented = body.child(0u).is(Kind::expression_statement) && body.child(0u).child(0u).is(Kind::string);
    return body.child_count() == (documented ? 2u : 1u) && last.is(Kind::return_statement) &&
           last.child(0u).text() == "self";
}

bool iterator_class_used_otherwise(const Match& m, const ClassInfo& info) {
    const Binding* b = m.ask.binding(info.definition.child(Field::name));
    if (!b || b->stores != 1) return true;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data()))) {
        Node n(m.ask.tree(), r->node);
        if (r->reads() && !(n.field() == Field::function && n.parent().is(Kind::call))) return true;
    }
    for (Node n : Node(m.ask.tree(), 0).descendants())
        if (n.is(Kind::attribute) && !n.within(info.definition) && !info.attributes.empty() &&
            info.attribute(n.child(Field::attribute).text()))
            return true;
    return false;
}

}  // namespace

Verdict iterator_class(const Match& m) {
    // Most classes have no `__next__`: leave early.
    bool steps = false;
    for (Node n : m.at.child(Field::body).children())
        steps = steps || (n.is(Kind::function_definition) && n.child(Field::name).text() == "__next__");
    if (!steps) return silent;
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || info->methods.size() < 2 || info->methods.size() > 3 || !info->decorators.empty()) return silent;
    const ClassMethod *iterates = info->method("__iter__"), *next = info->method("__next__"),
                      *init = info->method("__init__");
    if (!iterates || !next || (info->methods.size() == 3 && !init)) return silent;
    for (const ClassMethod& method : info->methods)
        if (method.flags) return silent;
    for (const ClassBase& base : info->bases)
        if (base.qualified != "object" && base.qualified != "collections.abc.Iterator" &&
            base.qualified != "typing.Iterator" && base.qualified != "typing.Generic")
            return silent;
    for (const ClassAttribute& attribute : info->attributes)
        if (attribute.in_body) return silent;
    if (!iterator_class_returns_self(iterates->definition)) return silent;
    bool stops = false;
    for (Node n : next->definition.descendants()) {
        Node raised = n.is(Kind::raise_statement) ? n.child(0u) : Node();
        if (raised.is(Kind::call)) raised = raised.child(Field::function);
        stops = stops || (raised && m.ask.means(raised, "StopIteration"));
    }
    if (!stops || iterator_class_used_otherwise(m, *info)) return silent;
    return found(
        Span{m.at.start(), m.at.child(Field::name).end()},
        m.message("`$class` is only an iterator: use a generator function with `yield`", {{"class", info->name}}));
}

}  // namespace zen::rules
