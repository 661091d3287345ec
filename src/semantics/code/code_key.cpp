// Writes an expression's nodes in reading order, without what `same_code` does not look at.
#include "semantics/code/code_key.h"

namespace zen {

std::string code_key(Node expression) {
    constexpr NodeId longest = 64;  // nodes
    expression = unparenthesized(expression);
    if (!expression || expression.record().next - expression.id() > longest) return {};
    std::string key;
    for (NodeId id = expression.id(); id < expression.record().next;) {
        Node n(expression.tree(), id);
        ++id;
        if (n.is(Kind::parenthesized_expression) || n.extra()) continue;
        bool around = n.parent().is(Kind::parenthesized_expression) && !n.named();
        if (around && n != expression) continue;
        key += static_cast<char>(n.kind());
        key += static_cast<char>(static_cast<unsigned>(n.kind()) >> 8);
        if (n.is_any({Kind::string_content, Kind::format_specifier})) {
            key += n.text();
            id = n.record().next;
        } else if (n.is(Kind::string_start)) {
            for (char c : n.text().substr(0, n.text().find_first_of("'\""))) key += static_cast<char>(c | 0x20);
        } else if (n.is_leaf() && !n.is(Kind::string_end)) {
            key += n.text();
        }
        key += '\0';
    }
    return key;
}

std::string value_key(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::true_)) return "#1";
    if (n.is(Kind::false_)) return "#0";
    if (n.is_any({Kind::integer, Kind::float_})) return "#" + std::string(n.text());
    // Most are strings in plain quotes: what stands between them.
    if (n.is(Kind::string) && n.has_children(3) && n.child(0u).text().size() == 1 && n.child(1u).is_leaf())
        return "'" + std::string(n.child(1u).text());
    return code_key(n);
}

}  // namespace zen
