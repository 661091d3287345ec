// The first match of the page finds `any`, the second `all`.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Does it make no difference whether the loop takes all items: has no code to run for each, which may raise an error?
bool loop_to_any_all_idle(const Match& m, Node items) {
    items = unparenthesized(items);
    if (m.ask.pure(items)) return true;
    if (!items.is(Kind::call)) return false;
    const Node function = items.child(Field::function), arguments = items.child(Field::arguments);
    if (function.is(Kind::attribute)) {
        const std::string_view name = function.child(Field::attribute).text();
        const bool view = name == "items" || name == "values" || name == "keys";
        const Type type = m.ask.type(items);
        return m.ask.pure(function.child(Field::object)) && (view || (type.known() && !(type.bits & Type::generator)));
    }
    constexpr std::string_view idle[] = {"enumerate", "range", "zip", "sorted", "reversed",
                                         "list",      "tuple", "set", "dict"};
    if (std::ranges::find(idle, function.text()) == std::ranges::end(idle) || !m.ask.is_builtin_function(function))
        return false;
    for (Node argument : arguments.children())
        if (!loop_to_any_all_idle(m, argument)) return false;
    return true;
}

}  // namespace

Verdict loop_to_any_all(const Match& m) {
    // Most loops are no search.
    auto search = search_loop(m.ask, m.at);
    if (!search || search->nest.loops > 2) return silent_for_all;
    bool any = search->hit.is(Kind::true_) && search->miss.is(Kind::false_);
    bool all = search->hit.is(Kind::false_) && search->miss.is(Kind::true_);
    if (m.index() == 0 ? !any : !all) return silent;
    if (!search->stops) {
        if (!m.ask.pure(search->condition)) return silent;
        for (Node n : m.at.descendants())
            if (n.is(Kind::for_statement) && !loop_to_any_all_idle(m, n.child(Field::right))) return silent;
    }
    // What stands below the `return` never runs, but may name the loop's variables.
    Node after = m.at.next_sibling();
    if (!search->name && after.is(Kind::return_statement) && after.next_sibling()) return silent;
    // The second of two such loops reads better like the first.
    if (!search->name && m.at.previous_sibling().is(Kind::for_statement)) return silent;

    Accumulation nest = search->nest;
    nest.clauses.pop_back();  // the last `if` becomes the argument
    Edits edits(m);
    const Node condition = unparenthesized(search->condition);
    std::string question = code_for(condition, lambda_level, true), before;
    std::string negated = any ? "" : simple_negation(condition);
    // `not any(a and b for …)` is harder to read than the loop.
    const bool dense = !any && negated.empty() && condition.is(Kind::boolean_operator);
    if (dense != (m.index() == 2)) return silent;
    if (any || negated.empty()) {
        before = formatted("{}{}(", all ? "not " : "", edits.name("any"));
    } else {
        before = edits.name("all") + "(";
        question = negated;
    }
    std::string value = formatted("{}{}{})", before, question, clauses(nest));
    std::size_t head = search->name ? search->name.text().size() + 3 : 7;
    if (value.find('\n') == value.npos && indentation(m.at).size() + head + value.size() > 88) return silent;
    replace_search(edits, m.ask, *search, value);
    return found(Span{m.at.start(), m.at.child(Field::right).end()}, edits,
                 m.message(any ? "this loop tests whether one item matches: use `$code`"
                               : "this loop tests whether all items match: use `$code`",
                           {{"code", short_code(value, 80)}}));
}

}  // namespace zen::rules
