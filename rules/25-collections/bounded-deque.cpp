// The append, and the statement that removes the oldest item; the fix also changes where the list is created.
#include "rule.h"

namespace zen::rules {

Verdict bounded_deque(const Match& m) {
    Node queue = m["queue"], limit = m["limit"];
    if (!m.ask.pure(queue) || !m.ask.pure(limit)) return silent;
    std::vector<Node> values = stored_values(m.ask, queue);
    if (values.empty()) return silent;
    Edits edits(m);
    std::string name(queue.text()), deque = edits.name("collections.deque");
    for (Node value : values) {
        value = unparenthesized(value);
        bool empty = value.is(Kind::list) && value.has_children(0);
        bool plain = value.is(Kind::call) &&
                     (m.ask.means(value.child(Field::function), "list") ||
                      m.ask.means(value.child(Field::function), "collections.deque")) &&
                     value.child(Field::arguments).has_children(0);
        if (!empty && !plain) return silent;
        edits.replace(value.span(), formatted("{}(maxlen={})", deque, limit.text()));
        // The limit must have the same value where the queue is created.
        if (!m.ask.constant(limit) &&
            !(limit.is(Kind::attribute) && m.ask.enclosing_function(value) == m.ask.enclosing_function(m.at)) &&
            !(limit.is(Kind::identifier) && (!m.ask.binding(limit) || m.ask.binding(limit)->scope == 0)))
            edits.give_up();
    }
    // A deque has no slices.
    Node stage = m.ask.enclosing_function(m.at);
    if (queue.is(Kind::attribute)) stage = m.ask.enclosing_class(stage);
    if (!stage) stage = Node(m.ask.tree(), 0);
    for (Node n : stage.descendants()) {
        if (n.is(Kind::subscript) && n.child(Field::subscript).is(Kind::slice) &&
            same_code(n.child(Field::value), queue))
            return silent;
        // Other code that removes items is not what `maxlen` does.
        Node function = n.child(Field::function);
        if (n.is(Kind::call) && function.is(Kind::attribute) && same_code(function.child(Field::object), queue) &&
            !(n.start() >= m.span.start && n.end() <= m.span.end)) {
            std::string_view method = function.child(Field::attribute).text();
            if (method == "pop" || method == "remove" || method == "sort" || method == "insert") return silent;
        }
    }
    edits.replace(m.span, formatted("{}.append({})", name, m["item"].text()));
    return found(m.span, edits,
                 m.message("the oldest item is removed by hand: use `$name = deque(maxlen=$limit)`",
                           {{"name", name}, {"limit", short_code(limit.text(), 30)}}));
}

}  // namespace zen::rules
