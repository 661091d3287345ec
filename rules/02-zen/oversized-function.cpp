// Counts of a function, those of functions in it left out.
#include <algorithm>
#include <array>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

struct OversizedFunctionCounts {
    NodeId function = 0;
    int returns = 0, branches = 0, statements = 0;
};

// What a kind of node adds to the counts of the function around it.
struct OversizedFunctionKind {
    bool opens = false, is_return = false, branch = false, statement = false;
};
OversizedFunctionKind oversized_function_kind(Kind kind) {
    OversizedFunctionKind out;
    out.statement = is_statement(kind) && kind != Kind::decorated_definition;
    switch (kind) {
        case Kind::function_definition:
        case Kind::class_definition:
        case Kind::lambda:
            out.opens = true;
            break;
        case Kind::return_statement:
            out.is_return = true;
            break;
        case Kind::elif_clause:
        case Kind::else_clause:
        case Kind::except_clause:
        case Kind::finally_clause:
        case Kind::case_clause:
            out.branch = out.statement = true;
            break;
        case Kind::if_statement:
        case Kind::for_statement:
        case Kind::while_statement:
        case Kind::try_statement:
            out.branch = true;
            break;
        default:
            break;
    }
    return out;
}

// All functions of the file, counted in one pass.
class OversizedFunctionFile {
  public:
    explicit OversizedFunctionFile(const Model& ask) {
        static const auto kinds = [] {
            std::array<OversizedFunctionKind, kind_bound> out;
            for (std::size_t kind = 0; kind < kind_bound; ++kind)
                out[kind] = oversized_function_kind(static_cast<Kind>(kind));
            return out;
        }();
        struct Open {
            NodeId end;
            std::size_t counts;  // none for classes and lambdas
        };
        constexpr std::size_t none = static_cast<std::size_t>(-1);
        std::vector<Open> open;
        for (NodeId id : Landmarks(ask).nodes) {
            const NodeRecord& node = ask.tree().nodes[id];
            const OversizedFunctionKind& kind = kinds[static_cast<std::size_t>(node.kind)];
            while (!open.empty() && open.back().end <= id) open.pop_back();
            if (!open.empty() && open.back().counts != none) {
                OversizedFunctionCounts& counts = functions_[open.back().counts];
                counts.returns += kind.is_return ? 1 : 0;
                counts.branches += kind.branch ? 1 : 0;
                counts.statements += kind.statement ? 1 : 0;
            }
            if (!kind.opens) continue;
            const bool function = node.kind == Kind::function_definition;
            open.push_back({node.next, function ? functions_.size() : none});
            if (function) functions_.push_back({id, 0, 0, 0});
        }
        locals_.resize(ask.scopes().size());
        std::vector<bool> seen(ask.bindings().size());
        for (const Reference& r : ask.references()) {
            if (r.binding == no_id || seen[r.binding]) continue;
            Node name(ask.tree(), r.node);
            if (!name.is(Kind::identifier) || name.text().starts_with('_')) continue;
            seen[r.binding] = true;
            ++locals_[ask.bindings()[r.binding].scope];
        }
    }

    // Those of functions in it left out.
    const OversizedFunctionCounts& counts(Node function) const {
        return *std::ranges::lower_bound(functions_, function.id(), {}, &OversizedFunctionCounts::function);
    }
    int locals(ScopeId scope) const { return locals_[scope]; }

  private:
    std::vector<OversizedFunctionCounts> functions_;
    std::vector<int> locals_;  // by scope
};

ScopeId oversized_function_scope(const Match& m) {
    const Reference* parameter = m.ask.reference(first_parameter(m.at));
    return parameter ? parameter->scope : m.ask.scope_of(m.at.child(Field::body).child(0u));
}

}  // namespace

Verdict oversized_function(const Match& m) {
    constexpr std::string_view options[] = {"returns", "branches", "locals", "statements"};
    constexpr std::string_view names[] = {"return statements", "branches", "local variables", "statements"};
    int most = m.option_number(options[m.index()]);
    if (most <= 0) return silent;
    // Each return, branch, statement and local variable is two nodes at least.
    if (m.at.record().next - m.at.id() <= 2 * static_cast<unsigned>(most)) return silent;
    const OversizedFunctionFile& file = m.of_file<OversizedFunctionFile>();
    int count = 0;
    if (m.index() == 2) {
        count = file.locals(oversized_function_scope(m));
    } else {
        const OversizedFunctionCounts& counts = file.counts(m.at);
        count = m.index() == 0 ? counts.returns : m.index() == 1 ? counts.branches : counts.statements;
    }
    if (count <= most) return silent;
    Node name = m.at.child(Field::name);
    // Each count has a place of its own, for a second finding of a rule at the same place would be left out.
    const Span place{m.index() % 2 == 1 ? m.at.start() : name.start(), name.end() + (m.index() >= 2 ? 1u : 0u)};
    return found(place, m.message("`$name` has $count $what (limit $most): extract a part of it",
                                  {{"name", name.text()},
                                   {"count", std::to_string(count)},
                                   {"what", names[m.index()]},
                                   {"most", std::to_string(most)}}));
}

}  // namespace zen::rules
