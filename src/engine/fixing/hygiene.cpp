#include "engine/fixing/hygiene.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "engine/fixing/scope_bound.h"
#include "engine/fixing/scope_pairs.h"

namespace zen {
namespace {

using Fixes = std::vector<std::uint32_t>;

void add(Fixes& to, const Fixes& more) {
    Fixes all;
    std::ranges::set_union(to, more, std::back_inserter(all));
    to.swap(all);
}

// What binds a name, as far as it can be told from the rest: an assignment, the head of a loop, a parameter with its
// default. Where an edit touches it, it is the edit's doing.
Span binder_of(Node identifier) {
    for (Node n = identifier, up = n.parent(); up; n = up, up = up.parent()) {
        if (up.is_any({Kind::default_parameter, Kind::typed_default_parameter, Kind::typed_parameter,
                       Kind::named_expression, Kind::for_in_clause, Kind::import_statement, Kind::import_from_statement,
                       Kind::expression_statement, Kind::delete_statement}))
            return up.span();
        if (up.is_any({Kind::for_statement, Kind::with_statement})) {
            Node body = up.child(Field::body);
            return {up.start(), body ? body.start() : up.end()};
        }
        if (is_statement(up.kind()) || is_function(up.kind())) break;
    }
    return identifier.span();
}

// Is there a loop around both? Then the second may come before the first.
bool share_loop(Node first, Node second) {
    for (Node n = first.parent(); n; n = n.parent())
        if (n.is_any({Kind::for_statement, Kind::while_statement}) && second.within(n)) return true;
    return false;
}

class Names {
  public:
    Names(const Model& before, const Model& after, const EditMap& map, const RoundEdits& round,
          std::vector<Breach>& out)
        : old_(before),
          new_(after),
          map_(map),
          round_(round),
          out_(out),
          old_in_(map.size()),
          new_in_(map.size()),
          new_of_(before.bindings().size(), no_id),
          old_of_(after.bindings().size(), no_id) {}

    // The references outside of the edits, two by two; the others are kept by edit.
    std::vector<ReferencePair> pair_references() {
        std::vector<ReferencePair> pairs;
        std::vector<const Reference*> rest;
        for (const Reference& r : new_.references()) {
            Span span = Node(new_.tree(), r.node).span();
            if (auto edit = map_.holding_after(span))
                new_in_[*edit].push_back(&r);
            else
                rest.push_back(&r);
        }
        auto at = rest.begin();
        auto start = [&](const Reference* r) { return Node(new_.tree(), r->node).start(); };
        // A name that an edit touches may be another construct now: `x` in `self.x`.
        auto unpaired = [&](const Reference* r) {
            Span span = Node(new_.tree(), r->node).span();
            if (auto edit = touched_after(*r))
                new_in_[*edit].push_back(r);
            else
                breach(suspects(name_of(new_, *r), span.start), name_of(new_, *r), "is a name now");
        };
        for (const Reference& r : old_.references()) {
            Span span = Node(old_.tree(), r.node).span();
            if (auto edit = map_.holding_before(span)) {
                old_in_[*edit].push_back(&r);
                continue;
            }
            std::uint32_t now = map_.moved(span.start);
            while (at != rest.end() && start(*at) < now) unpaired(*at++);
            if (at != rest.end() && start(*at) == now)
                pairs.push_back({&r, *at++});
            else if (auto edit = touched_before(r))
                old_in_[*edit].push_back(&r);
            else
                breach(suspects(name_of(old_, r), now), name_of(old_, r), "is no name any more");
        }
        while (at != rest.end()) unpaired(*at++);
        return pairs;
    }

    void compare(std::span<const ReferencePair> pairs, const ScopePairs& scopes) {
        scopes_ = &scopes;
        // The head of an expression that gets a scope, or loses one, is the edit's as much as the rest of it.
        std::vector<ReferencePair> outside;
        for (const ReferencePair& p : pairs) {
            ScopeId was = p.before->scope, is = p.after->scope;
            if (scopes.after[was] != is && (scopes.after[was] == no_id || scopes.before[is] == no_id) &&
                same_scope(was, is)) {
                std::uint32_t edit = map_.nearest_after(Node(new_.tree(), p.after->node).start());
                old_in_[edit].push_back(p.before);
                new_in_[edit].push_back(p.after);
            } else {
                outside.push_back(p);
            }
        }
        pairs = outside;
        list_edits_by_name();
        // Where a name is bound says more than where it is read.
        for (const ReferencePair& p : pairs)
            if (p.before->access != Access::load) compare(p);
        for (const ReferencePair& p : pairs)
            if (p.before->access == Access::load) compare(p);
        note_touched_stores(pairs);
        count_stores();
        for (const ReferencePair& p : pairs) compare_values(p);
        check_mentions();
        check_sharing();
    }

  private:
    // The edit that has to do with how the reference binds its name.
    std::optional<std::uint32_t> touched_before(const Reference& r) const {
        Node node(old_.tree(), r.node);
        auto edit = map_.touching_before(node.span());
        return edit || r.access == Access::load ? edit : map_.meeting_before(binder_of(node));
    }
    std::optional<std::uint32_t> touched_after(const Reference& r) const {
        Node node(new_.tree(), r.node);
        auto edit = map_.touching_after(node.span());
        return edit || r.access == Access::load ? edit : map_.meeting_after(binder_of(node));
    }

    static std::string_view name_of(const Model& model, const Reference& r) { return model.name(r.name); }

    void breach(Fixes suspects, std::string_view name, std::string_view what) {
        if (suspects.empty()) return;
        out_.push_back({std::move(suspects), "`" + std::string(name) + "` " + std::string(what)});
    }

    // The fixes whose edits hold the name, before or after; without any, the one nearest to the place.
    Fixes suspects(std::string_view name, std::uint32_t new_place) const {
        Fixes out;
        if (auto edits = edits_by_name_.find(name); edits != edits_by_name_.end())
            for (std::uint32_t e : edits->second) add(out, round_.owners[e]);
        if (out.empty() && map_.size()) out = round_.owners[map_.nearest_after(new_place)];
        return out;
    }

    void list_edits_by_name() {
        auto list = [&](const Model& model, const std::vector<std::vector<const Reference*>>& in) {
            for (std::uint32_t e = 0; e < in.size(); ++e)
                for (const Reference* r : in[e])
                    if (r->access != Access::load || model.binding(Node(model.tree(), r->node))) {
                        auto& edits = edits_by_name_[name_of(model, *r)];
                        if (edits.empty() || edits.back() != e) edits.push_back(e);
                    }
        };
        list(old_, old_in_);
        list(new_, new_in_);
    }

    void compare(const ReferencePair& p) {
        const Reference &was = *p.before, &is = *p.after;
        Span now = Node(new_.tree(), is.node).span();
        std::string_view name = name_of(new_, is);
        auto blame = [&](std::string_view what) { breach(suspects(name, now.start), name, what); };
        if (was.access != is.access && !map_.touching_after(now)) return blame("is used otherwise");
        if (!same_scope(was.scope, is.scope)) {
            breach(round_.owners[map_.nearest_after(now.start)], name, "is in another scope");
            return;
        }
        if (was.binding == no_id && is.binding == no_id) return;
        if (is.binding == no_id) {
            // Read where no value of the name can be, it fails before and after.
            if (was.access != Access::load || fed_by_edit(was)) blame("is bound by nothing any more");
            return;
        }
        const Binding& now_bound = new_.bindings()[is.binding];
        // Names that nothing bound may be what an import is added for; `class A[T]` binds its own `T`.
        if (was.binding == no_id) {
            if (!(now_bound.flags & Binding::import) || old_.names_builtin(name)) blame("is bound by the fix");
            return;
        }
        if (now_bound.flags & Binding::type_parameter &&
            !(old_.bindings()[was.binding].flags & Binding::type_parameter))
            return;
        BindingId& there = new_of_[was.binding];
        BindingId& back = old_of_[is.binding];
        if (there == no_id && back == no_id) {
            there = is.binding;
            back = was.binding;
        } else if (there != is.binding || back != was.binding) {
            blame("means another binding");
        }
    }

    // Code outside of the edits stays in its scope; but the rest of an expression may become a comprehension's or a
    // lambda's, or get rid of one.
    bool same_scope(ScopeId was, ScopeId is) const {
        if (scopes_->after[was] == is) return true;
        auto light = [](const Model& model, ScopeId s) {
            Scope::Sort sort = model.scopes()[s].sort;
            return sort == Scope::comprehension || sort == Scope::lambda || sort == Scope::type_parameters;
        };
        return (scopes_->before[is] == no_id && light(new_, is)) ||
               (scopes_->after[was] == no_id && light(old_, was)) ||
               (scopes_->before[is] == no_id && scopes_->after[was] == no_id);
    }

    // A store outside of the edits that one of them has a hand in, as in `x = …`, is also what that edit says.
    void note_touched_stores(std::span<const ReferencePair> pairs) {
        for (const ReferencePair& p : pairs) {
            if (p.before->access != Access::load)
                if (auto edit = map_.meeting_before(binder_of(Node(old_.tree(), p.before->node))))
                    old_in_[*edit].push_back(p.before);
            if (p.after->access != Access::load)
                if (auto edit = map_.meeting_after(binder_of(Node(new_.tree(), p.after->node))))
                    new_in_[*edit].push_back(p.after);
        }
    }

    // May a store in an edit give the reference its value?
    bool fed_by_edit(const Reference& was) const {
        if (was.access != Access::load) return true;
        Node load(old_.tree(), was.node);
        for (const Reference* r : old_.references_of(was.binding))
            if (r->access == Access::store) {
                Node store(old_.tree(), r->node);
                if (r->scope == was.scope && load.id() < store.id() && !share_loop(load, store)) continue;
                std::vector<Node> uses = old_.uses(store);
                if (std::ranges::find(uses, load) != uses.end()) return true;
            }
        return false;
    }

    void count_stores() {
        old_stores_in_.assign(new_of_.size(), 0);
        new_stores_in_.assign(old_of_.size(), 0);
        auto count = [](const std::vector<std::vector<const Reference*>>& in, std::vector<std::uint32_t>& stores) {
            for (const auto& list : in)
                for (const Reference* r : list)
                    if (r->binding != no_id && r->access == Access::store) ++stores[r->binding];
        };
        count(old_in_, old_stores_in_);
        count(new_in_, new_stores_in_);
    }

    // Do the same values reach the reference? Asked only where an edit binds the name, or did.
    void compare_values(const ReferencePair& p) {
        const Reference &was = *p.before, &is = *p.after;
        if (was.binding == no_id || is.binding == no_id || new_of_[was.binding] != is.binding) return;
        bool before = old_stores_in_[was.binding], after = new_stores_in_[is.binding];
        if (!before && !after) return;
        if (was.access == Access::store && !was.reads_too) return;
        if (was.access == Access::declare) return;
        Span now = Node(new_.tree(), is.node).span();
        std::string_view name = name_of(new_, is);
        auto blame = [&](std::string_view what) { breach(suspects(name, now.start), name, what); };
        const Binding& bound = new_.bindings()[is.binding];
        if (bound.stores == 0 && fed_by_edit(was) && old_.bindings()[was.binding].stores > 0 &&
            !(bound.flags & Binding::implicit))
            return blame("is bound by nothing any more");
        if (was.access == Access::del) {
            if (before && !after) blame("is deleted, and no longer bound");
            return;
        }
        if (was.access != Access::load) return;
        // Imported twice, it is the same thing twice.
        if (bound.flags & old_.bindings()[was.binding].flags & Binding::import) return;
        std::vector<Node> old_stores = old_.definitions(Node(old_.tree(), was.node)),
                          new_stores = new_.definitions(Node(new_.tree(), is.node));
        if (old_stores.empty() || new_stores.empty()) return;
        auto edited_before = [&](Node store) { return map_.meeting_before(binder_of(store)).has_value(); };
        auto edited_after = [&](Node store) { return map_.meeting_after(binder_of(store)).has_value(); };
        bool from_edit_before = std::ranges::any_of(old_stores, edited_before),
             from_edit_after = std::ranges::any_of(new_stores, edited_after);
        // A branch whose code another one repeats gives the same value where it goes.
        auto repeated = [&](Node store) {
            std::string_view code = statement_of(store).text();
            return !edited_before(store) ||
                   std::ranges::any_of(new_stores, [&](Node other) { return statement_of(other).text() == code; });
        };
        if (from_edit_before && !from_edit_after && !std::ranges::all_of(old_stores, repeated))
            blame("no longer gets the value that the fix took away");
        if (!from_edit_before && from_edit_after) blame("gets a value of the fix");
    }

    // What the replaced code of one fix says by a name.
    struct Mention {
        std::vector<const Reference*> references;
        bool stores = false;
    };

    // What new code mentions, fix by fix.
    void check_mentions() {
        std::map<std::uint32_t, Fixes> edits_of;  // by fix
        for (std::uint32_t e = 0; e < round_.owners.size(); ++e)
            for (std::uint32_t f : round_.owners[e]) edits_of[f].push_back(e);
        star_import_ = old_.tree().text.find("import *") != std::string_view::npos;
        for (const auto& [fix, edits] : edits_of) {
            std::unordered_map<std::string_view, Mention> said;
            for (std::uint32_t e : edits)
                for (const Reference* r : old_in_[e]) {
                    Mention& m = said[name_of(old_, *r)];
                    m.references.push_back(r);
                    m.stores |= r->access != Access::load;
                }
            for (std::uint32_t e : edits)
                for (const Reference* r : new_in_[e]) {
                    auto known = said.find(name_of(new_, *r));
                    check_mention(fix, e, *r, known == said.end() ? Mention() : known->second);
                }
        }
    }

    void check_mention(std::uint32_t fix, std::uint32_t edit, const Reference& r, const Mention& said) {
        std::string_view name = name_of(new_, r);
        auto blame = [&](std::string_view what) { breach({fix}, name, what); };
        auto meant = [&](BindingId old_binding) {
            return std::ranges::any_of(said.references, [&](const Reference* o) { return o->binding == old_binding; });
        };
        if (r.binding == no_id) {
            if (r.access != Access::load) return;
            if (!said.references.empty()) {
                if (!meant(no_id)) blame("meant a binding, and means none in the fix");
            } else if (auto hidden = old_.lookup(name, place_before(edit)); hidden && !star_import_) {
                blame("is not the name that the code has");
            } else if (!star_import_ && !new_.names_builtin(name) && !special(name)) {
                blame("is bound by nothing in the fix");
            }
            return;
        }
        const Binding& bound = new_.bindings()[r.binding];
        if (bound.flags & (Binding::type_parameter | Binding::implicit)) return;
        BindingId counterpart = counterpart_of(r.binding);
        if (counterpart != no_id) {
            if (!said.references.empty()) {
                if (!meant(counterpart)) blame("means another binding in the fix");
            } else if (r.access == Access::load) {
                if (old_.lookup(name, place_before(edit)) != counterpart) blame("means a binding out of reach");
            } else if (r.access == Access::store && asked_for(r.binding)) {
                blame("is bound by the fix, and by other code");
            }
            return;
        }
        if (said.references.empty() || said.stores) {
            if (said.references.empty()) return;
            // Its old binding, of a scope that goes on, has other code to serve: a comprehension may take the name.
            return;
        }
        if (bound.flags & Binding::import && meant(no_id) && !old_.names_builtin(name)) return;
        // The replaced code only read the name: that is not what binds it here.
        if (std::ranges::all_of(said.references, [&](const Reference* o) {
                return o->binding == no_id || scopes_->after[old_.bindings()[o->binding].scope] != no_id;
            }))
            blame("is captured by a name of the fix");
    }

    // Does anything ask for the values of the binding: code of this file, or, for a name of a module or class that is
    // not private, perhaps other files? What nobody asks for, as `_` mostly, several may store.
    bool asked_for(BindingId id) const {
        const Binding& b = new_.bindings()[id];
        const Scope::Sort sort = new_.scopes()[b.scope].sort;
        if (sort == Scope::class_ || (sort == Scope::module && !new_.name(b.name).starts_with('_'))) return true;
        return std::ranges::any_of(new_.references_of(id), [](const Reference* r) {
            return r->reads() || r->access == Access::del || r->access == Access::declare;
        });
    }

    // Names that Python puts into every module.
    static bool special(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

    // The binding of the old text that a new one stands for; no_id for a name that the edits bring in.
    BindingId counterpart_of(BindingId id) {
        if (old_of_[id] != no_id) return old_of_[id];
        const Binding& b = new_.bindings()[id];
        ScopeId scope = scopes_->before[b.scope];
        if (scope == no_id) return no_id;
        if (old_by_name_.empty())
            for (BindingId o = 0; o < old_.bindings().size(); ++o)
                if (const Binding& old = old_.bindings()[o]; new_of_[o] == no_id)
                    old_by_name_[{old.scope, old_.name(old.name)}] = o;
        auto found = old_by_name_.find({scope, new_.name(b.name)});
        return found == old_by_name_.end() ? no_id : found->second;
    }

    // A node of the old text that stands where the edit does.
    Node place_before(std::uint32_t edit) const {
        const auto& nodes = old_.tree().nodes;
        Span span = map_.before(edit);
        auto at = std::ranges::lower_bound(nodes, span.start, {}, &NodeRecord::start);
        bool inside = at != nodes.end() && at->start < std::max(span.end, span.start + 1);
        if (!inside && at != nodes.begin()) --at;
        return Node(old_.tree(), static_cast<NodeId>(at - nodes.begin()));
    }

    // New names that several fixes use.
    void check_sharing() {
        struct Use {
            const Reference* reference;
            std::uint32_t edit;
        };
        std::map<BindingId, std::vector<Use>> uses;
        for (std::uint32_t e = 0; e < new_in_.size(); ++e)
            for (const Reference* r : new_in_[e])
                if (r->binding != no_id) uses[r->binding].push_back({r, e});
        for (const auto& [binding, list] : uses) {
            if (counterpart_of(binding) != no_id) continue;
            std::string_view name = new_.name(new_.bindings()[binding].name);
            // A fix with the edits of its own that use the name.
            struct Sharer {
                Span hull;
                Fixes edits;
            };
            std::map<std::uint32_t, Sharer> sharers;
            Fixes binders;  // edits
            for (const Use& u : list) {
                if (u.reference->access == Access::store && (binders.empty() || binders.back() != u.edit))
                    binders.push_back(u.edit);
                for (std::uint32_t f : round_.owners[u.edit]) {
                    Sharer& s = sharers.try_emplace(f, Sharer{map_.after(u.edit), {}}).first->second;
                    s.hull = {std::min(s.hull.start, map_.after(u.edit).start),
                              std::max(s.hull.end, map_.after(u.edit).end)};
                    s.edits.push_back(u.edit);
                }
            }
            if (sharers.size() < 2) continue;
            if (binders.size() == 1) {  // an import, for all of them
                for (const auto& [fix, s] : sharers)
                    if (!std::ranges::binary_search(round_.owners[binders[0]], fix))
                        breach(with(round_.owners[binders[0]], fix), name, "is a new name of another fix");
                continue;
            }
            std::vector<std::pair<std::uint32_t, const Sharer*>> order, kept;
            for (const auto& [fix, s] : sharers) order.emplace_back(fix, &s);
            std::ranges::sort(order, {}, [](const auto& o) { return std::pair(o.second->hull.start, o.first); });
            auto clash = [&](std::uint32_t a, std::uint32_t b) {
                breach({std::min(a, b), std::max(a, b)}, name, "is a new name of two fixes");
            };
            for (auto [fix, s] : order)
                if (!kept.empty() && s->hull.start < kept.back().second->hull.end)
                    clash(kept.back().first, fix);
                else
                    kept.emplace_back(fix, s);
            std::map<std::uint32_t, std::uint32_t> fix_of;  // by edit
            for (auto [fix, s] : kept)
                for (std::uint32_t e : s->edits) fix_of[e] = fix;
            for (std::size_t i = 0; i < kept.size(); ++i)
                for (std::uint32_t other : values_from(binding, kept[i].second->edits, fix_of))
                    if (other != kept[i].first)
                        clash(kept[i].first, other != no_id ? other : kept[i ? 0 : kept.size() - 1].first);
        }
    }

    // The fixes whose stores reach the loads in these edits; no_id for those that nobody knows.
    Fixes values_from(BindingId binding, const Fixes& edits,
                      const std::map<std::uint32_t, std::uint32_t>& fix_of) const {
        Fixes out;
        for (std::uint32_t e : edits)
            for (const Reference* r : new_in_[e]) {
                if (r->binding != binding || !r->reads()) continue;
                std::vector<Node> stores = new_.definitions(Node(new_.tree(), r->node));
                if (stores.empty()) add(out, {no_id});
                for (Node store : stores)
                    if (auto edit = map_.meeting_after(binder_of(store)); edit && fix_of.contains(*edit))
                        add(out, {fix_of.at(*edit)});
            }
        return out;
    }

    static Fixes with(Fixes fixes, std::uint32_t one) {
        add(fixes, {one});
        return fixes;
    }

    const Model &old_, &new_;
    const EditMap& map_;
    const RoundEdits& round_;
    std::vector<Breach>& out_;
    const ScopePairs* scopes_ = nullptr;
    std::vector<std::vector<const Reference*>> old_in_, new_in_;  // by edit
    std::vector<BindingId> new_of_, old_of_;                      // by binding; no_id: not met outside of the edits
    std::vector<std::uint32_t> old_stores_in_, new_stores_in_;    // by binding: stores in edits
    std::unordered_map<std::string_view, Fixes> edits_by_name_;   // edits in no order, where the name is bound
    std::map<std::pair<ScopeId, std::string_view>, BindingId> old_by_name_;  // those not met outside of the edits
    bool star_import_ = false;
};

}  // namespace

std::vector<Breach> breaches(const Model& before, const Model& after, const RoundEdits& round) {
    std::vector<Breach> out;
    EditMap map(round.edits);
    Names names(before, after, map, round, out);
    std::vector<ReferencePair> pairs = names.pair_references();
    ScopePairs scopes(before, after, map, pairs);
    names.compare(pairs, scopes);
    find_moved_out_of_scope(before, after, map, round, scopes, out);
    find_moved_out_of_block(before, after, map, round, out);
    return out;
}

}  // namespace zen
