// Literals on several lines that are joined with `+` or a backslash.
#include "rule.h"

namespace zen::rules {

namespace {

bool multi_line_concatenation_literal(Node n) {
    return n.is_any({Kind::string, Kind::concatenated_string});
}

bool multi_line_concatenation_bytes(Node n) {
    if (n.is(Kind::concatenated_string)) n = n.child(0u);
    return n.child(0u).text().find_first_of("bB") != std::string_view::npos;
}

}  // namespace

Verdict multi_line_concatenation(const Match& m) {
    std::string_view text = m.ask.tree().text;
    Edits edits(m);
    if (m.index() == 0) {
        Node left = m.at.child(Field::left), right = m.at.child(Field::right), plus = m.at.child(Field::operator_);
        if (!plus.is(Kind::op_plus) || !multi_line_concatenation_literal(unparenthesized(right))) return silent;
        Node before = left.is(Kind::binary_operator) && left.child(Field::operator_).is(Kind::op_plus)
                          ? left.child(Field::right)
                          : left;
        const Node first = unparenthesized(before), second = unparenthesized(right);
        if (!multi_line_concatenation_literal(first) ||
            multi_line_concatenation_bytes(first) != multi_line_concatenation_bytes(second))
            return silent;
        std::string_view gap = text.substr(before.end(), right.start() - before.end());
        const char* message = "adjacent literals need no `+`: put them in parentheses";
        // Parentheses of their own around one of several lines.
        if (first != before || second != right) {
            const bool lines = (first != before && first.text().find('\n') != std::string_view::npos) ||
                               (second != right && second.text().find('\n') != std::string_view::npos);
            return lines ? Verdict(found(m.span, message)) : silent;
        }
        if (gap.find('\n') == std::string_view::npos) return silent;
        // In `a + "b" + "c"` the `+` before is another operator's.
        if (left != before || !inside_brackets(m.at) || m.ask.has_comment({before.end(), right.start()}))
            return found(m.span, message);
        if (gap.find('\\') != std::string_view::npos || precedence(m.at) < required_precedence(m.at))
            return found(m.span, message);
        std::uint32_t end = plus.end();
        while (end < right.start() && text[end] == ' ') ++end;
        std::uint32_t start = plus.start();
        if (text[end] == '\n')
            while (start > before.end() && text[start - 1] == ' ') --start;
        edits.replace({start, end}, "");
        return found(m.span, edits, message);
    }
    bool backslash = false;
    for (Node a = m.at.child(0u), b = a.next_sibling(); b; a = b, b = b.next_sibling()) {
        std::string_view gap = text.substr(a.end(), b.start() - a.end());
        // A backslash after `#` is part of a comment.
        if (gap.find('\\') == std::string_view::npos || gap.find('#') != std::string_view::npos) continue;
        backslash = true;
        std::uint32_t from = a.end() + static_cast<std::uint32_t>(gap.find_first_of(" \t\\")),
                      to = a.end() + static_cast<std::uint32_t>(gap.rfind('\\')) + 1;
        edits.replace({from, to}, "");
    }
    if (!backslash) return silent;
    // A line that ends in a backslash before the first literal stays as it is.
    std::size_t before = text.find_last_not_of(" \t\r\n", m.span.start - (m.span.start > 0 ? 1 : 0));
    if (before != std::string_view::npos && text[before] == '\\') edits.give_up();
    if (!inside_brackets(m.at)) edits.insert(m.span.start, "("), edits.insert(m.span.end, ")");
    return found(m.span, edits, "a backslash joins these literals: put them in parentheses");
}

}  // namespace zen::rules
