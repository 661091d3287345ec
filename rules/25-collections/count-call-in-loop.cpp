// `xs.count(x)` for each x of the same xs: quadratic time.
#include "rule.h"

namespace zen::rules {

namespace {

// xs for `xs` and for `set(xs)`.
Node count_call_source(const Match& m, Node walked) {
    walked = unparenthesized(walked);
    if (!walked.is(Kind::call)) return walked;
    Node arguments = walked.child(Field::arguments), function = walked.child(Field::function);
    bool made = m.ask.means(function, "set") || m.ask.means(function, "sorted") || m.ask.means(function, "frozenset");
    return made && arguments.is(Kind::argument_list) && arguments.child_count() >= 1
               ? count_call_source(m, arguments.child(0u))
               : Node();
}

}  // namespace

Verdict count_call_in_loop(const Match& m) {
    Edits edits(m);
    if (m.index() == 1) {  // max(set(xs), key=xs.count)
        Node items = m["items"], walked = m["walked"];
        if (!same_code(count_call_source(m, walked), items) || !m.ask.pure(items)) return silent;
        std::string code = formatted("{}({}).most_common(1)[0][0]", edits.name("collections.Counter"), items.text());
        edits.replace(m.at, code);
        return found(m.at, edits,
                     m.message("`count()` reads all of `$items` for each item: use `$code`",
                               {{"items", short_code(items.text(), 30)}, {"code", short_code(code)}}));
    }
    Node items = m["items"], item = m["item"];
    if (!items.is_any({Kind::identifier, Kind::attribute}) || !item.is(Kind::identifier)) return silent;
    // The loop or comprehension that gives the item.
    Node inner = m.at;
    for (Node n = m.at.parent(); n && !is_function(n.kind()); inner = n, n = n.parent()) {
        Node clause;
        if (n.is(Kind::for_statement) && inner.field() == Field::body) clause = n;
        if (is_comprehension(n.kind()) && !(inner.is(Kind::for_in_clause) && inner == n.child(1u)))
            for (Node c : n.children())
                if (c.is(Kind::for_in_clause) && same_code(c.child(Field::left), item)) clause = c;
        if (!clause || !same_code(clause.child(Field::left), item)) continue;
        if (!same_code(count_call_source(m, clause.child(Field::right)), items)) return silent;
        if (n.is(Kind::for_statement) &&
            (m.ask.rebound(items, n.child(Field::body)) || m.ask.mutated(items, n.child(Field::body)) ||
             m.ask.rebound(item, n.child(Field::body))))
            return silent;
        std::string name(items.text());
        Node pair = n.child(Field::body);
        if (n.is(Kind::dictionary_comprehension) && n.has_children(2) && same_code(pair.child(Field::key), item) &&
            unparenthesized(pair.child(Field::value)) == m.at) {
            std::string code = formatted("{}({})", edits.name("collections.Counter"), name);
            edits.replace(n, code);
            return found(m.at, edits,
                         m.message("`count()` reads all of `$name` for each item: use `$code`",
                                   {{"name", name}, {"code", code}}));
        }
        return found(
            m.at,
            m.message("`count()` reads all of `$name` for each item: use `counts = Counter($name)` and `counts[$item]`",
                      {{"name", name}, {"item", item.text()}}));
    }
    return silent;
}

}  // namespace zen::rules
