#include "semantics/verdict/scope_checks.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "semantics/verdict/declarations.h"
#include "semantics/verdict/docstring_checks.h"
#include "semantics/verdict/future_checks.h"
#include "semantics/verdict/lazy_checks.h"
#include "semantics/verdict/match_checks.h"
#include "semantics/verdict/nesting_checks.h"
#include "semantics/verdict/places.h"
#include "semantics/verdict/repeated_names.h"
#include "semantics/verdict/reserved_names.h"
#include "semantics/verdict/star_checks.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr auto has_checks = [] {
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
                   Kind::import_statement,
                   Kind::import_from_statement,
                   Kind::parameters,
                   Kind::lambda_parameters,
                   Kind::named_expression,
                   Kind::match_statement,
                   Kind::type_parameter,
                   Kind::list_comprehension,
                   Kind::set_comprehension,
                   Kind::dictionary_comprehension,
                   Kind::generator_expression,
                   Kind::lambda,
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
                if (kind < kind_bound && has_checks[kind]) look(Node(tree, id));
            }
        }
        for (auto& [at, message] : reserved_name_mistakes(model_, settings_.minor))
            say(Stage::code, at, std::move(message));
        for (FutureMistake& wrong : future_stars(tree, settings_.minor))
            out_.push_back({wrong.late ? Stage::code : Stage::future, wrong.span, std::move(wrong.message)});
        for (auto& [at, message] : docstring_mistakes(tree, settings_.minor)) say(Stage::code, at, std::move(message));
        std::ranges::stable_sort(out_, {}, [](const ScopeMistake& m) { return m.span.start; });
        return std::move(out_);
    }

  private:
    using Stage = ScopeMistake::Stage;
    void say(Stage stage, Node at, std::string message) {
        // What stands in a damaged statement is guesswork.
        const Node statement = statement_of(at);
        if (!statement || (statement.unsupported() && torn(statement))) return;
        for (Node n = statement; n; n = n.parent())
            if (n.is(Kind::error)) return;
        if (statement.damaged()) return;
        out_.push_back({stage, at.span(), std::move(message)});
    }

    // Has error recovery made the statement, so that its parts are guesswork too?
    bool torn(Node statement) {
        if (statement == judged_) return torn_;
        judged_ = statement;
        torn_ = std::ranges::any_of(statement.descendants(), [](Node n) {
            return n.is(Kind::error) || (n.record().flags & NodeRecord::missing);
        });
        return torn_;
    }

    void say_if(Stage stage, Node at, std::string_view message) {
        if (!message.empty()) say(stage, at, std::string(message));
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
                return say_if(Stage::code, n, star_mistake(n, settings_.minor));
            case Kind::list_splat_pattern:
                return say_if(Stage::code, n, starred_target_mistake(n, settings_.minor));
            case Kind::except_clause:
                return check_except(n);
            case Kind::keyword_argument:
                return say_if(Stage::code, n, keyword_mistake(n));
            case Kind::global_statement:
            case Kind::nonlocal_statement:
                for (auto& [at, message] :
                     declaration_mistakes(model_, n, [this](Node used) { return !own(place_of(used)).empty(); }))
                    say(Stage::names, at, std::move(message));
                return;
            case Kind::wildcard_import:
                if (!place_of(n).module() && !is_lazy(n.parent()))
                    say(Stage::names, n.parent(), "import * only allowed at module level");
                return;
            case Kind::future_import_statement:
            case Kind::import_statement:
            case Kind::import_from_statement:
                return check_import(n);
            case Kind::parameters:
            case Kind::lambda_parameters:
                if (const RepeatedName twice = repeated_parameter(model_, n); twice.at)
                    say(Stage::names, twice.at,
                        formatted("{}{}' in function definition",
                                  settings_.minor >= 15 ? "duplicate parameter '" : "duplicate argument '",
                                  twice.name));
                return;
            case Kind::named_expression:
                return check_walrus(n);
            case Kind::match_statement:
                for (auto& [at, message] : match_mistakes(n)) say(Stage::code, at, std::move(message));
                return;
            case Kind::type_parameter:
                if (const RepeatedName twice = repeated_type_parameter(model_, n); twice.at)
                    say(Stage::names, twice.at, formatted("duplicate type parameter '{}'", twice.name));
                if (const RepeatedName late = type_parameter_without_default(n); late.at && settings_.minor >= 13)
                    say(Stage::code, late.at,
                        formatted("non-default type parameter '{}' follows default type parameter", late.name));
                return;
            case Kind::lambda:
                return check_class_scope(n, "lambda");
            case Kind::for_statement:
            case Kind::while_statement:
            case Kind::with_statement:
            case Kind::try_statement:
                return say_if(Stage::code, n, nesting_mistake(n, settings_.minor));
            default:
                return check_comprehension(n);
        }
    }

    void check_import(Node n) {
        if (is_lazy(n)) {
            if (settings_.minor >= 15)
                say_if(n.is(Kind::future_import_statement) ? Stage::future : Stage::names, n, lazy_mistake(n));
            return;
        }
        if (n.is(Kind::import_statement)) return;
        if (auto wrong = future_mistake(n, settings_.minor))
            say(wrong->late ? Stage::code : Stage::future, n, std::move(wrong->message));
    }

    // Python 3.12 could not read the names of a class from code nested in such a part of it.
    void check_class_scope(Node n, std::string_view what) {
        if (settings_.minor != 12) return;
        const CodePlace place = place_of(n);
        if (place.holder.is(Kind::class_definition) &&
            (place.part != CodePlace::none || (place.of_generic && !own(place).empty())))
            say(Stage::names, n, formatted("Cannot use {} in annotation scope within class scope", what));
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
        if (const std::string_view scope = own(place); !scope.empty())
            return say(Stage::names, n, formatted("yield expression cannot be used within {}", scope));
        if (place.comprehension())
            return say(Stage::names, n, formatted("'yield' inside {}", comprehension_name(place.holder)));
        const bool from = n.id() + 2 < n.record().next && Node(n.tree(), n.id() + 2).is(Kind::kw_from);
        if (!evaluated(n)) return;
        if (!place.function() && !place.lambda())
            return say(Stage::code, n,
                       from && settings_.minor >= 13 ? "'yield from' outside function" : "'yield' outside function");
        if (place.async_function() && from) say(Stage::code, n, "'yield from' inside async function");
    }

    void check_await(Node n) {
        const CodePlace place = place_of(n);
        if (const std::string_view scope = own(place); !scope.empty())
            return say(Stage::names, n, formatted("await expression cannot be used within {}", scope));
        if (place.comprehension() || place.async_function()) return;  // see check_comprehension
        if ((settings_.awaits_anywhere && place.module()) || !evaluated(n)) return;
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
        check_class_scope(n, "comprehension");
        if (n.is(Kind::generator_expression)) return;
        const CodePlace place = place_of(n);
        // Before 3.11 another comprehension counted like a function: it had to await itself.
        const bool within = place.comprehension() && (settings_.minor >= 11 || awaits(place.holder));
        if (within || (place.async_function() && own(place).empty())) return;
        if (settings_.awaits_anywhere && place.module()) return;
        if (awaits(n) && evaluated(n))
            say(Stage::code, n, "asynchronous comprehension outside of an asynchronous function");
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

    void check_except(Node n) {
        bool bare = true;
        for (Node c : n.tokens()) {
            if (c.is(Kind::op_colon)) break;
            if (!c.is(Kind::kw_except)) bare = false;
        }
        if (bare && n.next_sibling().is(Kind::except_clause)) say(Stage::code, n, "default 'except:' must be last");
    }

    void check_walrus(Node n) {
        if (const std::string_view scope = own(place_of(n)); !scope.empty())
            return say(Stage::names, n, formatted("named expression cannot be used within {}", scope));
        say_if(Stage::names, n, walrus_mistake(n, settings_.minor));
    }

    std::string_view own(const CodePlace& place) {
        if (place.part == CodePlace::none && !place.annotation) return {};
        return own_scope(place, settings_.minor, postponed());
    }
    // Are annotations kept as strings?
    bool postponed() {
        for (Node c : Node(model_.tree(), 0).children())
            if (c.is(Kind::future_import_statement) && c.text().find("annotations") != std::string_view::npos)
                return true;
        return false;
    }
    // False in annotations that the compiler makes no code for: those of a function's variables before 3.14, and those
    // that are kept as strings.
    bool evaluated(Node n) {
        if (settings_.minor >= 14) return true;
        for (; n && !is_statement(n.kind()); n = n.parent())
            if (n.is(Kind::type) && place_of(n.child(0u)).annotation)
                return !(n.parent().is(Kind::assignment) && place_of(n.parent()).function()) && !postponed();
        return true;
    }

    const Model& model_;
    ScopeChecks settings_;
    const NodeRecord* nodes_ = nullptr;
    std::vector<ScopeMistake> out_;
    Node judged_;  // by torn
    bool torn_ = false;
};

}  // namespace

const std::array<bool, kind_bound>& scope_kinds() {
    return has_checks;
}

std::vector<ScopeMistake> scope_mistakes(const Model& model, const ScopeChecks& checks,
                                         const std::vector<NodeId>* nodes) {
    return Checks(model, checks).run(nodes);
}

}  // namespace zen
