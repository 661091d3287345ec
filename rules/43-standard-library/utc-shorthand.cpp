// Which text is changed so that it ends in an offset of zero.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The value of a literal, or of several side by side, with the escapes that digits may be written in; "" for others.
std::string utc_shorthand_text(Node n) {
    if (n.is(Kind::concatenated_string)) {
        std::string all;
        for (Node part : n.children()) all += utc_shorthand_text(part);
        return all;
    }
    std::string out;
    if (!n.is(Kind::string)) return out;
    for (Node part : n.children()) {
        if (part.is(Kind::interpolation)) return "?";
        if (part.is(Kind::string_content)) out += part.text();
    }
    return n.child(0u).text().find_first_of("fFbB") == std::string_view::npos ? out : "?";
}

bool utc_shorthand_zero(Node n) {
    std::string text = utc_shorthand_text(unparenthesized(n));
    for (auto [code, plain] : {std::pair<std::string_view, std::string_view>{"\\x30", "0"},
                               {"\\60", "0"},
                               {"\\u0030", "0"},
                               {"\\N{DIGIT ZERO}", "0"}})
        for (std::size_t at; (at = text.find(code)) != std::string::npos;) text.replace(at, code.size(), plain);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"00:00", "0000", "00"}, [&](std::string_view end) {
            return text.size() == end.size() + 1 && (text[0] == '+' || text[0] == '-') && text.ends_with(end);
        });
}

// `date` of `date.strip("Z")`, `date.rstrip("Z")`, `date[:-1]`; none for other code.
Node utc_shorthand_stripped(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::call)) {
        Node function = n.child(Field::function);
        std::string_view name = function.child(Field::attribute).text();
        return function.is(Kind::attribute) && (name == "strip" || name == "rstrip") &&
                       utc_shorthand_text(sole_argument(n)) == "Z"
                   ? function.child(Field::object)
                   : Node();
    }
    Node slice = n.child(Field::subscript);
    return n.is(Kind::subscript) && slice.is(Kind::slice) && slice.has_children(1) && slice.child(0u).text() == "-1" &&
                   slice.text().starts_with(':')
               ? n.child(Field::value)
               : Node();
}

}  // namespace

Verdict utc_shorthand(const Match& m) {
    Node value = unparenthesized(m["value"]), date;
    if (value.is(Kind::call)) {
        Node function = value.child(Field::function), arguments = value.child(Field::arguments);
        if (function.is(Kind::attribute) && function.child(Field::attribute).text() == "replace" &&
            arguments.has_children(2) && utc_shorthand_text(arguments.child(0u)) == "Z" &&
            utc_shorthand_zero(arguments.child(1u)))
            date = function.child(Field::object);
    } else if (value.is(Kind::binary_operator) && value.child(Field::operator_).is(Kind::op_plus) &&
               utc_shorthand_zero(value.child(Field::right))) {
        date = utc_shorthand_stripped(value.child(Field::left));
    }
    if (!date) return silent;
    Edits edits(m);
    edits.replace(m["value"].span(), std::string(unparenthesized(date).text()));
    return found(m.at, edits,
                 m.message("`fromisoformat()` accepts `Z` since Python 3.11: pass `$date` unchanged",
                           {{"date", short_code(date.text(), 40)}}))
        .unsafe_because("a `Z` in another place is no longer replaced");
}

}  // namespace zen::rules
