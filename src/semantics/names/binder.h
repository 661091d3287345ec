// The names in force while the tree is walked: which scope binds what. For scopes.cpp.
#pragma once
#include "semantics/model_data.h"

namespace zen {

// Each name knows its innermost binding among the scopes that are open; a binding knows the one that it hides, and a
// scope lists what it binds, so that leaving it uncovers what was there before. Every step costs constant time.
struct Binder {
    explicit Binder(ModelData& model) : data(model) {}

    ScopeId new_scope(Scope::Sort sort, ScopeId parent, NodeId node);
    void leave(ScopeId scope);

    // Binds the name there (or counts one more store of it).
    BindingId store(NameId name, ScopeId scope, NodeId node, std::uint16_t flag);
    // Makes the name one of the scope without storing to it: a bare annotation, a deletion.
    BindingId mention(NameId name, ScopeId scope, NodeId node, std::uint16_t flag);
    // `global` (or `nonlocal`) name.
    BindingId declare(NameId name, ScopeId scope, NodeId node, bool global);
    // Where `:=` binds: the nearest scope that is no comprehension.
    ScopeId walrus_scope(ScopeId scope) const;
    // `__name` in a class body is stored as `_Class__name`.
    NameId private_name(std::string_view spelling, ScopeId scope);

    // After the walk: every reference gets its binding, every declaration its target.
    void resolve();

    ModelData& data;

  private:
    struct Link {
        BindingId hidden = no_id;  // the binding of the same name in a scope around
        BindingId next_in_scope = no_id;
    };
    BindingId find_or_make(NameId name, ScopeId scope, NodeId node);
    BindingId make(NameId name, ScopeId scope, NodeId node);
    void list_in_scope(BindingId id, ScopeId scope);
    Link& link(BindingId id) { return id & declaration_bit ? declaration_links_[id & ~declaration_bit] : links_[id]; }
    ScopeId scope_of(BindingId id) const {
        return id & declaration_bit ? data.declarations[id & ~declaration_bit].scope : data.bindings[id].scope;
    }
    NameId name_of(BindingId id) const {
        return id & declaration_bit ? data.declarations[id & ~declaration_bit].name : data.bindings[id].name;
    }
    void grow_names() {
        if (current_.size() < data.names.size()) current_.resize(data.names.size() * 2, no_id);
    }

    // Of resolve().
    void settle_globals();
    void move_to(ScopeId scope);
    void uncover(ScopeId scope);
    void cover(ScopeId scope);
    void settle(Declaration& declaration, BindingId target);
    BindingId meaning(const Reference& reference) const;
    BindingId class_cell(const Reference& reference);

    std::vector<BindingId> current_;         // by name
    std::vector<BindingId> in_class_;        // by name: what the open class binds, unseen by its methods
    std::vector<Link> links_;                // by binding
    std::vector<Link> declaration_links_;    // by declaration
    std::vector<BindingId> first_in_scope_;  // by scope
    std::vector<std::uint32_t> depth_;       // by scope
    std::vector<ScopeId> class_around_;      // by scope: the innermost class, itself included; no_id without one
    std::unordered_map<ScopeId, BindingId> class_cells_;
    std::vector<ScopeId> way_;  // move_to's scratch
    ScopeId at_ = 0;
    NameId class_name_ = no_id;  // of "__class__"
};

}  // namespace zen
