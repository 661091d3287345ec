// From a target in a loop or `with` to the `for` around it that binds the same name.
#include "rule.h"

namespace zen::rules {

namespace {

bool loop_variable_reassigned_nested(Node n) {
    return n.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::list_splat_pattern, Kind::tuple,
                     Kind::as_pattern_target});
}

// Is the name, and not an attribute or item of it, among those that the target binds?
bool loop_variable_reassigned_binds(Node target, std::string_view name) {
    if (target.record().next - target.id() > 200) return false;  // no target that a person wrote
    for (Node n : target.descendants())
        if (n.is(Kind::identifier) && n.text() == name && (n == target || loop_variable_reassigned_nested(n.parent())))
            return true;
    return false;
}

// Up to the first colon, as the page's other matches report it.
Span loop_variable_reassigned_head(Node loop) {
    for (Node t : loop.tokens()) {
        if (t.is(Kind::op_colon)) return {loop.start(), t.start()};
        if (t.is(Kind::block)) break;
    }
    return loop.span();
}

// A name of the target that the iterable reads, as the same variable: not a parameter of a lambda in it.
Verdict loop_variable_reassigned_iterable(const Match& m) {
    const Node target = m["target"], iterable = m["iterable"];
    if (target.record().next - target.id() > 200) return silent;  // no target that a person wrote
    for (Node bound : target.descendants()) {
        if (!bound.is(Kind::identifier) || bound.text().starts_with('_')) continue;
        if (bound != target && !loop_variable_reassigned_nested(bound.parent())) continue;
        const Binding* binding = m.ask.binding(bound);
        if (!binding) continue;
        for (Node read : iterable.descendants()) {
            if (!read.is(Kind::identifier) || read.text() != bound.text()) continue;
            const Reference* reference = m.ask.reference(read);
            if (reference && reference->access == Access::load && m.ask.binding(read) == binding)
                return found(loop_variable_reassigned_head(m.at),
                             m.message("the loop variable `$x` replaces `$x`, which the iterable reads: use "
                                       "another name",
                                       {{"x", std::string(bound.text())}}));
        }
    }
    return silent;
}

}  // namespace

Verdict loop_variable_reassigned(const Match& m) {
    if (m["iterable"]) return loop_variable_reassigned_iterable(m);
    // Most stand in no loop.
    Ascent ascent(m.ask);
    Node around = ascent(m.at);
    while (around && !around.is(Kind::for_statement) && !is_function(around.kind()) &&
           !around.is(Kind::class_definition))
        around = ascent(around);
    if (!around.is(Kind::for_statement)) return silent;
    Node target = m.at.child(Field::left);
    if (m.at.is(Kind::with_item)) {
        const Node value = m.at.child(Field::value);
        if (!value.is(Kind::as_pattern)) return silent;
        target = value.child(Field::alias);
    }
    if (!target || target.record().next - target.id() > 200) return silent;
    const Node value = unparenthesized(m.at.child(Field::right));
    if (m.at.is(Kind::assignment) && (!value || m.ask.means(value.child(Field::function), "typing.cast")))
        return silent;
    Ascent from_here(m.ask);
    for (Node up = from_here(m.at), inner = m.at; up; inner = up, up = from_here(up)) {
        if (is_function(up.kind()) || up.is(Kind::class_definition)) break;
        if (!up.is(Kind::for_statement) || inner.field() != Field::body) continue;
        // An inner loop over the same iterator goes on where the outer one is.
        if (m.at.is(Kind::for_statement) && same_code(value, unparenthesized(up.child(Field::right)))) continue;
        // What the other matches of the page speak of.
        const Node outer = up.child(Field::left), iterable = unparenthesized(up.child(Field::right));
        if (m.at.is(Kind::for_statement) && target.is(Kind::identifier) && outer.is(Kind::identifier)) continue;
        if (m.at.is(Kind::augmented_assignment) && m.ask.means(iterable.child(Field::function), "range")) continue;
        for (Node n : target.descendants()) {
            if (!n.is(Kind::identifier) || n.text().starts_with('_')) continue;
            if (n != target && !loop_variable_reassigned_nested(n.parent())) continue;
            if (loop_variable_reassigned_binds(outer, n.text()))
                return found(n, m.message("this assigns to the loop variable `$x`: use another name",
                                          {{"x", std::string(n.text())}}))
                    .related(outer.span(), "the loop variable");
        }
    }
    return silent;
}

}  // namespace zen::rules
