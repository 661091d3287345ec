// The binder: one pass over the flat tree that finds scopes, what they bind, and every reference. What the references
// mean is settled afterwards, by resolve.cpp. No recursion, and nothing is looked at twice.
#include "semantics/names/binder.h"

namespace zen {
namespace {

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

class Pass {
  public:
    explicit Pass(Binder& binder) : b_(binder), d_(binder.data), nodes_(d_.tree->nodes), text_(d_.tree->text) {}

    void run() {
        d_.references.reserve(nodes_.size() / 5);
        b_.new_scope(Scope::module, 0, 0);
        d_.transitions.push_back({0, 0});
        auto end = static_cast<NodeId>(nodes_.size());
        push({end, 0, no_id, 0, no_id, Region::plain, false, false});
        for (NodeId i = 0; i < end; ++i) {
            while (i >= top_.end) pop(i);
            const NodeRecord& node = nodes_[i];
            switch (node.kind) {
                case Kind::identifier:
                    identifier(i);
                    break;
                case Kind::function_definition:
                    function(i, Scope::function);
                    break;
                case Kind::lambda:
                    function(i, Scope::lambda);
                    break;
                case Kind::class_definition:
                    class_definition(i);
                    break;
                case Kind::list_comprehension:
                case Kind::set_comprehension:
                case Kind::dictionary_comprehension:
                case Kind::generator_expression:
                    comprehension(i);
                    break;
                case Kind::for_in_clause:
                    for_in_clause(i);
                    break;
                case Kind::type:
                    type(i);
                    break;
                case Kind::type_alias_statement:
                    type_alias(i);
                    break;
                case Kind::as_pattern_target:
                    push_inside(i, Region::target);
                    break;
                case Kind::delete_statement:
                    push_inside(i, Region::deletion);
                    break;
                case Kind::import_statement:
                case Kind::import_from_statement:
                    d_.import_statements.push_back(i);
                    break;
                case Kind::attribute:
                case Kind::subscript:
                case Kind::call:
                    if (top_.mode != Region::plain) push_inside(i, Region::plain);
                    break;
                default:
                    break;
            }
        }
        while (regions_.size() > 1) pop(end);
    }

  private:
    // ---- Regions
    // ------------------------------------------------------------------------------------------------------ Read for
    // every node, the innermost region lives outside of the stack's memory.
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
    // The same region with another mode, up to the end of node `i`.
    void push_inside(NodeId i, Region::Mode mode) {
        Region inner = top_;
        inner.end = nodes_[i].next;
        inner.mode = mode;
        inner.parameters_of = no_id;
        inner.comprehension = no_id;
        inner.owner = false;
        push(inner);
    }
    void transition(NodeId from) {
        auto& known = d_.transitions;
        if (known.back().from == from)
            known.back().scope = top_.scope;
        else if (known.back().scope != top_.scope)
            known.push_back({from, top_.scope});
    }

    // ---- Constructs that open scopes
    // ---------------------------------------------------------------------------------- Their regions are laid on the
    // stack from the last to the first: the end of each uncovers the next.
    struct Parts {
        NodeId type_parameters = no_id, body = no_id;
    };
    Parts parts(NodeId i) const {
        Parts found;
        for (NodeId c = i + 1; c < nodes_[i].next; c = nodes_[c].next) {
            if (nodes_[c].field == Field::type_parameters) found.type_parameters = c;
            if (nodes_[c].field == Field::body) found.body = c;
        }
        if (found.body == no_id) found.body = nodes_[i].next;
        if (found.type_parameters != no_id && found.type_parameters > found.body) found.type_parameters = no_id;
        return found;
    }
    ScopeId type_parameter_scope(NodeId i, const Parts& p) {
        if (p.type_parameters == no_id) return top_.scope;
        ScopeId types = b_.new_scope(Scope::type_parameters, top_.scope, i);
        push({nodes_[i].next, types, no_id, types, no_id, Region::plain, true, top_.annotation});
        return types;
    }
    void function(NodeId i, Scope::Sort sort) {
        Parts p = parts(i);
        NodeId end = nodes_[i].next;
        ScopeId outer = top_.scope;
        bool annotation = top_.annotation;
        ScopeId types = type_parameter_scope(i, p);
        ScopeId inner = b_.new_scope(sort, types, i);
        push({end, inner, no_id, inner, no_id, Region::plain, true, annotation});
        push({p.body, outer, inner, types, no_id, Region::plain, false, annotation});
        if (p.type_parameters != no_id) {
            push({nodes_[p.type_parameters].next, types, no_id, types, no_id, Region::plain, false, annotation});
            push({p.type_parameters, outer, no_id, outer, no_id, Region::plain, false, annotation});
        }
        transition(i + 1);
    }
    void class_definition(NodeId i) {
        Parts p = parts(i);
        ScopeId outer = top_.scope;
        ScopeId types = type_parameter_scope(i, p);
        ScopeId inner = b_.new_scope(Scope::class_, types, i);
        push({nodes_[i].next, inner, no_id, inner, no_id, Region::plain, true, false});
        push({p.body, types, no_id, types, no_id, Region::plain, false, false});
        if (p.type_parameters != no_id)
            push({p.type_parameters, outer, no_id, outer, no_id, Region::plain, false, false});
        transition(i + 1);
    }
    void type_alias(NodeId i) {
        NodeId left = i + 1;
        while (left < nodes_[i].next && nodes_[left].field != Field::left) left = nodes_[left].next;
        if (left + 1 >= nodes_[i].next) return;
        if (nodes_[left + 1].kind != Kind::generic_type) {
            // The grammar takes `type(x).attribute = 1` for an alias; there `type` is the builtin.
            if (nodes_[left + 1].kind != Kind::identifier) load(i + 1);
            return;
        }
        NodeId end = nodes_[i].next, name = left + 2;
        ScopeId outer = top_.scope;
        ScopeId types = b_.new_scope(Scope::type_parameters, outer, i);
        push({end, types, no_id, types, no_id, Region::plain, true, false});
        push({name + 1, outer, no_id, outer, no_id, Region::plain, false, false});
        transition(i + 1);
    }
    void comprehension(NodeId i) {
        ScopeId inner = b_.new_scope(Scope::comprehension, top_.scope, i);
        push({nodes_[i].next, inner, no_id, inner, i, Region::plain, true, top_.annotation});
        transition(i + 1);
    }
    // The first iterable is read outside.
    void for_in_clause(NodeId i) {
        if (top_.comprehension == no_id || nodes_[i].parent != top_.comprehension) return;
        top_.comprehension = no_id;
        NodeId right = i + 1, end = nodes_[i].next;
        while (right < end && nodes_[right].field != Field::right) right = nodes_[right].next;
        Region clause = top_;
        clause.owner = false;
        Region iterable = clause;
        iterable.scope = iterable.type_scope = d_.scopes[top_.scope].parent;
        iterable.end = end;
        clause.end = right;
        push(iterable);
        push(clause);
    }
    void type(NodeId i) {
        if (nodes_[nodes_[i].parent].kind == Kind::type_alias_statement) return;  // laid out already
        Region inner = top_;
        inner.end = nodes_[i].next;
        inner.scope = top_.type_scope;
        inner.parameters_of = no_id;
        inner.comprehension = no_id;
        inner.owner = false;
        inner.mode = Region::plain;
        inner.annotation |= nodes_[i].field == Field::type || nodes_[i].field == Field::return_type;
        push(inner);
        transition(i + 1);
    }

    // ---- Identifiers
    // --------------------------------------------------------------------------------------------------
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
    void parameter(NodeId i, ScopeId function) {
        NameId n = name(i, function);
        reference(i, n, function, b_.store(n, function, i, Binding::parameter), Access::store);
    }
    void remove(NodeId i) {
        NameId n = name(i, top_.scope);
        reference(i, n, top_.scope, b_.mention(n, top_.scope, i, Binding::deleted), Access::del);
    }
    void store_or_parameter(NodeId i, std::uint16_t flag) {
        if (top_.parameters_of != no_id)
            parameter(i, top_.parameters_of);
        else
            store(i, flag);
    }

    // What an identifier does follows from its parent, and for names inside targets of `del` and `as` from the region.
    void identifier(NodeId i) {
        const NodeRecord& node = nodes_[i];
        if (node.start == node.end) return;  // made up by error recovery
        const NodeId parent_id = node.parent;
        const NodeRecord& parent = nodes_[parent_id];
        switch (parent.kind) {
            case Kind::attribute:
                if (node.field != Field::attribute) load(i);
                return;
            case Kind::keyword_argument:
                if (node.field != Field::name) load(i);
                return;
            case Kind::keyword_pattern:
            case Kind::member_type:
            case Kind::relative_import:
                return;
            case Kind::assignment:
                if (node.field == Field::left)
                    assigned(i, parent_id);
                else
                    load(i);
                return;
            case Kind::augmented_assignment:
                if (node.field == Field::left)
                    store(i, Binding::other_store, top_.scope, true);
                else
                    load(i);
                return;
            case Kind::for_statement:
            case Kind::for_in_clause:
                if (node.field == Field::left)
                    store(i, Binding::loop_target);
                else
                    load(i);
                return;
            case Kind::pattern_list:
                if (parent.field == Field::left || nodes_[parent.parent].kind == Kind::pattern_list)
                    store(i, target_flag(parent));
                else
                    load(i);
                return;
            case Kind::tuple_pattern:
                if (bare_annotation(parent_id)) return;  // `(x): int` binds nothing
                store_or_parameter(i, target_flag(parent));
                return;
            case Kind::list_pattern:
            case Kind::list_splat_pattern:
            case Kind::dictionary_splat_pattern:
                store_or_parameter(i, target_flag(parent));
                return;
            case Kind::parameters:
            case Kind::lambda_parameters:
            case Kind::typed_parameter:
                store_or_parameter(i, Binding::other_store);
                return;
            case Kind::default_parameter:
            case Kind::typed_default_parameter:
                if (node.field == Field::name)
                    store_or_parameter(i, Binding::other_store);
                else
                    load(i);
                return;
            case Kind::function_definition:
            case Kind::class_definition:
                if (node.field == Field::name)
                    store(i, Binding::definition);
                else
                    load(i);
                return;
            case Kind::named_expression:
                if (node.field == Field::name)
                    store(i, Binding::other_store, b_.walrus_scope(top_.scope));
                else
                    load(i);
                return;
            case Kind::global_statement:
            case Kind::nonlocal_statement: {
                NameId n = name(i, top_.scope);
                bool global = parent.kind == Kind::global_statement;
                reference(i, n, top_.scope, b_.declare(n, top_.scope, i, global), Access::declare);
                return;
            }
            case Kind::as_pattern_target:
                store(i);
                return;
            case Kind::as_pattern:
                if (i == parent_id + 1)
                    load(i);
                else
                    store(i);
                return;
            case Kind::splat_pattern:
                store(i);
                return;
            case Kind::aliased_import:
                if (node.field == Field::alias) store(i, Binding::import);
                return;
            case Kind::dotted_name:
                dotted(i, parent_id);
                return;
            case Kind::type:
                typed(i, parent_id);
                return;
            case Kind::generic_type: {
                NodeId holder = parent.parent;
                if (nodes_[holder].field == Field::left &&
                    nodes_[nodes_[holder].parent].kind == Kind::type_alias_statement)
                    store(i, Binding::definition, alias_scope(nodes_[holder].parent));
                else
                    load(i);
                return;
            }
            case Kind::splat_type:
                if (nodes_[parent.parent].kind == Kind::type)
                    typed(i, parent.parent);
                else
                    load(i);
                return;
            case Kind::delete_statement:
                if (top_.mode == Region::deletion)
                    remove(i);
                else
                    load(i);
                return;
            case Kind::expression_list:
            case Kind::tuple:
            case Kind::list:
            case Kind::list_splat:
            case Kind::parenthesized_expression:
                if (top_.mode == Region::target)
                    store(i);
                else if (top_.mode == Region::deletion)
                    remove(i);
                else
                    load(i);
                return;
            default:
                load(i);
        }
    }
    // A name inside a pattern of a `for` counts as loop target.
    std::uint16_t target_flag(const NodeRecord& pattern) const {
        const NodeRecord* at = &pattern;
        for (int depth = 0; depth < 8; ++depth) {
            const NodeRecord& up = nodes_[at->parent];
            if (up.kind == Kind::for_statement || up.kind == Kind::for_in_clause) return Binding::loop_target;
            if (up.kind == Kind::assignment || at->parent == 0) break;
            at = &up;
        }
        return Binding::other_store;
    }
    void assigned(NodeId i, NodeId assignment) {
        bool annotated = false, valued = false;
        for (NodeId c = nodes_[i].next; c < nodes_[assignment].next; c = nodes_[c].next) {
            annotated |= nodes_[c].field == Field::type;
            valued |= nodes_[c].field == Field::right;
        }
        if (annotated && !valued) {
            NameId n = name(i, top_.scope);
            reference(i, n, top_.scope, b_.mention(n, top_.scope, i, Binding::annotated), Access::declare);
        } else {
            store(i, annotated ? Binding::other_store | Binding::annotated : Binding::other_store);
        }
    }
    bool bare_annotation(NodeId target) const {
        const NodeRecord& node = nodes_[target];
        if (nodes_[node.parent].kind != Kind::assignment || node.next >= nodes_.size() ||
            nodes_[node.next].kind != Kind::op_colon)
            return false;
        for (NodeId c = node.next; c < nodes_[node.parent].next; c = nodes_[c].next)
            if (nodes_[c].field == Field::right) return false;
        return true;
    }
    void dotted(NodeId i, NodeId dotted_name) {
        const NodeRecord& name_node = nodes_[dotted_name];
        bool first = i == dotted_name + 1, single = first && nodes_[i].next == name_node.next;
        switch (nodes_[name_node.parent].kind) {
            case Kind::import_statement:
                if (first) store(i, Binding::import);
                return;
            case Kind::import_from_statement:
                if (first && name_node.field == Field::name) store(i, Binding::import);
                return;
            case Kind::future_import_statement:
                if (spelling(i) == "annotations") d_.future_annotations = true;
                if (first) store(i, Binding::import);
                return;
            case Kind::aliased_import:
                if (spelling(i) == "annotations" &&
                    nodes_[nodes_[name_node.parent].parent].kind == Kind::future_import_statement)
                    d_.future_annotations = true;
                return;
            case Kind::relative_import:
                return;
            case Kind::class_pattern:
                if (first) load(i);
                return;
            case Kind::case_pattern:
            case Kind::keyword_pattern:
            case Kind::union_pattern:
                if (single)
                    store(i);
                else if (first)
                    load(i);
                return;
            default:
                if (first) load(i);
        }
    }
    // In `[T: bound]` the first name of each parameter is bound, the rest is read.
    void typed(NodeId i, NodeId type) {
        const NodeRecord* node = &nodes_[type];
        if (nodes_[node->parent].kind == Kind::type_alias_statement && node->field == Field::left) {
            store(i, Binding::definition, top_.scope);
            return;
        }
        if (nodes_[node->parent].kind == Kind::constrained_type) {
            const NodeRecord& constrained = nodes_[node->parent];
            if (type != node->parent + 1 || nodes_[constrained.parent].kind != Kind::type) return load(i);
            node = &nodes_[constrained.parent];
        }
        const NodeRecord& list = nodes_[node->parent];
        const NodeRecord& holder = nodes_[list.parent];
        bool binds = list.kind == Kind::type_parameter &&
                     (list.field == Field::type_parameters ||
                      (holder.kind == Kind::generic_type && nodes_[holder.parent].field == Field::left &&
                       nodes_[nodes_[holder.parent].parent].kind == Kind::type_alias_statement));
        // The default of a parameter stands in the list as one of its own (see syntax/newer_python.h).
        const std::size_t before = text_.substr(0, node->start).find_last_not_of(" \t\r\n\f");
        const bool is_default = before != text_.npos && text_[before] == '=';
        if (binds && !is_default)
            store(i, Binding::type_parameter);
        else
            load(i);
    }
    ScopeId alias_scope(NodeId statement) const {
        const Scope& scope = d_.scopes[top_.scope];
        return scope.node == statement && scope.sort == Scope::type_parameters ? scope.parent : top_.scope;
    }

    Binder& b_;
    ModelData& d_;
    const std::vector<NodeRecord>& nodes_;
    std::string_view text_;
    std::vector<Region> regions_;
    Region top_{};
};

}  // namespace

void bind_names(ModelData& data) {
    if (data.tree->nodes.empty()) {
        data.scopes.push_back({Scope::module, 0, 0});
        data.transitions.push_back({0, 0});
        return;
    }
    Binder binder{data};
    Pass(binder).run();
    binder.resolve();
}

}  // namespace zen
