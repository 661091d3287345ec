// A slice at one end, compared with a literal of just that length.
#include "rule.h"

namespace zen::rules {

namespace {

// The number of characters in a literal without code, and with escapes of one character; nothing for others.
std::optional<std::uint32_t> slice_as_startswith_length(Node literal) {
    if (!literal.is(Kind::string) || literal.child(0u).text().find_first_of("fFrRtT") != std::string_view::npos)
        return std::nullopt;
    std::uint32_t count = 0;
    for (Node part : literal.children()) {
        if (part.is(Kind::interpolation)) return std::nullopt;
        if (!part.is(Kind::string_content)) continue;
        for (char c : part.text()) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        for (Node escape : part.children()) {
            if (escape.text().size() != 2) return std::nullopt;
            --count;
        }
    }
    return count;
}

bool slice_as_startswith_number(const Match& m, Node n, Node literal, std::uint32_t length) {
    if (n.is(Kind::integer)) return n.text() == std::to_string(length);
    Node of = n.is(Kind::call) && m.ask.means(n.child(Field::function), "len") ? sole_argument(n) : Node();
    return of && same_code(of, literal);
}

}  // namespace

Verdict slice_as_startswith(const Match& m) {
    std::vector<Node> parts;
    for (Node n : m.at.tokens()) parts.push_back(n);
    if (parts.size() != 3 || !parts[1].is_any({Kind::op_eq_eq, Kind::op_bang_eq})) return silent;
    Node sliced = unparenthesized(parts[0]), literal = unparenthesized(parts[2]);
    if (!sliced.is(Kind::subscript)) std::swap(sliced, literal);
    auto length = slice_as_startswith_length(literal);
    Node slice = sliced.child(1u), subject = sliced.child(Field::value);
    if (!length || *length == 0 || !sliced.is(Kind::subscript) || !slice.is(Kind::slice) || sliced.child(2u))
        return silent;
    Node from, to;
    unsigned colons = 0;
    for (Node n : slice.tokens()) {
        if (n.is(Kind::op_colon))
            ++colons;
        else
            (colons == 0 ? from : to) = n;
    }
    if (colons != 1) return silent;
    bool start = to && (!from || from.text() == "0") && slice_as_startswith_number(m, to, literal, *length);
    bool end = !to && from.is(Kind::unary_operator) && from.text().starts_with('-') &&
               slice_as_startswith_number(m, from.child(Field::argument), literal, *length);
    if (!start && !end) return silent;
    bool no = parts[1].is(Kind::op_bang_eq);
    std::string test = formatted("{}{}{}{})", no ? "not " : "", code_for(subject, primary, false),
                                 start ? ".startswith(" : ".endswith(", literal.text());
    Edits edits(m);
    if (no && precedence(m.at) < required_precedence(m.at)) return silent;
    edits.replace(m.span, no && required_precedence(m.at) > not_level ? formatted("({})", test) : test);
    return found(m.span, edits,
                 m.message("the slice counts the characters by hand: write `$test`", {{"test", short_code(test)}}))
        .unsafe(!m.ask.type(subject).only(Type::str | Type::bytes));
}

}  // namespace zen::rules
