#include "engine/matching/evaluation.h"

#include "semantics/ascent.h"
#include "semantics/code/context.h"

namespace zen {

// The class in whose body the node runs.
static Node class_body(const Model& ask, Node n) {
    const Scope& scope = ask.scopes()[ask.scope_of(n)];
    return scope.sort == Scope::class_ ? Node(ask.tree(), scope.node) : Node();
}

Node in_no_class_body(const Model& ask, Node n) {
    while (const Node body = class_body(ask, n)) n = body;
    return n;
}

bool in_each_iteration(const Model& ask, Node n) {
    if (ask.enclosing_loop(n)) return true;
    Ascent up(ask);
    for (Node at = n, holder = up(n); holder && !is_function(holder.kind()); at = holder, holder = up(holder)) {
        if (holder.is(Kind::while_statement) && at.field() == Field::condition) return true;
        if (is_statement(holder.kind())) break;
    }
    const Node body = class_body(ask, n);
    return body && in_each_iteration(ask, body);
}

static Node first_for(Node comprehension) {
    for (Node c : comprehension.children())
        if (c.is(Kind::for_in_clause)) return c;
    return {};
}

Node comprehension_of(const Model& ask, Node n) {
    Ascent up(ask);
    for (Node at = n, holder = up(n); holder && !is_statement(holder.kind()) && !is_function(holder.kind());
         at = holder, holder = up(holder)) {
        if (is_comprehension(holder.kind())) return holder;
        if (!holder.is(Kind::for_in_clause)) continue;
        if (at.field() != Field::right || first_for(holder.parent()) != holder) return holder.parent();
        holder = holder.parent();
    }
    return {};
}

}  // namespace zen
