// The flag is set before the loop, read only by its condition, and changed
// once, where nothing of the iteration follows.
#include "rule.h"

namespace zen::rules {

namespace {

// Is the statement the last of the loop body, as far as only branches lie
// between?
bool rewind_is_last(Node statement, Node loop) {
    for (;;) {
        Node block = statement.parent();
        if (statement.next_sibling() || !block.is(Kind::block)) return false;
        if (block == loop.child(Field::body)) return !statement.is(Kind::expression_statement);
        Node outer = block.parent();
        if (outer.is_any({Kind::elif_clause, Kind::else_clause})) outer = outer.parent();
        if (!outer.is(Kind::if_statement)) return false;
        statement = outer;
    }
}

}  // namespace

Verdict rewind_by_flag(const Match& m) {
    Node flag = m["flag"], loop = m.at;
    const Binding* binding = flag.is(Kind::identifier) ? m.ask.binding(flag) : nullptr;
    constexpr int shared = Binding::global_declared | Binding::nonlocal_declared | Binding::cell;
    constexpr std::uint32_t most_stores =
        8;  // each loop looks at all references, so a name of many loops is left alone
    if (!binding || binding->stores > most_stores || (binding->flags & shared) || m.ask.used_after(flag, loop))
        return silent;
    const bool negated = loop.child(Field::condition).is(Kind::not_operator);

    Node start, stop;  // the assignments before the loop and in it
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()))) {
        Node n(m.ask.tree(), r->node);
        if (n == flag) continue;
        Node assignment = n.parent(), statement = assignment.parent();
        bool sets = assignment.is(Kind::assignment) && statement.is(Kind::expression_statement) &&
                    assignment.child(Field::left) == n;
        if (n.within(loop)) {
            if (stop || !sets) return silent;
            stop = statement;
        } else if (n.start() < loop.start()) {
            start = sets ? statement : Node();
        }
    }
    if (!start || !stop || start.parent() != loop.parent() || !rewind_is_last(stop, loop)) return silent;
    Kind begins = negated ? Kind::false_ : Kind::true_, ends = negated ? Kind::true_ : Kind::false_;
    if (!start.child(0u).child(Field::right).is(begins) || !stop.child(0u).child(Field::right).is(ends)) return silent;
    Edits edits(m);
    edits.remove_statement(start);
    edits.replace(loop.child(Field::condition), "True");
    edits.replace(stop.span(), "break");
    return found(flag, edits, m.message("`$flag` only ends the loop: use `while True` and `break`"))
        .related(stop.span(), "the loop ends here");
}

}  // namespace zen::rules
