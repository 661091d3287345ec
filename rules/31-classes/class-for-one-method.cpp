// Is every use of the class a call of its one method on a new object?
#include "rule.h"

namespace zen::rules {

namespace {

// Does the method only read attributes of `self` (and `__init__` only set them)?
bool class_for_one_method_tame(const Match& m, Node method, bool may_store) {
    Node self = first_parameter(method);
    const Reference* parameter = m.ask.reference(self);
    if (!parameter || parameter->binding == no_id) return false;
    for (const Reference* r : m.ask.references_of(parameter->binding)) {
        Node n(m.ask.tree(), r->node);
        if (n == self) continue;
        Node attribute = n.parent();
        if (!attribute.is(Kind::attribute) || r->access != Access::load) return false;
        if (!may_store && (m.ask.stored(attribute) || attribute.parent().is(Kind::call))) {
            bool called = attribute.field() == Field::function;
            if (m.ask.stored(attribute) || called) return false;
        }
    }
    return true;
}

}  // namespace

Verdict class_for_one_method(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || info->kind != ClassKind::plain || !info->bases.empty() || !info->decorators.empty()) return silent;
    if (info->methods.size() != 2 || body_statements(m.at).size() != 2 || m.ask.scope_of(m.at) != 0) return silent;
    const ClassMethod *init = info->method("__init__"), *other = nullptr;
    for (const ClassMethod& method : info->methods)
        if (&method != init) other = &method;
    if (!init || init->flags || !other || other->flags || other->name.starts_with('_')) return silent;
    if (!class_for_one_method_tame(m, init->definition, true) ||
        !class_for_one_method_tame(m, other->definition, false))
        return silent;

    const Reference* own = m.ask.reference(m.at.child(Field::name));
    if (!own || own->binding == no_id || m.ask.bindings()[own->binding].stores != 1) return silent;
    int calls = 0;
    for (const Reference* r : m.ask.references_of(own->binding)) {
        if (r == own) continue;
        Node n(m.ask.tree(), r->node), made = n.parent(), method = made.parent(), asked = method.parent();
        if (!made.is(Kind::call) || n.field() != Field::function || !method.is(Kind::attribute)) return silent;
        if (method.child(Field::attribute).text() != other->name || !asked.is(Kind::call) ||
            method.field() != Field::function)
            return silent;
        if (made.within(m.at)) return silent;
        ++calls;
    }
    if (calls == 0) return silent;
    // A name in a string is a public name, or a way to find the class.
    for (Node n : Node(m.ask.tree(), 0).descendants())
        if (n.is(Kind::string_content) && n.text() == info->name) return silent;
    return found(m.at.child(Field::name), m.message("every `$class()` is only used for `.$method()`: use a function",
                                                    {{"class", info->name}, {"method", other->name}}));
}

}  // namespace zen::rules
