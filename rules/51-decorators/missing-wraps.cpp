// A function that passes its arguments to the parameter of the enclosing function, which returns it.
#include <algorithm>
#include <map>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

// Results about functions and their names, each computed once.
struct MissingWrapsKnown {
    mutable std::map<BindingId, bool> decorates;
    mutable std::map<std::pair<BindingId, NodeId>, bool> returned;  // by the inner one, and the outer
    mutable std::map<NodeId, bool> explained;

    explicit MissingWrapsKnown(const Model&) {}
};

// The names of `*args` and `**kwargs`; the first is none unless there are both.
Node missing_wraps_arguments(Node function) {
    Node list, dict;
    for (Node p : function.child(Field::parameters).children()) {
        if (p.is(Kind::typed_parameter)) p = p.child(0u);
        if (p.is(Kind::list_splat_pattern)) list = p.child(0u);
        if (p.is(Kind::dictionary_splat_pattern)) dict = p.child(0u);
    }
    return dict ? list : Node();
}

// The only parameter that must be given; none when there are several.
Node missing_wraps_parameter(Node function) {
    Node only;
    Node place = function.parent().is(Kind::decorated_definition) ? function.parent().parent() : function.parent();
    bool method = place.parent().is(Kind::class_definition);
    for (Node p : function.child(Field::parameters).children()) {
        if (p.is(Kind::typed_parameter)) p = p.child(0u);
        if (p.is_any({Kind::default_parameter, Kind::typed_default_parameter, Kind::keyword_separator,
                      Kind::positional_separator}))
            continue;
        if (method) {
            method = false;  // `self`
            continue;
        }
        if (only || !p.is(Kind::identifier)) return {};
        only = p;
    }
    return only;
}

// Does it call the name with its own `*args`?
bool missing_wraps_hands_on(const Match& m, Node inner, Node arguments, Node name) {
    const Reference* wanted = m.ask.reference(name);
    for (Node n : inner.child(Field::body).descendants()) {
        if (!n.is(Kind::call) || !n.child(Field::function).is(Kind::identifier)) continue;
        const Reference* called = m.ask.reference(n.child(Field::function));
        if (!called || !wanted || called->binding != wanted->binding) continue;
        for (Node a : n.child(Field::arguments).children())
            if (a.is(Kind::list_splat) && a.child(0u).text() == arguments.text()) return true;
    }
    return false;
}

bool missing_wraps_decorates(const Match& m, Node outer, Node parameter) {
    for (std::string_view name : {"func", "fn", "f", "function", "meth", "method", "wrapped", "view_func", "func_",
                                  "_func", "user_function", "decorated"})
        if (parameter.text() == name) return true;
    const Reference* made = m.ask.reference(outer.child(Field::name));
    if (!made || made->binding == no_id) return false;
    auto [known, fresh] = m.of_file<MissingWrapsKnown>().decorates.try_emplace(made->binding);
    if (fresh)
        known->second = std::ranges::any_of(m.ask.references_of(made->binding), [&](const Reference* r) {
            Node n(m.ask.tree(), r->node);
            if (n.parent().is(Kind::call)) n = n.parent();
            return n.parent().is(Kind::decorator);
        });
    return known->second;
}

// The outer function returns the inner one, and does nothing else with it.
bool missing_wraps_returned_bare(const Match& m, Node outer, Node inner) {
    const Reference* made = m.ask.reference(inner.child(Field::name));
    if (!made || made->binding == no_id) return false;
    auto [known, fresh] = m.of_file<MissingWrapsKnown>().returned.try_emplace({made->binding, outer.id()});
    if (!fresh) return known->second;
    bool returned = false;
    for (const Reference* r : m.ask.references_of(made->binding)) {
        Node n(m.ask.tree(), r->node);
        if (!r->reads()) continue;
        if (!n.parent().is(Kind::return_statement) || m.ask.enclosing_function(n) != outer) return false;
        returned = true;
    }
    return known->second = returned;
}

// Does a comment give a reason: the cost of `wraps`, or another way to set the name?
bool missing_wraps_explained(const Match& m, Node outer) {
    auto [known, fresh] = m.of_file<MissingWrapsKnown>().explained.try_emplace(outer.id());
    if (fresh)
        for (Node n : outer.descendants())
            if (n.is(Kind::comment) && n.text().find("wraps") != std::string_view::npos) known->second = true;
    return known->second;
}

}  // namespace

Verdict missing_wraps(const Match& m) {
    Node inner = m.at, outer = m.ask.enclosing_function(inner);
    if (!outer.is(Kind::function_definition) || inner.parent().is(Kind::decorated_definition)) return silent;
    Node arguments = missing_wraps_arguments(inner), parameter = missing_wraps_parameter(outer);
    if (!arguments || !parameter || !missing_wraps_hands_on(m, inner, arguments, parameter) ||
        !missing_wraps_decorates(m, outer, parameter) || !missing_wraps_returned_bare(m, outer, inner))
        return silent;
    // In a test, the missing `wraps` is often intended.
    for (Node up = m.ask.enclosing_function(outer); up; up = m.ask.enclosing_function(up))
        if (up.child(Field::name).text().starts_with("test_")) return silent;
    if (missing_wraps_explained(m, outer)) return silent;
    Edits edits(m);
    std::string line = formatted("@{}({})", edits.name("functools.wraps"), parameter.text());
    edits.insert(inner.start(), formatted("{}\n{}", line, indentation(inner)));
    return found(
        {inner.start(), inner.child(Field::parameters).end()}, edits,
        m.message("`$wrapper` hides the name of `$function`: add `$line`",
                  {{"wrapper", inner.child(Field::name).text()}, {"function", parameter.text()}, {"line", line}}));
}

}  // namespace zen::rules
