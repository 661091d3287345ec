// The result must be the item, or a part of it, and the default a constant.
#include "rule.h"

namespace zen::rules {

namespace {

// A name that the loop binds, or an attribute or item of one.
bool first_match_of_loop(Node answer, Node target) {
    while (answer.is_any({Kind::attribute, Kind::subscript}))
        answer = answer.child(answer.is(Kind::attribute) ? Field::object : Field::value);
    if (!answer.is(Kind::identifier)) return false;
    for (Node n : target.descendants())
        if (n.is(Kind::identifier) && n.text() == answer.text()) return true;
    return false;
}

}  // namespace

Verdict first_match_loop(const Match& m) {
    auto search = search_loop(m.ask, m.at);
    if (!search || !search->stops || search->nest.loops != 1 || search->nest.conditions != 1) return silent;
    if (!m.ask.constant(search->miss) || search->hit.is_any({Kind::true_, Kind::false_})) return silent;
    if (!m.ask.pure(search->hit) || !first_match_of_loop(search->hit, m.at.child(Field::left))) return silent;
    // The second of two such loops reads better like the first.
    if (!search->name && m.at.previous_sibling().is(Kind::for_statement)) return silent;
    // `return` in the loop is clear as it is.
    if (!search->name != (m.index() == 1)) return silent;
    Node function = m.ask.enclosing_function(m.at);
    if (!search->name && m.ask.contains_yield(function))
        return silent;  // `return` of a generator gives no result to the caller

    Edits edits(m);
    std::string value = formatted("{}(({}{}), {})", edits.name("next"), code_for(search->hit, lambda_level, true),
                                  clauses(search->nest), search->miss.text());
    std::size_t head = search->name ? search->name.text().size() + 3 : 7;
    if (value.find('\n') != value.npos || indentation(m.at).size() + head + value.size() > 88) return silent;
    replace_search(edits, m.ask, *search, value);
    return found(Span{m.at.start(), m.at.child(Field::right).end()}, edits,
                 m.message("this loop finds the first match: use `$code`", {{"code", short_code(value, 80)}}));
}

}  // namespace zen::rules
