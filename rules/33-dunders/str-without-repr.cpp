// Is there really no `__repr__`, in the class or above it?
#include "rule.h"

namespace zen::rules {

namespace {

// May the class have a `__repr__` of its own or from a base?
bool str_without_repr_has(const Match& m, const ClassInfo* info, int depth) {
    if (!info || depth > 10) return true;
    if (info->kind != ClassKind::plain && info->kind != ClassKind::abstract) return true;
    if (info->method("__repr__") || info->attribute("__repr__")) return true;
    for (const ClassBase& base : info->bases) {
        if (base.own) {
            if (str_without_repr_has(m, class_info(m.ask, base.own), depth + 1)) return true;
        } else if (base.qualified != "object" && base.qualified != "abc.ABC" && base.qualified != "typing.Generic") {
            return true;
        }
    }
    return false;
}

}  // namespace

Verdict str_without_repr(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    const ClassMethod* text = info ? info->method("__str__") : nullptr;
    if (!text || m.ask.path().ends_with(".pyi") || str_without_repr_has(m, info, 0)) return silent;
    return found(text->definition.child(Field::name),
                 m.message("`$class` defines `__str__` but not `__repr__`, which tracebacks and lists show: define it",
                           {{"class", info->name}}));
}

}  // namespace zen::rules
