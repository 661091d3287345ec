// Two parts on one line with the same prefix and quotes; and a list whose items are all on lines of their own but two.
#include "rule.h"

namespace zen::rules {

namespace {

// Does a line end between the two?
bool implicit_concatenation_broken(Node a, Node b) {
    return a.tree().text.substr(a.end(), b.start() - a.end()).find('\n') != std::string_view::npos;
}

}  // namespace

Verdict implicit_concatenation(const Match& m) {
    Edits edits(m);
    if (m.index() == 0) {
        Node first;
        bool all = true;
        std::string merged;
        std::uint32_t done = m.at.start();
        for (Node a = m.at.child(0u), b = a.next_sibling(); b; a = b, b = b.next_sibling()) {
            if (implicit_concatenation_broken(a, b)) continue;
            std::string_view open = a.child(0u).text(), close = a.last_child().text();
            // `"\1" "2"` is no `"\12"`.
            std::string_view body = a.text().substr(0, a.text().size() - close.size());
            bool escape =
                body.substr(body.size() - std::min<std::size_t>(body.size(), 4)).find('\\') != std::string_view::npos;
            std::string_view next = b.child(0u).text();
            bool raw = open.find_first_of("rR") != std::string_view::npos,
                 next_raw = next.find_first_of("rR") != std::string_view::npos;
            if (raw != next_raw) continue;
            all = all && open == next;
            if (!first) first = a;
            all = all && close.size() == 1 && !escape;
            merged += m.ask.tree().text.substr(done, a.last_child().start() - done);
            done = b.child(0u).end();
        }
        if (!first) return silent;
        if (!all || m.ask.has_comment(m.span))
            return found(first, "these adjacent literals are one string: write one literal");
        merged += m.ask.tree().text.substr(done, m.at.end() - done);
        edits.replace(m.span, merged);
        return found(first, edits, "these adjacent literals are one string: write one literal");
    }
    Node list = m.at.parent();
    if (!list.is_any({Kind::list, Kind::set, Kind::tuple}) || !m.at.has_children(2)) return silent;
    Node a = m.at.child(0u), b = m.at.child(1u);
    if (!implicit_concatenation_broken(a, b) || !list.child(1u)) return silent;
    if (list.is(Kind::tuple) && !list.text().starts_with('(')) return silent;
    // A blank or line end at the seam shows one text on two lines.
    std::string_view left = a.text().substr(0, a.text().size() - a.last_child().text().size());
    std::string_view right = b.text().substr(b.child(0u).text().size());
    if (left.ends_with(' ') || left.ends_with("\\n") || right.starts_with(' ')) return silent;
    unsigned plain = 0;
    for (Node item : {m.at.previous_sibling(), m.at.next_sibling()}) {
        if (item && !item.is(Kind::string)) return silent;
        plain += item ? 1 : 0;
    }
    if (plain == 0) return silent;
    edits.insert(a.end(), ",");
    return found(m.span, edits, "a comma may be missing between these two items")
        .unsafe_because("the two may be one string");
}

}  // namespace zen::rules
