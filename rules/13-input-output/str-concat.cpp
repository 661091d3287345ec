// Takes the row of `+` apart: every part must be known to be a text.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

Node str_concat_argument(const Match& m, Node n, std::string_view function) {  // x of `str(x)`
    return n.is(Kind::call) && m.ask.means(n.child(Field::function), function) ? sole_argument(n) : Node();
}

// Is it a part of an f-string, or a template for `%`, which braces would make hard to read?
bool str_concat_of_template(const Match& m, const std::vector<Node>& parts) {
    for (Node up = m.at.parent(); up && !is_statement(up.kind()); up = up.parent())
        if (up.is(Kind::interpolation)) return true;
    for (Node part : parts) {
        if (!part.is(Kind::string)) continue;
        const std::string_view text = part.text();
        // `"%"` at the end, as in `str(share) + "%"`, is no template.
        for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 1)) {
            const bool ends = at + 2 >= text.size();
            if (ends ? part != parts.back() : std::string_view(" ,.;:)!?").find(text[at + 1]) == text.npos) return true;
        }
    }
    return false;
}

// What a literal holds, as an f-string writes it; false for bytes, raw strings and those over several lines.
bool str_concat_literal(Node string, char quote, std::string& out) {
    std::string_view start = string.child(0u).text();
    std::string_view prefix = start.substr(0, start.find_first_of("'\""));
    bool formatted = prefix == "f" || prefix == "F";
    if (!(prefix.empty() || formatted) || start.size() - prefix.size() != 1) return false;
    std::string_view body = string.text().substr(start.size(), string.text().size() - start.size() - 1);
    if (start.back() != quote && body.find(quote) != body.npos) return false;
    if (body.find("\\N{") != body.npos) return false;
    for (char c : body) {
        out += c;
        if (!formatted && (c == '{' || c == '}')) out += c;
    }
    return true;
}

// Of an unknown type, but next to a string in a row of `+`: it is a string too, unless its class adds strings itself.
bool str_concat_proved(const Match& m, Node part) {
    constexpr std::string_view adders[] = {"pyparsing", "sqlalchemy", "pandas",         "numpy", "polars",
                                           "pyspark",   "markupsafe", "prompt_toolkit", "rich",  "sympy",
                                           "z3",        "peewee",     "sqlmodel",       "lark",  "textual",
                                           "parsec",    "ibis",       "dask",           "Bio"};
    for (Node n : part.descendants())
        if (n.is(Kind::yield)) return false;
    if (m.ask.type(part).known() || !part.is_any({Kind::identifier, Kind::attribute, Kind::subscript, Kind::call}))
        return false;
    return std::ranges::none_of(adders, [&](std::string_view module) { return m.ask.imports(module); });
}

}  // namespace

Verdict str_concat(const Match& m) {
    auto adds = [](Node n) { return n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_plus); };
    Node above = m.at.parent();
    if (!adds(m.at) || adds(above)) return silent;
    std::vector<Node> parts;
    Node left = m.at;
    for (; adds(left); left = left.child(Field::left))
        parts.insert(parts.begin(), unparenthesized(left.child(Field::right)));
    parts.insert(parts.begin(), unparenthesized(left));
    // No text, or more parts than one reads as an f-string: the types are not asked for.
    constexpr std::size_t most_parts = 50;
    if (parts.size() > most_parts || std::ranges::none_of(parts, [](Node part) { return part.is(Kind::string); }))
        return silent;
    std::size_t literals = 0, converted = 0;
    char quote = 0;
    bool plain = true;
    const bool long_row = parts.size() > 2;
    bool all_known = true;
    for (Node part : parts) {
        if (part.is(Kind::string)) {
            if (!quote) quote = part.child(0u).text().back();
            ++literals;
        } else if (part.is(Kind::concatenated_string)) {
            return silent;
        } else if (Node argument = str_concat_argument(m, part, "str")) {
            ++converted;
            plain = plain && made_in_sight(m.ask, argument) &&
                    m.ask.type(argument).only(number_types | Type::str | Type::none | Type::list | Type::dict |
                                              Type::tuple);
        } else if (m.ask.type(part).only(Type::str)) {
            plain = plain && made_in_sight(m.ask, part);
        } else if (long_row && str_concat_proved(m, part)) {
            plain = all_known = false;
        } else {
            return silent;
        }
    }
    if (str_concat_of_template(m, parts)) return silent;
    // Sets of characters: `string.ascii_letters + string.digits + "_"`.
    for (Node part : parts)
        if (m.ask.qualified(part).starts_with("string.")) return silent;
    for (Node part : parts)
        if (part.is(Kind::string) && looks_like_sql(part.text()))
            return silent;  // the values belong into query parameters
    if (literals == 0 || literals == parts.size() || (parts.size() < 3 && converted == 0)) return silent;
    for (Node part : parts)
        if (part.is(Kind::string) && part.child(0u).text().find_first_of("bB") != std::string_view::npos) return silent;

    // Doubled braces are harder to read than `+`.
    bool braces = false;
    for (Node part : parts)
        braces = braces || (part.is(Kind::string) && !part.text().starts_with('f') && !part.text().starts_with('F') &&
                            part.text().find_first_of("{}") != std::string_view::npos);
    // A sign between two names, and after them: `folder + name + "/"`.
    const bool sign = parts.size() == 3 && literals == 1 && converted == 0 &&
                      std::ranges::any_of(parts, [](Node p) { return p.is(Kind::string) && p.text().size() <= 3; });
    // A logging call should get the values as arguments, which is another rule's finding.
    const bool logged = above.is(Kind::argument_list) && looks_like_logging(m.ask, above.parent());
    // One literal at an end, as in `header + indent + "None"`, hardly helps to read the row.
    const bool at_end = !all_known && literals == 1 && converted == 0 &&
                        (parts.front().is(Kind::string) || parts.back().is(Kind::string));
    if (logged || (braces || sign || at_end) != (m.index() == 1)) return silent;

    // `line = line + name + " "` adds to the name.
    Node assigned = above;
    bool adds_on = assigned.is(Kind::assignment) && !assigned.child(Field::type) &&
                   assigned.child(Field::left).is(Kind::identifier) &&
                   same_code(assigned.child(Field::left), parts[0]) && assigned.parent().is(Kind::expression_statement);
    const std::string added = adds_on ? std::string(parts[0].text()) + " += " : "";
    if (adds_on) parts.erase(parts.begin());
    std::string whole = std::string("f") + quote;
    for (Node part : parts) {
        if (part.is(Kind::string)) {
            if (!str_concat_literal(part, quote, whole)) return silent;
            continue;
        }
        Node argument = str_concat_argument(m, part, "str"), shown = str_concat_argument(m, part, "repr");
        Node value = argument ? argument : shown ? shown : part;
        std::string code = code_for(value, lambda_level, true);
        if (value.is_any({Kind::lambda, Kind::named_expression, Kind::yield})) code = formatted("({})", code);
        if (const std::string other = without_quote(code, quote); !other.empty()) code = other;
        bool old = m.ask.target() < PythonVersion{3, 12};
        if (code.find_first_of("\n#") != code.npos ||
            (old && (code.find(quote) != code.npos || code.find('\\') != code.npos)))
            return silent;
        whole += (code.starts_with('{') ? "{ " : "{") + code + (shown ? "!r}" : "}");
    }
    whole += quote;
    std::string_view before = m.ask.tree().text.substr(0, m.at.start());
    if (!m.fits(std::string(before.substr(before.rfind('\n') + 1)) + whole)) return silent;
    Edits edits(m);
    if (adds_on)
        edits.replace(assigned.span(), added + whole);
    else
        edits.replace(with_own_parentheses(m.at), whole);
    return found(m.span, edits,
                 m.message("string built with `+`: write $code", {{"code", short_fstring(added + whole)}}))
        .unsafe(!plain);
}

}  // namespace zen::rules
