// The first match of the page finds `any`, the second `all`.
#include "rule.h"

namespace zen::rules {

Verdict loop_to_any_all(const Match& m) {
    // Most loops are no search.
    auto search = search_loop(m.ask, m.at);
    if (!search || search->nest.loops > 2) return silent_for_all;
    bool any = search->hit.is(Kind::true_) && search->miss.is(Kind::false_);
    bool all = search->hit.is(Kind::false_) && search->miss.is(Kind::true_);
    if (m.index() == 0 ? !any : !all) return silent;
    if (!search->stops && !m.ask.pure(search->condition)) return silent;
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
