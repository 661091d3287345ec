// Is there anything in the class, or in its uses, that a module does not support?
#include "rule.h"

namespace zen::rules {

Verdict static_only_class(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || info->kind != ClassKind::plain || !info->decorators.empty() || info->has_slots) return silent;
    if (m.at.child(Field::superclasses).child(0u) && !m.ask.means(m.at.child(Field::superclasses).child(0u), "object"))
        return silent;
    if (info->methods.size() < 2 || m.ask.scope_of(m.at) != 0 || subclassed(m.ask, m.at)) return silent;
    if (info->name.starts_with("Test") || !(info->name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") <= 1)) return silent;
    bool stubs = true;
    for (const ClassMethod& method : info->methods) {
        if (method.flags != ClassMethod::static_ && method.flags != (ClassMethod::static_ | ClassMethod::async))
            return silent;
        stubs = stubs && is_stub(m.ask, method.definition);
    }
    if (stubs) return silent;
    for (Node statement : body_statements(m.at)) {
        Node assignment = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
        if (!statement.is_any({Kind::decorated_definition, Kind::pass_statement}) && !assignment.is(Kind::assignment))
            return silent;
    }
    const Reference* own = m.ask.reference(m.at.child(Field::name));
    if (!own || own->binding == no_id || m.ask.bindings()[own->binding].stores != 1) return silent;
    for (const Reference* r : m.ask.references_of(own->binding)) {
        Node n(m.ask.tree(), r->node);
        if (r != own && (!n.parent().is(Kind::attribute) || m.ask.stored(n.parent()))) return silent;
    }
    return found(m.at.child(Field::name),
                 m.message("`$class` has only static methods: make `$method` and the others functions of the module",
                           {{"class", info->name}, {"method", info->methods[0].name}}));
}

}  // namespace zen::rules
