#include "engine/shapes/operand_row.h"

namespace zen {
namespace {

Node unwrapped(Node n) {
    while (n.is(Kind::parenthesized_expression) && n.has_children(1)) n = n.child(0u);
    return n;
}

bool joins(Node n, Kind op) {
    return n.is(Kind::boolean_operator) && n.child(Field::operator_).is(op);
}

// Does a pair of parentheses hold `inner` but not all of [inner, other], on the way up to what holds both?
bool cut(Node inner, Node other) {
    for (Node up = inner.parent(); up && !other.within(up); up = up.parent())
        if (up.is(Kind::parenthesized_expression)) return true;
    return false;
}

}  // namespace

std::vector<Node> operand_row(Node top, Kind op) {
    std::vector<Node> out, todo{top};
    while (!todo.empty()) {
        Node at = unwrapped(todo.back());
        todo.pop_back();
        if (joins(at, op)) {
            todo.push_back(at.child(Field::right));
            todo.push_back(at.child(Field::left));
        } else {
            out.push_back(at);
        }
    }
    return out;
}

bool is_whole_row(Node row) {
    const Kind op = row.child(Field::operator_).kind();
    Node up = row.parent();
    while (up.is(Kind::parenthesized_expression)) up = up.parent();
    return !joins(up, op);
}

CallRow call_row(Node top) {
    CallRow row;
    if (!is_whole_row(top)) return row;
    const Kind op = top.child(Field::operator_).kind();
    row.denied = op == Kind::kw_and;
    row.operands = operand_row(top, op);
    std::size_t calls = 0;
    row.calls.reserve(row.operands.size());
    for (Node operand : row.operands) {
        Node call = unparenthesized(operand);
        if (row.denied) call = call.is(Kind::not_operator) ? unparenthesized(call.child(Field::argument)) : Node();
        row.calls.push_back(call.is(Kind::call) ? call : Node());
        calls += call.is(Kind::call);
    }
    return calls < 2 ? CallRow() : row;
}

std::optional<Span> row_span(Node from, Node to) {
    while (from.parent().is(Kind::parenthesized_expression) && !to.within(from.parent())) from = from.parent();
    while (to.parent().is(Kind::parenthesized_expression) && !from.within(to.parent())) to = to.parent();
    if (cut(from, to) || cut(to, from)) return std::nullopt;
    return Span{from.start(), to.end()};
}

}  // namespace zen
