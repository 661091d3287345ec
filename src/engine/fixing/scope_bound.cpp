#include "engine/fixing/scope_bound.h"
#include "text/formatted.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "semantics/flow/frame_reads.h"

namespace zen {
namespace {

struct Item {
    enum What : std::uint8_t { yield, await, walrus, return_of_finally, call_of_scope, class_cell };
    What what;
    NodeId node;
    ScopeId scope;
    std::uint32_t start;
};

constexpr std::array calls_of_scope =
    std::to_array<std::string_view>({"super", "locals", "vars", "dir", "eval", "exec"});

// Does the call look at the scope that it stands in? With an argument of their own, `super`, `vars` and `dir` do not.
bool looks_at_scope(const Model& model, Node call) {
    Node function = call.child(Field::function);
    if (frame_reading_string(model, call)) return true;
    if (!function.is(Kind::identifier)) return false;
    std::string_view name = function.text();
    if (std::ranges::find(calls_of_scope, name) == calls_of_scope.end()) return false;
    return name == "eval" || name == "exec" || call.child(Field::arguments).has_children(0);
}

bool in_finally(Node node) {
    while (node && !is_function(node.kind()) && !node.is(Kind::finally_clause)) node = node.parent();
    return node.is(Kind::finally_clause);
}

std::vector<Item> items_of(const Model& model) {
    const Tree& tree = model.tree();
    std::vector<Item> out;
    NodeId finally_end = 0;
    auto add = [&](Item::What what, NodeId i) {
        out.push_back({what, i, model.scope_of(Node(tree, i)), tree.nodes[i].start});
    };
    for (NodeId i = 0; i < tree.nodes.size(); ++i) switch (tree.nodes[i].kind) {
            case Kind::yield:
                add(Item::yield, i);
                break;
            case Kind::await:
                add(Item::await, i);
                break;
            case Kind::for_in_clause:  // `async for` waits as well, in what is around the comprehension
                if (i + 1 < tree.nodes[i].next && tree.nodes[i + 1].kind == Kind::kw_async) {
                    add(Item::await, i);
                    out.back().scope = model.scopes()[out.back().scope].parent;
                }
                break;
            case Kind::named_expression:
                add(Item::walrus, i);
                break;
            case Kind::finally_clause:
                finally_end = std::max(finally_end, tree.nodes[i].next);
                break;
            case Kind::return_statement:
                if (i < finally_end && in_finally(Node(tree, i))) add(Item::return_of_finally, i);
                break;
            case Kind::call:
                if (looks_at_scope(model, Node(tree, i))) add(Item::call_of_scope, i);
                break;
            case Kind::identifier:
                if (tree.nodes[i].end - tree.nodes[i].start == 9 && Node(tree, i).text() == "__class__" &&
                    model.reference(Node(tree, i)))
                    add(Item::class_cell, i);
                break;
            default:
                break;
        }
    return out;
}

std::string_view said(const Model& model, const Item& item) {
    switch (item.what) {
        case Item::yield:
            return "`yield`";
        case Item::await:
            return "`await`";
        case Item::walrus:
            return "`:=`";
        case Item::return_of_finally:
            return "`return` in a `finally`";
        case Item::class_cell:
            return "`__class__`";
        case Item::call_of_scope:
            break;
    }
    return Node(model.tree(), item.node).child(Field::function).text();
}

bool is_async(Node function) {
    for (Node token : function.tokens()) {
        if (token.is(Kind::kw_async)) return true;
        if (token.is(Kind::kw_def)) break;
    }
    return false;
}

// What the parser takes and Python does not: `:=` in the iterable of a comprehension, or in one of a class body, or to
// the comprehension's own name; `await` outside of an `async def`; `yield from` in one; `yield` in a comprehension.
bool out_of_place(const Model& model, const Item& item) {
    Node node(model.tree(), item.node);
    const Scope& scope = model.scopes()[item.scope];
    switch (item.what) {
        case Item::walrus: {
            Node name = node.child(Field::name);
            for (Node n = node; n && !is_statement(n.kind()) && !is_function(n.kind()); n = n.parent()) {
                if (n.is(Kind::for_in_clause) && n.child(Field::right) && node.within(n.child(Field::right)))
                    return true;
                if (!is_comprehension(n.kind())) continue;
                for (Node clause : n.children()) {
                    if (!clause.is(Kind::for_in_clause)) continue;
                    for (Node target : clause.child(Field::left).descendants())
                        if (target.is(Kind::identifier) && target.text() == name.text()) return true;
                }
            }
            if (scope.sort != Scope::comprehension) return false;
            ScopeId around = item.scope;
            while (model.scopes()[around].sort == Scope::comprehension) around = model.scopes()[around].parent;
            return model.scopes()[around].sort == Scope::class_;
        }
        case Item::await: {
            Node function = model.enclosing_function(node);
            // At the top of a module a notebook may have it.
            return function && !(function.is(Kind::function_definition) && is_async(function));
        }
        case Item::yield: {
            if (scope.sort == Scope::comprehension) return true;
            Node function = model.enclosing_function(node);
            bool from = std::ranges::any_of(node.tokens(), [](Node t) { return t.is(Kind::kw_from); });
            return !function || (from && function.is(Kind::function_definition) && is_async(function));
        }
        default:
            return false;
    }
}

// In an `async def`, a list, set or dict comprehension awaits as the code around it does; a generator is another thing.
bool awaits_alike(const Model& after, const ScopePairs& scopes, const Item& was, const Item& is) {
    if (is.what != Item::await) return false;
    ScopeId at = is.scope;
    while (after.scopes()[at].sort == Scope::comprehension) {
        if (Node(after.tree(), after.scopes()[at].node).is(Kind::generator_expression)) return false;
        at = after.scopes()[at].parent;
    }
    return scopes.after[was.scope] == at;
}

// A scope that the edits make for one that they do away with, of the same sort and in the same one.
bool same_place(const Model& before, const Model& after, const ScopePairs& scopes, ScopeId was, ScopeId is) {
    for (;;) {
        if (scopes.after[was] != no_id || scopes.before[is] != no_id) return scopes.after[was] == is;
        const Scope &a = before.scopes()[was], &b = after.scopes()[is];
        if (a.sort != b.sort) return false;
        was = a.parent;
        is = b.parent;
    }
}

}  // namespace

void find_moved_out_of_scope(const Model& before, const Model& after, const EditMap& map, const RoundEdits& round,
                             const ScopePairs& scopes, std::vector<Breach>& out) {
    const std::vector<Item> was = items_of(before), is = items_of(after);
    if (is.empty() && was.empty()) return;
    auto breach = [&](const std::vector<std::uint32_t>& suspects, const Model& model, const Item& item,
                      std::string_view what) {
        out.push_back({suspects, formatted("{} {}", said(model, item), what)});
    };
    auto token = [](const Item& i) { return Span{i.start, i.start + 1}; };
    std::map<std::uint32_t, std::vector<const Item*>> old_in, new_in;  // by fix
    std::map<std::pair<Item::What, std::uint32_t>, const Item*> outside;
    for (const Item& i : was) {
        if (auto edit = map.holding_before(token(i)))
            for (std::uint32_t f : round.owners[*edit]) old_in[f].push_back(&i);
        else
            outside[{i.what, map.moved(i.start)}] = &i;
    }
    for (const Item& i : is) {
        if (auto edit = map.holding_after(token(i))) {
            for (std::uint32_t f : round.owners[*edit]) new_in[f].push_back(&i);
            continue;
        }
        const auto& near = round.owners[map.nearest_after(i.start)];
        auto there = outside.find({i.what, i.start});
        if (there == outside.end()) {  // its first token may have become another construct's
            if (i.what == Item::return_of_finally) breach(near, after, i, "was in none");
            continue;
        }
        const Item& old = *there->second;
        outside.erase(there);
        if (!same_place(before, after, scopes, old.scope, i.scope) && !awaits_alike(after, scopes, old, i))
            breach(near, after, i, "is moved to another scope");
        else if (out_of_place(after, i) && !out_of_place(before, old))
            breach(near, after, i, "is not allowed where it is moved");
    }
    for (const auto& [place, item] : outside)
        if (item->what == Item::return_of_finally && map.size())
            breach(round.owners[map.nearest_after(place.second)], before, *item, "is no longer in one");
    for (const auto& [fix, list] : old_in) new_in[fix];
    for (const auto& [fix, list] : new_in) {
        std::vector<const Item*> left = old_in[fix];
        std::vector<const Item*> unmatched;
        for (const Item* i : list) {
            auto same = std::ranges::find_if(left, [&](const Item* o) {
                return o->what == i->what && same_place(before, after, scopes, o->scope, i->scope) &&
                       out_of_place(before, *o) >= out_of_place(after, *i);
            });
            if (same == left.end())
                unmatched.push_back(i);
            else
                left.erase(same);
        }
        for (const Item* i : unmatched) {
            auto same = std::ranges::find_if(
                left, [&](const Item* o) { return o->what == i->what && awaits_alike(after, scopes, *o, *i); });
            if (same != left.end()) {
                left.erase(same);
                continue;
            }
            auto moved = std::ranges::find_if(left, [&](const Item* o) { return o->what == i->what; });
            if (moved != left.end() && i->what != Item::walrus) {
                left.erase(moved);
                breach({fix}, after, *i, "is moved to another scope");
            } else if (out_of_place(after, *i)) {
                breach({fix}, after, *i, "is not allowed there");
            } else if (i->what == Item::return_of_finally) {
                breach({fix}, after, *i, "was in none");
            }
        }
        for (const Item* o : left)
            if (o->what == Item::return_of_finally) breach({fix}, before, *o, "is no longer in one");
    }
}

namespace {

// The statement that begins here; none when none does.
Node statement_at(const Tree& tree, std::uint32_t start) {
    auto at = std::ranges::lower_bound(tree.nodes, start, {}, &NodeRecord::start);
    for (; at != tree.nodes.end() && at->start == start; ++at)
        if (is_statement(at->kind)) return Node(tree, static_cast<NodeId>(at - tree.nodes.begin()));
    return {};
}

// The compound statement that the block of a statement belongs to; the module.
Node owner_of(Node statement) {
    Node block = statement.parent();
    return block.is(Kind::block) ? block.parent() : block;
}

}  // namespace

void find_moved_out_of_block(const Model& before, const Model& after, const EditMap& map, const RoundEdits& round,
                             std::vector<Breach>& out) {
    const Tree& tree = before.tree();
    if (tree.text.find(';') == std::string_view::npos) return;
    for (NodeId i = 0; i < tree.nodes.size(); ++i) {
        if (tree.nodes[i].kind != Kind::op_semi) continue;
        Node line = Node(tree, i).parent(), left(tree, i - 1), right;
        while (left && left.parent() != line) left = left.parent();
        if (i + 1 < line.record().next) right = Node(tree, i + 1);
        auto edit_in = [&](Node n) { return n ? map.holding_before(n.span()) : std::nullopt; };
        auto check = [&](Node still, Node changed) {
            auto edit = edit_in(changed);
            if (!still || !edit || edit_in(still)) return;
            Node now = statement_at(after.tree(), map.moved(still.start()));
            bool same = now && owner_of(now).kind() == owner_of(still).kind();
            if (same && !owner_of(still).is(Kind::module) &&
                !map.holding_before({owner_of(still).start(), owner_of(still).start() + 1}))
                same = owner_of(now).start() == map.moved(owner_of(still).start());
            if (!same)
                out.push_back(
                    {round.owners[*edit], formatted("`{}` is moved to another block", still.text().substr(0, 40))});
        };
        check(right, left);
        check(left, right);
    }
}

}  // namespace zen
