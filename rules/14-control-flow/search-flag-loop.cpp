// The flag is initialized, set once and read once; what else the loop does decides between `any()` and `else`.
#include "rule.h"

namespace zen::rules {

Verdict search_flag_loop(const Match& m) {
    const std::vector<Node> gap = m.run("gap").nodes().list();
    Node flag = m["flag"], loop = (gap.empty() ? m.at : gap.back()).next_sibling(), test = loop.next_sibling(),
         body = loop.child(Field::body);
    const Binding* binding = m.ask.binding(flag);
    if (!flag.is(Kind::identifier) || !binding ||
        (binding->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)))
        return silent;
    // Functions that are called in between may read a name of the module.
    if (!gap.empty() && binding->scope == 0) return silent;
    if ((*loop.all_children().begin()).is(Kind::kw_async)) return silent;
    const bool number = m.at.child(0u).child(Field::right).is(Kind::integer);  // a flag of 0 and 1
    Node raised;                                                               // the assignment in the loop
    std::vector<Node> uses = m.ask.uses(flag);
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()))) {
        Node n(m.ask.tree(), r->node);
        if (!n.within(loop)) continue;
        Node assignment = n.parent();
        Node value = assignment.child(Field::right);
        bool sets = number ? value.text() == "1" : value.is(Kind::true_);
        if (raised || !assignment.is(Kind::assignment) || !sets || assignment.child(Field::left) != n) return silent;
        raised = assignment.parent();
    }
    if (!raised || m.ask.enclosing_loop(raised) != loop) return silent;
    if (uses.size() != 1 || !uses[0].within(test.child(Field::condition)) || m.ask.used_after(flag, test))
        return silent;

    bool breaks = raised.next_sibling().is(Kind::break_statement);
    for (Node n : body.descendants()) {
        if (n.is(Kind::break_statement) && m.ask.enclosing_loop(n) == loop && n != raised.next_sibling()) return silent;
        if (n.is(Kind::return_statement) && !breaks) return silent;
    }
    Node only = body.has_children(1) ? body.child(0u) : Node();
    bool pure_search = only.is(Kind::if_statement) && !only.child(Field::alternative) &&
                       raised.parent() == only.child(Field::consequence) &&
                       raised.parent().has_children(breaks ? 2u : 1u) &&
                       !m.ask.contains_yield(only.child(Field::condition));
    for (Node n : loop.child(Field::left).descendants())
        if (n.is(Kind::identifier) && m.ask.used_after(n, loop)) pure_search = false;
    for (Node n : loop.descendants())
        if (n.is(Kind::named_expression)) pure_search = false;
    // Without a `break`, `any` would leave out the rest of the tests: they must have no effects.
    if (!breaks && pure_search && !m.ask.pure(only.child(Field::condition))) return silent;
    const bool else_loop = m.index() == 2;  // `for`/`else`, which not everybody reads at once
    if (pure_search == else_loop) return silent;
    Edits edits(m);
    Span head{(gap.empty() ? m.at : loop).start(), loop.child(Field::right).end()};
    if (pure_search) {
        if (only.child(Field::condition).text().find('\n') != std::string_view::npos) edits.give_up();
        // A generator does not see the names of the class around it.
        if (m.ask.scopes()[m.ask.scope_of(loop)].sort == Scope::class_ || depends_on_scope(m.ask, loop))
            edits.give_up();
        std::string question = formatted(
            "{}({} for {} in {})", edits.name("any"), code_for(only.child(Field::condition), lambda_level, true),
            loop.child(Field::left).text(), code_for(loop.child(Field::right), or_level, true));
        Node place = breaks ? test : loop;
        std::string_view head_line = breaks ? "if not :" : "";
        if (!m.fits(std::string(indentation(place)) + std::string(head_line) + question +
                    (breaks ? "" : std::string(flag.text()) + " = ")))
            edits.give_up();
        if (breaks) {
            edits.remove_statement(m.at);
            edits.remove_statement(loop);
            // `not found` becomes `not any(…)`, and so does `found == 0`.
            Node condition = unparenthesized(test.child(Field::condition));
            if (condition.is(Kind::comparison_operator))
                edits.replace(condition, m.index() == 0 ? "not " + question : question);
            else
                edits.replace(uses[0], question);
        } else if (!gap.empty()) {
            edits.remove_statement(m.at);
            edits.replace(loop, formatted("{} = {}", flag.text(), question));
        } else {
            edits.replace(m.at.child(0u).child(Field::right), question);
            edits.remove_statement(loop);
        }
        return found(head, edits,
                     m.message("`$flag` only records whether a match exists: use `$code`",
                               {{"code", short_code(question, 80)}}));
    }
    // `else` runs when no `break` did.
    if (!breaks || loop.child(Field::alternative) || test.child(Field::alternative)) return silent;
    edits.remove_statement(m.at);
    edits.remove_statement(raised);
    Node colon(m.ask.tree(), test.child(Field::condition).record().next);
    if (!colon.is(Kind::op_colon)) edits.give_up();
    edits.replace(Span{test.start(), colon.end()}, "else:");
    return found(head, edits, m.message("`$flag` is not needed: the loop's `else` runs when there was no `break`"));
}

}  // namespace zen::rules
