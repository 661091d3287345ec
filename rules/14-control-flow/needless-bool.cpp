// Which expressions are certainly a bool, and how to negate a condition.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view needless_bool_functions[] = {"isinstance", "issubclass", "callable", "hasattr",
                                                        "any",        "all",        "bool"};

enum class NeedlessBoolSurety { no, most_likely, yes };  // arrays and query builders have comparisons of their own

NeedlessBoolSurety needless_bool_sure(const Match& m, Node n) {
    using enum NeedlessBoolSurety;
    n = unparenthesized(n);
    if (n.is(Kind::not_operator) || m.ask.type(n).only(Type::bool_)) return yes;
    if (n.is(Kind::boolean_operator))
        return std::min(needless_bool_sure(m, n.child(Field::left)), needless_bool_sure(m, n.child(Field::right)));
    if (n.is(Kind::call)) {
        for (std::string_view name : needless_bool_functions)
            if (m.ask.means(n.child(Field::function), name)) return yes;
        return no;
    }
    if (!n.is(Kind::comparison_operator)) return no;
    bool plain = true;
    for (Node t : n.tokens()) {
        if (t.is_any({Kind::op_eq_eq, Kind::op_bang_eq, Kind::op_lt, Kind::op_lt_eq, Kind::op_gt, Kind::op_gt_eq}) &&
            t.field() == Field::operators)
            plain = false;
    }
    if (plain) return yes;
    for (Node operand : n.children()) {
        Type type = m.ask.type(operand);
        if (!type.known() || type.maybe(Type::instance)) return most_likely;
    }
    return yes;
}

// The condition's opposite.
std::string needless_bool_denied(const Match& m, Node c, bool& sure) {
    c = unparenthesized(c);
    if (c.is(Kind::not_operator)) {
        Node inner = unparenthesized(c.last_child());
        sure = true;
        if (needless_bool_sure(m, inner) == NeedlessBoolSurety::yes) return std::string(inner.text());
        return formatted("bool({})", code_for(inner, lambda_level, true));
    }
    if (const auto [left, op, right] = sole_comparison(c); op) {
        sure = needless_bool_sure(m, c) == NeedlessBoolSurety::yes;
        constexpr auto whole = Type::int_ | Type::bool_;  // one of `<` and `>=` is true of two of them
        const bool ordered = m.ask.type(left).only(whole) && m.ask.type(right).only(whole);
        if (const std::string_view other = opposite(op.kind(), ordered); !other.empty())
            return formatted("{} {} {}", left.text(), other, right.text());
    }
    sure = true;
    return "not " + code_for(c, not_level, false);
}

// `return True` or `return False` as the only statement of an arm; none otherwise.
Node needless_bool_answer(Node arm) {
    Node block = arm.child(arm.is(Kind::else_clause) ? Field::body : Field::consequence);
    Node only = block.has_children(1) ? block.child(0u) : Node();
    if (only.is(Kind::return_statement) && only.has_children(1) && only.child(0u).is_any({Kind::true_, Kind::false_}))
        return only.child(0u);
    return {};
}

// Does one of the statements above, in the same block, return what this `if` returns, or end in a `return` like it?
bool needless_bool_after_guards(const Match& m) {
    const Node answer = needless_bool_answer(m.at);
    if (!answer) return false;
    if (Node before = m.at.previous_sibling(); before.is(Kind::if_statement) && needless_bool_answer(before))
        return true;
    for (Node before = m.at.previous_sibling(); before; before = before.previous_sibling()) {
        if (!before.is_any({Kind::if_statement, Kind::for_statement, Kind::while_statement, Kind::try_statement}))
            continue;
        for (Node n : before.descendants())
            if (n.is(Kind::return_statement) && n.child(0u).kind() == answer.kind() &&
                m.ask.enclosing_function(n) == m.ask.enclosing_function(m.at))
                return true;
    }
    return false;
}

}  // namespace

Verdict needless_bool(const Match& m) {
    enum {
        returns,
        returns_not,
        assigns,
        assigns_not,
        chooses,
        chooses_not,
        calls,
        last_arm,
        kept,
        kept_not,
        kept_choice
    };
    // Kept by many: one of a row of early exits, an answer with a comment of its own, a row of tests within `bool()`.
    const bool kept_by_many = m.index() >= kept;
    bool has_reason = false;
    std::uint32_t shape = kept_by_many ? m.index() - kept : m.index();
    if (m.index() == kept_choice) shape = chooses;
    Node c = m["c"];
    bool denied = shape == returns_not || shape == assigns_not || shape == chooses_not;
    Span span = m.span;
    std::string head;
    if (shape == last_arm) {
        Node alternative = m.at.next_sibling(), yes = needless_bool_answer(m.at),
             no = needless_bool_answer(alternative);
        if (!alternative.is(Kind::else_clause) || !yes || !no || yes.kind() == no.kind()) return silent;
        c = m.at.child(Field::condition);
        denied = yes.is(Kind::false_);
        span = {m.at.start(), alternative.end()};
    }
    if (shape <= assigns_not || shape == last_arm) {
        // A comment on a line of its own explains one of the answers.
        for (NodeId id = m.at.id(); id < m.ask.tree().nodes.size() && m.ask.tree().nodes[id].start < span.end; ++id)
            if (Node n(m.ask.tree(), id); n.is(Kind::comment) && opens_line(n)) has_reason = true;
        if (shape >= assigns && shape <= assigns_not) {
            if (!m["x"].is_any({Kind::identifier, Kind::attribute})) return silent;
            head = std::string(m["x"].text()) + " = ";
        } else {
            head = "return ";
        }
        // A row of early exits: the last is one of them.
        if (shape <= returns_not && m.at.next_sibling().end() == m.span.end && needless_bool_after_guards(m))
            has_reason = true;
        if (has_reason && !kept_by_many) return silent;
    }
    bool sure = true;
    std::string code;
    if (denied) {
        code = needless_bool_denied(m, c, sure);
    } else {
        NeedlessBoolSurety surety = needless_bool_sure(m, c);
        // `bool(a and b)` around a row of tests reads no better.
        if (surety == NeedlessBoolSurety::no && unparenthesized(c).is(Kind::boolean_operator)) {
            if (!kept_by_many) return silent;
            has_reason = true;
        }
        sure = surety != NeedlessBoolSurety::most_likely;
        if (shape == calls) {
            if (surety != NeedlessBoolSurety::yes || c.is_any({Kind::true_, Kind::false_, Kind::identifier}))
                return silent;
        }
        code = surety == NeedlessBoolSurety::no ? formatted("bool({})", code_for(c, lambda_level, true))
                                                : std::string(c.text());
    }
    if (kept_by_many && !has_reason) return silent;
    Edits edits(m);
    if (kept_by_many) edits.give_up();
    if (code.starts_with("bool(") && shape != calls && m.ask.spelling("bool", m.at).empty()) edits.give_up();
    bool open = open_line_break(c);
    if (shape == chooses || shape == chooses_not || shape == calls) {
        if (open && !code.starts_with("bool(") && !code.starts_with("not (")) code = formatted("({})", code);
        edits.replace(m.at, code);
    } else if (shape == last_arm) {
        if (open) code = formatted("({})", code);
        std::string indent(indentation(m.at));
        Node body = m.at.child(Field::consequence).child(0u);
        std::string inner =
            opens_line(body) ? std::string(indentation(body)) : indent + std::string(indentation_step(m, indent));
        edits.replace(span, formatted("else:\n{}{}{}", inner, head, code));
    } else {
        if (open && !code.starts_with("bool(") && !code.starts_with("not (")) code = formatted("({})", code);
        edits.replace(span, head + code);
    }
    std::string now = head + short_code(code);
    return found(span, edits,
                 m.message(shape == calls ? "this is a `bool` already: write `$code`"
                                          : "the condition is the result: write `$code`",
                           {{"code", now}}))
        .unsafe(!sure);
}

}  // namespace zen::rules
