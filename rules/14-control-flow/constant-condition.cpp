// A row of `or` or `and` with an operand whose truth is known: what follows it never runs, or it does nothing itself.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

enum class ConstantConditionTruth : std::uint8_t { unknown, falsy, truthy };

// As the code says, without looking up any name but that of a builtin container.
ConstantConditionTruth constant_condition_truth(const Match& m, Node n, int depth = 0);

// Does a replacement field write some text?
ConstantConditionTruth constant_condition_field(const Match& m, Node field, int depth) {
    Node value = field.has_children(1) ? unparenthesized(field.child(0u)) : Node();
    const bool text = value.is_any({Kind::string, Kind::concatenated_string});
    if (depth > 5 || !(text || value.is_any({Kind::integer, Kind::float_, Kind::true_, Kind::false_, Kind::none})))
        return ConstantConditionTruth::unknown;
    // `f"{b''}"` writes the quotes.
    return text && m.ask.type(value).only(Type::str) ? constant_condition_truth(m, value, depth + 1)
                                                     : ConstantConditionTruth::truthy;
}

ConstantConditionTruth constant_condition_truth(const Match& m, Node n, int depth) {
    using enum ConstantConditionTruth;
    n = unparenthesized(n);
    switch (n.kind()) {
        case Kind::true_:
        case Kind::lambda:
        case Kind::generator_expression:
            return truthy;
        case Kind::false_:
        case Kind::none:
            return falsy;
        case Kind::integer:
        case Kind::float_:
            return n.text().find_first_of("123456789") != std::string_view::npos ? truthy
                   : n.text().find_first_not_of("0._") == std::string_view::npos ? falsy
                                                                                 : unknown;
        case Kind::string:
        case Kind::concatenated_string: {
            bool text = false, code = false;  // some that is always there; a replacement field of unknown length
            for (Node part : n.descendants()) {
                text = text || (part.is(Kind::string_content) && part.start() < part.end() &&
                                part.parent().is(Kind::string) && (part.parent() == n || part.parent().parent() == n));
                if (part.is(Kind::interpolation) && (part.parent() == n || part.parent().parent() == n)) {
                    const auto length = constant_condition_field(m, part, depth);
                    text = text || length == truthy;
                    code = code || length == unknown;
                }
                // `{x=}` writes at least the name.
                text = text || (part.is(Kind::interpolation) && part.parent() == n && part.text().ends_with("=}"));
            }
            return text ? truthy : code ? unknown : falsy;
        }
        case Kind::tuple:
        case Kind::list:
        case Kind::set:
        case Kind::dictionary:
            for (Node item : n.children())
                if (item.text().starts_with('*'))
                    return unknown;  // also `*x.y`, which the grammar reads as an attribute
            return n.has_children(0) ? falsy : truthy;
        case Kind::call: {
            Node function = n.child(Field::function), arguments = n.child(Field::arguments);
            bool builds = false;
            for (std::string_view name : {"list", "tuple", "set", "frozenset", "dict"})
                builds = builds || m.ask.means(function, name);
            if (!builds || depth > 5 || !arguments.is(Kind::argument_list)) return unknown;
            if (arguments.has_children(0)) return falsy;
            Node only = arguments.child(0u);
            if (!arguments.has_children(1) ||
                !(only.is_any({Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::call}) ||
                  literal_text(only)))
                return unknown;
            return constant_condition_truth(m, only, depth + 1);
        }
        default:
            return unknown;
    }
}

// Is it no value that a condition could want to compare with: a truth value, None, a container?
bool constant_condition_switch(Node n) {
    return !unparenthesized(n).is_any({Kind::integer, Kind::float_, Kind::string, Kind::concatenated_string});
}

bool constant_condition_compares(Node n) {
    return static_cast<bool>(sole_comparison(n));
}

}  // namespace

// The matches come in pairs, for `or` and for `and`: 0 what peers report too, 2 with operands that may do something
// before, 4 an operand that may be left on purpose, 6 a switch in front.
Verdict constant_condition(const Match& m) {
    using Truth = ConstantConditionTruth;
    const Kind row = m.at.child(Field::operator_).kind();
    if (!is_whole_row(m.at)) return silent;
    const bool any = row == Kind::kw_or;
    const Truth ends = any ? Truth::truthy : Truth::falsy;
    const std::vector<Node> operands = operand_row(m.at, row);
    const std::size_t last = operands.size() - 1;
    std::size_t end = operands.size(), idle = operands.size();
    for (std::size_t k = 0; k <= last && end > last; ++k) {
        const Truth truth = constant_condition_truth(m, operands[k]);
        if (truth == ends) end = k;
        if (truth != ends && truth != Truth::unknown && idle > last) idle = k;
    }
    if (end > last && idle > last) return silent;
    const bool condition = boolean_context(m.at);
    if (end == last && !condition) end = operands.size();  // `x or 3`: a default
    std::uint32_t shape = 0;
    std::size_t said = end;
    std::string message;
    if (end <= last) {
        if (end == 0 && operands[0].is_any({Kind::true_, Kind::false_, Kind::integer})) shape = 6;
        if (end == last)
            for (std::size_t k = 0; k < last && shape == 0; ++k)
                if (!m.ask.pure(operands[k])) shape = 2;
        message = end < last ? "`$x` is always $ends: what follows it is never evaluated"
                             : "`$op $x` makes the condition always $ends";
    } else if (idle <= last) {
        if (idle == last && !condition) return silent;   // `x and 3`, `x or None`: the value is wanted
        if (!m.ask.pure(operands[idle])) return silent;  // `(save(x), show(x)) and True`: it is there for its calls
        said = idle;
        const bool all = std::ranges::all_of(
            operands, [&](Node operand) { return constant_condition_truth(m, operand) != Truth::unknown; });
        if (condition && constant_condition_switch(operands[idle])) shape = all ? 2 : 4;
        message = "`$x` is always $other, so it does nothing here: remove it, or correct it";
    }
    if (said > last) return silent;
    if (!constant_condition_switch(operands[said]))
        for (std::size_t k = 0; k <= last; ++k)
            if (constant_condition_compares(operands[k]) && condition) {
                shape = 0;
                message = "`$x` alone does not compare with anything: use `in` with a tuple of values";
            }
    if (m.index() != shape + (any ? 0 : 1)) return silent;
    return found(m.at, m.message(message, {{"x", short_code(operands[said].text(), 40)},
                                           {"op", any ? "or" : "and"},
                                           {"ends", any ? "true" : "false"},
                                           {"other", any ? "false" : "true"}}));
}

}  // namespace zen::rules
