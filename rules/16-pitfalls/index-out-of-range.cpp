// An int literal against the number of items of a literal that cannot have changed.
#include <charconv>
#include <optional>

#include "rule.h"

namespace zen::rules {

namespace {

// The items of a display, the characters of a plain string; nothing where they are not certain.
std::optional<long> index_out_of_range_length(Node n) {
    if (n.is_any({Kind::tuple, Kind::list})) {
        long count = 0;
        for (Node item : n.children()) {
            if (item.text().starts_with('*')) return std::nullopt;  // `*x.y` is an attribute to the grammar
            ++count;
        }
        return count;
    }
    if (!n.is(Kind::string) || n.text().size() < 2 || n.text()[0] != n.text().back()) return std::nullopt;
    for (char c : n.text())
        if (c == '\\' || c == '{' || static_cast<unsigned char>(c) > 127) return std::nullopt;
    if (n.text().starts_with("\"\"\"") || n.text().starts_with("'''")) return std::nullopt;
    return static_cast<long>(n.text().size()) - 2;
}

std::optional<long> index_out_of_range_number(Node n) {
    long sign = 1, value = 0;
    if (n.is(Kind::unary_operator) && n.text().starts_with('-')) sign = -1, n = n.child(Field::argument);
    if (!n.is(Kind::integer)) return std::nullopt;
    std::string_view text = n.text();
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return sign * value;
}

// Is it `parts` in `parts and parts[0]` or `if parts:`, or in a call of len()?
bool index_out_of_range_looks(const Match& m, Node n) {
    const Node outer = n.parent();
    return (outer.is(Kind::argument_list) && m.ask.means(outer.parent().child(Field::function), "len")) ||
           outer.is_any({Kind::boolean_operator, Kind::not_operator}) || n.field() == Field::condition;
}

}  // namespace

Verdict index_out_of_range(const Match& m) {
    const Node index = unparenthesized(m.at.child(Field::subscript));
    const std::optional<long> number = index_out_of_range_number(index);
    bool wrong_type = index.is_any(
        {Kind::string, Kind::float_, Kind::none, Kind::list, Kind::dictionary, Kind::tuple, Kind::set, Kind::lambda});
    if (index.is(Kind::slice))
        for (Node part : index.children()) wrong_type = wrong_type || part.is_any({Kind::string, Kind::float_});
    if ((!number && !wrong_type) || m.ask.stored(m.at)) return silent;
    Node value = unparenthesized(m.at.child(Field::value));
    if (value.is(Kind::identifier)) {
        const std::vector<Node> definitions = m.ask.definitions(value);
        if (definitions.size() != 1 || !definitions[0].parent().is(Kind::assignment)) return silent;
        const Node assignment = definitions[0].parent();
        value = unparenthesized(assignment.child(Field::right));
        if (assignment.child(Field::left) != definitions[0]) return silent;
        // A list of the module may be filled anywhere in it.
        const Node function = m.ask.enclosing_function(definitions[0]),
                   where = function ? function : Node(m.ask.tree(), 0);
        if (value.is(Kind::list) && m.ask.mutated(m.at.child(Field::value), where, true)) return silent;
    }
    const std::optional<long> length = index_out_of_range_length(value);
    if (!length || (number && *number < *length && *number >= -*length)) return silent;
    for (Node up = m.at.parent(); up && !is_function(up.kind()); up = up.parent()) {
        if (up.is_any({Kind::try_statement, Kind::with_statement})) return silent;
        // `if len(version) > 4:` and `if version and version[0] …` look first.
        if (up.is_any({Kind::if_statement, Kind::elif_clause, Kind::while_statement, Kind::conditional_expression,
                       Kind::boolean_operator}))
            for (Node looked : up.descendants())
                if (looked.start() < m.at.start() && same_code(looked, m.at.child(Field::value)) &&
                    index_out_of_range_looks(m, looked))
                    return silent;
    }
    const Node function = m.ask.enclosing_function(m.at);
    if (function && function.child(Field::name).text().starts_with("test")) return silent;
    if (wrong_type) return found(m.at, "a sequence index must be an int or a slice, not this");
    return found(m.at, m.message("index $index is out of range: there are $count items",
                                 {{"index", std::string(index.text())}, {"count", std::to_string(*length)}}));
}

}  // namespace zen::rules
