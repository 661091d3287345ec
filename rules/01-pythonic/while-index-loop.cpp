// Follows the index: where it is set, that nothing else moves it, and what it is used for.
#include <algorithm>
#include <span>

#include "rule.h"

namespace zen::rules {

namespace {

// `i = 0` in the same block above the loop, when that and the step are all that the test can see; none otherwise.
Node while_index_loop_start(const Match& m, Node test, Node step) {
    std::vector<Node> stores = m.ask.definitions(test);
    if (stores.size() != 2) return {};
    Node set = stores[0].within(step) ? stores[1] : stores[0];
    Node assignment = set.parent(), statement = assignment.parent();
    bool simple = assignment.is(Kind::assignment) && assignment.child(Field::left) == set &&
                  assignment.child(Field::right).text() == "0" && statement.is(Kind::expression_statement);
    if (!simple || statement.parent() != m.at.parent() || statement.id() > m.at.id()) return {};
    for (Node use : m.ask.uses(set))
        if (!use.within(m.at)) return {};
    return statement;
}

// `name = names[i]` as the first statement of the body gives the item its name, if nothing else does.
Node while_index_loop_named(const Match& m, Node body, Node seq, Node index) {
    Node assignment = body.child(0u).child(0u), name = assignment.child(Field::left),
         value = assignment.child(Field::right);
    bool names = assignment.is(Kind::assignment) && name.is(Kind::identifier) && value.is(Kind::subscript) &&
                 value.has_children(2) && same_code(value.child(Field::value), seq) &&
                 same_code(value.child(Field::subscript), index) && !assignment.child(Field::type);
    if (!names || body.child_count() < 3) return {};
    for (Node next = body.child(0u).next_sibling(); next; next = next.next_sibling())
        if (m.ask.rebound(name, next)) return {};
    return name;
}

bool while_index_loop_continues(const Match& m, Node body) {
    for (Node n : body.descendants())
        if (n.is(Kind::continue_statement) && m.ask.enclosing_loop(n) == m.at) return true;
    return false;
}

// The object that `a.b.c` belongs to may be changed by its own methods: `self.run(…)` may append to `self.jobs`.
bool while_index_loop_owner_acts(const Match& m, Node seq, Node body) {
    if (!seq.is(Kind::attribute)) return false;
    Node owner = seq;
    while (owner.is(Kind::attribute)) owner = owner.child(Field::object);
    return m.ask.mutated(owner, body, true);
}

}  // namespace

Verdict while_index_loop(const Match& m) {
    Node index = m["i"], seq = m["seq"], body = m.at.child(Field::body);
    Node step = body.last_child(), test = m.at.child(Field::condition);
    Node start = while_index_loop_start(m, index, step);
    const Binding* binding = m.ask.binding(index);
    if (!start || !binding || m.run("body").empty() || m.ask.used_after(index, m.at)) return silent;
    if (m.ask.mutated(seq, body, true) || while_index_loop_owner_acts(m, seq, body)) return silent;
    if (while_index_loop_continues(m, body)) return silent;
    // In `__iter__`, a loop over `self` would call it again.
    const Node method = m.ask.enclosing_function(m.at);
    if (method.child(Field::name).text() == "__iter__" && seq.text() == first_parameter(method).text()) return silent;

    Node named = while_index_loop_named(m, body, seq, index);
    std::string item = named ? std::string(named.text()) : m.ask.fresh(singular(seq.text()), m.at);
    bool bare = false;  // is the index wanted for itself, too?
    Edits edits(m);
    const Reference* reference = m.ask.reference(index);
    auto all = m.ask.references_of(reference->binding);
    auto first = std::ranges::lower_bound(all, body.id(), {}, [](const Reference* r) { return r->node; });
    for (const Reference* r : std::span(first, all.end())) {
        Node use(m.ask.tree(), r->node);
        if (use.id() >= step.id()) break;
        Node place = use.parent();
        if (named && use.within(named.parent())) continue;
        if (r->writes() || m.ask.enclosing_function(use) != m.ask.enclosing_function(m.at)) return silent;
        bool item_of_seq = place.is(Kind::subscript) && place.has_children(2) && place.child(Field::subscript) == use &&
                           same_code(place.child(Field::value), seq);
        if (item_of_seq) {
            if (m.ask.stored(place)) return silent;
            edits.replace(place.span(), item);
            continue;
        }
        // Arithmetic on the index reaches for neighbours, and a subscript of something else walks in step.
        for (Node up = place; up && up != body; up = up.parent())
            if (up.is(Kind::subscript) && use.within(up) && !use.within(up.child(Field::value))) return silent;
        bare = true;
    }
    if (named) edits.remove_statement(named.parent().parent());
    if (edits.empty() || (bare && m.ask.spelling("enumerate", m.at).empty())) return silent;
    std::string name(index.text()), sequence(seq.text());
    std::string head = bare ? formatted("for {}, {} in enumerate({})", name, item, sequence)
                            : formatted("for {} in {}", item, sequence);
    edits.remove_statement(start);
    edits.replace(Span{m.at.start(), test.end()}, head);
    edits.remove_statement(step);
    return found(Span{m.at.start(), test.end()}, edits,
                 m.message("the index is counted by hand: write `$head:`", {{"head", short_code(head)}}))
        .related(start.span(), "no longer needed");
}

}  // namespace zen::rules
