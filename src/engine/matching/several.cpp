// `match several`: neighbours that fit one pattern: operands of a row, arms of an `if`, statements of a block; and
// `match in a chain`: one comparison among others.
#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "engine/matching/matcher.h"

namespace zen {
namespace {

using Several = PatternData::Several;

Kind joining(Several several) {
    switch (several) {
        case Several::by_or:
        case Several::by_or_apart:
            return Kind::kw_or;
        case Several::by_and:
        case Several::by_and_apart:
            return Kind::kw_and;
        case Several::by_plus:
            return Kind::op_plus;
        case Several::by_pipe:
            return Kind::op_bar;
        default:
            return Kind::nothing;
    }
}

bool joins(Node n, Kind sign) {
    return n.is_any({Kind::boolean_operator, Kind::binary_operator}) && n.child(Field::operator_).is(sign);
}

// `a or b or c` is `(a or b) or c`: its operands in order.
std::vector<Node> operands(Node top, Kind sign) {
    std::vector<Node> out;
    for (; joins(top, sign); top = top.child(Field::left)) out.push_back(top.child(Field::right));
    out.push_back(top);
    std::ranges::reverse(out);
    return out;
}

// The parts that the pattern is tried at, one after another, when the anchor is the first of them or holds them.
std::vector<Node> parts_of(Several several, Node anchor) {
    if (several == Several::as_arms) {
        std::vector<Node> out{anchor};
        for (Node n : anchor.children())
            if (n.is(Kind::elif_clause)) out.push_back(n);
        return out;
    }
    const Kind sign = joining(several);
    if (!joins(anchor, sign) || joins(anchor.parent(), sign)) return {};
    return operands(anchor, sign);
}

bool fits_part(const PatternData& pattern, Node part, Match& match) {
    if (pattern.several != Several::as_arms) return fits(pattern, part, match);
    const unsigned known = match.caught();
    if (Matcher(match, pattern).arm(part)) return true;
    match.forget_since(known);
    return false;
}

// The statement and those right after it that the pattern fits, if they are two or more. No others are looked at, so
// that a block costs as much as it is long.
bool match_statements(const PatternData& pattern, Node anchor, Match& match) {
    const std::size_t most = anchor.parent().is(Kind::module) ? longest_module_gap + 2 : SIZE_MAX;
    std::size_t count = 0, gathered = 0;
    Node last;
    for (Node n = anchor; n && count < most && fits(pattern, n, match); n = n.next_sibling())
        last = n, gathered = match.gathered(), ++count;
    match.gather_no_more_than(gathered);
    if (count < 2) {
        match.gather_no_more_than(0);
        return false;
    }
    match.at = anchor, match.last = last;
    match.span = {match.at.start(), match.last.end()};
    return true;
}

// The first operand that others farther on are like, with these; what is between them is remembered.
bool match_apart(const PatternData& pattern, Node anchor, std::span<const Node> parts, Match& match) {
    constexpr std::size_t farthest = 40;  // so that a row of thousands is not read for each of its operands
    for (std::size_t first = 0; first + 1 < parts.size(); ++first) {
        const unsigned known = match.caught();
        std::size_t count = 0, last = first, gathered = 0;
        std::vector<Node> others;
        match.between.clear();
        for (std::size_t i = first; i < parts.size() && i < first + farthest; ++i) {
            if (fits_part(pattern, parts[i], match)) {
                gathered = match.gathered(), last = i, ++count;
                match.between.insert(match.between.end(), others.begin(), others.end());
                others.clear();
            } else if (i == first) {
                break;
            } else {
                match.gather_no_more_than(gathered);
                others.push_back(parts[i]);
            }
        }
        if (count > 1) {
            const bool all = first == 0 && last + 1 == parts.size();
            match.at = all ? anchor : parts[first];
            match.last = all ? anchor : parts[last];
            match.span = {match.at.start(), match.last.end()};
            return true;
        }
        match.forget_since(known);
        match.gather_no_more_than(0);
    }
    return false;
}

// A comparison of two operands, or two neighbours of a chain and the operator between them.
bool match_link(const PatternData& pattern, Node anchor, Match& match) {
    const auto nodes = RulePack::of(match.pack().pattern_nodes, pattern.nodes);
    const std::uint32_t left = 1, sign = nodes[left].next, right = nodes[sign].next;
    const auto tokens = anchor.tokens();
    auto next = tokens.begin();
    if (next == tokens.end()) return false;
    bool first = true;
    for (Node before = *next++; next != tokens.end(); first = false) {
        const Node between = *next++;
        if (next == tokens.end()) return false;
        const Node after = *next++, a = std::exchange(before, after);
        // Most have another sign.
        if (nodes[sign].op == PatternNode::Op::any_token && between.kind() != nodes[sign].kind && !match.mismatch)
            continue;
        const unsigned known = match.caught();
        Matcher matcher(match, pattern);
        if (matcher.one(left, a) && matcher.one(sign, between) && matcher.one(right, after)) {
            const bool all = first && next == tokens.end();
            match.at = all ? anchor : a;
            match.last = all ? anchor : after;
            match.span = {match.at.start(), match.last.end()};
            return true;
        }
        match.forget_since(known);
    }
    return false;
}

}  // namespace

bool matches_several(const PatternData& pattern, Node anchor, Match& match) {
    if (pattern.several == Several::in_chain) return match_link(pattern, anchor, match);
    if (anchor.parent().is(Kind::expression_statement) && pattern.several == Several::as_statements)
        anchor = anchor.parent();
    // Only the first of them counts: those after it are part of its match.
    const Node before = pattern.several == Several::as_statements ? anchor.previous_sibling() : Node();
    if (before && looks_like(pattern, before, match)) {
        match.gather_no_more_than(0);
        const unsigned none = match.caught();
        bool same = fits(pattern, before, match) && fits(pattern, anchor, match);
        match.forget_since(none);
        match.gather_no_more_than(0);
        if (same) return false;
    }
    match.gather_no_more_than(0);
    if (pattern.several == Several::as_statements) return match_statements(pattern, anchor, match);
    const std::vector<Node> parts = parts_of(pattern.several, anchor);
    if (pattern.several == Several::by_or_apart || pattern.several == Several::by_and_apart)
        return match_apart(pattern, anchor, parts, match);
    for (std::size_t first = 0; first + 1 < parts.size(); ++first) {
        const unsigned known = match.caught();
        std::size_t end = first, gathered = 0;
        while (end < parts.size() && fits_part(pattern, parts[end], match)) gathered = match.gathered(), ++end;
        match.gather_no_more_than(gathered);
        if (end - first > 1) {
            const bool all = first == 0 && end == parts.size();
            match.at = all ? anchor : parts[first];
            match.last = all ? anchor : parts[end - 1];
            match.span = {match.at.start(), match.last.end()};
            return true;
        }
        match.forget_since(known);
        match.gather_no_more_than(0);
        if (pattern.several == Several::as_arms) return false;
    }
    return false;
}

}  // namespace zen
