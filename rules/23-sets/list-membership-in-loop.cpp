// A list that is complete before the loop, searched in each iteration, with items that are known to be hashable.
#include "rule.h"

namespace zen::rules {

namespace {

// The outermost loop or comprehension of the function around the test, as far as it does not build the list itself.
Node membership_loop(const Match& m, Node list) {
    Node out;
    Node inner = m.at;
    for (Node n = inner.parent(); n && !is_function(n.kind()) && !n.is(Kind::class_definition);
         inner = n, n = n.parent()) {
        bool repeats = (n.is(Kind::for_statement) && inner.field() == Field::body) || n.is(Kind::while_statement);
        // The first iterable of a comprehension runs once.
        if (is_comprehension(n.kind())) repeats = !(inner.is(Kind::for_in_clause) && inner == n.child(1u));
        if (!repeats) continue;
        if (m.ask.rebound(list, n)) break;
        if (m.ask.mutated(list, n)) return {};
        // A loop over a few literals repeats the test only a few times.
        Node walked = n.is(Kind::for_statement) ? n.child(Field::right) : n.child(1u).child(Field::right);
        if (!n.is(Kind::while_statement) && walked.is_any({Kind::list, Kind::tuple, Kind::expression_list})) continue;
        // `range(x.ndim)`: the axes of an array are few, too.
        if (m.ask.means(walked.child(Field::function), "range") && walked.text().find("len(") == std::string_view::npos)
            continue;
        out = n;
    }
    return out;
}

// Is the list returned or concatenated as well, so that a set would have to stand next to it?
bool membership_used_in_order(const Match& m, Node list) {
    const Binding* binding = m.ask.binding(list);
    constexpr std::size_t most_references = 60;
    if (!binding) return false;
    const auto references = m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()));
    if (references.size() > most_references) return false;
    for (const Reference* r : references) {
        const Node n(m.ask.tree(), r->node);
        if (n.parent().is_any({Kind::return_statement, Kind::binary_operator})) return true;
    }
    return false;
}

// Is it appended to, or extended, in some loop of the function? Only then may a list that starts small be large.
bool membership_grows(const Match& m, Node list) {
    Node stage = m.ask.enclosing_function(m.at);
    if (!stage) stage = Node(m.ask.tree(), 0);
    for (Node n : stage.descendants())
        if (n.is(Kind::for_statement) && m.ask.mutated(list, n)) return true;
    return false;
}

bool membership_hashable(const Match& m, Node item) {
    return m.ask.type(item).only(immutable_types);
}

// The result of a method that returns a list of strings.
bool membership_texts(Node call) {
    Node function = call.child(Field::function);
    if (!call.is(Kind::call) || !function.is(Kind::attribute)) return false;
    std::string_view method = function.child(Field::attribute).text();
    return method == "split" || method == "splitlines" || method == "readlines" || method == "rsplit";
}

// Built from strings or numbers, or from the keys of a dict.
bool membership_items_hashable(const Match& m, Node value) {
    value = unparenthesized(value);
    if (value.is(Kind::list)) {
        if (value.has_children(0)) return false;  // nothing is known of what is added later
        for (Node n : value.children())
            if (!membership_hashable(m, n)) return false;
        return true;
    }
    if (value.is(Kind::list_comprehension)) return membership_hashable(m, value.child(Field::body));
    if (!value.is(Kind::call)) return false;
    Node function = value.child(Field::function), first = value.child(Field::arguments).child(0u);
    if (m.ask.means(function, "os.listdir")) return true;
    if (m.ask.means(function, "list") || m.ask.means(function, "sorted")) {
        Type t = m.ask.type(first);
        if (t.only(Type::dict | Type::set | Type::frozenset | Type::range | Type::str)) return true;
        Node keys = first.child(Field::function);
        return first.is(Kind::call) && keys.is(Kind::attribute) && keys.child(Field::attribute).text() == "keys";
    }
    return membership_texts(value);
}

// `if name in seen: … else: seen.append(name)`: a list that starts empty and only answers whether it has an item.
bool membership_of_seen(const Match& m, Node item, Node list) {
    constexpr std::uint32_t most_references = 8;
    const Binding* binding = m.ask.binding(list);
    const Node loop = m.ask.enclosing_loop(m.at);
    if (!binding || !loop || binding->stores != 1 || !m.ask.pure(item)) return false;
    const Node birth(m.ask.tree(), binding->first_store), value = birth.parent().child(Field::right);
    if (!birth.parent().is(Kind::assignment) || !value.is(Kind::list) || !value.has_children(0) || birth.within(loop) ||
        m.ask.enclosing_function(birth) != m.ask.enclosing_function(m.at))
        return false;
    // Unknown items may be lists: those of a call.
    const Type type = m.ask.type(item);
    if (type.known() && !type.only(immutable_types)) return false;
    for (Node stored : m.ask.definitions(item))
        if (!type.known() && stored.parent().child(Field::right).child(Field::function).is(Kind::identifier))
            return false;
    const auto references = m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()));
    if (references.size() > most_references) return false;
    bool appended = false;
    for (const Reference* r : references) {
        const Node n(m.ask.tree(), r->node), call = n.parent().parent();
        if (n == birth) continue;
        if (r->scope != binding->scope) return false;
        if (const ComparedPair test = sole_comparison(n.parent());
            test.is_any({Kind::kw_in, Kind::kw_not_in}) && unparenthesized(test.right) == n)
            continue;
        const auto step = filling(statement_of(n), "append");
        if (!step || call.parent() != statement_of(n) || !same_code(step->collection, list) ||
            !same_code(step->item, item) || !n.within(loop))
            return false;
        appended = true;
    }
    return appended;
}

}  // namespace

Verdict list_membership_in_loop(const Match& m) {
    const ComparedPair test = sole_comparison(m.at);
    if (!test.is_any({Kind::kw_in, Kind::kw_not_in})) return silent;
    Node item = test.left, list = unparenthesized(test.right);
    if (!list.is(Kind::identifier)) return silent;
    if (statement_of(m.at).is(Kind::assert_statement)) return silent;
    if (m.ask.constant(item)) return silent;  // the same question each time: it is the test that belongs elsewhere
    if (test.is(Kind::kw_in) && membership_of_seen(m, item, list)) {
        if (m.index() == 1) return silent;
        return found(m.at, m.message("each test searches the list `$name`: make it a set, and `add()` to it",
                                     {{"name", list.text()}}));
    }
    Node loop = membership_loop(m, list);
    if (!loop) return silent;
    if (membership_used_in_order(m, list) != (m.index() == 1)) return silent;
    std::vector<Node> births = m.ask.definitions(list);
    if (births.empty()) return silent;
    const bool known = m.ask.type(list).only(Type::list), hashable = membership_hashable(m, item);
    for (Node birth : births) {
        Node assignment = birth.parent();
        if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != birth || birth.within(loop))
            return silent;
        Node value = unparenthesized(assignment.child(Field::right));
        // Nothing to gain for a handful of items.
        if (value.is(Kind::list) && value.child_count() < 10 && !membership_grows(m, list)) return silent;
        Node text = value.child(Field::function).child(Field::object);
        if (text.is(Kind::string) && text.text().size() < 80) return silent;
        if (!known && !membership_texts(value)) return silent;
        if (!hashable && !membership_items_hashable(m, value)) return silent;
    }
    std::string name(list.text());
    return found(m.at, m.message("each test searches the whole list `$name`: make it a set before the loop",
                                 {{"name", name}}))
        .related(loop.span(), "the loop that repeats the test");
}

}  // namespace zen::rules
