#include "engine/shapes/search_loop.h"

#include <algorithm>

#include "engine/fixing/rewrite.h"
#include "text/formatted.h"

namespace zen {
namespace {

// `name = value`, to a plain name.
Node assignment_of(Node statement) {
    Node n = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    bool plain = n.is(Kind::assignment) && n.child(Field::left).is(Kind::identifier) && n.child(Field::right) &&
                 !n.child(Field::right).is(Kind::assignment);
    return plain ? n : Node();
}

// Of `return value`; a bare one gives nothing.
Node returned(Node statement) {
    return statement.is(Kind::return_statement) ? statement.child(0u) : Node();
}

// `name = value` above the loop, in its block; the statements in between, which must leave the name alone, are few.
Node set_above(Node loop, std::string_view name) {
    constexpr unsigned most_between = 5;
    Node n = loop.previous_sibling();
    for (unsigned k = 0; n && k <= most_between; ++k, n = n.previous_sibling()) {
        const Node left = assignment_of(n).child(Field::left);
        if (left && left.text() == name) return n;
        for (Node part : n.descendants())
            if (part.is(Kind::identifier) && part.text() == name) return {};
    }
    return {};
}

bool fills_miss(const Model& model, SearchLoop& out) {
    Node loop = out.nest.loop;
    if (!out.name) {
        Node otherwise = loop.child(Field::alternative);
        Node block = otherwise.child(Field::body);
        out.after = otherwise ? Node() : loop.next_sibling();
        if (otherwise && !block.has_children(1)) return false;
        out.miss = returned(otherwise ? block.child(0u) : out.after);
        return static_cast<bool>(out.miss);
    }
    out.before = set_above(loop, out.name.text());
    if (!out.before) return false;
    out.miss = assignment_of(out.before).child(Field::right);
    if (out.gap()) {
        // It is evaluated later than before, and functions that are called in between may read the name.
        const Binding* b = model.binding(out.name);
        if (!b || b->scope == 0 || (b->flags & Binding::cell) || !model.constant(out.miss)) return false;
    }
    return !loop.child(Field::alternative);
}

}  // namespace

std::optional<SearchLoop> search_loop(const Model& model, Node loop) {
    if (!loop.is(Kind::for_statement)) return std::nullopt;
    SearchLoop out;
    out.nest.loop = loop;
    Node n = loop;
    Node block;
    while (n.is_any({Kind::for_statement, Kind::if_statement})) {
        if (n != loop && n.child(Field::alternative)) return std::nullopt;
        out.nest.clauses.push_back(n);
        ++(n.is(Kind::for_statement) ? out.nest.loops : out.nest.conditions);
        block = n.child(n.is(Kind::for_statement) ? Field::body : Field::consequence);
        n = block.child(0u);
        if (n.is_any({Kind::for_statement, Kind::if_statement}) && !block.has_children(1)) return std::nullopt;
    }
    Node last = out.nest.clauses.back();
    if (!last.is(Kind::if_statement) || out.nest.asynchronous()) return std::nullopt;
    out.condition = last.child(Field::condition);
    out.nest.step = n;
    if (n.is(Kind::return_statement)) {
        if (!block.has_children(1)) return std::nullopt;
        out.hit = n.child(0u);
    } else {
        Node assignment = assignment_of(n);
        if (!assignment || assignment.child(Field::type)) return std::nullopt;
        out.name = assignment.child(Field::left);
        out.hit = assignment.child(Field::right);
        out.stops = block.has_children(2) && block.child(1u).is(Kind::break_statement);
        // A break leaves the innermost loop alone.
        if (!block.has_children(out.stops ? 2u : 1u) || out.nest.loops != 1) return std::nullopt;
    }
    if (!out.hit || !fills_miss(model, out)) return std::nullopt;
    // What the outermost loop walks over is evaluated outside of the generator: it may await.
    for (Node each : loop.descendants())
        if (each.is_any({Kind::yield, Kind::named_expression}) ||
            (each.is(Kind::await) && !each.within(loop.child(Field::right))))
            return std::nullopt;
    if (out.name) {
        const Binding* b = model.binding(out.name);
        if (!b || b->scope != model.scope_of(loop) ||
            (b->flags & (Binding::global_declared | Binding::nonlocal_declared)) ||
            model.scopes()[b->scope].sort == Scope::class_)
            return std::nullopt;
        auto id = static_cast<BindingId>(b - model.bindings().data());
        const auto all = model.references_of(id);  // in reading order
        auto r = std::ranges::lower_bound(all, loop.id(), {}, [](const Reference* use) { return use->node; });
        for (; r != all.end() && (*r)->node < loop.record().next; ++r)
            if ((*r)->node != out.name.id()) return std::nullopt;
    }
    if (!collapsible_target(model, out.nest)) return std::nullopt;
    if (out.name && read_after_failure(model, loop, out.name)) return std::nullopt;
    return out;
}

void replace_search(Edits& edits, const Model& model, const SearchLoop& search, const std::string& value) {
    const bool gap = search.gap();
    Node loop = search.nest.loop, first = search.before && !gap ? search.before : loop,
         last = search.after ? search.after : loop;
    Span span{first.start(), last.end()};
    // Lines between the loop and its `return`, or the assignment above, may hold comments.
    std::string comments;
    std::string_view indent = indent_at(model.tree().text, first.start());
    for (NodeId id = first.id(); id < last.record().next; ++id)
        if (const Node n(model.tree(), id); n.is(Kind::comment)) append(comments, "{}\n{}", n.text(), indent);
    std::string head = "return ";
    if (search.before) {
        const std::uint32_t from = search.before.start();
        head = std::string(model.tree().text.substr(from, search.miss.start() - from));
        if (gap) edits.remove_statement(search.before);
    }
    edits.replace(span, comments + head + value);
}

}  // namespace zen
