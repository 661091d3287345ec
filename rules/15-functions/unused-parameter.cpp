// The first parameter that the body never reads, in functions whose signature is the author's own choice.
#include "rule.h"

namespace zen::rules {

namespace {

// Which match speaks of it: functions, methods, class methods, static methods, lambdas; -1 for none.
int unused_parameter_shape(const Match& m) {
    if (m.at.is(Kind::lambda)) return 4;
    const Node owner = class_of_method(m.ask, m.at);
    if (!owner) return m.at.parent().is(Kind::decorated_definition) ? -1 : 0;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || !info->bases_known || info->kind == ClassKind::protocol || info->kind == ClassKind::framework)
        return -1;
    for (const ClassMethod& method : info->methods) {
        if (method.definition != m.at) continue;
        if (method.flags & (ClassMethod::decorated | ClassMethod::abstract | ClassMethod::property)) return -1;
        return method.flags & ClassMethod::class_ ? 2 : method.flags & ClassMethod::static_ ? 3 : 1;
    }
    return -1;
}

}  // namespace

Verdict unused_parameter(const Match& m) {
    const int shape = unused_parameter_shape(m);
    if (shape < 0) return silent_for_all;
    if (static_cast<int>(m.index()) != shape) return silent;
    const bool method = m.index() == 1 || m.index() == 2;
    std::string_view name = m.at.child(Field::name).text();
    if (name.starts_with("__") && name.ends_with("__") && name != "__init__") return silent;
    Node unused;
    std::size_t place = 0;
    for (const Parameter& p : parameters(m.at)) {
        if ((place++ == 0 && method) || p.sort == Parameter::star || p.sort == Parameter::double_star) continue;
        const Binding* binding = m.ask.binding(p.identifier);
        if (p.name().starts_with('_') || !binding) continue;
        const auto id = static_cast<BindingId>(binding - m.ask.bindings().data());
        bool read = false;
        for (const Reference* r : m.ask.references_of(id)) read = read || r->reads() || r->access == Access::del;
        if (!read && !unused) unused = p.identifier;
    }
    if (!unused) return silent_for_all;
    if (!m.at.is(Kind::lambda)) {
        if (is_stub(m.ask, m.at) || overrides(m.ask, m.at)) return silent;
        for (Node n : m.at.child(Field::body).descendants())
            if (n.is(Kind::call) &&
                (n.child(Field::function).text() == "locals" || n.child(Field::function).text() == "super"))
                return silent;
    }
    return found(unused,
                 m.message("`$x` is never read: remove it, or name it `_$x`", {{"x", std::string(unused.text())}}));
}

}  // namespace zen::rules
