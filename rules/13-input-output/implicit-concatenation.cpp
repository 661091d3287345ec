// Two parts on one line with the same prefix and quotes; and a list whose items are all on lines of their own but two.
#include "rule.h"

namespace zen::rules {

namespace {

// Does a line end between the two?
bool implicit_concatenation_broken(Node a, Node b) {
    return a.tree().text.substr(a.end(), b.start() - a.end()).find('\n') != std::string_view::npos;
}

// Other quotes, because one of the two has them in it: as one literal, it would need escapes.
bool implicit_concatenation_mixed(Node a, Node b) {
    const char quote = a.text().back(), other = b.text().back();
    return quote != other &&
           (a.text().find(other) != std::string_view::npos || b.text().find(quote) != std::string_view::npos);
}

// An item beside others of a list, tuple or set: a comma may be missing, which a merge would hide.
bool implicit_concatenation_item(Node n) {
    Node list = n.parent();
    return list.is_any({Kind::list, Kind::set, Kind::tuple}) && list.child(1u);
}

// An item of a list, tuple or set, beside others or not: what a comma would make two of.
bool implicit_concatenation_in_collection(Node n) {
    return n.parent().is_any({Kind::list, Kind::set, Kind::tuple, Kind::expression_list});
}

// Is each of its items, but for the first, on a line of its own?
bool implicit_concatenation_one_per_line(Node list) {
    for (Node a = list.child(0u), b = a.next_sibling(); b; a = b, b = b.next_sibling())
        if (!implicit_concatenation_broken(a, b)) return false;
    return true;
}

// A literal that is one word.
bool implicit_concatenation_word(Node literal) {
    if (!literal.is(Kind::string) || literal.child(0u).text().size() != 1 || literal.text().size() > 30 ||
        literal.text().size() < 3)
        return false;
    std::string_view text = literal.text().substr(1, literal.text().size() - 2);
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") ==
           std::string_view::npos;
}

}  // namespace

Verdict implicit_concatenation(const Match& m) {
    Edits edits(m);
    if (m.index() == 4) {
        for (Node a = m.at.child(0u), b = a.next_sibling(); b; a = b, b = b.next_sibling())
            if (!implicit_concatenation_broken(a, b) && !implicit_concatenation_mixed(a, b))
                return found(a, "these adjacent literals are one string: write one literal");
        return silent;
    }
    if (m.index() <= 1) {
        if (implicit_concatenation_in_collection(m.at) != (m.index() == 1)) return silent;
        Node first;
        bool all = true;
        std::string merged;
        std::uint32_t done = m.at.start();
        for (Node a = m.at.child(0u), b = a.next_sibling(); b; a = b, b = b.next_sibling()) {
            if (implicit_concatenation_broken(a, b)) continue;
            std::string_view open = a.child(0u).text(), close = a.last_child().text();
            // `"\1" "2"` is no `"\12"`.
            std::string_view body = a.text().substr(0, a.text().size() - close.size());
            // A line of the text, or a field of a packet, in a literal of its own.
            if (body.ends_with("\\n") || open.find_first_of("bB") != std::string_view::npos) continue;
            bool escape =
                body.substr(body.size() - std::min<std::size_t>(body.size(), 4)).find('\\') != std::string_view::npos;
            std::string_view next = b.child(0u).text();
            bool raw = open.find_first_of("rR") != std::string_view::npos,
                 next_raw = next.find_first_of("rR") != std::string_view::npos;
            if (raw != next_raw || implicit_concatenation_mixed(a, b)) continue;
            all = all && open == next;
            if (!first) first = a;
            all = all && close.size() == 1 && !escape;
            merged += m.ask.tree().text.substr(done, a.last_child().start() - done);
            done = b.child(0u).end();
        }
        if (!first) return silent;
        const bool item = implicit_concatenation_item(m.at);
        const std::string_view message = item && implicit_concatenation_one_per_line(m.at.parent())
                                             ? "these adjacent literals are one item: add a comma or write one literal"
                                             : "these adjacent literals are one string: write one literal";
        if (!all || m.ask.has_comment(m.span)) return found(first, std::string(message));
        merged += m.ask.tree().text.substr(done, m.at.end() - done);
        edits.replace(m.span, merged);
        if (item)
            return found(first, edits, std::string(message)).unsafe_because("a comma may be missing between two items");
        return found(first, edits, std::string(message));
    }
    Node list = m.at.parent();
    if (!list.is_any({Kind::list, Kind::set, Kind::tuple, Kind::expression_list})) return silent;
    if (m.index() == 3 && m.at.text().find('\n') == std::string_view::npos) return silent;
    if (m.index() == 3)
        return found(m.span, "adjacent literals are one item of this collection: put them in parentheses");
    if (list.is(Kind::expression_list) || !m.at.has_children(2)) return silent;
    Node a = m.at.child(0u), b = m.at.child(1u);
    if (!implicit_concatenation_broken(a, b) || !list.child(1u)) return silent;
    if (list.is(Kind::tuple) && !list.text().starts_with('(')) return silent;
    // Only words are items; a text that was broken has spaces, ends or brackets.
    for (Node item : {a, b, m.at.previous_sibling(), m.at.next_sibling()})
        if (item && !implicit_concatenation_word(item)) return silent;
    if (!m.at.previous_sibling() && !m.at.next_sibling()) return silent;
    edits.insert(a.end(), ",");
    return found(m.span, edits, "a comma may be missing between these two items")
        .unsafe_because("the two may be one string");
}

}  // namespace zen::rules
