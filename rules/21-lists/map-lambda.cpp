// One lambda with one plain parameter over one iterable; list, set and dict around it choose the brackets.
#include "rule.h"

namespace zen::rules {

namespace {

// The call's only argument, if it has one and no more.
Node map_lambda_only_argument(Node call) {
    Node arguments = call.child(Field::arguments);
    if (!arguments.is(Kind::argument_list) || !arguments.has_children(1)) return {};
    Node n = arguments.child(0u);
    return n.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat}) ? Node() : unparenthesized(n);
}

// Does a function created in the lambda use its parameter? In a comprehension all of them would share one variable.
bool map_lambda_kept(const Match& m, Node lambda, Node parameter) {
    const Binding* b = m.ask.binding(parameter);
    if (!b) return true;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data())))
        if (m.ask.enclosing_function(Node(m.ask.tree(), r->node)) != lambda && r->node != parameter.id()) return true;
    for (Node n : lambda.child(Field::body).descendants())
        if (n.is(Kind::generator_expression) && m.ask.read_in(parameter, n)) return true;
    return false;
}

}  // namespace

Verdict map_lambda(const Match& m) {
    Node arguments = m.at.child(Field::arguments);
    if (!m.ask.means(m.at.child(Field::function), "map") || !arguments.is(Kind::argument_list) ||
        !arguments.has_children(2))
        return silent;
    Node lambda = unparenthesized(arguments.child(0u)), items = arguments.child(1u);
    Node parameters = lambda.child(Field::parameters), parameter = parameters.child(0u),
         body = lambda.child(Field::body);
    if (!lambda.is(Kind::lambda) || !parameters.has_children(1) || !parameter.is(Kind::identifier)) return silent;
    const bool statement = m.at.parent().is(Kind::expression_statement);
    if (statement != (m.index() == 1)) return silent;
    if (items.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument})) return silent;
    for (Node n : m.at.descendants())
        if (n.is_any({Kind::yield, Kind::await, Kind::named_expression})) return silent;
    if (map_lambda_kept(m, lambda, parameter)) return silent;
    // A generator expression would not call it either: see ignored-pure-result.
    if (statement) return found(m.at, "`map()` is lazy, so this calls nothing: write a `for` loop");

    std::string clause = formatted(" for {} in {}", parameter.text(), code_for(items, or_level, true));
    std::string item = code_for(body, lambda_level, true);
    // The call around it that takes nothing else.
    Node outer = m.at;
    while (outer.parent().is(Kind::parenthesized_expression)) outer = outer.parent();
    Node around = outer.parent().is(Kind::argument_list) ? outer.parent().parent() : Node();
    bool only = around && map_lambda_only_argument(around) == m.at;
    Node maker = around.child(Field::function), pair = unparenthesized(body);
    Node whole = m.at;
    std::string code = formatted("({}{})", item, clause);
    if (only && m.ask.means(maker, "list")) {
        whole = around, code = formatted("[{}{}]", item, clause);
    } else if (only && m.ask.means(maker, "set")) {
        whole = around, code = formatted("{{{}{}}}", item, clause);
    } else if (only && m.ask.means(maker, "dict") && pair.is_any({Kind::tuple, Kind::list}) && pair.has_children(2)) {
        whole = around;
        code = formatted("{{{}: {}{}}}", code_for(pair.child(0u), lambda_level, true),
                         code_for(pair.child(1u), lambda_level, true), clause);
    }
    Edits edits(m);
    bool spaced = whole.parent().is(Kind::interpolation) && code[0] == '{';
    if (whole == m.at && only)
        edits.replace(around.child(Field::arguments).span(), code);  // its brackets serve both
    else if (spaced)
        edits.replace(whole.span(), formatted(" {} ", code));
    else
        edits.replace(whole.span(), code);
    return found(whole, edits, m.message("`map()` with a `lambda`: use `$code`", {{"code", short_code(code, 80)}}));
}

}  // namespace zen::rules
