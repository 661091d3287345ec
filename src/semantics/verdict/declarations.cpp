#include "semantics/verdict/declarations.h"

#include <algorithm>

#include "semantics/verdict/places.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Is there a binding of the name in a function around the scope?
enum class Outer { none, found, type_parameter };
Outer outer_binding(const Model& model, ScopeId scope, NameId name) {
    const auto scopes = model.scopes();
    for (ScopeId s = scopes[scope].parent; s != 0; s = scopes[s].parent) {
        if (scopes[s].sort == Scope::class_ || scopes[s].sort == Scope::comprehension) continue;
        for (const Binding& b : model.bindings()) {
            if (b.scope != s || b.name != name || (b.flags & Binding::global_declared)) continue;
            if (b.flags & Binding::type_parameter) return Outer::type_parameter;
            return Outer::found;
        }
    }
    return Outer::none;
}

bool is_parameter(const Model& model, NameId name, Node function) {
    const Node parameters = function.child(Field::parameters);
    for (const Reference& r : model.references())
        if (r.name == name && r.node > parameters.id() && r.node < parameters.record().next && r.writes()) return true;
    return false;
}

bool is_walrus(Node at) {
    return at.field() == Field::name && at.parent().is(Kind::named_expression);
}
// The scope that a `:=` in the scope binds its name in.
ScopeId without_comprehensions(const Model& model, ScopeId scope) {
    while (model.scopes()[scope].sort == Scope::comprehension) scope = model.scopes()[scope].parent;
    return scope;
}

// Is there a class around the function or class? Then that has a name `__class__`.
bool in_class(Node definition) {
    for (Node at = place_of(definition).holder; at; at = place_of(at).holder)
        if (at.is(Kind::class_definition)) return true;
    return false;
}

bool imported(Node at) {
    const Node statement = statement_of(at);
    return statement.is_any({Kind::import_statement, Kind::import_from_statement, Kind::future_import_statement});
}

}  // namespace

std::vector<std::pair<Node, std::string>> declaration_mistakes(const Model& model, Node statement,
                                                               const HasOwnScope& own_scope) {
    std::vector<std::pair<Node, std::string>> out;
    const bool global = statement.is(Kind::global_statement);
    const std::string word = global ? "global" : "nonlocal";
    for (Node name : statement.children()) {
        const Reference* self = model.reference(name);
        if (!self) continue;
        const std::string quoted = formatted("'{}'", name.text());
        const Node function = place_of(statement).holder;
        if (function.is(Kind::function_definition) && is_parameter(model, self->name, function)) {
            out.emplace_back(statement, formatted("name {} is parameter and {}", quoted, word));
            continue;
        }
        bool used = false, annotated = false, assigned = false;
        Node other;  // the same name under the other word
        for (const Reference& r : model.references()) {
            if (r.node >= name.id() && r.access != Access::declare) break;
            if (r.name != self->name || r.node == name.id()) continue;
            const Node at(model.tree(), r.node);
            if ((r.scope == self->scope || !is_walrus(at) ? r.scope : without_comprehensions(model, r.scope)) !=
                self->scope)
                continue;
            if (r.access == Access::declare) {
                if (at.parent().is(global ? Kind::nonlocal_statement : Kind::global_statement)) other = at.parent();
                if (at.parent().is(Kind::assignment) && r.node < name.id()) annotated = true;
                continue;
            }
            if (at.field() == Field::left && at.parent().is(Kind::assignment) && at.parent().child(Field::type))
                annotated = true;
            if (r.reads() && !own_scope(at)) used = true;
            // An import may come before the declaration.
            // So may a `:=` in a comprehension of the module, which declares its name global.
            if (r.writes() && !imported(at) && (r.scope == self->scope || self->scope != 0)) assigned = true;
        }
        if (used)
            out.emplace_back(statement, formatted("name {} is used prior to {} declaration", quoted, word));
        else if (annotated)
            out.emplace_back(statement, formatted("annotated name {} can't be {}", quoted, word));
        else if (assigned)
            out.emplace_back(statement, formatted("name {} is assigned to before {} declaration", quoted, word));
        else if (other)
            out.emplace_back(other, formatted("name {} is nonlocal and global", quoted));
        else if (!global && !function)
            out.emplace_back(statement, "nonlocal declaration not allowed at module level");
        else if (!global) {
            const Outer outer = outer_binding(model, self->scope, self->name);
            if (outer == Outer::none && !(name.text() == "__class__" && in_class(function)))
                out.emplace_back(statement, formatted("no binding for nonlocal {} found", quoted));
            if (outer == Outer::type_parameter)
                out.emplace_back(statement, formatted("nonlocal binding not allowed for type parameter {}", quoted));
        }
        // `global x` and then `x: int`
        for (const Reference& r : model.references()) {
            if (r.node <= name.id() || r.name != self->name || r.scope != self->scope || r.scope == 0) continue;
            const Node at(model.tree(), r.node);
            if (at.field() == Field::left && at.parent().is(Kind::assignment) && at.parent().child(Field::type))
                out.emplace_back(at.parent(), formatted("annotated name {} can't be {}", quoted, word));
        }
    }
    return out;
}

}  // namespace zen
