// Binding names to scopes while the tree is walked.
#include "semantics/names/binder.h"

namespace zen {

ScopeId Binder::new_scope(Scope::Sort sort, ScopeId parent, NodeId node) {
    auto id = static_cast<ScopeId>(data.scopes.size());
    depth_.push_back(id == 0 ? 0 : depth_[parent] + 1);
    data.scopes.push_back({sort, parent, node});
    first_in_scope_.push_back(no_id);
    class_around_.push_back(sort == Scope::class_ ? id : id == 0 ? no_id : class_around_[parent]);
    return id;
}

void Binder::leave(ScopeId scope) {
    for (BindingId b = first_in_scope_[scope]; b != no_id; b = link(b).next_in_scope) {
        // Only a damaged tree can have a deeper scope's binding on top here; then the chain is searched.
        BindingId* at = &current_[name_of(b)];
        while (*at != b && *at != no_id) at = &link(*at).hidden;
        if (*at == b) *at = link(b).hidden;
    }
}

void Binder::list_in_scope(BindingId id, ScopeId scope) {
    link(id).next_in_scope = first_in_scope_[scope];
    first_in_scope_[scope] = id;
}

BindingId Binder::make(NameId name, ScopeId scope, NodeId node) {
    auto id = static_cast<BindingId>(data.bindings.size());
    data.bindings.push_back({name, scope, 0, node, 0});
    links_.emplace_back();
    list_in_scope(id, scope);
    return id;
}

BindingId Binder::find_or_make(NameId name, ScopeId scope, NodeId node) {
    grow_names();
    BindingId top = current_[name];
    if (top == no_id || scope_of(top) < scope) {  // scopes are numbered from the outside in
        BindingId made = make(name, scope, node);
        links_[made].hidden = top;
        return current_[name] = made;
    }
    if (scope_of(top) == scope) return top;
    // A store into a scope around: a walrus in a comprehension, a default value that binds a parameter's name.
    BindingId above = top;
    while (link(above).hidden != no_id && scope_of(link(above).hidden) >= scope) above = link(above).hidden;
    if (scope_of(above) == scope) return above;
    BindingId made = make(name, scope, node);
    links_[made].hidden = link(above).hidden;
    link(above).hidden = made;
    return made;
}

BindingId Binder::store(NameId name, ScopeId scope, NodeId node, std::uint16_t flag) {
    BindingId id = mention(name, scope, node, flag);
    if (id & declaration_bit) {
        Declaration& d = data.declarations[id & ~declaration_bit];
        if (d.stores++ == 0) d.first_store = node;
    } else {
        Binding& b = data.bindings[id];
        if (b.stores++ == 0) b.first_store = node;
    }
    return id;
}

BindingId Binder::mention(NameId name, ScopeId scope, NodeId node, std::uint16_t flag) {
    BindingId id = find_or_make(name, scope, node);
    std::uint16_t& flags =
        id & declaration_bit ? data.declarations[id & ~declaration_bit].flags : data.bindings[id].flags;
    flags = static_cast<std::uint16_t>(flags | flag);
    return id;
}

BindingId Binder::declare(NameId name, ScopeId scope, NodeId node, bool global) {
    if (scope == 0) return no_id;  // says nothing there
    grow_names();
    BindingId top = current_[name];
    while (top != no_id && scope_of(top) > scope) top = link(top).hidden;
    if (top != no_id && scope_of(top) == scope) return top;  // said twice, or too late, which Python refuses
    auto id = static_cast<BindingId>(data.declarations.size()) | declaration_bit;
    data.declarations.push_back({name, scope, node, global});
    declaration_links_.emplace_back();
    list_in_scope(id, scope);
    BindingId* at = &current_[name];
    while (*at != no_id && scope_of(*at) > scope) at = &link(*at).hidden;
    link(id).hidden = *at;
    *at = id;
    return id;
}

ScopeId Binder::walrus_scope(ScopeId scope) const {
    while (data.scopes[scope].sort == Scope::comprehension) scope = data.scopes[scope].parent;
    return scope;
}

NameId Binder::private_name(std::string_view spelling, ScopeId scope) {
    ScopeId of_class = class_around_[scope];
    if (of_class == no_id || spelling.ends_with("__")) return data.names.intern(spelling);
    std::string_view owner = Node(*data.tree, data.scopes[of_class].node).child(Field::name).text();
    auto letters = owner.find_first_not_of('_');
    if (letters == std::string_view::npos) return data.names.intern(spelling);
    std::string mangled = "_";
    mangled += owner.substr(letters);
    mangled += spelling;
    return data.names.intern_own(std::move(mangled));
}

}  // namespace zen
