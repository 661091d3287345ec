// Both are needed: the item, read as `seq[i]`, and the index, for itself or to assign an item.
#include "rule.h"

namespace zen::rules {

Verdict enumerate_over_range_len(const Match& m) {
    Node index = m["i"], seq = m["seq"], body = m.at.child(Field::body);
    if (!seq) seq = counted_sequence(m.ask, m["n"], m.at);
    Node root = seq;
    while (root.is(Kind::attribute)) root = root.child(Field::object);
    if (!root.is(Kind::identifier) || seq.text() == "self" || seq.text() == "cls" || m.ask.rebound(seq, body))
        return silent;
    if (!m.ask.binding(index) || m.ask.rebound(index, body) || m.ask.used_after(index, m.at)) return silent;
    if ((*m.at.all_children().begin()).is(Kind::kw_async)) return silent;
    const auto [alias, name, subscript] = item_alias(m.ask, index, body, seq);
    const std::string item = alias ? std::string(name.text()) : m.ask.fresh(singular(seq.text()), m.at);
    Edits edits(m);
    Node put;  // the first statement that replaces an item
    std::vector<Node> reads;
    auto uses = index_uses(m.ask, index, body);
    if (!uses) return silent;
    for (Node place : uses->subscripts) {
        if (!same_code(place.child(Field::value), seq)) return silent;  // indexes another sequence, too
        if (m.ask.stored(place)) {
            Node whole = place.parent();
            if (!whole.is_any({Kind::assignment, Kind::augmented_assignment}) || m.ask.enclosing_loop(place) != m.at)
                return silent;
            if (!put) put = statement_of(place);
        } else {
            reads.push_back(place);
            if (!place.within(alias)) edits.replace(place.span(), item);
        }
    }
    if (reads.empty() || (!uses->bare && !put)) return silent;
    if (owner_passed(m.ask, seq, body) || (!put && m.ask.mutated(seq, body, true))) return silent;
    if (put) {
        // Item by item is the only way in which the body uses the sequence, and what it reads, it reads first.
        for (Node n : body.descendants())
            if (n.is_any({Kind::identifier, Kind::attribute}) && same_code(n, seq)) {
                Node sub = n.parent();
                if (!sub.is(Kind::subscript) || sub.child(Field::value) != n ||
                    !same_code(sub.child(Field::subscript), index))
                    return silent;
            }
        for (Node n : reads)
            if (n.start() > put.end()) return silent;
    }
    if (alias) edits.remove_statement(alias);
    std::string now = formatted("{}, {} in {}({})", index.text(), item, edits.name("enumerate"), seq.text());
    Span head{index.start(), m.at.child(Field::right).end()};
    edits.replace(head, now);
    return found(head, edits, m.message("index and item are both needed: write `for $now`", {{"now", now}}))
        .unsafe_because(formatted("a call in the loop may add items to `{}` or remove some", seq.text()));
}

}  // namespace zen::rules
