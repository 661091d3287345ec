#include "semantics/types/inherited.h"

#include <algorithm>

#include "semantics/types/classes.h"
#include "semantics/types/library_types.h"
#include "text/wildcard.h"

namespace zen {
namespace {

bool named_in(std::span<const std::string_view> names, std::string_view name) {
    return !name.empty() && std::ranges::find(names, name) != names.end();
}

bool like_one(std::span<const std::string_view> names, std::string_view method) {
    return std::ranges::any_of(names, [&](std::string_view name) { return spelled_like(name, method); });
}

// Bases that have no members of their own; the stubs do not call them classes.
bool bare_base(std::string_view base) {
    constexpr std::string_view bare[] = {"typing.Generic", "typing.Protocol", "typing_extensions.Generic",
                                         "typing_extensions.Protocol"};
    return std::ranges::find(bare, base) != std::ranges::end(bare);
}

// The library is asked for whole names only.
bool in_library(std::string_view base, std::span<const std::string_view> names, PythonVersion version) {
    return std::ranges::any_of(names, [&](std::string_view name) { return library::defines(base, name, version); });
}

// Of a base that another file of the run defines, and of what it derives from.
bool elsewhere(const Ancestry& all, Member member, std::span<const std::string_view> names,
               std::span<const std::string_view> aside, PythonVersion version) {
    if (std::ranges::any_of(all.elsewhere, [&](const std::string& path) { return !named_in(aside, path); }))
        return true;
    if (!all.complete && all.elsewhere.empty()) return true;
    return std::ranges::any_of(all.classes, [&](const Referent& base) {
        if (named_in(aside, base.qualified())) return false;
        if (base.kind == Referent::library) return in_library(base.path, names, version);
        return base.of_class && std::ranges::any_of(base.of_class->members, [&](const ExportedMember& m) {
                   const bool attribute = m.kind == ExportedMember::attribute || m.kind == ExportedMember::stored;
                   const bool wanted = m.kind == ExportedMember::unknown || attribute == (member == Member::attribute);
                   return wanted && like_one(names, m.name);
               });
    });
}

}  // namespace

bool has_own_attribute(const Model& model, const ClassInfo& info, const std::function<bool(std::string_view)>& fits) {
    if (std::ranges::any_of(info.attributes, [&](const ClassAttribute& a) { return fits(a.name); })) return true;
    const Node definition = info.definition;
    const auto references = model.references();
    for (auto r = std::ranges::lower_bound(references, definition.id(), {}, &Reference::node);
         r != references.end() && r->node < definition.record().next; ++r) {
        const Scope& scope = model.scopes()[r->scope];
        if (r->access != Access::store || scope.node != definition.id() || scope.sort != Scope::class_) continue;
        const std::string_view name = Node(model.tree(), r->node).text();
        const ClassMethod* method = info.method(name);
        if ((!method || (method->flags & ClassMethod::property)) && fits(name)) return true;
    }
    return false;
}

bool has_or_inherits(const Model& model, Node definition, Member member, std::span<const std::string_view> names,
                     std::span<const std::string_view> aside) {
    std::vector<Node> todo{definition};
    for (std::size_t i = 0; i < todo.size(); ++i) {
        const ClassInfo* info = class_info(model, todo[i]);
        if (!info) return true;
        if (member == Member::method &&
            std::ranges::any_of(info->methods, [&](const ClassMethod& m) { return like_one(names, m.name); }))
            return true;
        if (member == Member::attribute &&
            has_own_attribute(model, *info, [&](std::string_view name) { return like_one(names, name); }))
            return true;
        for (const ClassBase& base : info->bases) {
            if (named_in(aside, base.qualified) || bare_base(base.qualified)) continue;
            if (base.own) {
                if (named_in(aside, base.own.child(Field::name).text())) continue;
                if (std::ranges::find(todo, base.own) == todo.end()) todo.push_back(base.own);
            } else if (base.ancestors) {
                if (elsewhere(*base.ancestors, member, names, aside, model.target())) return true;
            } else if (!is_class_name(base.qualified, model.target())) {
                return true;
            } else if (in_library(base.qualified, names, model.target())) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace zen
