// The dict is created empty, counts here, and is not used in a way in which a Counter differs.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Does the function handle a KeyError, compare the dict or store other values in it?
bool counting_needs_dict(const Match& m, Node dict) {
    Node stage = m.ask.enclosing_function(dict);
    if (!stage) stage = Node(m.ask.tree(), 0);
    for (Node n : stage.descendants()) {
        if (n.within(m.at)) continue;
        if (n.is(Kind::except_clause) && n.child(Field::value).text().find("KeyError") != std::string_view::npos)
            return true;
        if (n.is(Kind::comparison_operator))
            if (const auto [left, op, right] = sole_comparison(n); op.is_any({Kind::op_eq_eq, Kind::op_bang_eq}))
                if (same_code(left, dict) || same_code(right, dict)) return true;
        if (n.is(Kind::assignment) && n.child(Field::left).is(Kind::subscript) &&
            same_code(n.child(Field::left).child(Field::value), dict))
            return true;
    }
    return false;
}

// Is it printed as a whole, or made text? A Counter looks different, and in another order.
bool counting_shows(const Match& m, Node dict) {
    constexpr std::string_view shows[] = {"print", "str", "repr", "format", "pprint.pprint", "pprint.pformat"};
    Node stage = m.ask.enclosing_function(dict);
    if (!stage) stage = Node(m.ask.tree(), 0);
    for (Node n : stage.descendants()) {
        if (n.kind() != dict.kind() || !same_code(n, dict)) continue;
        if (n.parent().is(Kind::interpolation)) return true;
        Node place = n;
        while (place.parent().is_any({Kind::keyword_argument, Kind::tuple, Kind::parenthesized_expression}))
            place = place.parent();
        if (place.parent().is(Kind::binary_operator) && place.field() == Field::right) return true;
        if (!place.parent().is(Kind::argument_list)) continue;
        const Node function = place.parent().parent().child(Field::function);
        if (function.child(Field::attribute).text() == "format" ||
            std::ranges::any_of(shows, [&](std::string_view name) { return m.ask.means(function, name); }))
            return true;
    }
    return false;
}

}  // namespace

Verdict counting_loop(const Match& m) {
    Node dict = m["counts"], key = m["key"];
    if (!dict.is_any({Kind::identifier, Kind::attribute}) || !m.ask.pure(key)) return silent;
    std::vector<Node> values = stored_values(m.ask, dict);
    if (values.empty()) return silent;
    for (Node value : values)
        if (!makes_empty(m.ask, value, "dict")) return silent;
    if (counting_needs_dict(m, dict)) return silent;

    std::string name(dict.text()), item(key.text());
    Node loop = m.at.parent().parent();
    bool whole = loop.is(Kind::for_statement) && loop.child(Field::body) == m.at.parent() &&
                 !loop.child(Field::alternative) && !(*loop.all_children().begin()).is(Kind::kw_async);
    // The match is the whole loop body and counts the items of the loop.
    Node last = m.at.parent().last_child();
    whole =
        whole && m.at.parent().child(0u) == m.at && last.end() <= m.span.end && same_code(loop.child(Field::left), key);
    Edits edits(m);
    if (counting_shows(m, dict)) edits.give_up();
    std::string counter = edits.name("collections.Counter"), message;
    if (whole) {
        message = m.message("this loop counts: use `$name = Counter($items)`",
                            {{"name", name}, {"items", short_code(loop.child(Field::right).text(), 40)}});
        Accumulation nest{loop, m.at, {loop}, 1, 0};
        Node load;
        for (Node n : m.at.descendants())
            if (!load && n.is(Kind::identifier) && n.text() == name && m.ask.reference(n)->reads()) load = n;
        auto born = load && dict.is(Kind::identifier) && collapsible_target(m.ask, nest) ? birth(m.ask, nest, load)
                                                                                         : std::nullopt;
        if (born) {
            collapse_into(edits, m.ask, nest, *born,
                          formatted("{}({})", counter, code_for(loop.child(Field::right), lambda_level, true)));
            return found(m.span, edits, message);
        }
    } else {
        message = m.message("this loop counts: use `$name = Counter()` and `$step`",
                            {{"name", name}, {"step", short_code(formatted("{}[{}] += 1", name, item), 60)}});
    }
    for (Node value : values) edits.replace(value.span(), counter + "()");
    edits.replace(m.span, formatted("{}[{}] += 1", name, item));
    return found(m.span, edits, message);
}

}  // namespace zen::rules
