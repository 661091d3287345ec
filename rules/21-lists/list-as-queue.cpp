// `pop(0)` in a loop, or `pop(0)` and `append` in methods of one class.
#include "rule.h"

namespace zen::rules {

namespace {

bool list_queue_call(Node call, Node list, std::initializer_list<std::string_view> methods) {
    Node function = call.child(Field::function);
    if (!call.is(Kind::call) || !function.is(Kind::attribute) || !same_code(function.child(Field::object), list))
        return false;
    for (std::string_view name : methods)
        if (function.child(Field::attribute).text() == name) return true;
    return false;
}

// Every value that is ever stored in it is a list.
bool list_queue_is_list(const Match& m, Node list) {
    if (m.ask.type(list).only(Type::list)) return true;
    return all_stored(m.ask, list, [](const Model& ask, Node value) { return ask.type(value).only(Type::list); });
}

// `item = queue.pop(0)`: the name; else "item".
std::string_view list_queue_target(Node call) {
    Node assignment = call.parent();
    bool named = assignment.is(Kind::assignment) && assignment.child(Field::left).is(Kind::identifier);
    return named ? assignment.child(Field::left).text() : "item";
}

// `while queue: item = queue.pop(0)`, with nothing else in the loop that speaks of the queue, and nothing behind it.
bool list_queue_drained(const Match& m, Node list, Node loop) {
    if (!loop.is(Kind::while_statement) || !list.is(Kind::identifier)) return false;
    Node test = loop.child(Field::condition);
    if (!same_code(test, list) || statement_of(m.at).parent() != loop.child(Field::body) ||
        !m.at.parent().is(Kind::assignment))
        return false;
    for (Node n : loop.child(Field::body).descendants())
        if (n.is(Kind::identifier) && n.text() == list.text() && !n.within(m.at)) return false;
    return !m.ask.used_after(list, loop);
}

// The words of one text, which are few: `line.split()`, `shlex.split(line)`.
bool list_queue_of_words(const Model& ask, Node value) {
    const Node function = value.child(Field::function), arguments = value.child(Field::arguments);
    if (!value.is(Kind::call) || !arguments.is(Kind::argument_list)) return false;
    if (ask.means(function, "shlex.split")) return true;
    return function.is(Kind::attribute) && function.child(Field::attribute).text() == "split" &&
           !function.child(Field::object).is(Kind::call) && arguments.text().find('\\') == std::string_view::npos;
}

}  // namespace

Verdict list_as_queue(const Match& m) {
    Node list = m["queue"], loop = m.ask.enclosing_loop(m.at);
    bool own = list.is(Kind::attribute) && list.child(Field::object).text() == "self";
    if ((!list.is(Kind::identifier) && !own) || !list_queue_is_list(m, list)) return silent;
    Node stage;
    if (own) {
        Node function = m.ask.enclosing_function(m.at);
        stage = m.ask.enclosing_class(function);
    } else {
        // A list that is created in each iteration is short.
        if (!loop || m.ask.rebound(list, loop)) return silent;
        stage = m.ask.enclosing_function(m.at);
        if (!stage) stage = Node(m.ask.tree(), 0);
    }
    if (!stage) return silent;
    // `steps.append(steps.pop(0))`, `steps.insert(0, steps.pop())`: a few items that take turns.
    if (list_queue_call(m.at.parent().parent(), list, {"append"}) ||
        list_queue_call(m.at.child(Field::arguments).child(1u), list, {"pop"}))
        return silent;
    bool fills = false, takes = false;
    for (Node n : stage.descendants()) {
        // What a deque cannot do, or does slowly.
        Node index = n.child(Field::subscript);
        if (n.is(Kind::subscript) && same_code(n.child(Field::value), list) && index.text() != "0" &&
            index.text() != "-1")
            return silent;
        if (list_queue_call(n, list, {"sort", "index"})) return silent;
        // A deque is never equal to a list.
        if (n.is(Kind::comparison_operator)) {
            Node left = n.child(0u), right = n.last_child();
            if (same_code(left, list) || same_code(right, list))
                for (Node side : {left, right})
                    if (side.is_any({Kind::list, Kind::list_comprehension}) ||
                        (!same_code(side, list) && m.ask.type(side).only(Type::list)))
                        return silent;
        }
        if (n.is(Kind::binary_operator) &&
            (same_code(n.child(Field::left), list) || same_code(n.child(Field::right), list)))
            return silent;
        // `item = steps.pop(0)`, `steps.append(item)`: a few items that take turns.
        if (m.index() == 0 && list_queue_call(n, list, {"append"}) && m.at.parent().is(Kind::assignment) &&
            same_code(n.child(Field::arguments).child(0u), m.at.parent().child(Field::left)))
            return silent;
        fills = fills || list_queue_call(n, list, {"append", "extend"}) ||
                (n.is(Kind::augmented_assignment) && same_code(n.child(Field::left), list));
        takes = takes || list_queue_call(n, list, {"pop"});
    }
    if (!fills && all_stored(m.ask, list, list_queue_of_words)) return silent;
    std::string name = short_code(list.text(), 40);
    if (m.index() == 0) {
        // Taken for an error message, it is taken once.
        if (m.ask.exit(statement_of(m.at).parent()) == Model::Exit::raises) return silent;
        // Emptied and never filled: the loop iterates, and a deque would be no better than `for`.
        if (!fills && list_queue_drained(m, list, loop))
            return found(m.at, m.message("`pop(0)` moves all other items of `$name`: iterate with `for $item in $name`",
                                         {{"name", name}, {"item", list_queue_target(m.at)}}));
        if (own ? !fills : !fills && !loop.is(Kind::while_statement)) return silent;
        return found(m.at, m.message("`pop(0)` moves all other items of `$name`: use a `deque` and `$name.popleft()`",
                                     {{"name", name}}));
    }
    if (own && !takes) return silent;
    return found(
        m.at, m.message("`insert(0, ...)` moves all items of `$name`: use `append()` and reverse it once, or a `deque`",
                        {{"name", name}}));
}

}  // namespace zen::rules
