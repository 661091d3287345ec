// From a change to the enclosing loop over the changed container, unless the loop ends right after.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view mutate_methods[] = {"add",
                                               "append",
                                               "clear",
                                               "difference_update",
                                               "discard",
                                               "extend",
                                               "insert",
                                               "intersection_update",
                                               "pop",
                                               "popitem",
                                               "remove",
                                               "reverse",
                                               "setdefault",
                                               "sort",
                                               "symmetric_difference_update",
                                               "update"};

// The container that the loop iterates over: `x` of x, x.items(), enumerate(x) …
Node mutate_walked(const Match& m, Node iterable) {
    iterable = unparenthesized(iterable);
    if (iterable.is(Kind::call)) {
        Node function = iterable.child(Field::function), arguments = iterable.child(Field::arguments);
        if (function.is(Kind::attribute) && arguments.has_children(0)) {
            std::string_view view = function.child(Field::attribute).text();
            if (view == "items" || view == "keys" || view == "values")
                return unparenthesized(function.child(Field::object));
        }
        if (arguments.child_count() >= 1 && m.ask.means(function, "enumerate"))
            return mutate_walked(m, arguments.child(0u));
        return {};
    }
    return iterable.is_any({Kind::identifier, Kind::attribute}) && m.ask.pure(iterable) ? iterable : Node();
}

// The result of a call of an unknown class or function, whose own `keys()` may return a list or a copy.
bool mutate_made_elsewhere(const Match& m, Node iterable, Node walked) {
    iterable = unparenthesized(iterable);
    if (!iterable.is(Kind::call) || !iterable.child(Field::function).is(Kind::attribute)) return false;
    if (m.ask.type(walked).known()) return false;
    const auto& values = stored_values(m.ask, walked);
    return !values.empty() && std::ranges::all_of(values, [](Node value) { return value.is(Kind::call); });
}

// May the loop bind the name anew, so that the change is one of another container? A function that the loop calls may
// do so with a global, but not a builtin, nor a method of the container, of the item or of a value of a known type.
bool mutate_rebound(const Match& m, Node loop, Node walked) {
    const Node body = loop.child(Field::body);
    if (!m.ask.rebound(walked, body)) return false;
    const Reference* r = m.ask.reference(walked);
    if (!walked.is(Kind::identifier) || !r || r->binding == no_id) return true;
    for (const Reference* other : m.ask.references_of(r->binding))
        if (other->writes() && Node(m.ask.tree(), other->node).within(body)) return true;
    for (Node n : body.descendants()) {
        if (n.is_any({Kind::await, Kind::yield})) return true;
        if (!n.is(Kind::call)) continue;
        const Node function = n.child(Field::function), object = function.child(Field::object);
        const Type type = function.is(Kind::attribute) ? m.ask.type(object) : Type();
        const bool harmless = function.is(Kind::attribute)
                                  ? same_code(object, walked) || same_code(object, loop.child(Field::left)) ||
                                        (type.known() && !type.maybe(Type::instance))
                                  : function.is(Kind::identifier) && m.ask.is_builtin_function(function);
        if (!harmless) return true;
    }
    return false;
}

// What the statement or call changes, so that items come, go or move; none if it changes nothing of the kind.
Node mutate_changed(Node n, Node& key) {
    if (n.is(Kind::call)) {
        Node function = n.child(Field::function);
        if (!function.is(Kind::attribute)) return {};
        std::string_view method = function.child(Field::attribute).text();
        return std::ranges::binary_search(mutate_methods, method) ? function.child(Field::object) : Node();
    }
    Node target = n.is(Kind::delete_statement) ? n.child(0u) : n.child(Field::left);
    if (n.is(Kind::augmented_assignment)) {
        bool plain = target.is_any({Kind::identifier, Kind::attribute});
        return plain ? target : Node();
    }
    if (!target.is(Kind::subscript)) return {};
    key = target.child(Field::subscript);
    return target.child(Field::value);
}

// A list that grows at its end, now and then, is a work queue: the loop also visits the new items.
bool mutate_work_list(const Match& m, Node loop) {
    if (m.at.is(Kind::augmented_assignment)) {
        Node more = unparenthesized(m.at.child(Field::right));
        bool always = m.at.parent().parent() == loop.child(Field::body);
        return m.at.child(Field::operator_).text() == "+=" && !(always && more.is_any({Kind::list, Kind::tuple}));
    }
    if (!m.at.is(Kind::call)) return false;
    std::string_view method = m.at.child(Field::function).child(Field::attribute).text();
    bool always = statement_of(m.at).parent() == loop.child(Field::body);
    if (method == "append") return !always;
    return method == "extend" && !(always && m.at.child(Field::arguments).child(0u).is_any({Kind::list, Kind::tuple}));
}

bool mutate_ends_loop(const Match& m, Node statement, Node loop) {
    return statement.is_any({Kind::return_statement, Kind::raise_statement}) ||
           (statement.is(Kind::break_statement) && m.ask.enclosing_loop(statement) == loop);
}

// The names that the change's block sets to True.
std::vector<std::string_view> mutate_flags(const Match& m) {
    std::vector<std::string_view> flags;
    for (Node beside : statement_of(m.at).parent().children()) {
        const Node set = beside.is(Kind::expression_statement) ? beside.child(0u) : beside;
        if (set.is(Kind::assignment) && unparenthesized(set.child(Field::right)).is(Kind::true_) &&
            set.child(Field::left).is(Kind::identifier))
            flags.push_back(set.child(Field::left).text());
    }
    return flags;
}

// Does the loop end right after: by the end of the change's block, or of one around it within the loop, maybe by a flag
// (`grown = True` beside the change, then `if grown: break`)?
bool mutate_leaves(const Match& m, Node loop) {
    const std::vector<std::string_view> flags = mutate_flags(m);
    for (Node at = statement_of(m.at); at && at != loop; at = statement_of(at.parent())) {
        for (Node next = at; next; next = next.next_sibling()) {
            if (mutate_ends_loop(m, next, loop)) return true;
            if (!next.is(Kind::if_statement) || next == at) continue;
            const Node condition = unparenthesized(next.child(Field::condition));
            if (condition.is(Kind::identifier) && std::ranges::find(flags, condition.text()) != flags.end())
                for (Node inner : next.child(Field::consequence).children())
                    if (mutate_ends_loop(m, inner, loop)) return true;
        }
        if (at.parent().parent() == loop) break;
    }
    return false;
}

// Does it remove something else than the item that the loop is at?
bool mutate_removes_other(const Match& m, Node loop) {
    Node target = loop.child(Field::left), what;
    if (m.at.is(Kind::delete_statement)) {
        what = m.at.child(0u).child(Field::subscript);
    } else if (m.at.is(Kind::call)) {
        std::string_view method = m.at.child(Field::function).child(Field::attribute).text();
        if (method != "remove" && method != "discard" && method != "pop") return false;
        what = m.at.child(Field::arguments).child(0u);
    } else {
        return false;
    }
    if (!what) return true;
    // Of a list: `xs.remove(x + 1)` may take away an item that is still to come, or one that a copy still holds.
    what = unparenthesized(what);
    const bool indexed = what.child(Field::function).child(Field::attribute).text() == "index";
    if (m.index() == 0 && !indexed && what.is_any({Kind::binary_operator, Kind::call, Kind::unary_operator}))
        return true;
    for (Node name : target.descendants())
        for (Node n : what.descendants())
            if (name.is(Kind::identifier) && same_code(n, name)) return false;
    return true;
}

// Is a value stored under a key that an `if` around the change has just found in the container, or has found to be the
// key at hand?
bool mutate_known_key(const Match& m, Node key, Node walked, Node target) {
    for (Node up = m.at.parent(), inner = m.at; up && !is_function(up.kind()); inner = up, up = up.parent()) {
        if (!up.is_any({Kind::if_statement, Kind::elif_clause}) || inner.field() != Field::consequence) continue;
        for (Node n : up.child(Field::condition).descendants())
            if (n.is(Kind::comparison_operator))
                if (const auto [left, op, right] = sole_comparison(n);
                    op && ((op.is(Kind::kw_in) && same_code(left, key) && same_code(right, walked)) ||
                           (op.is(Kind::op_eq_eq) && same_code(left, target) && same_code(right, key)) ||
                           (op.is(Kind::op_eq_eq) && same_code(left, key) && same_code(right, target))))
                    return true;
    }
    return false;
}

// Does the loop compute the name that is the key, so that it is one that may be new?
bool mutate_computed_name(const Match& m, Node key, Node loop) {
    if (!key.is(Kind::identifier)) return false;
    for (Node stored : m.ask.definitions(key)) {
        Node made = stored.parent();
        if (made.is(Kind::augmented_assignment) && made.within(loop)) continue;
        Node value = made.is(Kind::assignment) ? made.child(Field::right) : Node();
        if (!value.is_any({Kind::call, Kind::binary_operator, Kind::string, Kind::integer})) return false;
        if (!value.is(Kind::integer) && !made.within(loop)) return false;
    }
    return !m.ask.definitions(key).empty();
}

// Is another change in the loop reported already? Sets are reported at the loop's head, once.
bool mutate_changed_before(const Match& m, Node loop, Node walked) {
    for (Node n : loop.child(Field::body).descendants()) {
        if (n == m.at) return false;
        Node key;
        if (n.is_any({Kind::call, Kind::delete_statement, Kind::assignment, Kind::augmented_assignment}) &&
            same_code(mutate_changed(n, key), walked))
            return true;
    }
    return false;
}

// `d.update({key: …})`, with no other key than the loop's; and `update()` of an object that may be anything.
bool mutate_updates_only(const Match& m, Node loop, Type type) {
    if (!m.at.is(Kind::call) || m.at.child(Field::function).child(Field::attribute).text() != "update") return false;
    if (!type.only(Type::dict | Type::set)) return true;
    Node argument = m.at.child(Field::arguments).child(0u), target = loop.child(Field::left);
    if (!m.at.child(Field::arguments).has_children(1) || !argument.is(Kind::dictionary)) return false;
    if (target.is(Kind::pattern_list)) target = target.child(0u);
    for (Node pair : argument.children())
        if (!pair.is(Kind::pair) || !same_code(pair.child(Field::key), target)) return false;
    return true;
}

}  // namespace

Verdict mutate_while_iterating(const Match& m) {
    Node key, changed = mutate_changed(m.at, key);
    if (!changed) return silent_for_all;
    changed = unparenthesized(changed);
    if (!changed.is_any({Kind::identifier, Kind::attribute})) return silent_for_all;
    Node again;
    for (Node argument : m.at.child(Field::arguments).children())
        if (argument.is(Kind::call) && same_code(mutate_changed(argument, again), changed)) return silent;
    if (Node outer = m.at.parent().parent(); outer.is(Kind::call) && mutate_changed(outer, again))
        return silent;  // moved: `xs.insert(0, xs.pop(i))`
    for (Node loop = m.ask.enclosing_loop(m.at); loop; loop = m.ask.enclosing_loop(loop)) {
        if (!loop.is(Kind::for_statement)) continue;
        Node iterable = loop.child(Field::right), walked = mutate_walked(m, iterable);
        if (!walked || !same_code(walked, changed)) continue;
        Type type = m.ask.type(walked);
        std::uint32_t group = type.only(Type::set | Type::frozenset) ? 1 : type.only(Type::dict) ? 2 : 0;
        if (group != m.index()) return silent;
        if (mutate_rebound(m, loop, walked) && !m.at.is(Kind::augmented_assignment)) return silent;
        bool container = type.only(Type::list | Type::set | Type::dict);
        if (m.at.is(Kind::augmented_assignment) && !container &&
            !unparenthesized(m.at.child(Field::right)).is_any({Kind::list, Kind::list_comprehension, Kind::set}))
            return silent;  // a number, a text or a tuple becomes another
        if (key && m.at.is(Kind::assignment)) {
            // A value under the key at hand, or an item in the place of another.
            bool computed =
                !key.is_any({Kind::identifier, Kind::attribute, Kind::subscript}) || mutate_computed_name(m, key, loop);
            if (!type.only(Type::dict) || !computed || key.is(Kind::slice)) return silent;
            Node target = loop.child(Field::left);
            if (target.is(Kind::pattern_list)) target = target.child(0u);
            if (same_code(target, key) || mutate_known_key(m, key, walked, target)) return silent;
        }
        if (mutate_updates_only(m, loop, type)) return silent;
        if (mutate_work_list(m, loop) || walked.text() == "self") return silent;
        if (mutate_leaves(m, loop)) continue;
        if (mutate_made_elsewhere(m, iterable, walked)) return silent;
        if (group == 1 && mutate_changed_before(m, loop, walked)) return silent;
        Edits edits(m);
        const bool removes_other = mutate_removes_other(m, loop);  // a copy would still hold what was removed
        if (removes_other) edits.give_up();
        std::string copy = group == 1 ? std::string(iterable.text()) + ".copy()"
                                      : formatted("{}({})", edits.name("list"), iterable.text());
        if (unparenthesized(iterable).is(Kind::call) &&
            !unparenthesized(iterable).child(Field::function).is(Kind::attribute)) {
            edits.give_up();
            copy = formatted("list({})", walked.text());
        } else {
            edits.replace(iterable.span(), copy);
        }
        return found(group == 1 ? Span{loop.child(Field::left).start(), m.at.end()} : m.at.span(), edits,
                     m.message(removes_other
                                   ? "this changes `$walked` while the loop iterates over it: do so after the loop"
                                   : "this changes `$walked` while the loop iterates over it: iterate over `$copy`",
                               {{"walked", walked.text()}, {"copy", short_code(copy)}}))
            .related(group == 1 ? m.at.span() : iterable.span(), group == 1 ? "changed here" : "iterated over here");
    }
    return silent_for_all;
}

}  // namespace zen::rules
