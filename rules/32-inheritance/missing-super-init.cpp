// Which base class of the file or the run has an `__init__` with code, and which attribute of it do methods miss?
#include <algorithm>
#include <unordered_set>

#include "rule.h"

namespace zen::rules {

namespace {

struct MissingSuperInitBase {
    std::string_view name;  // "" without one
    Node owner;             // none if another file has it
};

// The first base, in the order of the bases.
MissingSuperInitBase missing_super_init_base(const Model& model, const ClassInfo& info, int depth) {
    for (const ClassBase& base : info.bases) {
        const ClassInfo* parent = base.own && depth < 20 ? class_info(model, base.own) : nullptr;
        if (const ClassMethod* init = parent ? parent->method("__init__") : nullptr) {
            if (parent->kind != ClassKind::protocol && !(init->flags & ClassMethod::abstract) &&
                !is_stub(model, init->definition))
                return {parent->name, base.own};
        } else if (parent) {
            if (const auto found = missing_super_init_base(model, *parent, depth + 1); !found.name.empty())
                return found;
        } else if (base.ancestors && !base.ancestors->derives("typing.Protocol")) {
            for (const Referent& r : base.ancestors->classes)
                if (r.of_class && r.of_class->find("__init__")) return {r.of_class->name, {}};
        }
    }
    return {};
}

// Does it call one itself, by whatever name, copy all attributes, or never return?
bool missing_super_init_replaced(const Match& m) {
    return m.ask.exit(m.at.child(Field::body)) == Model::Exit::raises ||
           std::ranges::any_of(m.at.child(Field::body).descendants(), [](Node n) {
               const std::string_view name = n.is(Kind::attribute) ? n.child(Field::attribute).text() : n.text();
               return (n.is(Kind::identifier) && name == "super") ||
                      (n.is(Kind::attribute) && (name == "__init__" || name == "__dict__"));
           });
}

using MissingSuperInitNames = std::unordered_set<std::string_view>;

// The attributes that methods of the class read, if the object has these methods.
void missing_super_init_read(const Model& model, const ClassInfo& of_class, const ClassInfo& below,
                             MissingSuperInitNames& out) {
    for (const ClassMethod& method : of_class.methods) {
        const Node self = first_parameter(method.definition);
        if (!self || (&of_class != &below && below.method(method.name))) continue;
        for (Node n : method.definition.child(Field::body).descendants())
            if (n.is(Kind::attribute) && n.child(Field::object).text() == self.text() && !model.stored(n))
                out.insert(n.child(Field::attribute).text());
    }
}

}  // namespace

Verdict missing_super_init(const Match& m) {
    if (m.at.child(Field::name).text() != "__init__" || m.at.parent().is(Kind::decorated_definition))
        return silent_for_all;
    const Node owner = class_of_method(m.ask, m.at);
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    if (!info || info->bases.empty()) return silent_for_all;
    const MissingSuperInitBase base = missing_super_init_base(m.ask, *info, 0);
    if (base.name.empty() || missing_super_init_replaced(m)) return silent_for_all;
    std::string_view lacks;
    if (base.owner && !is_stub(m.ask, m.at) && !info->method("__getattr__") && !info->method("__getattribute__")) {
        const ClassInfo& parent = *class_info(m.ask, base.owner);
        MissingSuperInitNames read;
        missing_super_init_read(m.ask, parent, *info, read);
        missing_super_init_read(m.ask, *info, *info, read);
        for (const ClassAttribute& a : parent.attributes)
            if (lacks.empty() && a.in_init && !a.in_body && read.contains(a.name) && !info->method(a.name) &&
                !info->attribute(a.name))
                lacks = a.name;
    }
    if (lacks.empty() != (m.index() == 1)) return silent;
    return found(Span{m.at.start(), m.at.child(Field::parameters).end()},
                 m.message(lacks.empty() ? "`$base.__init__()` is never called: call `super().__init__()`"
                                         : "`$base.__init__()` is never called, so `$name` is not set: call "
                                           "`super().__init__()`",
                           {{"base", base.name}, {"name", lacks}}));
}

}  // namespace zen::rules
