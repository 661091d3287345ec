// Items 0, 1, 2 … of one name, as many as it has.
#include <map>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

std::size_t star_args_display(Node n) {
    if (!n.is_any({Kind::tuple, Kind::list, Kind::expression_list})) return 0;
    for (Node c : n.children())
        if (c.is_any({Kind::list_splat, Kind::parenthesized_list_splat})) return 0;
    return n.child_count();
}

// How many items a value has; 0 if unknown.
std::size_t star_args_value(const Match& m, Node value) {
    value = unparenthesized(value);
    if (!value.is(Kind::call)) return star_args_display(value);
    const Type type = m.ask.type(value);
    if (type.only(Type::tuple) && type.fixed && type.arguments) return type.arguments->size();
    // Types leave open what these give where they don't know the operands, but not how many.
    Node function = value.child(Field::function);
    if (m.ask.means(function, "divmod")) return 2;
    std::string_view method = function.is(Kind::attribute) ? function.child(Field::attribute).text() : "";
    return (method == "partition" || method == "rpartition") && value.child(Field::arguments).has_children(1) ? 3 : 0;
}

// How many items each thing has that an iterable hands out.
std::size_t star_args_items(const Match& m, Node iterable) {
    iterable = unparenthesized(iterable);
    if (!iterable.is(Kind::call)) return 0;
    Node function = iterable.child(Field::function), arguments = iterable.child(Field::arguments);
    if (m.ask.means(function, "enumerate")) return 2;
    if (m.ask.means(function, "zip")) {
        std::size_t count = 0;
        for (Node a : arguments.children()) {
            if (a.is(Kind::list_splat)) return 0;
            count += !a.is(Kind::keyword_argument);
        }
        return count;
    }
    if (m.ask.means(function, "sorted") || m.ask.means(function, "list") || m.ask.means(function, "reversed"))
        return star_args_items(m, arguments.child(0u));
    return function.is(Kind::attribute) && function.child(Field::attribute).text() == "items" &&
                   arguments.has_children(0)
               ? 2
               : 0;
}

// `tuple[int, str]` has two.
std::size_t star_args_annotation(const Match& m, Node type) {
    Node n = type.child(0u);
    if (!n.is_any({Kind::generic_type, Kind::subscript}) ||
        (!m.ask.means(n.child(0u), "tuple") && !m.ask.means(n.child(0u), "typing.Tuple")))
        return 0;
    std::size_t count = 0;
    for (Node c : n.descendants()) {
        if (c.is(Kind::ellipsis)) return 0;
        count += c.is(Kind::type) && (c.parent() == n || c.parent().parent() == n);
    }
    return count;
}

// What was found out about stores, and of names in a function: each is asked once.
struct StarArgsKnown {
    mutable std::map<NodeId, std::size_t> lengths, unpacked;  // by store; 0 if unknown
    mutable std::map<std::pair<BindingId, NodeId>, bool> mutated;

    explicit StarArgsKnown(const Model&) {}
};

// A loop's name that is only asked for its items: `unpack-in-for` says to name these.
bool star_args_only_items(const Match& m, Node store) {
    for (Node use : m.ask.uses(store)) {
        Node up = use.parent();
        if (!up.is(Kind::subscript) || up.child(Field::value) != use || !up.child(Field::subscript).is(Kind::integer))
            return false;
    }
    return true;
}

// How many items a store gives the name; 0 if unknown.
std::size_t star_args_stored(const Match& m, Node store) {
    auto [known, fresh] = m.of_file<StarArgsKnown>().lengths.try_emplace(store.id(), 0);
    if (!fresh) return known->second;
    Node up = store.parent();
    if (up.is(Kind::assignment) && up.child(Field::left) == store)
        known->second = up.child(Field::right) ? star_args_value(m, up.child(Field::right)) : 0;
    else if (up.is_any({Kind::for_statement, Kind::for_in_clause}) && up.child(Field::left) == store)
        known->second = star_args_only_items(m, store) ? 0 : star_args_items(m, up.child(Field::right));
    else if (up.is(Kind::typed_parameter))
        known->second = star_args_annotation(m, up.child(Field::type));
    return known->second;
}

// Into how many names is it unpacked that was stored here? That tells its length, too. 0 if it is not.
std::size_t star_args_unpacked(const Match& m, Node store) {
    auto [known, fresh] = m.of_file<StarArgsKnown>().unpacked.try_emplace(store.id(), 0);
    if (!fresh) return known->second;
    for (Node use : m.ask.uses(store)) {
        Node up = use.parent(), targets = up.child(Field::left);
        if (!up.is(Kind::assignment) || up.child(Field::right) != use ||
            !targets.is_any({Kind::pattern_list, Kind::tuple_pattern}))
            continue;
        for (Node t : targets.children())
            if (t.is(Kind::list_splat_pattern)) return 0;
        return known->second = targets.child_count();
    }
    return 0;
}

// Is the name's object changed anywhere in the function, or the module, of the match?
bool star_args_mutated(const Match& m, Node name) {
    Node function = m.ask.enclosing_function(m.at), where = function ? function : Node(m.ask.tree(), 0);
    BindingId id = m.ask.reference(name)->binding;
    auto [known, fresh] = m.of_file<StarArgsKnown>().mutated.try_emplace({id, where.id()}, false);
    if (fresh) known->second = m.ask.mutated(name, where);
    return known->second;
}

// How many items the name has where it is read; 0 if unknown.
std::size_t star_args_length(const Match& m, Node name) {
    const Binding* binding = m.ask.binding(name);
    if (!binding) return 0;
    std::size_t length = 0;
    bool certain = true;
    std::vector<Node> stores = m.ask.definitions(name);
    for (Node store : stores) {
        std::size_t here = star_args_stored(m, store);
        certain = certain && here && (!length || here == length);
        length = here;
    }
    if (certain && length && !star_args_mutated(m, name)) return length;
    return stores.size() == 1 ? star_args_unpacked(m, stores[0]) : 0;
}

}  // namespace

Verdict star_args_call(const Match& m) {
    Node arguments = m.at.child(Field::arguments), name, first, last;
    if (!arguments.is(Kind::argument_list) || arguments.child_count() < 2) return silent;
    std::size_t next = 0;
    for (Node a : arguments.children()) {
        bool item = a.is(Kind::subscript) && a.has_children(2) && a.child(Field::value).is(Kind::identifier) &&
                    a.child(Field::subscript).is(Kind::integer);
        if (item && !first && a.child(Field::subscript).text() == "0") name = a.child(Field::value), first = a;
        bool same = item && first && a.child(Field::value).text() == name.text();
        if (same && a.child(Field::subscript).text() == std::to_string(next) &&
            (next == 0 || last.next_sibling() == a)) {
            last = a;
            ++next;
        } else if (same) {
            return silent;  // out of order
        }
    }
    // Two of several arguments: `draw(size[0], size[1], color)` names the parts.
    if (next == 2 && !arguments.has_children(2)) return silent;
    if (next < 2 || star_args_length(m, name) != next) return silent;
    Edits edits(m);
    Span span{first.start(), last.end()};
    std::string code = "*" + std::string(name.text());
    edits.replace(span, code);
    return found(span, edits, m.message("all items are passed one by one: write `$code`", {{"code", code}}));
}

}  // namespace zen::rules
