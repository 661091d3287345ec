// One pattern said in other words that mean the same.
#include <algorithm>

#include "engine/pages/compile.h"
#include "engine/pages/holes.h"
#include "syntax/parse.h"
#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {
namespace {

// At most so many places are turned, each alone and with the others.
constexpr std::size_t most_turns = 3;

struct Turn {
    Span span;
    std::string text;
};

std::string_view turned(std::string_view sign) {
    constexpr std::pair<std::string_view, std::string_view> pairs[] = {{"==", "=="}, {"!=", "!="},        {"<", ">"},
                                                                       {">", "<"},   {"<=", ">="},        {">=", "<="},
                                                                       {"is", "is"}, {"is not", "is not"}};
    for (auto [a, b] : pairs)
        if (a == sign) return b;
    return "";
}

std::string_view opposite_sign(std::string_view sign) {
    constexpr std::pair<std::string_view, std::string_view> pairs[] = {
        {"==", "!="}, {"in", "not in"}, {"is", "is not"}};
    for (auto [a, b] : pairs) {
        if (a == sign) return b;
        if (b == sign) return a;
    }
    return "";
}

// The sign between the two operands of a comparison; empty for chains.
std::string_view sign_of(Node comparison) {
    if (!comparison.is(Kind::comparison_operator) || !comparison.has_children(2)) return {};
    Node left = comparison.child(0u), right = comparison.child(1u);
    std::string_view text = comparison.tree().text.substr(left.end(), right.start() - left.end());
    std::size_t from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
    return from == text.npos ? std::string_view() : text.substr(from, to - from + 1);
}

std::string opposite(Node test) {
    if (test.is(Kind::not_operator)) return std::string(test.last_child().text());
    if (std::string_view sign = opposite_sign(sign_of(test)); !sign.empty())
        return formatted("{} {} {}", test.child(0u).text(), sign, test.child(1u).text());
    return precedence(test) < not_level ? formatted("not ({})", test.text()) : "not " + std::string(test.text());
}

std::vector<Turn> turns_of(const Tree& tree) {
    std::vector<Turn> out;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node n(tree, id);
        if (std::string_view sign = turned(sign_of(n)); !sign.empty())
            out.push_back({n.span(), formatted("{} {} {}", n.child(1u).text(), sign, n.child(0u).text())});
        if (n.is(Kind::augmented_assignment)) {
            std::string_view sign = n.child(Field::operator_).text();
            sign.remove_suffix(1);
            std::string left(n.child(Field::left).text());
            out.push_back({n.span(), formatted("{} = {} {} {}", left, left, sign, n.child(Field::right).text())});
        }
    }
    return out;
}

// `if a: x else: y` as `if not a: y else: x`.
std::optional<std::string> swapped(const Tree& tree) {
    Node top = Node(tree, 0).child(0u);
    Node other = top.is(Kind::if_statement) ? top.child(Field::alternative) : Node();
    if (!other.is(Kind::else_clause) || !Node(tree, 0).has_children(1)) return std::nullopt;
    Node test = top.child(Field::condition), body = top.child(Field::consequence), tail = other.child(Field::body);
    std::string_view text = tree.text;
    auto part = [&](std::uint32_t from, std::uint32_t to) { return std::string(text.substr(from, to - from)); };
    return part(0, test.start()) + opposite(test) + part(test.end(), body.start()) + std::string(tail.text()) +
           part(body.end(), tail.start()) + std::string(body.text());
}

std::string names_to_holes(std::string text) {
    for (std::size_t at; (at = text.find(hole_mark)) != text.npos;) text.replace(at, hole_mark.size(), "$");
    return text;
}

void add_turned(std::string_view text, std::vector<std::string>& out) {
    Tree tree = parse(text);
    if (tree.damaged()) return;
    std::vector<Turn> turns = turns_of(tree);
    turns.resize(std::min(turns.size(), most_turns));
    for (std::size_t chosen = 0; chosen < (std::size_t{1} << turns.size()); ++chosen) {
        std::string variant(text);
        bool nested = false;
        for (std::size_t i = turns.size(); i-- > 0;) {
            if (!(chosen >> i & 1)) continue;
            for (std::size_t k = i + 1; k < turns.size(); ++k)
                nested = nested || ((chosen >> k & 1) && turns[k].span.start < turns[i].span.end);
            variant.replace(turns[i].span.start, turns[i].span.size(), turns[i].text);
        }
        variant = names_to_holes(std::move(variant));
        if (!nested && std::ranges::find(out, variant) == out.end()) out.push_back(std::move(variant));
    }
}

}  // namespace

std::vector<std::string> either_way(std::string_view code) {
    std::vector<std::string> out;
    const std::string text = holes_to_names(code);
    add_turned(text, out);
    if (std::optional<std::string> other = swapped(parse(text))) add_turned(*other, out);
    if (out.empty()) out.emplace_back(code);
    return out;
}

}  // namespace zen
