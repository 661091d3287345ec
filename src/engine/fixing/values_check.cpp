#include "engine/fixing/values_check.h"

#include <algorithm>

#include "text/trimmed.h"

namespace zen {
namespace {

// Is there a loop of their function around both? Then the second may come before the first.
bool share_loop(Node first, Node second) {
    for (Node inner = first, n = first.parent(); n && !is_function(n.kind()); inner = n, n = n.parent()) {
        const bool once = n.is(Kind::for_statement) && inner.field() == Field::right;  // what it iterates over
        if (n.is_any({Kind::for_statement, Kind::while_statement}) && !once && second.within(n)) return true;
    }
    return false;
}

// Does the load come before the store, where nothing repeats them? What a `for` iterates over is read before its names
// are bound, although it stands behind them.
bool runs_before(Node load, Node store) {
    if (share_loop(load, store)) return false;
    if (load.id() < store.id()) return true;
    for (Node n = store, up = n.parent(); up && !is_statement(n.kind()); n = up, up = up.parent())
        if (up.is(Kind::for_statement) && n.field() == Field::left) return load.within(up.child(Field::right));
    return false;
}

// By binding: how many stores are in edits.
struct StoresInEdits {
    std::vector<std::uint32_t> before, after;

    explicit StoresInEdits(const NameChanges& c) : before(c.after_of.size(), 0), after(c.before_of.size(), 0) {
        auto count = [](const std::vector<std::vector<const Reference*>>& in, std::vector<std::uint32_t>& stores) {
            for (const auto& list : in)
                for (const Reference* r : list)
                    if (r->binding != no_id && r->access == Access::store) ++stores[r->binding];
        };
        count(c.before_in, before);
        count(c.after_in, after);
    }
};

// A store outside of the edits that one of them has a hand in, as in `x = …`, is also what that edit says.
void note_touched_stores(NameChanges& c, std::span<const ReferencePair> pairs) {
    for (const ReferencePair& p : pairs) {
        if (p.before->access != Access::load)
            if (auto edit = c.map.meeting_before(binder_of(Node(c.before.tree(), p.before->node))))
                c.before_in[*edit].push_back(p.before);
        if (p.after->access != Access::load)
            if (auto edit = c.map.meeting_after(binder_of(Node(c.after.tree(), p.after->node))))
                c.after_in[*edit].push_back(p.after);
    }
}

// Is each store of the binding that an edit took away repeated by one that stays, as in branches with the same code?
bool repeated_elsewhere(const NameChanges& c, BindingId was, BindingId is) {
    auto stays = [&](std::string_view code) {
        return std::ranges::any_of(c.after.references_of(is), [&](const Reference* r) {
            return r->access == Access::store && statement_of(Node(c.after.tree(), r->node)).text() == code;
        });
    };
    for (const auto& list : c.before_in)
        for (const Reference* r : list)
            if (r->binding == was && r->access == Access::store &&
                !stays(statement_of(Node(c.before.tree(), r->node)).text()))
                return false;
    return true;
}

// Is it in `y = x`, so that another name has the same value?
bool shared_with_a_name(Node load) {
    while (load.parent().is(Kind::parenthesized_expression)) load = load.parent();
    return load.field() == Field::right && load.parent().is(Kind::assignment);
}

// `x = sorted(x)` in place of `x.sort()`: the fix gives the name, which the replaced code read, a value that is made of
// its old one, for all that reads the name later. Where another name may have the old value, that would go on with it.
bool updates(const NameChanges& c, Node store, BindingId was, BindingId is) {
    const auto edit = c.map.meeting_after(binder_of(store));
    if (!edit) return false;
    const Node statement = statement_of(store);
    auto reads = [](const Reference* r, BindingId binding) { return r->binding == binding && r->reads(); };
    const bool read_before = std::ranges::any_of(c.before_in[*edit], [&](const Reference* r) { return reads(r, was); });
    const bool read_after = std::ranges::any_of(c.after_in[*edit], [&](const Reference* r) {
        return reads(r, is) && Node(c.after.tree(), r->node).within(statement);
    });
    if (!read_before || !read_after || !statement.child(0u).is_any({Kind::assignment, Kind::augmented_assignment}))
        return false;
    return std::ranges::none_of(c.before.references_of(was), [&](const Reference* r) {
        const Node node(c.before.tree(), r->node);
        if (r->access == Access::load) return shared_with_a_name(node);
        const Node assignment = node.parent();
        return assignment.is(Kind::assignment) && node.field() == Field::left &&
               unparenthesized(assignment.child(Field::right)).is_any({Kind::identifier, Kind::assignment});
    });
}

// The `if` or `elif` around the store whose condition the edits take away, without another in its place: `a or b` would
// let the other branch run for both. None if there is none.
Node decided_branch(const NameChanges& c, Node store) {
    auto no_condition = [&](std::uint32_t edit) {
        std::string_view text = c.round.edits[edit].text;
        for (std::string_view word : {"if", "elif", "else:", "else"})
            if (trimmed(text) == word) return true;
        return trimmed(text).empty();
    };
    for (Node n = statement_of(store).parent(); n && !is_function(n.kind()); n = n.parent()) {
        if (!n.is_any({Kind::if_statement, Kind::elif_clause})) continue;
        auto edit = c.map.holding_before(n.child(Field::condition).span());
        if (edit && no_condition(*edit)) return n;
    }
    return {};
}

// Is the store in a branch of an `if` whose conditions the edits take away, while another branch's store stays, or one
// before the `if`? Which branch runs is what the fix says that it knows.
bool other_branch_stays(const NameChanges& c, Node store, std::span<const Node> old_stores) {
    // It is in the branch that stays, or before the `if`, whose other branch, if it has one, does not store.
    return decided_branch(c, store) && std::ranges::any_of(old_stores, [&](Node other) {
               return !c.map.meeting_before(binder_of(other)).has_value();
           });
}

// Do the same values reach the reference? Asked only where an edit binds the name, or did.
void compare_value(NameChanges& c, const StoresInEdits& stores, const ReferencePair& p) {
    const Reference &was = *p.before, &is = *p.after;
    if (was.binding == no_id || is.binding == no_id || c.after_of[was.binding] != is.binding) return;
    bool before = stores.before[was.binding], after = stores.after[is.binding];
    if (!before && !after) return;
    if (was.access == Access::store && !was.reads_too && !is.reads_too) return;
    if (was.access == Access::declare) return;
    Span now = Node(c.after.tree(), is.node).span();
    std::string_view name = name_of(c.after, is);
    auto blame = [&](std::string_view what) { c.breach(c.suspects(name, now.start), name, what, now.start); };
    const Binding& bound = c.after.bindings()[is.binding];
    if (bound.stores == 0 && fed_by_edit(c, was) && c.before.bindings()[was.binding].stores > 0 &&
        !(bound.flags & Binding::implicit))
        return blame("is no longer bound");
    if (was.access == Access::del) {
        if (before && !after && !repeated_elsewhere(c, was.binding, is.binding))
            blame("is deleted, and no longer bound");
        return;
    }
    if (is.reads_too && !was.reads_too) {  // `i =+ 1` becomes `i += 1`
        auto taken = [&](const Reference* r) {
            return r->access == Access::store && r != p.before &&
                   c.map.holding_before(Node(c.before.tree(), r->node).span()).has_value();
        };
        if (std::ranges::any_of(c.before.references_of(was.binding), taken) &&
            c.after.bindings()[is.binding].stores < c.before.bindings()[was.binding].stores)
            return blame("is read by the fix, and no longer bound");
    }
    if (was.access != Access::load) return;
    // Imported twice, it is the same thing twice.
    if (bound.flags & c.before.bindings()[was.binding].flags & Binding::import) return;
    std::vector<Node> old_stores = c.before.definitions(Node(c.before.tree(), was.node)),
                      new_stores = c.after.definitions(Node(c.after.tree(), is.node));
    if (old_stores.empty() || new_stores.empty()) return;
    auto edited_before = [&](Node store) { return c.map.meeting_before(binder_of(store)).has_value(); };
    auto edited_after = [&](Node store) { return c.map.meeting_after(binder_of(store)).has_value(); };
    bool from_edit_before = std::ranges::any_of(old_stores, edited_before),
         from_edit_after = std::ranges::any_of(new_stores, edited_after);
    // A branch whose code another one repeats gives the same value where it goes.
    auto repeated = [&](Node store) {
        std::string_view code = statement_of(store).text();
        return !edited_before(store) || other_branch_stays(c, store, old_stores) ||
               std::ranges::any_of(new_stores, [&](Node other) { return statement_of(other).text() == code; });
    };
    if (from_edit_before && !from_edit_after && !std::ranges::all_of(old_stores, repeated))
        blame("no longer gets the value that the fix took away");
    auto fine = [&](Node store) { return !edited_after(store) || updates(c, store, was.binding, is.binding); };
    if (!from_edit_before && from_edit_after && !std::ranges::all_of(new_stores, fine))
        blame("gets a value of the fix");
}

}  // namespace

bool fed_by_edit(const NameChanges& c, const Reference& was) {
    if (was.access != Access::load) return true;
    Node load(c.before.tree(), was.node);
    for (const Reference* r : c.before.references_of(was.binding))
        if (r->access == Access::store) {
            Node store(c.before.tree(), r->node);
            if (r->scope == was.scope && runs_before(load, store)) continue;
            std::vector<Node> uses = c.before.uses(store);
            if (std::ranges::find(uses, load) != uses.end()) return true;
        }
    return false;
}

bool left_to_builtin(const NameChanges& c, const Reference& was, std::string_view name) {
    return c.after.names_builtin(name) &&
           std::ranges::all_of(c.before.references_of(was.binding), [&](const Reference* r) {
               return r->access == Access::load || decided_branch(c, Node(c.before.tree(), r->node));
           });
}

void compare_values(NameChanges& c, std::span<const ReferencePair> pairs) {
    note_touched_stores(c, pairs);
    const StoresInEdits stores(c);
    for (const ReferencePair& p : pairs) compare_value(c, stores, p);
}

}  // namespace zen
