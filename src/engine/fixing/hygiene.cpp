#include "engine/fixing/hygiene.h"

#include "engine/fixing/async_generators.h"
#include "engine/fixing/grouping.h"
#include "engine/fixing/listed_names.h"
#include "engine/fixing/mentions.h"
#include "engine/fixing/name_changes.h"
#include "engine/fixing/name_pairs.h"
#include "engine/fixing/scope_bound.h"
#include "engine/fixing/self_calls.h"
#include "engine/fixing/sharing.h"
#include "engine/fixing/unbound_reads.h"
#include "engine/fixing/values_check.h"
#include "semantics/flow/missing.h"
#include "semantics/verdict/scope_checks.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Code outside of the edits stays in its scope; but the rest of an expression may become a comprehension's or a
// lambda's, or get rid of one.
bool same_scope(const NameChanges& c, ScopeId was, ScopeId is) {
    if (c.scopes->after[was] == is) return true;
    auto light = [](const Model& model, ScopeId s) {
        Scope::Sort sort = model.scopes()[s].sort;
        return sort == Scope::comprehension || sort == Scope::lambda || sort == Scope::type_parameters;
    };
    return (c.scopes->before[is] == no_id && light(c.after, is)) ||
           (c.scopes->after[was] == no_id && light(c.before, was)) ||
           (c.scopes->before[is] == no_id && c.scopes->after[was] == no_id);
}

void list_edits_by_name(NameChanges& c) {
    auto list = [&](const Model& model, const std::vector<std::vector<const Reference*>>& in) {
        for (std::uint32_t e = 0; e < in.size(); ++e)
            for (const Reference* r : in[e])
                if (r->access != Access::load || model.binding(Node(model.tree(), r->node))) {
                    auto& edits = c.edits_by_name[name_of(model, *r)];
                    if (edits.empty() || edits.back() != e) edits.push_back(e);
                }
    };
    list(c.before, c.before_in);
    list(c.after, c.after_in);
}

// Does an edit give a value to the name that `x: int` only declares? What reads it is compared by the values.
bool given_value(const NameChanges& c, const Reference& was, const Reference& is) {
    const Node assignment = Node(c.after.tree(), is.node).parent();
    return was.access == Access::declare && is.access == Access::store && assignment.is(Kind::assignment) &&
           c.map.meeting_after(assignment.span());
}

void compare_binding(NameChanges& c, const ReferencePair& p) {
    const Reference &was = *p.before, &is = *p.after;
    Span now = Node(c.after.tree(), is.node).span();
    std::string_view name = name_of(c.after, is);
    auto blame = [&](std::string_view what) { c.breach(c.suspects(name, now.start), name, what, now.start); };
    if (was.access != is.access && !c.map.touching_after(now) && !given_value(c, was, is))
        return blame("is used in another way");
    if (!same_scope(c, was.scope, is.scope)) {
        c.breach(c.round.owners[c.map.nearest_after(now.start)], name, "is in another scope");
        return;
    }
    if (was.binding == no_id && is.binding == no_id) return;
    if (is.binding == no_id) {
        // Read where no value of the name can be, it fails before and after.
        const bool early = read_too_early(c.before, was, c.before.bindings()[was.binding]);
        if (was.access != Access::load || (!early && fed_by_edit(c, was) && !left_to_builtin(c, was, name)))
            blame("is no longer bound");
        return;
    }
    const Binding& now_bound = c.after.bindings()[is.binding];
    // Names that nothing bound may be what an import is added for; `class A[T]` binds its own `T`.
    if (was.binding == no_id) {
        if (!(now_bound.flags & Binding::import) || c.before.names_builtin(name)) blame("is bound by the fix");
        return;
    }
    if (now_bound.flags & Binding::type_parameter &&
        !(c.before.bindings()[was.binding].flags & Binding::type_parameter))
        return;
    BindingId& there = c.after_of[was.binding];
    BindingId& back = c.before_of[is.binding];
    if (there == no_id && back == no_id) {
        there = is.binding;
        back = was.binding;
    } else if (there != is.binding || back != was.binding) {
        blame("means another binding");
    }
}

void compare(NameChanges& c, std::span<const ReferencePair> pairs, const ScopePairs& scopes) {
    c.scopes = &scopes;
    // The head of an expression that gets a scope, or loses one, is the edit's as much as the rest of it.
    std::vector<ReferencePair> outside;
    for (const ReferencePair& p : pairs) {
        ScopeId was = p.before->scope, is = p.after->scope;
        if (scopes.after[was] != is && (scopes.after[was] == no_id || scopes.before[is] == no_id) &&
            same_scope(c, was, is)) {
            std::uint32_t edit = c.map.nearest_after(Node(c.after.tree(), p.after->node).start());
            c.before_in[edit].push_back(p.before);
            c.after_in[edit].push_back(p.after);
        } else {
            outside.push_back(p);
        }
    }
    pairs = outside;
    list_edits_by_name(c);
    // Where a name is bound says more than where it is read.
    for (const ReferencePair& p : pairs)
        if (p.before->access != Access::load) compare_binding(c, p);
    for (const ReferencePair& p : pairs)
        if (p.before->access == Access::load) compare_binding(c, p);
    compare_values(c, pairs);
    check_mentions(c);
    check_sharing(c);
}

// What the compiler refuses behind its parser (`return` outside of a function, a name that is a parameter and global),
// in code that it took before.
void find_refused(NameChanges& c) {
    auto refused = [](const Model& model) { return scope_mistakes(model, {model.target().minor, true}); };
    const std::vector<ScopeMistake> now = refused(c.after);
    if (now.empty() || !refused(c.before).empty()) return;
    for (const ScopeMistake& m : now)
        c.out.push_back(
            {c.round.owners[c.map.nearest_after(m.span.start)], formatted("the compiler says: {}", m.message)});
}

}  // namespace

std::vector<Breach> breaches(const Model& before, const Model& after, const RoundEdits& round) {
    std::vector<Breach> out;
    EditMap map(round.edits);
    NameChanges names(before, after, map, round, out);
    std::vector<ReferencePair> pairs = pair_references(names);
    ScopePairs scopes(before, after, map, pairs);
    compare(names, pairs, scopes);
    find_changed_listings(names, scopes);
    find_new_self_calls(names, scopes);
    find_unbound_reads(names);
    find_moved_out_of_scope(before, after, map, round, scopes, out);
    find_moved_out_of_block(before, after, map, round, out);
    if (map.size()) find_async_generators(after, map, round, out);
    if (map.size()) find_refused(names);
    find_regrouped(before.tree(), after.tree(), map, round, out);
    return out;
}

}  // namespace zen
