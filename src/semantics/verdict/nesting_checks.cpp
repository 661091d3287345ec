#include "semantics/verdict/nesting_checks.h"

#include <algorithm>

namespace zen {
namespace {

bool opens_blocks(Kind k) {
    return k == Kind::for_statement || k == Kind::while_statement || k == Kind::with_statement ||
           k == Kind::try_statement;
}

int items_of(Node with_statement) {
    int items = 0;
    for (Node clause : with_statement.children())
        if (clause.is(Kind::with_clause))
            for (Node item : clause.children()) items += item.is(Kind::with_item) ? 1 : 0;
    return items;
}

// The compiler's blocks (compiler_push_fblock in Python/compile.c) that a part of such a statement runs in.
int blocks_around(Node part, int minor) {
    const Node statement = part.parent();
    const bool body = part.field() == Field::body;
    if (statement.is_any({Kind::for_statement, Kind::while_statement})) return body ? 1 : 0;
    if (statement.is(Kind::with_statement)) return body ? items_of(statement) : 0;
    int finally = 0, handled = 0;
    for (Node c : statement.children()) {
        if (c.is(Kind::finally_clause)) finally = 1;
        if (c.is(Kind::except_clause)) handled = 1;
    }
    if (body) return finally + handled;
    if (part.is(Kind::except_clause)) return finally + (minor >= 9 ? 2 : 1);
    return part.is(Kind::finally_clause) ? 1 : finally;
}

}  // namespace

std::string_view nesting_mistake(Node n, int minor) {
    const int most = minor >= 13 ? 21 : 20;  // as compile() of 3.8 to 3.15 has it
    const NodeRecord* nodes = n.tree().nodes.data();
    int blocks = 0;
    NodeId child = n.id();
    for (NodeId up = nodes[child].parent; up != 0; child = up, up = nodes[up].parent) {
        if (nodes[up].kind == Kind::function_definition || nodes[up].kind == Kind::class_definition) break;
        if (opens_blocks(nodes[up].kind)) blocks += blocks_around(Node(n.tree(), child), minor);
    }
    if (blocks > most) return {};
    int own = 0;
    for (Node c : n.children()) own = std::max(own, blocks_around(c, minor));
    return blocks + own > most ? "too many statically nested blocks" : "";
}

}  // namespace zen
