// Counts of a function, those of functions in it left out.
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

struct OversizedFunctionCounts {
    int returns = 0, branches = 0, statements = 0;
};

OversizedFunctionCounts oversized_function_counts(Node function) {
    OversizedFunctionCounts counts;
    NodeId inner = 0;
    for (Node n : function.descendants()) {
        if (n.id() < inner) continue;
        if (n != function && n.is_any({Kind::function_definition, Kind::class_definition, Kind::lambda}))
            inner = n.record().next;
        counts.returns += n.is(Kind::return_statement) ? 1 : 0;
        bool clause = n.is_any(
            {Kind::elif_clause, Kind::else_clause, Kind::except_clause, Kind::finally_clause, Kind::case_clause});
        bool branch = n.is_any({Kind::if_statement, Kind::for_statement, Kind::while_statement, Kind::try_statement});
        counts.branches += branch || clause ? 1 : 0;
        bool statement = n != function && is_statement(n.kind()) && !n.is(Kind::decorated_definition);
        counts.statements += statement || clause ? 1 : 0;
    }
    return counts;
}

int oversized_function_locals(const Match& m) {
    Node body = m.at.child(Field::body);
    ScopeId scope = m.ask.scope_of(body.child(0u));
    for (const Parameter& parameter : parameters(m.at)) {
        const Reference* r = m.ask.reference(parameter.identifier);
        if (r) scope = r->scope;
    }
    std::set<BindingId> seen;
    for (Node n : m.at.descendants()) {
        const Reference* r = n.is(Kind::identifier) ? m.ask.reference(n) : nullptr;
        if (!r || r->binding == no_id || n.text().starts_with('_') || m.ask.bindings()[r->binding].scope != scope)
            continue;
        seen.insert(r->binding);
    }
    return static_cast<int>(seen.size());
}

}  // namespace

Verdict oversized_function(const Match& m) {
    constexpr std::string_view options[] = {"returns", "branches", "locals", "statements"};
    constexpr std::string_view names[] = {"return statements", "branches", "local variables", "statements"};
    int most = m.option_number(options[m.index()]);
    if (most <= 0) return silent;
    int count = 0;
    if (m.index() == 2) {
        count = oversized_function_locals(m);
    } else {
        OversizedFunctionCounts counts = oversized_function_counts(m.at);
        count = m.index() == 0 ? counts.returns : m.index() == 1 ? counts.branches : counts.statements;
    }
    if (count <= most) return silent;
    Node name = m.at.child(Field::name);
    return found(name, m.message("`$name` has $count $what (limit $most): extract a part of it",
                                 {{"name", name.text()},
                                  {"count", std::to_string(count)},
                                  {"what", names[m.index()]},
                                  {"most", std::to_string(most)}}));
}

}  // namespace zen::rules
