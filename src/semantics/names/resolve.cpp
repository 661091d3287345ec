// What each reference means. Goes through the references in reading order and keeps, for every name, the binding that
// code in the present scope would see; entering or leaving a scope costs as much as it has names.
#include "semantics/names/binder.h"

namespace zen {

void Binder::resolve() {
    // What is left in current_ are the module's own names.
    current_.resize(data.names.size(), no_id);
    in_class_.assign(data.names.size(), no_id);
    class_name_ = data.names.find("__class__");
    settle_globals();
    for (Reference& r : data.references) {
        if (r.binding == no_id && r.access == Access::load) {
            move_to(r.scope);
            r.binding = meaning(r);
            if (r.name == class_name_) [[unlikely]] {
                BindingId cell = class_cell(r);
                if (cell != no_id) r.binding = cell;
            }
        } else if (r.binding != no_id && (r.binding & declaration_bit)) {
            move_to(r.scope);
            r.binding = data.declarations[r.binding & ~declaration_bit].target;
        }
        if (r.binding == no_id) continue;
        Binding& b = data.bindings[r.binding];
        if (b.scope != r.scope) b.flags |= Binding::cell;
    }
    constexpr int others = Binding::parameter | Binding::definition | Binding::loop_target | Binding::other_store |
                           Binding::type_parameter;
    for (Binding& b : data.bindings)
        if (b.flags & others) b.flags = static_cast<std::uint16_t>(b.flags & ~Binding::import);
}

// A global that only functions store to becomes a name of the module before anyone asks for it.
void Binder::settle_globals() {
    for (Declaration& d : data.declarations) {
        if (!d.global) continue;
        if (current_[d.name] == no_id && d.stores > 0) {
            current_[d.name] = make(d.name, 0, d.first_store);
            links_.back().hidden = no_id;
        }
        settle(d, current_[d.name]);
    }
}

void Binder::settle(Declaration& d, BindingId target) {
    if (d.target != no_id || target == no_id) return;
    d.target = target;
    Binding& b = data.bindings[target];
    b.flags = static_cast<std::uint16_t>(b.flags | d.flags |
                                         (d.global ? Binding::global_declared : Binding::nonlocal_declared));
    if (d.stores > 0 && (b.stores == 0 || d.first_store < b.first_store)) b.first_store = d.first_store;
    b.stores += d.stores;
}

void Binder::move_to(ScopeId scope) {
    if (scope == at_) return;
    std::vector<ScopeId>& way = way_;
    ScopeId to = scope;
    while (depth_[to] > depth_[at_]) way.push_back(to), to = data.scopes[to].parent;
    while (at_ != to) {
        uncover(at_);
        at_ = data.scopes[at_].parent;
        if (depth_[to] > depth_[at_]) way.push_back(to), to = data.scopes[to].parent;
    }
    for (; !way.empty(); way.pop_back()) cover(at_ = way.back());
}

void Binder::cover(ScopeId scope) {
    bool of_class = data.scopes[scope].sort == Scope::class_;
    for (BindingId b = first_in_scope_[scope]; b != no_id; b = link(b).next_in_scope) {
        BindingId meant = b;
        NameId name = name_of(b);
        if (b & declaration_bit) {
            Declaration& d = data.declarations[b & ~declaration_bit];
            BindingId outer = current_[name];
            if (!d.global && outer != no_id && !(outer & declaration_bit) && data.bindings[outer].scope != 0)
                settle(d, outer);
            if (d.target != no_id) meant = d.target;
        }
        BindingId& seen = of_class ? in_class_[name] : current_[name];
        link(b).hidden = seen;
        seen = of_class ? b : meant;
    }
}

void Binder::uncover(ScopeId scope) {
    std::vector<BindingId>& seen = data.scopes[scope].sort == Scope::class_ ? in_class_ : current_;
    for (BindingId b = first_in_scope_[scope]; b != no_id; b = link(b).next_in_scope) seen[name_of(b)] = link(b).hidden;
}

BindingId Binder::meaning(const Reference& r) const {
    const Scope& scope = data.scopes[r.scope];
    BindingId seen = current_[r.name];
    // Class bodies see their own names first, and so do the type parameters that stand in one.
    ScopeId of_class = no_id;
    if (scope.sort == Scope::class_) of_class = r.scope;
    if (scope.sort == Scope::type_parameters && data.scopes[scope.parent].sort == Scope::class_ &&
        (seen == no_id || scope_of(seen) != r.scope))
        of_class = scope.parent;
    if (of_class != no_id) {
        BindingId own = in_class_[r.name];
        if (own != no_id && scope_of(own) == of_class) seen = own;
    }
    if (seen == no_id || !(seen & declaration_bit)) return seen;
    return data.declarations[seen & ~declaration_bit].target;
}

// In the methods of a class (and what they hold) `__class__` is the class, by way of a name that Python makes.
BindingId Binder::class_cell(const Reference& r) {
    const Scope& scope = data.scopes[r.scope];
    ScopeId owner = class_around_[scope.sort == Scope::class_ ? scope.parent : r.scope];
    if (owner == no_id || scope.sort == Scope::type_parameters) return no_id;
    if (r.binding != no_id && data.bindings[r.binding].scope > owner) return no_id;  // a nearer name
    auto [at, fresh] = class_cells_.try_emplace(owner, static_cast<BindingId>(data.bindings.size()));
    if (fresh) data.bindings.push_back({r.name, owner, Binding::implicit, data.scopes[owner].node, 0});
    return at->second;
}

}  // namespace zen
