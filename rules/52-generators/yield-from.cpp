// The same items in the same shape, no other use of the loop variables, and no use of sent values.
#include "rule.h"

namespace zen::rules {

namespace {

// `x, y` and `(x, y)` and `[x, y]`.
std::vector<Node> yield_from_parts(Node n) {
    n = unparenthesized(n);
    if (!n.is_any({Kind::tuple, Kind::tuple_pattern, Kind::pattern_list, Kind::expression_list})) return {n};
    return n.children().list();
}

bool yield_from_same(Node target, Node result) {
    bool packs = !unparenthesized(target).is(Kind::identifier);
    if (packs == unparenthesized(result).is(Kind::identifier)) return false;
    std::vector<Node> a = yield_from_parts(target), b = yield_from_parts(result);
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].is(Kind::identifier)
                ? a[i].text() != b[i].text()
                : !a[i].is_any({Kind::tuple_pattern, Kind::pattern_list}) || !yield_from_same(a[i], b[i]))
            return false;
    }
    return true;
}

}  // namespace

Verdict yield_from(const Match& m) {
    Node function = m.ask.enclosing_function(m.at), items = m.at.child(Field::right);
    Node statement = m.at.child(Field::body).child(0u);
    Node result = statement.child(0u).child(0u);
    if (!function.is(Kind::function_definition) || m.ask.in_async_function(m.at)) return silent;
    if (!yield_from_same(m.at.child(Field::left), result)) return silent;
    Accumulation nest{m.at, statement, {m.at}, 1, 0};
    if (!collapsible_target(m.ask, nest)) return silent;
    for (Node n : function.descendants())
        if (n.is(Kind::yield) && !n.parent().is(Kind::expression_statement) && m.ask.enclosing_function(n) == function)
            return silent;  // sent values are used
    if (function.parent().is(Kind::decorated_definition) &&
        function.parent().child(0u).text().find("contextmanager") != std::string_view::npos)
        return silent;
    std::string code = "yield from ";
    if (items.is(Kind::expression_list))
        code += "(" + std::string(items.text()) + ")";
    else
        code += code_for(items, conditional, false);
    Edits edits(m);
    collapse_to(edits, m.ask, nest, code);
    return found(m.at, edits, m.message("this loop yields every item: use `$code`", {{"code", short_code(code, 80)}}));
}

}  // namespace zen::rules
