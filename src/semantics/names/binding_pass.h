// One pass over the flat tree that finds scopes, what they bind, and every reference. What the references mean is
// settled afterwards, by resolve.cpp. No recursion, and nothing is looked at twice.
#pragma once
#include <string_view>
#include <vector>

#include "semantics/names/binder.h"

namespace zen {

// A run of nodes under one rule; regions nest, the innermost is the last on the stack.
struct Region {
    enum Mode : std::uint8_t { plain, target, deletion };
    NodeId end;             // the first node after it
    ScopeId scope;          // where its code runs
    ScopeId parameters_of;  // the function whose parameters stand here; no_id elsewhere
    ScopeId type_scope;     // where its annotations are read
    NodeId comprehension;   // whose first `for` has not been met; no_id elsewhere
    Mode mode;              // target, deletion: plain names are bound or deleted
    bool owner;             // the scope ends with the region
    bool annotation;
};

class BindingPass {
  public:
    explicit BindingPass(Binder& binder) : b_(binder), d_(binder.data), nodes_(d_.tree->nodes), text_(d_.tree->text) {}

    void run();

  private:
    // ---- Regions. Read for every node, the innermost one lives outside of the stack's memory.
    void push(const Region& region) {
        if (!regions_.empty()) regions_.back() = top_;
        regions_.push_back(region);
        top_ = region;
    }
    void pop(NodeId at) {
        if (top_.owner) b_.leave(top_.scope);
        regions_.pop_back();
        top_ = regions_.back();
        transition(at);
    }
    void push_inside(NodeId i, Region::Mode mode);
    void transition(NodeId from) {
        auto& known = d_.transitions;
        if (known.back().from == from)
            known.back().scope = top_.scope;
        else if (known.back().scope != top_.scope)
            known.push_back({from, top_.scope});
    }

    // ---- Constructs that open scopes (scopes.cpp). Their regions are laid on the stack from the last to the first:
    // the end of each uncovers the next.
    struct Parts {
        NodeId type_parameters = no_id, body = no_id;
    };
    Parts parts(NodeId i) const;
    ScopeId type_parameter_scope(NodeId i, const Parts& p);
    void function(NodeId i, Scope::Sort sort);
    void class_definition(NodeId i);
    void type_alias(NodeId i);
    void comprehension(NodeId i);
    void for_in_clause(NodeId i);
    void type(NodeId i);

    // ---- Identifiers (identifiers.cpp)
    std::string_view spelling(NodeId i) const { return text_.substr(nodes_[i].start, nodes_[i].end - nodes_[i].start); }
    NameId name(NodeId i, ScopeId scope) {
        std::string_view s = spelling(i);
        if (s.size() > 2 && s[0] == '_' && s[1] == '_') [[unlikely]]
            return b_.private_name(s, scope);
        return d_.names.intern(s);
    }
    void reference(NodeId i, NameId n, ScopeId scope, BindingId binding, Access access, bool reads_too = false) {
        d_.references.push_back({i, n, scope, binding, access, reads_too, top_.annotation});
    }
    void load(NodeId i) { reference(i, name(i, top_.scope), top_.scope, no_id, Access::load); }
    void store(NodeId i, std::uint16_t flag, ScopeId into, bool reads_too = false) {
        NameId n = name(i, into);
        reference(i, n, top_.scope, b_.store(n, into, i, flag), Access::store, reads_too);
    }
    void store(NodeId i, std::uint16_t flag = Binding::other_store) { store(i, flag, top_.scope); }
    void parameter(NodeId i, ScopeId function);
    void remove(NodeId i);
    void store_or_parameter(NodeId i, std::uint16_t flag);

    void identifier(NodeId i);
    std::uint16_t target_flag(const NodeRecord& pattern) const;
    void assigned(NodeId i, NodeId assignment);
    bool bare_annotation(NodeId target) const;
    void dotted(NodeId i, NodeId dotted_name);
    void typed(NodeId i, NodeId type);
    ScopeId alias_scope(NodeId statement) const;

    Binder& b_;
    ModelData& d_;
    const std::vector<NodeRecord>& nodes_;
    std::string_view text_;
    std::vector<Region> regions_;
    Region top_{};
};

}  // namespace zen
