// Every branch compares the same name with another constant and returns a constant.
#include "rule.h"

namespace zen::rules {

namespace {

// What the block's one `return` gives; none if it does anything else.
Node ladder_dict_answer(const Match& m, Node block) {
    Node only = block.has_children(1) ? block.child(0u) : Node();
    Node value = only.is(Kind::return_statement) ? only.child(0u) : Node();
    if (!value || m.ask.constant(value)) return value;
    // A name written as a constant: `Color.RED`, `LIMIT`.
    bool named = value.is_any({Kind::identifier, Kind::attribute}) && m.ask.pure(value);
    return named && value.text()[0] >= 'A' && value.text()[0] <= 'Z' ? value : Node();
}

}  // namespace

Verdict if_ladder_to_dict(const Match& m) {
    Node subject;
    std::vector<Node> keys;
    std::string table, other;
    for (Node arm = m.at; arm;) {
        bool last = arm.is(Kind::else_clause);
        Node answer = ladder_dict_answer(m, arm.child(last ? Field::body : Field::consequence));
        if (!answer) return silent;
        if (last) {
            other = ", " + std::string(answer.text());
            break;
        }
        const auto [left, op, right] = sole_comparison(arm.child(Field::condition));
        if (!op.is(Kind::op_eq_eq)) return silent;
        Node name = unparenthesized(left), key = unparenthesized(right);
        if (!m.ask.constant(key)) std::swap(name, key);
        if (!name.is_any({Kind::identifier, Kind::attribute}) || !m.ask.pure(name) || !m.ask.constant(key))
            return silent;
        if (subject && !same_code(subject, name)) return silent;
        for (Node k : keys)
            if (same_code(k, key)) return silent;
        subject = name;
        keys.push_back(key);
        append(table, "{}{}: {}", table.empty() ? "" : ", ", key.text(), answer.text());
        arm = arm == m.at ? m.at.child(Field::alternative) : arm.next_sibling();
    }
    if (keys.size() < 3) return silent;
    if (other.empty()) {
        // What follows is the answer for all other values: another constant, or nothing at all.
        Node next = m.at.next_sibling();
        Node value = next.is(Kind::return_statement) ? next.child(0u) : Node();
        if (next && !(value && m.ask.constant(value)))
            return found(m.at, m.message("each branch maps `$subject` to a constant: test `$subject in {$table}` once",
                                         {{"subject", subject.text()}, {"table", short_code(table, 32)}}));
        if (value) other = ", " + std::string(value.text());
    }
    if (other == ", None") other.clear();
    return found(
        m.at,
        m.message("each branch maps `$subject` to a constant: use `{$table}.get($subject$other)`",
                  {{"subject", subject.text()}, {"table", short_code(table, 32)}, {"other", short_code(other, 20)}}));
}

}  // namespace zen::rules
