// What an identifier does where it stands: it reads a name, binds, declares or deletes it, or is no name at all.
#include "semantics/names/binding_pass.h"

namespace zen {

void BindingPass::parameter(NodeId i, ScopeId function) {
    NameId n = name(i, function);
    reference(i, n, function, b_.store(n, function, i, Binding::parameter), Access::store);
}

void BindingPass::remove(NodeId i) {
    NameId n = name(i, top_.scope);
    reference(i, n, top_.scope, b_.mention(n, top_.scope, i, Binding::deleted), Access::del);
}

void BindingPass::store_or_parameter(NodeId i, std::uint16_t flag) {
    if (top_.parameters_of != no_id)
        parameter(i, top_.parameters_of);
    else
        store(i, flag);
}

// What an identifier does follows from its parent, and for names inside targets of `del` and `as` from the region.
void BindingPass::identifier(NodeId i) {
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
            if (nodes_[holder].field == Field::left && nodes_[nodes_[holder].parent].kind == Kind::type_alias_statement)
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
std::uint16_t BindingPass::target_flag(const NodeRecord& pattern) const {
    const NodeRecord* at = &pattern;
    for (int depth = 0; depth < 8; ++depth) {
        const NodeRecord& up = nodes_[at->parent];
        if (up.kind == Kind::for_statement || up.kind == Kind::for_in_clause) return Binding::loop_target;
        if (up.kind == Kind::assignment || at->parent == 0) break;
        at = &up;
    }
    return Binding::other_store;
}

void BindingPass::assigned(NodeId i, NodeId assignment) {
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

bool BindingPass::bare_annotation(NodeId target) const {
    const NodeRecord& node = nodes_[target];
    if (nodes_[node.parent].kind != Kind::assignment || node.next >= nodes_.size() ||
        nodes_[node.next].kind != Kind::op_colon)
        return false;
    for (NodeId c = node.next; c < nodes_[node.parent].next; c = nodes_[c].next)
        if (nodes_[c].field == Field::right) return false;
    return true;
}

void BindingPass::dotted(NodeId i, NodeId dotted_name) {
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
void BindingPass::typed(NodeId i, NodeId type) {
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

ScopeId BindingPass::alias_scope(NodeId statement) const {
    const Scope& scope = d_.scopes[top_.scope];
    return scope.node == statement && scope.sort == Scope::type_parameters ? scope.parent : top_.scope;
}

}  // namespace zen
