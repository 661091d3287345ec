// The index must only be used to read the items.
#include "rule.h"

namespace zen::rules {

namespace {

// `xs` of `range(len(xs))` and `range(0, len(xs))`.
Node range_len_loop_sequence(const Match& m, Node call) {
    if (!call.is(Kind::call) || !m.ask.means(call.child(Field::function), "range")) return {};
    Node arguments = call.child(Field::arguments);
    const bool from_zero = arguments.has_children(2) && arguments.child(0u).text() == "0";
    if (!arguments.has_children(1) && !from_zero) return {};
    Node length = arguments.last_child();
    return length.is(Kind::call) && m.ask.means(length.child(Field::function), "len") ? sole_argument(length) : Node();
}

// A name, or attributes of one, other than `self`.
bool range_len_loop_named(Node seq) {
    if (seq.text() == "self" || seq.text() == "cls") return false;
    while (seq.is(Kind::attribute)) seq = seq.child(Field::object);
    return seq.is(Kind::identifier);
}

Verdict range_len_loop_in_comprehension(const Match& m) {
    Node index = m.at.child(Field::left), place = m.at.parent(),
         seq = range_len_loop_sequence(m, unparenthesized(m.at.child(Field::right)));
    if (!seq || !index.is(Kind::identifier) || !range_len_loop_named(seq) || m.at.text().starts_with("async") ||
        owner_passed(m.ask, seq, place))
        return silent;
    for (Node part : place.children())
        if (part != m.at && m.ask.mutated(seq, part, true)) return silent;
    auto uses = index_uses(m.ask, index, place);
    if (!uses || uses->bare || uses->subscripts.empty()) return silent;
    for (Node use : uses->subscripts)
        if (use.within(m.at) || m.ask.stored(use) || !same_code(use.child(Field::value), seq)) return silent;
    Edits edits(m);
    Node item_read = place.child(Field::body);
    if (place.is(Kind::list_comprehension) && place.has_children(2) && uses->subscripts.size() == 1 &&
        item_read == uses->subscripts[0]) {
        std::string now = formatted("{}({})", edits.name("list"), seq.text());
        edits.replace(place, now);
        return found(place, edits,
                     m.message("this copies `$seq` by index: write `$now`", {{"seq", seq.text()}, {"now", now}}))
            .unsafe_because(formatted("`{}` may not be iterable", seq.text()));
    }
    std::string item = m.ask.fresh(singular(seq.text()), m.at);
    for (Node use : uses->subscripts) edits.replace(use.span(), item);
    Span head{index.start(), m.at.child(Field::right).end()};
    std::string now = formatted("{} in {}", item, seq.text());
    edits.replace(head, now);
    return found(head, edits,
                 m.message("the index is only used to read `$seq`: write `for $now`",
                           {{"seq", seq.text()}, {"now", now}}))
        .unsafe_because(formatted("`{}` may not be iterable", seq.text()));
}

}  // namespace

Verdict range_len_loop(const Match& m) {
    if (m.at.is(Kind::for_in_clause)) return range_len_loop_in_comprehension(m);
    Node index = m["i"], seq = m["seq"], body = m.at.child(Field::body);
    if (!seq) seq = counted_sequence(m.ask, m["n"], m.at);
    const Binding* binding = m.ask.binding(index);
    if (!seq || !range_len_loop_named(seq) || !binding || m.ask.rebound(index, body) || m.ask.used_after(index, m.at) ||
        m.ask.rebound(seq, body))
        return silent;
    if (m.ask.mutated(seq, body, true) || owner_passed(m.ask, seq, body)) return silent;
    // `name = names[i]` at the start of the body gives the item its name.
    const auto [alias, name, subscript] = item_alias(m.ask, index, body, seq);
    const std::string item = alias ? std::string(name.text()) : m.ask.fresh(singular(seq.text()), m.at);
    Edits edits(m);
    for (Node use : m.ask.uses(index)) {
        if (!use.within(body)) continue;
        Node place = use.parent();
        bool whole_subscript =
            place.is(Kind::subscript) && place.child(Field::subscript) == use && place.has_children(2);
        if (!whole_subscript) return silent;  // used for itself, too: that is `enumerate`
        if (m.ask.stored(place) || !same_code(place.child(Field::value), seq)) return silent;
        if (!use.within(alias)) edits.replace(place.span(), item);
    }
    if (alias) edits.remove_statement(alias);
    if (edits.empty()) return silent;  // it only counts
    Span head{index.start(), m.at.child(Field::right).end()};
    std::string now = formatted("{} in {}", item, seq.text());
    edits.replace(head, now);
    return found(head, edits,
                 m.message("the index is only used to read `$seq`: write `for $now`",
                           {{"seq", seq.text()}, {"now", now}}))
        .unsafe_because(formatted("a call in the loop may add items to `{}` or remove some", seq.text()));
}

}  // namespace zen::rules
