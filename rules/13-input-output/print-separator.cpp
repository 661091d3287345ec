// Reads what is joined, and by what.
#include "rule.h"

namespace zen::rules {

namespace {

Node print_separator_str(const Match& m, Node n) {  // x of `str(x)`
    return n.is(Kind::call) && m.ask.means(n.child(Field::function), "str") ? sole_argument(n) : Node();
}

// xs of `map(str, xs)` and of `str(x) for x in xs`.
Node print_separator_items(const Match& m, Node joined) {
    if (joined.is(Kind::call) && m.ask.means(joined.child(Field::function), "map")) {
        Node arguments = joined.child(Field::arguments);
        return arguments.has_children(2) && m.ask.means(arguments.child(0u), "str") ? arguments.child(1u) : Node();
    }
    if (!joined.is_any({Kind::generator_expression, Kind::list_comprehension}) || !joined.has_children(2)) return {};
    Node item = print_separator_str(m, joined.child(0u)), clause = joined.child(1u);
    if (!clause.is(Kind::for_in_clause) || !item.is(Kind::identifier)) return {};
    bool plain = clause.text().starts_with("for") && same_code(item, clause.child(Field::left));
    return plain ? clause.child(Field::right) : Node();
}

Verdict print_separator_found(const Match& m, const std::string& now) {
    Edits edits(m);
    edits.replace(m.at, now);
    return found(m.span, edits,
                 m.message("`print()` converts its arguments and puts spaces between them: write `$code`",
                           {{"code", short_code(now)}}));
}

Verdict print_separator_join(const Match& m, Node call) {
    Node function = call.child(Field::function), arguments = call.child(Field::arguments);
    Node joined = arguments.is(Kind::generator_expression) ? arguments
                  : arguments.has_children(1)              ? arguments.child(0u)
                                                           : Node();
    if (!function.is(Kind::attribute) || function.child(Field::attribute).text() != "join" || !joined) return silent;
    Node separator = function.child(Field::object), items = print_separator_items(m, joined);
    if (!separator.is(Kind::string) || !items || items.is(Kind::list_splat)) return silent;
    std::string now = "print(*" + code_for(items, bit_or, true);
    if (separator.text() != "\" \"" && separator.text() != "' '") append(now, ", sep={}", separator.text());
    return print_separator_found(m, now + ")");
}

}  // namespace

Verdict print_separator(const Match& m) {
    Node text = m["text"];
    if (text.is(Kind::call)) return print_separator_join(m, text);
    auto adds = [](Node n) { return n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_plus); };
    if (!adds(text)) return silent;
    std::vector<Node> parts;
    Node left = text;
    for (; adds(left); left = left.child(Field::left))
        parts.insert(parts.begin(), unparenthesized(left.child(Field::right)));
    parts.insert(parts.begin(), unparenthesized(left));
    std::string now = "print(";
    bool converted = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i) now += ", ";
        if (!parts[i].is(Kind::string)) {
            Node argument = print_separator_str(m, parts[i]);
            if (!argument && !m.ask.type(parts[i]).only(Type::str)) return silent;
            if (i && !parts[i - 1].is(Kind::string)) return silent;  // no space between the two
            converted = converted || argument;
            now += code_for(argument ? argument : parts[i], lambda_level, true);
            continue;
        }
        // A literal loses one space next to each other part.
        if (i && parts[i - 1].is(Kind::string)) return silent;
        std::string_view quotes = parts[i].child(0u).text(), body = parts[i].text();
        if (quotes.size() != 1) return silent;
        body = body.substr(1, body.size() - 2);
        if ((i && !body.starts_with(' ')) || (i + 1 < parts.size() && !body.ends_with(' '))) return silent;
        if (i) body.remove_prefix(1);
        if (i + 1 < parts.size() && !body.empty()) body.remove_suffix(1);
        if (body.empty()) {
            if (!i || i + 1 == parts.size()) return silent;
            now.erase(now.size() - 2);  // " " alone is the separator
            continue;
        }
        now += std::string(quotes) + std::string(body) + std::string(quotes);
    }
    return converted ? print_separator_found(m, now + ")") : silent;
}

}  // namespace zen::rules
