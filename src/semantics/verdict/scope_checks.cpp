#include "semantics/verdict/scope_checks.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "semantics/verdict/declarations.h"
#include "semantics/verdict/match_checks.h"
#include "semantics/verdict/places.h"

namespace zen {
namespace {

constexpr auto looked_at = [] {
    std::array<bool, kind_bound> out{};
    for (Kind k : {Kind::return_statement,
                   Kind::yield,
                   Kind::await,
                   Kind::break_statement,
                   Kind::continue_statement,
                   Kind::kw_async,
                   Kind::list_splat,
                   Kind::list_splat_pattern,
                   Kind::except_clause,
                   Kind::keyword_argument,
                   Kind::global_statement,
                   Kind::nonlocal_statement,
                   Kind::wildcard_import,
                   Kind::future_import_statement,
                   Kind::parameters,
                   Kind::lambda_parameters,
                   Kind::named_expression,
                   Kind::match_statement,
                   Kind::type_parameter,
                   Kind::list_comprehension,
                   Kind::set_comprehension,
                   Kind::dictionary_comprehension,
                   Kind::for_statement,
                   Kind::while_statement,
                   Kind::with_statement,
                   Kind::try_statement})
        out[static_cast<unsigned>(k)] = true;
    return out;
}();

class Checks {
  public:
    Checks(const Model& model, const ScopeChecks& settings) : model_(model), settings_(settings) {}

    std::vector<ScopeMistake> run(const std::vector<NodeId>* nodes) {
        const Tree& tree = model_.tree();
        const auto count = static_cast<NodeId>(tree.nodes.size());
        nodes_ = tree.nodes.data();
        if (nodes) {
            for (NodeId id : *nodes) look(Node(tree, id));
        } else {
            for (NodeId id = 0; id < count; ++id) {
                const auto kind = static_cast<unsigned>(nodes_[id].kind);
                if (kind < kind_bound && looked_at[kind]) look(Node(tree, id));
            }
        }
        reserved_names();
        std::ranges::stable_sort(out_, {}, [](const ScopeMistake& m) { return m.span.start; });
        return std::move(out_);
    }

  private:
    using Stage = ScopeMistake::Stage;
    void say(Stage stage, Node at, std::string message) {
        // What stands in a damaged statement is guesswork.
        const Node statement = statement_of(at);
        if (!statement || statement.unsupported()) return;
        for (Node n = statement; n; n = n.parent())
            if (n.is(Kind::error)) return;
        if (statement.damaged()) return;
        out_.push_back({stage, at.span(), std::move(message)});
    }

    void look(Node n) {
        switch (n.kind()) {
            case Kind::return_statement:
                return check_return(n);
            case Kind::yield:
                return check_yield(n);
            case Kind::await:
                return check_await(n);
            case Kind::break_statement:
            case Kind::continue_statement:
                return check_loop(n);
            case Kind::kw_async:
                return check_async(n);
            case Kind::list_splat:
                return check_splat(n);
            case Kind::list_splat_pattern:
                return check_starred_target(n);
            case Kind::except_clause:
                return check_except(n);
            case Kind::keyword_argument:
                return check_keyword(n);
            case Kind::global_statement:
            case Kind::nonlocal_statement:
                for (auto& [at, message] : declaration_mistakes(model_, n)) say(Stage::names, at, std::move(message));
                return;
            case Kind::wildcard_import:
                if (!place_of(n).module()) say(Stage::names, n.parent(), "import * only allowed at module level");
                return;
            case Kind::future_import_statement:
                return check_future(n);
            case Kind::parameters:
            case Kind::lambda_parameters:
                return check_parameters(n);
            case Kind::named_expression:
                return check_walrus(n);
            case Kind::match_statement:
                for (auto& [at, message] : match_mistakes(n)) say(Stage::code, at, std::move(message));
                return;
            case Kind::type_parameter:
                return check_type_parameters(n);
            case Kind::for_statement:
            case Kind::while_statement:
            case Kind::with_statement:
            case Kind::try_statement:
                return check_nesting(n);
            default:
                return check_comprehension(n);
        }
    }

    // `return`, `break` and `continue` may not leave an `except*` block.
    bool leaves_group_handler(Node n, bool loop_counts) {
        for (Node up = n.parent(); up; up = up.parent()) {
            if (is_function(up.kind()) || up.is(Kind::class_definition)) return false;
            if (loop_counts && up.is_any({Kind::for_statement, Kind::while_statement})) return false;
            if (up.is(Kind::except_clause))
                for (Node t : up.tokens())
                    if (t.is(Kind::op_star)) {
                        say(Stage::code, n, "'break', 'continue' and 'return' cannot appear in an except* block");
                        return true;
                    }
        }
        return false;
    }

    void check_return(Node n) {
        if (in_plain_function(n.id())) return;
        const CodePlace place = place_of(n);
        if (!place.function()) return say(Stage::code, n, "'return' outside function");
        if (n.child(0u) && place.async_function() && yields(place.holder))
            return say(Stage::code, n, "'return' with value in async generator");
        leaves_group_handler(n, false);
    }
    bool yields(Node function) const {
        for (Node d : function.child(Field::body).descendants())
            if (d.is(Kind::yield) && place_of(d).holder == function) return true;
        return false;
    }

    // Most statements stand in a function that is not async, and in no `except*`.
    bool in_plain_function(NodeId id) const {
        for (NodeId up = nodes_[id].parent; up != 0; up = nodes_[up].parent) {
            const Kind kind = nodes_[up].kind;
            if (kind == Kind::function_definition) return nodes_[up + 1].kind != Kind::kw_async;
            if (kind == Kind::class_definition || kind == Kind::except_clause || kind == Kind::error) return false;
        }
        return false;
    }

    void check_yield(Node n) {
        const CodePlace place = place_of(n);
        if (place.annotation && annotations_apart())
            return say(Stage::names, n, "yield expression cannot be used within an annotation");
        if (place.comprehension())
            return say(Stage::names, n, "'yield' inside " + std::string(comprehension_name(place.holder)));
        if (!place.function() && !place.lambda()) return say(Stage::code, n, "'yield' outside function");
        if (place.async_function() && Node(n.tree(), n.id() + 2).is(Kind::kw_from) && n.id() + 2 < n.record().next)
            say(Stage::code, n, "'yield from' inside async function");
    }

    void check_await(Node n) {
        const CodePlace place = place_of(n);
        if (place.annotation && annotations_apart())
            return say(Stage::names, n, "await expression cannot be used within an annotation");
        if (place.comprehension() || place.async_function()) return;  // see check_comprehension
        if (settings_.awaits_anywhere && place.module()) return;
        say(Stage::code, n,
            place.function() || place.lambda() ? "'await' outside async function" : "'await' outside function");
    }

    void check_async(Node token) {
        const Node n = token.parent();
        if (!n.is_any({Kind::for_statement, Kind::with_statement})) return;
        const CodePlace place = place_of(n);
        if (place.async_function() || (settings_.awaits_anywhere && place.module())) return;
        say(Stage::code, n,
            n.is(Kind::for_statement) ? "'async for' outside async function" : "'async with' outside async function");
    }

    // A list, set or dict comprehension that awaits needs an async function around it.
    void check_comprehension(Node n) {
        const CodePlace place = place_of(n);
        if (place.async_function() || place.comprehension()) return;
        if (settings_.awaits_anywhere && place.module()) return;
        if (awaits(n)) say(Stage::code, n, "asynchronous comprehension outside of an asynchronous function");
    }
    bool awaits(Node n) const {
        for (Node d : n.descendants()) {
            if (d.is(Kind::kw_async) && d.parent().is(Kind::for_in_clause)) {
                const Node comprehension = d.parent().parent();
                if (comprehension == n || (settings_.minor >= 11 && within_only_displays(comprehension, n)))
                    return true;
            }
            if (d.is(Kind::await)) {
                const Node holder = place_of(d).holder;
                if (holder == n || (settings_.minor >= 11 && within_only_displays(holder, n))) return true;
            }
        }
        return false;
    }
    // Is `inner` a list, set or dict comprehension directly in the scope of `outer`, or of such a one?
    static bool within_only_displays(Node inner, Node outer) {
        while (inner && inner != outer) {
            if (!inner.is_any({Kind::list_comprehension, Kind::set_comprehension, Kind::dictionary_comprehension}))
                return false;
            inner = place_of(inner).holder;
        }
        return inner == outer;
    }

    void check_loop(Node n) {
        for (Node up = n.parent(), from = n; up; from = up, up = up.parent()) {
            if (is_function(up.kind()) || up.is(Kind::class_definition)) break;
            if (up.is_any({Kind::for_statement, Kind::while_statement}) && !from.is(Kind::else_clause)) {
                leaves_group_handler(n, true);
                return;
            }
        }
        if (leaves_group_handler(n, true)) return;
        say(Stage::code, n, n.is(Kind::break_statement) ? "'break' outside loop" : "'continue' not properly in loop");
    }

    void check_nesting(Node n) {
        const int most = settings_.minor >= 13 ? 21 : 20;  // as compile() of 3.8 to 3.15 has it
        int blocks = 0;
        for (NodeId up = nodes_[n.id()].parent; up != 0; up = nodes_[up].parent) {
            const Kind kind = nodes_[up].kind;
            if (kind == Kind::function_definition || kind == Kind::class_definition) break;
            blocks += kind == Kind::for_statement || kind == Kind::while_statement || kind == Kind::with_statement ||
                      kind == Kind::try_statement;
        }
        if (blocks == most) say(Stage::code, n, "too many statically nested blocks");
    }

    void check_splat(Node n) {
        const Node parent = n.parent();
        switch (parent.kind()) {
            case Kind::expression_statement:
                for (Node t : parent.tokens())
                    if (t.is(Kind::op_comma)) return;
                break;
            case Kind::return_statement:
            case Kind::assignment:
            case Kind::augmented_assignment:
            case Kind::yield:
            case Kind::for_statement:
            case Kind::interpolation:
                break;
            case Kind::subscript:
                if (settings_.minor < 11) break;
                return;
            default:
                return;
        }
        say(Stage::code, n, "can't use starred expression here");
    }

    void check_starred_target(Node n) {
        const Node parent = n.parent();
        if (parent.is_any({Kind::assignment, Kind::for_statement, Kind::for_in_clause}))
            return say(Stage::code, n,
                       parent.is(Kind::assignment) && n.field() == Field::right
                           ? "can't use starred expression here"
                           : "starred assignment target must be in a list or tuple");
        if (!parent.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern})) return;
        if (parent.is(Kind::pattern_list) && parent.field() == Field::right) return;
        if (parent.is(Kind::tuple_pattern) && parent.has_children(1)) {
            for (Node t : parent.tokens())
                if (t.is(Kind::op_comma)) return;
            return say(Stage::code, n, "cannot use starred expression here");
        }
        for (Node c : parent.children()) {
            if (c == n) return;
            if (c.is(Kind::list_splat_pattern))
                return say(Stage::code, n, "multiple starred expressions in assignment");
        }
    }

    void check_except(Node n) {
        bool bare = true;
        for (Node c : n.tokens()) {
            if (c.is(Kind::op_colon)) break;
            if (!c.is(Kind::kw_except)) bare = false;
        }
        if (bare && n.next_sibling().is(Kind::except_clause)) say(Stage::code, n, "default 'except:' must be last");
    }

    void check_keyword(Node n) {
        const std::string_view name = Node(n.tree(), n.id() + 1).text();  // its name comes first
        if (name == "__debug__") return say(Stage::code, n, "cannot assign to __debug__");
        for (NodeId c = nodes_[n.id()].parent + 1; c < n.id(); c = nodes_[c].next) {
            if (nodes_[c].kind != Kind::keyword_argument) continue;
            const NodeRecord& other = nodes_[c + 1];
            if (other.end - other.start == name.size() && Node(n.tree(), c + 1).text() == name)
                return say(Stage::code, n, "keyword argument repeated: " + std::string(name));
        }
    }

    void check_future(Node n) {
        constexpr std::string_view late = "from __future__ imports must occur at the beginning of the file";
        for (Node c : n.children()) {
            const Node name = c.is(Kind::aliased_import) ? c.child(Field::name) : c;
            if (!name.is(Kind::dotted_name)) continue;
            const std::string_view feature = name.text();
            if (feature == "braces") return say(Stage::future, n, "not a chance");
            constexpr std::array<std::string_view, 10> known = {
                "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
                "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
            if (std::ranges::find(known, feature) == known.end())
                return say(Stage::future, n, "future feature " + std::string(feature) + " is not defined");
        }
        if (!n.parent().is(Kind::module)) return say(Stage::code, n, std::string(late));
        bool documented = false;
        for (Node c : n.parent().children()) {
            if (c == n) return;
            if (c.is(Kind::future_import_statement)) continue;
            const bool string =
                c.is(Kind::expression_statement) && c.child(0u).is_any({Kind::string, Kind::concatenated_string});
            if (!string || documented) return say(Stage::future, n, std::string(late));
            documented = true;
        }
    }

    void check_parameters(Node n) {
        if (n.has_children(1) || n.id() + 3 >= nodes_[n.id()].next) return;
        std::vector<std::string_view>& names = names_;
        names.clear();
        for (Node p : n.children()) {
            Node name = p.is_any({Kind::default_parameter, Kind::typed_default_parameter}) ? p.child(Field::name) : p;
            if (name.is(Kind::typed_parameter)) name = name.child(0u);
            if (name.is_any({Kind::list_splat_pattern, Kind::dictionary_splat_pattern})) name = name.child(0u);
            if (!name.is(Kind::identifier)) continue;
            const std::string_view text = name.text();
            if (std::ranges::find(names, text) != names.end())
                return say(Stage::names, name,
                           std::string(settings_.minor >= 15 ? "duplicate parameter '" : "duplicate argument '") +
                               std::string(text) + "' in function definition");
            names.push_back(text);
        }
    }

    void check_type_parameters(Node n) {
        if (n.parent().is(Kind::generic_type) && !n.parent().parent().parent().is(Kind::type_alias_statement)) return;
        if (n.parent().is(Kind::generic_type) && n.parent().parent().field() != Field::left) return;
        std::vector<std::string_view> names;
        for (Node p : n.children()) {
            Node name = p;
            while (name && !name.is(Kind::identifier)) name = name.child(0u);
            if (!name) continue;
            if (std::ranges::find(names, name.text()) != names.end())
                return say(Stage::names, name, "duplicate type parameter '" + std::string(name.text()) + "'");
            names.push_back(name.text());
        }
    }

    void check_walrus(Node n) {
        if (place_of(n).annotation && annotations_apart())
            return say(Stage::names, n, "named expression cannot be used within an annotation");
        if (std::string message = walrus_mistake(n); !message.empty()) say(Stage::names, n, std::move(message));
    }

    bool annotations_apart() {
        if (settings_.minor >= 14) return true;
        for (Node c : Node(model_.tree(), 0).children())
            if (c.is(Kind::future_import_statement) && c.text().find("annotations") != std::string_view::npos)
                return true;
        return false;
    }

    // `__debug__` cannot be bound.
    void reserved_names() {
        for (const Binding& b : model_.bindings()) {
            if (model_.name(b.name) != "__debug__") continue;
            for (const Reference& r : model_.references())
                // Before 3.10 it could be deleted.
                if (r.name == b.name && (r.access != Access::del || settings_.minor >= 10) &&
                    (r.writes() || Node(model_.tree(), r.node).parent().is(Kind::assignment)))
                    say(Stage::code, Node(model_.tree(), r.node),
                        r.access == Access::del ? "cannot delete __debug__" : "cannot assign to __debug__");
            return;
        }
    }

    const Model& model_;
    ScopeChecks settings_;
    const NodeRecord* nodes_ = nullptr;
    std::vector<std::string_view> names_;  // of the parameters that are looked at
    std::vector<ScopeMistake> out_;
};

}  // namespace

const std::array<bool, kind_bound>& scope_kinds() {
    return looked_at;
}

std::vector<ScopeMistake> scope_mistakes(const Model& model, const ScopeChecks& checks,
                                         const std::vector<NodeId>* nodes) {
    return Checks(model, checks).run(nodes);
}

}  // namespace zen
