// What opens a scope, and where in the tree each scope's code runs.
#include "semantics/names/binding_pass.h"

namespace zen {

void BindingPass::run() {
    d_.references.reserve(nodes_.size() / 5);
    std::vector<NodeId>& yields = d_.yields.emplace();
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
            case Kind::yield:
                yields.push_back(i);
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

// The same region with another mode, up to the end of node `i`.
void BindingPass::push_inside(NodeId i, Region::Mode mode) {
    Region inner = top_;
    inner.end = nodes_[i].next;
    inner.mode = mode;
    inner.parameters_of = no_id;
    inner.comprehension = no_id;
    inner.owner = false;
    push(inner);
}

BindingPass::Parts BindingPass::parts(NodeId i) const {
    Parts found;
    for (NodeId c = i + 1; c < nodes_[i].next; c = nodes_[c].next) {
        if (nodes_[c].field == Field::type_parameters) found.type_parameters = c;
        if (nodes_[c].field == Field::body) found.body = c;
    }
    if (found.body == no_id) found.body = nodes_[i].next;
    if (found.type_parameters != no_id && found.type_parameters > found.body) found.type_parameters = no_id;
    return found;
}

ScopeId BindingPass::type_parameter_scope(NodeId i, const Parts& p) {
    if (p.type_parameters == no_id) return top_.scope;
    ScopeId types = b_.new_scope(Scope::type_parameters, top_.scope, i);
    push({nodes_[i].next, types, no_id, types, no_id, Region::plain, true, top_.annotation});
    return types;
}

void BindingPass::function(NodeId i, Scope::Sort sort) {
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

void BindingPass::class_definition(NodeId i) {
    Parts p = parts(i);
    ScopeId outer = top_.scope;
    ScopeId types = type_parameter_scope(i, p);
    ScopeId inner = b_.new_scope(Scope::class_, types, i);
    push({nodes_[i].next, inner, no_id, inner, no_id, Region::plain, true, false});
    push({p.body, types, no_id, types, no_id, Region::plain, false, false});
    if (p.type_parameters != no_id) push({p.type_parameters, outer, no_id, outer, no_id, Region::plain, false, false});
    transition(i + 1);
}

void BindingPass::type_alias(NodeId i) {
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

void BindingPass::comprehension(NodeId i) {
    ScopeId inner = b_.new_scope(Scope::comprehension, top_.scope, i);
    push({nodes_[i].next, inner, no_id, inner, i, Region::plain, true, top_.annotation});
    transition(i + 1);
}

// The first iterable is read outside.
void BindingPass::for_in_clause(NodeId i) {
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

void BindingPass::type(NodeId i) {
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

void bind_names(ModelData& data) {
    if (data.tree->nodes.empty()) {
        data.scopes.push_back({Scope::module, 0, 0});
        data.transitions.push_back({0, 0});
        return;
    }
    Binder binder{data};
    BindingPass(binder).run();
    binder.resolve();
}

}  // namespace zen
