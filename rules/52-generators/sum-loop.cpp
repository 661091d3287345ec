// The total starts as a number literal, so the items are numbers or objects that can be added to numbers.
#include "rule.h"

namespace zen::rules {

namespace {

// The operand that goes into `total += item` or `total = total + item`; none for other statements.
Node sum_loop_item(Node step, Node& name, bool& product) {
    Node n = step.is(Kind::expression_statement) ? step.child(0u) : Node();
    name = n.child(Field::left);
    if (!name.is(Kind::identifier)) return {};
    if (n.is(Kind::augmented_assignment)) {
        Node op = n.child(Field::operator_);
        product = op.is(Kind::op_star_eq);
        return product || op.is(Kind::op_plus_eq) ? n.child(Field::right) : Node();
    }
    Node value = n.child(Field::right);
    if (!n.is(Kind::assignment) || n.child(Field::type) || !value.is(Kind::binary_operator)) return {};
    product = value.child(Field::operator_).is(Kind::op_star);
    if (!product && !value.child(Field::operator_).is(Kind::op_plus)) return {};
    // `total = total + price`, or `total = price + total`: of numbers, the order does not matter.
    bool first = value.child(Field::left).text() == name.text();
    if (!first && value.child(Field::right).text() != name.text()) return {};
    name = value.child(first ? Field::left : Field::right);
    return value.child(first ? Field::right : Field::left);
}

// `board.count(" ")` for a loop that adds 1 for each item of a list that is equal to one value; empty for other loops.
std::string sum_loop_count(const Match& m, const Accumulation& nest, Node item) {
    const Node loop = nest.only_loop(), target = loop.child(Field::left), items = loop.child(Field::right);
    if (!loop || nest.conditions != 1 || item.text() != "1" || !target.is(Kind::identifier)) return "";
    Node condition;
    for (Node clause : nest.clauses)
        if (clause.is(Kind::if_statement)) condition = unparenthesized(clause.child(Field::condition));
    const auto [left, op, right] = sole_comparison(condition);
    if (!op.is(Kind::op_eq_eq)) return "";
    const Node value = same_code(left, target) ? right : left;
    if (!same_code(left, target) && !same_code(right, target)) return "";
    if (!m.ask.pure(value) || m.ask.read_in(target, value)) return "";
    // In a string, `count()` also finds longer texts.
    const Type type = m.ask.type(items);
    const bool letter =
        type.only(Type::str) && value.is(Kind::string) && value.has_children(3) && value.child(1u).text().size() == 1;
    if (!letter && !type.only(Type::list | Type::tuple)) return "";
    return formatted("{}.count({})", code_for(items, primary, false), code_for(value, lambda_level, true));
}

// The list, if the loop over its indexes only adds its items: `for i in range(len(prices)): total += prices[i]`.
Node sum_loop_indexed(const Match& m, const Accumulation& nest, Node item) {
    const Node loop = nest.only_loop(), range = loop.child(Field::right), length = sole_argument(range);
    if (!loop || nest.conditions != 0 || !item.is(Kind::subscript) || !item.has_children(2)) return {};
    if (!range.is(Kind::call) || !m.ask.means(range.child(Field::function), "range") || !length.is(Kind::call) ||
        !m.ask.means(length.child(Field::function), "len"))
        return {};
    const Node list = sole_argument(length);
    const bool same = list && m.ask.pure(list) && same_code(item.child(Field::value), list) &&
                      same_code(item.child(Field::subscript), loop.child(Field::left));
    return same ? list : Node();
}

}  // namespace

Verdict sum_loop(const Match& m) {
    auto nest = accumulation(m.at);
    if (!nest || nest->loops > 2 || nest->conditions > 1 || nest->asynchronous()) return silent;
    Node name;
    bool product = false;
    Node item = sum_loop_item(nest->step, name, product);
    if (!item) return silent;
    if (!collapses(m.ask, *nest, name)) return silent;
    auto born = birth(m.ask, *nest, name);
    if (!born || !born->value.is_any({Kind::integer, Kind::float_})) return silent;
    std::string_view start = born->value.text();
    // With another start value, `5 + sum(…)` is not easier to read than the loop.
    if (product && m.ask.target() < PythonVersion{3, 8}) return silent;  // `math.prod`
    bool neutral = product ? start == "1" || start == "1.0" : start == "0" || start == "0.0";
    if (!neutral) return silent;

    Edits edits(m);
    Node loop = nest->only_loop();
    bool bare = loop && nest->conditions == 0 && same_code(item, loop.child(Field::left));
    std::string function = product ? edits.name("math.prod") : edits.name("sum");
    std::string more = start == (product ? "1" : "0") ? "" : (product ? ", start=" : ", ") + std::string(start);
    std::string value;
    const std::string count = product || !more.empty() ? "" : sum_loop_count(m, *nest, item);
    if (!count.empty())
        value = count;
    else if (Node list = sum_loop_indexed(m, *nest, item))
        value = formatted("{}({}{})", function, list.text(), more);
    else if (bare)
        value = formatted("{}({}{})", function, code_for(loop.child(Field::right), lambda_level, true), more);
    else if (more.empty())
        value = comprehension(m, *nest, born->left(), function + "(", code_for(item, lambda_level, true), ")");
    else
        value = comprehension(m, *nest, born->left(), function + "((", code_for(item, lambda_level, true),
                              formatted("){})", more));
    // Nor are a loop or a test that is laid out over several lines.
    for (Node clause : nest->clauses)
        if (clause.child(clause.is(Kind::if_statement) ? Field::condition : Field::right).text().find('\n') !=
            value.npos)
            return silent;
    // Two loops over several lines are no easier to read as an expression.
    if (nest->loops > 1 && value.find('\n') != value.npos) return silent;
    collapse_into(edits, m.ask, *nest, *born, value);
    // `sum = sum(…)` is an error in a function, where the name is then the local one.
    if (name.text() == function || name.text() == "sum" || name.text() == "prod")
        if (m.ask.enclosing_function(m.at))
            return found(nest->step, m.message("`$name` shadows the builtin: use another name, as in `total = $code`",
                                               {{"name", name.text()}, {"code", short_code(value, 60)}}));
    if (!count.empty())
        return found(nest->step, edits,
                     m.message("this loop counts equal items: use `$name = $code`",
                               {{"name", name.text()}, {"code", short_code(value, 80)}}))
            .titled("Use `count()`");
    std::string_view verb = product ? "multiplies" : m.ask.constant(item) ? "counts" : "adds numbers";
    Verdict out = found(nest->step, edits,
                        m.message("this loop only $verb: use `$name = $code`",
                                  {{"verb", verb}, {"name", name.text()}, {"code", short_code(value, 80)}}));
    // Whole numbers are multiplied in the same way.
    if (product && m.ask.type(item).only(Type::int_))
        out = std::move(out).unsafe_because(formatted("`{}` is bound only at the end", name.text()));
    return product ? std::move(out).titled("Use `math.prod()`") : out;
}

}  // namespace zen::rules
