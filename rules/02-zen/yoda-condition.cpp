// A constant, by value or by its name in capitals, before something that is none.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool yoda_condition_capitals(std::string_view name) {
    return name.size() > 1 && std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool yoda_condition_constant(const Match& m, Node n, int depth = 0) {
    n = unparenthesized(n);
    if (n.is(Kind::identifier)) return yoda_condition_capitals(n.text());
    if (n.is(Kind::attribute)) return yoda_condition_capitals(n.child(Field::attribute).text());
    if (depth > 4 || !n.is_any({Kind::list, Kind::tuple, Kind::set, Kind::dictionary})) return m.ask.constant(n);
    for (Node item : n.children())
        for (Node part : item.is(Kind::pair) ? item.children().list() : std::vector<Node>{item})
            if (!yoda_condition_constant(m, part, depth + 1)) return false;
    return true;
}

}  // namespace

Verdict yoda_condition(const Match& m) {
    std::vector<Node> parts;
    for (Node n : m.at.tokens()) {
        parts.push_back(n);
        if (parts.size() > 3) return silent;  // a chain
    }
    if (parts.size() != 3) return silent;
    constexpr std::pair<Kind, std::string_view> mirrors[] = {{Kind::op_eq_eq, "=="}, {Kind::op_bang_eq, "!="},
                                                             {Kind::op_lt, ">"},     {Kind::op_lt_eq, ">="},
                                                             {Kind::op_gt, "<"},     {Kind::op_gt_eq, "<="}};
    std::string_view mirror;
    for (auto [kind, text] : mirrors)
        if (parts[1].is(kind)) mirror = text;
    if (mirror.empty() || !yoda_condition_constant(m, parts[0]) || yoda_condition_constant(m, parts[2])) return silent;
    std::string test =
        code_for(parts[2], bit_or, false) + " " + std::string(mirror) + " " + code_for(parts[0], bit_or, false);
    Edits edits(m);
    if (m.at.text().find('\n') != std::string_view::npos || m.ask.has_comment(m.span)) edits.give_up();
    edits.replace(m.at, test);
    return found(m.span, edits, m.message("the constant comes first: write `$test`", {{"test", short_code(test)}}))
        .unsafe(!m.ask.type(parts[2]).only(number_types | Type::str | Type::bytes));
}

}  // namespace zen::rules
