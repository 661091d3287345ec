// From one `+=`: the empty text above the loop, and nothing but further `+=` inside.
#include "rule.h"

namespace zen::rules {

Verdict string_built_in_loop(const Match& m) {
    Node text = m["text"], addition = m.at.is(Kind::augmented_assignment) ? m.at : m.at.child(0u);
    const Reference* reference = m.ask.reference(text);
    if (!text.is(Kind::identifier) || !reference || reference->binding == no_id) return silent;
    const Binding* binding = m.ask.binding(text);
    if (binding->flags & (Binding::global_declared | Binding::nonlocal_declared)) return silent;

    // The store of the empty text that reaches here, in front of one of the loops around.
    Node start;
    for (Node store : m.ask.definitions(text)) {
        Node parent = store.parent();
        if (parent.is(Kind::augmented_assignment)) continue;
        Node value = parent.is(Kind::assignment) ? parent.child(Field::right) : Node();
        if (start || !value.is(Kind::string) || !value.has_children(2) || parent.child(Field::left) != store)
            return silent;
        start = parent.parent();
    }
    Node loop = m.ask.enclosing_loop(m.at);
    while (loop && loop.parent() != start.parent()) loop = m.ask.enclosing_loop(loop);
    if (!start || !loop || start.id() > loop.id()) return silent;

    std::vector<Node> additions;
    for (const Reference* r : m.ask.references_of(reference->binding)) {
        Node use(m.ask.tree(), r->node);
        if (!use.within(loop)) {
            // Between the empty text and the loop nothing happens to it.
            if (use.id() > start.id() && use.id() < loop.id() && !use.within(start)) return silent;
            continue;
        }
        Node parent = use.parent();
        bool adds = parent.is(Kind::augmented_assignment) && parent.child(Field::left) == use &&
                    parent.child(Field::operator_).is(Kind::op_plus_eq) &&
                    parent.parent().is(Kind::expression_statement);
        if (!adds) return silent;
        if (additions.empty() && use != text) return silent;  // one finding: at the first
        additions.push_back(parent);
    }
    Node piece = addition.child(Field::right);
    if (m.ask.type(piece).known() && !m.ask.type(piece).only(Type::str | Type::bytes)) return silent;

    std::string empty(start.child(0u).child(Field::right).text());
    std::string message =
        m.message("`+=` may copy the string in each iteration: write `$text = $empty.join(...)`", {{"empty", empty}});
    // One addition and nothing else, right after the empty text: a generator says it all.
    Node body = loop.child(Field::body);
    bool whole = loop.is(Kind::for_statement) && additions.size() == 1 && body.has_children(1) &&
                 body.child(0u) == addition.parent() && !loop.text().starts_with("async") &&
                 start.next_sibling() == loop && loop.last_child() == body && !m.ask.contains_yield(loop);
    Node target = loop.child(Field::left);
    for (Node n : target.descendants())
        if (whole && n.is(Kind::identifier) && (!m.ask.stored(n) || m.ask.used_after(n, loop))) whole = false;
    Edits edits(m);
    if (!whole) {
        std::string pieces = m.ask.fresh("pieces", m.at);
        edits.replace(start.span(), pieces + " = []");
        for (Node n : additions)
            edits.replace(n.span(), pieces + ".append(" + code_for(n.child(Field::right), lambda_level, true) + ")");
        std::string indent(indentation(loop));
        edits.insert(loop.end(), "\n" + indent + std::string(text.text()) + " = " + empty + ".join(" + pieces + ")");
        return found(m.span, edits, message);
    }
    std::string items = code_for(loop.child(Field::right), or_level, true);
    std::string what = same_code(piece, target) ? code_for(loop.child(Field::right), lambda_level, true)
                                                : code_for(piece, lambda_level, true) + " for " +
                                                      std::string(target.text()) + " in " + items;
    edits.replace(Span{start.start(), loop.end()}, std::string(text.text()) + " = " + empty + ".join(" + what + ")");
    return found(m.span, edits, message);
}

}  // namespace zen::rules
