#include "engine/shapes/accumulation.h"

#include <algorithm>

#include "engine/fixing/rewrite.h"
#include "engine/shapes/negation.h"
#include "semantics/flow/frame_reads.h"
#include "semantics/flow/handlers.h"
#include "semantics/types/evidence.h"
#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr int longest_step = 6;  // lines; beyond, a comprehension is harder to read than the loop

// The first of the references, which are in order, at the node or after it.
auto first_from(std::span<const Reference* const> all, NodeId node) {
    return std::ranges::lower_bound(all, node, {}, [](const Reference* r) { return r->node; });
}

// `if condition: continue`
bool skips(Node n) {
    Node body = n.child(Field::consequence);
    return n.is(Kind::if_statement) && !n.child(Field::alternative) && body.has_children(1) &&
           body.child(0u).is(Kind::continue_statement);
}

bool async_loop(Node loop) {
    return (*loop.all_children().begin()).is(Kind::kw_async);
}

Node body_of(Node n) {
    return n.child(n.is(Kind::for_statement) ? Field::body : Field::consequence);
}

bool plain_nest(Node n) {
    return n.is_any({Kind::for_statement, Kind::if_statement}) && !n.child(Field::alternative);
}

// Is it the only statement of its block, but for `if …: continue` before it?
bool last_after_skips(Node n) {
    if (n.next_sibling()) return false;
    for (Node before = n.previous_sibling(); before; before = before.previous_sibling())
        if (!skips(before)) return false;
    return true;
}

// The operands of a row of the same `and` or `or`.
void row_operands(Node n, Kind op, std::vector<Node>& out) {
    n = unparenthesized(n);
    if (!n.is(Kind::boolean_operator) || !n.child(Field::operator_).is(op)) return out.push_back(n);
    row_operands(n.child(Field::left), op, out);
    row_operands(n.child(Field::right), op, out);
}

// Of `not a or b is None`: "a and b is not None". Where an operand has no short opposite, "not (…)".
std::string opposite_of_guard(Node condition) {
    Node n = unparenthesized(condition);
    if (!n.is(Kind::boolean_operator)) return negation(condition);
    const bool any = n.child(Field::operator_).is(Kind::kw_or);
    std::vector<Node> operands;
    row_operands(n, any ? Kind::kw_or : Kind::kw_and, operands);
    std::string out;
    for (Node each : operands) {
        const std::string opposite = simple_negation(each);
        if (opposite.empty()) return negation(condition);
        out += (out.empty() ? "" : any ? " and " : " or ") + opposite;
    }
    return out;
}

std::string clause(Node n) {
    if (skips(n)) return "if " + opposite_of_guard(n.child(Field::condition));
    if (n.is(Kind::if_statement)) return "if " + code_for(n.child(Field::condition), or_level, true);
    return formatted("{}{} in {}", async_loop(n) ? "async for " : "for ", n.child(Field::left).text(),
                     code_for(n.child(Field::right), or_level, true));
}

// The comments of the loop that no expression carries along, one a line.
std::vector<std::string> loose_comments(const Accumulation& nest) {
    std::vector<Span> kept;
    for (Node n : nest.clauses) {
        if (n.is(Kind::for_statement)) {
            kept.push_back(n.child(Field::left).span());
            kept.push_back(n.child(Field::right).span());
        } else {
            kept.push_back(n.child(Field::condition).span());
        }
    }
    Node step = nest.step.child(0u);
    for (Node part : step.is(Kind::call) ? step.child(Field::arguments).children() : step.children())
        kept.push_back(part.span());
    std::vector<std::string> out;
    for (Node n : nest.loop.descendants())
        if (n.is(Kind::comment) && std::ranges::none_of(kept, [&](Span s) { return s.contains(n.span()); }))
            out.emplace_back(n.text());
    return out;
}

}  // namespace

bool Accumulation::asynchronous() const {
    return std::ranges::any_of(clauses, [](Node n) { return n.is(Kind::for_statement) && async_loop(n); });
}

std::optional<Accumulation> accumulation(Node loop) {
    if (!loop.is(Kind::for_statement) || !plain_nest(loop)) return std::nullopt;
    // Part of a larger nest?
    for (Node n = loop; n.parent().is(Kind::block) && last_after_skips(n); n = n.parent().parent()) {
        if (!plain_nest(n.parent().parent())) break;
        if (n.parent().parent().is(Kind::for_statement)) return std::nullopt;
    }
    Accumulation out{loop, {}, {}};
    Node n = loop;
    while (n.is_any({Kind::for_statement, Kind::if_statement})) {
        if (!plain_nest(n)) return std::nullopt;
        out.clauses.push_back(n);
        ++(n.is(Kind::for_statement) ? out.loops : out.conditions);
        std::vector<Node> body = body_of(n).children().list();
        // A loop may begin with `if …: continue`.
        std::size_t skipped = 0;
        for (; n.is(Kind::for_statement) && skipped + 1 < body.size() && skips(body[skipped]); ++skipped) {
            out.clauses.push_back(body[skipped]);
            ++out.conditions;
        }
        n = body.size() == skipped + 1 ? body.back() : Node();
        if (!n) return std::nullopt;
    }
    out.step = n;
    return out;
}

std::optional<Filling> filling(Node statement, std::string_view method) {
    Node call = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    Node function = call.child(Field::function), arguments = call.child(Field::arguments);
    if (!call.is(Kind::call) || !function.is(Kind::attribute) || !arguments.is(Kind::argument_list))
        return std::nullopt;
    Filling out{function.child(Field::object), arguments.child(0u)};
    if (function.child(Field::attribute).text() != method || !out.collection.is(Kind::identifier)) return std::nullopt;
    if (!arguments.has_children(1) ||
        out.item.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument}))
        return std::nullopt;
    return out;
}

bool collapses(const Model& model, const Accumulation& nest, Node name) {
    const Binding* collection = model.binding(name);
    if (!collection || (collection->flags & (Binding::global_declared | Binding::nonlocal_declared))) return false;
    ScopeId scope = model.scope_of(nest.loop);
    // A comprehension does not see the names of the class around it.
    if (collection->scope != scope || model.scopes()[scope].sort == Scope::class_) return false;
    if (std::ranges::count(nest.step.text(), '\n') > longest_step) return false;
    bool calls = false;
    for (Node n : nest.loop.descendants()) {
        if (n.is_any({Kind::await, Kind::yield, Kind::named_expression})) return false;
        if (n.is(Kind::kw_async) && n.parent().is(Kind::for_in_clause)) return false;
        calls = calls || (n.is(Kind::call) && n != nest.step.child(0u));
    }
    auto id = static_cast<BindingId>(collection - model.bindings().data());
    auto all = model.references_of(id);
    for (auto r = first_from(all, nest.loop.id()); r != all.end() && (*r)->node < nest.loop.record().next; ++r) {
        Node n(model.tree(), (*r)->node);
        bool step_target = n.field() == Field::left && n.parent() == nest.step.child(0u);  // `total = total + …`
        if (n != name && !step_target) return false;
    }
    // A function that is called on the way may look at what there is so far.
    if (calls && first_use_in_function(model, id) < nest.loop.id()) return false;
    return collapsible_target(model, nest);
}

bool read_after_failure(const Model& model, Node statement, Node name) {
    for (Node inner = statement, n = statement.parent(); n && !is_function(n.kind()) && !n.is(Kind::class_definition);
         inner = n, n = n.parent()) {
        if (n.is(Kind::with_statement)) {
            std::string_view head = n.child(0u).text();
            for (std::string_view word : {"suppress", "raises", "Raises"})
                if (head.find(word) != std::string_view::npos && model.used_after(name, n)) return true;
        }
        if (!n.is(Kind::try_statement) || inner.field() != Field::body) continue;
        bool goes_on = false;
        for (Node clause : n.children()) {
            if (!clause.is_any({Kind::except_clause, Kind::finally_clause})) continue;
            if (model.read_in(name, clause)) return true;
            goes_on = goes_on || (clause.is(Kind::except_clause) && !model.leaves(handler_body(clause)));
        }
        if (goes_on && model.used_after(name, n)) return true;
    }
    return false;
}

namespace {

// `next(rows)`: the StopIteration that a loop lets through becomes a RuntimeError in a generator.
bool calls_bare_next(const Model& model, Node n) {
    return n.is(Kind::call) && n.child(Field::arguments).has_children(1) &&
           model.means(n.child(Field::function), "next");
}

}  // namespace

bool depends_on_scope(const Model& model, Node loop) {
    Node outside = loop.child(Field::right);
    for (Node n : loop.descendants()) {
        if (n.within(outside)) continue;
        if (n.is(Kind::call) && frame_reading_string(model, n)) return true;
        if (!n.is(Kind::identifier)) continue;
        const Reference* r = model.reference(n);
        if (!r || r->access != Access::load) continue;
        for (std::string_view name : {"super", "__class__", "locals", "vars", "dir", "eval", "exec"})
            if (n.text() == name && (r->binding == no_id || name == "__class__")) return true;
    }
    return false;
}

bool collapsible_target(const Model& model, const Accumulation& nest) {
    Node outside = nest.loop.child(Field::right);
    if (depends_on_scope(model, nest.loop)) return false;
    for (Node n : nest.loop.descendants())
        if (calls_bare_next(model, n) && !n.within(outside)) return false;
    for (Node each : nest.clauses) {
        if (!each.is(Kind::for_statement)) continue;
        for (Node n : each.child(Field::left).descendants()) {
            if (n.is_any({Kind::attribute, Kind::subscript})) return false;
            if (!n.is(Kind::identifier)) continue;
            const Binding* b = model.binding(n);
            if (!b || (b->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::deleted)))
                return false;
            if (model.used_after(n, nest.loop)) return false;
        }
    }
    return true;
}

// May `break` or `continue` leave the block between the assignment and the loop?
static bool left_before(const Accumulation& nest, const Birth& birth) {
    for (Node between = birth.statement.next_sibling(); between && between != nest.loop;
         between = between.next_sibling())
        for (Node n : between.descendants())
            if (n.is_any({Kind::break_statement, Kind::continue_statement})) return true;
    return false;
}

// Is what the assignment stores used outside of its block?
static bool used_outside(const Model& model, const Birth& birth) {
    const Node name = birth.value.parent().child(Field::left), block = birth.statement.parent();
    const Binding* b = model.binding(name);
    return !b || std::ranges::any_of(model.references_of(static_cast<BindingId>(b - model.bindings().data())),
                                     [&](const Reference* r) { return !Node(model.tree(), r->node).within(block); });
}

bool unseen_until_done(const Model& model, const Accumulation& nest, Node name, const Birth& birth) {
    const Binding* collection = model.binding(name);
    if (!collection || model.scopes()[collection->scope].sort != Scope::function) return false;
    const auto id = static_cast<BindingId>(collection - model.bindings().data());
    if (std::ranges::any_of(model.references_of(id), [&](const Reference* r) { return r->scope != collection->scope; }))
        return false;
    for (Node n : nest.loop.descendants())
        if (n.is(Kind::lambda) || (n.is(Kind::generator_expression) && !n.parent().is(Kind::call))) return false;
    for (Node n = nest.loop.parent(); n && !is_function(n.kind()); n = n.parent())
        if (n.is_any({Kind::with_statement, Kind::try_statement})) return false;
    return !left_before(nest, birth);
}

std::optional<Birth> birth(const Model& model, const Accumulation& nest, Node name) {
    std::vector<Node> stores = model.definitions(name);
    std::erase_if(stores, [&](Node store) { return store.within(nest.step); });
    if (stores.size() != 1) return std::nullopt;
    Node assignment = stores[0].parent();
    Node statement = assignment.parent();
    if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != stores[0] ||
        !statement.is(Kind::expression_statement))
        return std::nullopt;
    if (statement.parent() != nest.loop.parent() || statement.id() > nest.loop.id()) return std::nullopt;
    Node value = assignment.child(Field::right);
    if (!value || value.is(Kind::assignment)) return std::nullopt;
    auto id = static_cast<BindingId>(model.binding(name) - model.bindings().data());
    auto all = model.references_of(id);
    auto between = first_from(all, statement.record().next);
    if (between != all.end() && (*between)->node < nest.loop.id()) return std::nullopt;
    if (read_after_failure(model, nest.loop, name)) return std::nullopt;
    return Birth{statement, value};
}

namespace {

// The item's lines after the first, moved along with the first; as they are if a string runs over several of them.
std::string shifted(Node code, std::string_view item, std::string_view line_start) {
    if (item.find('\n') == item.npos) return std::string(item);
    for (Node n : code.descendants())
        if (n.is(Kind::string) && n.text().find('\n') != std::string_view::npos) return std::string(item);
    std::string old_start = "\n" + std::string(indent_at(code.tree().text, code.start()));
    std::string out;
    for (std::size_t at = 0; at < item.size();) {
        std::size_t end = item.find(old_start, at);
        out += item.substr(at, end == item.npos ? item.npos : end - at);
        if (end == item.npos) break;
        out += line_start;
        at = end + old_start.size();
    }
    return out;
}

}  // namespace

std::string_view Birth::left() const {
    return statement.text().substr(0, value.start() - statement.start());
}

std::string clauses(const Accumulation& nest) {
    std::string out;
    for (Node n : nest.clauses) out += " " + clause(n);
    return out;
}

std::string comprehension(const Match& m, const Accumulation& nest, std::string_view left, std::string_view before,
                          std::string_view item, std::string_view after) {
    std::string line = std::string(before) + std::string(item) + clauses(nest) + std::string(after);
    std::string_view indent = indent_at(nest.loop.tree().text, nest.loop.start());
    if (line.find('\n') == line.npos && m.fits(std::string(indent).append(left) + line)) return line;
    std::string inner = formatted("\n{}    ", indent);
    const Node step = nest.step.child(0u);
    std::string out =
        std::string(before) + inner +
        shifted(step.is(Kind::call) ? step.child(Field::arguments).child(0u) : step.child(Field::right), item, inner);
    for (Node n : nest.clauses)
        out += inner + shifted(n.child(n.is(Kind::if_statement) ? Field::condition : Field::right), clause(n), inner);
    return formatted("{}\n{}{}", out, indent, after);
}

namespace {

std::string above(const std::vector<std::string>& comments, std::string_view indent) {
    std::string out;
    for (const std::string& comment : comments) append(out, "{}\n{}", comment, indent);
    return out;
}

}  // namespace

void collapse_into(Edits& edits, const Model& model, const Accumulation& nest, const Birth& birth,
                   const std::string& value) {
    std::string_view text = model.tree().text;
    std::vector<std::string> comments = loose_comments(nest);
    for (Node n : birth.value.descendants())
        if (n.is(Kind::comment)) comments.insert(comments.begin(), std::string(n.text()));
    std::string_view between = text.substr(birth.statement.end(), nest.loop.start() - birth.statement.end());
    std::size_t line_end = std::min(between.find('\n'), between.size());
    if (between.substr(line_end).find_first_not_of(" \t\r\n\f") == between.npos) {
        if (!comments.empty())
            edits.insert(birth.statement.start(), above(comments, indent_at(text, birth.statement.start())));
        edits.replace(birth.value.span(), value);
        return edits.remove_statement(nest.loop);
    }
    if (left_before(nest, birth) && used_outside(model, birth)) return edits.give_up();
    // Where the loop stood: what lies between may matter to it.
    std::string_view rest = between.substr(0, line_end);
    if (std::size_t hash = rest.find('#'); hash != rest.npos)
        comments.insert(comments.begin(), std::string(rest.substr(hash)));
    edits.remove_statement(birth.statement);
    edits.replace(nest.loop.span(),
                  above(comments, indent_at(text, nest.loop.start())) + std::string(birth.left()) + value);
}

void collapse_to(Edits& edits, const Model& model, const Accumulation& nest, const std::string& statement) {
    std::string_view indent = indent_at(model.tree().text, nest.loop.start());
    edits.replace(nest.loop.span(), above(loose_comments(nest), indent) + statement);
}

}  // namespace zen
