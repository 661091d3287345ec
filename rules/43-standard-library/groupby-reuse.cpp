// Is the group of a loop used twice on one way, or used in a loop inside?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Is the first in a block that does not go on to the second?
bool groupby_reuse_left(const Match& m, Node a, Node b, Node loop) {
    for (Node up = a.parent(); up && up != loop && !b.within(up); up = up.parent())
        if (up.is(Kind::block) && m.ask.leaves(up)) return true;
    return false;
}

// Are the two in different branches, of which only one runs?
bool groupby_reuse_apart(Node a, Node b, Node loop) {
    for (Node up = a; up && up != loop; up = up.parent()) {
        if (up.is(Kind::case_clause) && !b.within(up)) {
            Node cases = up.parent();
            if (!cases.is(Kind::match_statement)) cases = cases.parent();
            if (b.within(cases)) return true;
        }
        if (!up.is_any({Kind::if_statement, Kind::conditional_expression, Kind::match_statement, Kind::try_statement}))
            continue;
        if (!b.within(up)) continue;
        Node branch_a, branch_b;
        for (Node part : up.children()) {
            if (a.within(part)) branch_a = part;
            if (b.within(part)) branch_b = part;
        }
        return branch_a != branch_b && !(branch_a.field() == Field::condition || branch_b.field() == Field::condition);
    }
    return false;
}

}  // namespace

Verdict groupby_reuse(const Match& m) {
    Node target = m.at.child(Field::left), items = m.at.child(Field::right), body = m.at.child(Field::body);
    if (!items.is(Kind::call) || !m.ask.means(items.child(Field::function), "itertools.groupby")) return silent;
    if (!target.is_any({Kind::pattern_list, Kind::tuple_pattern}) || !target.has_children(2)) return silent;
    Node group = target.child(1u);
    const Reference* own = m.ask.reference(group);
    if (!group.is(Kind::identifier) || !own || own->binding == no_id) return silent;
    Node first;
    auto all = m.ask.references_of(own->binding);
    for (auto at = std::ranges::lower_bound(all, body.id(), {}, [](const Reference* x) { return x->node; });
         at != all.end(); ++at) {
        const Reference* r = *at;
        Node use(m.ask.tree(), r->node);
        if (!use.within(body)) break;
        // Another value from here on.
        if (r->writes()) return silent;
        if (!r->reads()) continue;
        // `next(group)` takes one item, and the others are still there.
        if (use.parent().is(Kind::argument_list) && m.ask.means(use.parent().parent().child(Field::function), "next"))
            continue;
        // A loop inside uses it again each time round, unless it is what the loop iterates over.
        for (Node up = use.parent(), below = use; up != m.at && up; below = up, up = up.parent())
            if (up.is_any({Kind::for_statement, Kind::while_statement}) && below != up.child(Field::right) &&
                !m.ask.leaves(up.child(Field::body)))
                return found(use,
                             m.message("`$group` is empty after the first use: write `$group = list($group)` first",
                                       {{"group", group.text()}}));
        if (first && !groupby_reuse_apart(first, use, m.at) && !groupby_reuse_left(m, first, use, m.at))
            return found(use, m.message("`$group` is empty after the first use: write `$group = list($group)` first",
                                        {{"group", group.text()}}))
                .related(first.span(), "first used here");
        if (!first) first = use;
    }
    return silent;
}

}  // namespace zen::rules
