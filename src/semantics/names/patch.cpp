// Everything in the model that other statements refer to keeps its number, so that they need not be looked at: the
// scopes and bindings of the old statements make room for those of the new ones, and the rest is shifted in place.
#include "semantics/names/patch.h"

#include <algorithm>
#include <functional>

#include "semantics/model_data.h"
#include "text/growth.h"

namespace zen {
namespace {

// What a run of statements does to a name of the module.
struct Share {
    const Binding* before = nullptr;
    const Binding* after = nullptr;

    bool changed() const {
        if (!before || !after) return true;
        return ((before->flags ^ after->flags) & ~Binding::cell) || before->stores != after->stores;
    }
};

class Patch {
  public:
    Patch(Model& model, const Tree& before, const Tree& after, TreeChange change)
        : d_(model.data()), change_(change), by_(change.end_after - change.end_before) {
        for (auto [side, tree] : {std::pair(&before_, &before), std::pair(&after_, &after)}) {
            side->tree = tree;
            side->target = d_.target;
            bind_names(*side);
        }
    }

    bool run() {
        if (reaches_out(before_) || reaches_out(after_)) return false;
        names_by_scope(d_);
        if (!find_shares()) return false;
        move_names();
        make_room();
        place_scopes();
        place_bindings();
        bind_elsewhere();
        splice_references();
        splice_the_rest();
        forget();
        return true;
    }

  private:
    static bool reaches_out(const ModelData& part) {
        if (part.future_annotations) return true;
        return std::ranges::any_of(part.declarations,
                                   [](const Declaration& x) { return x.global || x.target == no_id; });
    }
    bool in_run(NodeId node) const { return node >= change_.first && node < change_.end_before; }
    NodeId moved(NodeId node) const { return node != no_id && node >= change_.end_before ? node + by_ : node; }
    // Of a node in the new run's own tree.
    NodeId placed(NodeId node) const { return node == no_id ? no_id : node - 1 + change_.first; }
    BindingId of_module(NameId name) const {
        auto found = d_.by_scope.find(scope_key(0, name));
        return found == d_.by_scope.end() ? no_id : found->second;
    }

    // ---- May it be done?
    bool find_shares() {
        std::unordered_map<std::string_view, Share> shares;
        for (const Binding& b : before_.bindings)
            if (b.scope == 0) shares[before_.names[b.name]].before = &b;
        for (const Binding& b : after_.bindings)
            if (b.scope == 0) shares[after_.names[b.name]].after = &b;
        std::vector<BindingId> alone;  // must be bound by nobody else
        for (const auto& [name, share] : shares) {
            if (!share.changed()) continue;
            NameId id = d_.names.find(name);
            if (id != no_id && std::ranges::count(d_.declarations, id, &Declaration::name)) return false;
            BindingId known = id == no_id ? no_id : of_module(id);
            if (!share.before) {
                if (known != no_id) return false;
                continue;
            }
            if (known == no_id || d_.bindings[known].stores != share.before->stores) return false;
            alone.push_back(known);
            (share.after ? rebound_ : gone_).push_back(known);
        }
        if (alone.empty()) return true;
        std::vector<bool> asked(d_.bindings.size());
        for (BindingId id : alone) asked[id] = true;
        return std::ranges::none_of(d_.references, [&](const Reference& r) {
            return r.binding != no_id && asked[r.binding] && r.access != Access::load && !in_run(r.node);
        });
    }

    // ---- Names
    // The spellings are views into the text, which is another one now.
    void move_names() {
        const std::string_view old_text = before_.tree->text, text = after_.tree->text;
        const NodeRecord& run = before_.tree->nodes[0];
        d_.names.move(old_text, text, run.start, run.end);
        names_.resize(after_.names.size());
        for (NameId n = 0; n < names_.size(); ++n) {
            std::string_view spelling = after_.names[n];
            bool in_text = spelling.data() >= text.data() && spelling.data() < text.data() + text.size();
            names_[n] = in_text ? d_.names.intern(spelling) : d_.names.intern_own(std::string(spelling));
        }
    }

    // ---- Scopes and bindings
    void make_room() {
        for (ScopeId s = 1; s < d_.scopes.size(); ++s) {
            Scope& scope = d_.scopes[s];
            if (scope.node == no_id || in_run(scope.node)) {
                scope = {Scope::comprehension, 0, no_id};
                free_scopes_.push_back(s);
            } else {
                scope.node = moved(scope.node);
            }
        }
        for (BindingId id = 0; id < d_.bindings.size(); ++id) {
            Binding& b = d_.bindings[id];
            if (b.scope == no_id || (b.scope != 0 && in_run(b.first_store))) {
                if (b.scope != no_id && !(b.flags & Binding::implicit)) d_.by_scope.erase(scope_key(b.scope, b.name));
                release(id);
            } else if (b.scope == 0 && in_run(b.first_store)) {
                first_here_.push_back(id);
            } else {
                b.first_store = moved(b.first_store);
            }
        }
        for (const Declaration& x : d_.declarations)
            if (in_run(x.node)) d_.by_scope.erase(scope_key(x.scope, x.name));
        for (BindingId id : gone_) {
            d_.by_scope.erase(scope_key(0, d_.bindings[id].name));
            release(id);
        }
    }
    void release(BindingId id) {
        d_.bindings[id] = {d_.bindings[id].name, no_id, Binding::implicit, 0, 0};
        free_bindings_.push_back(id);
    }

    void place_scopes() {
        scopes_.assign(after_.scopes.size(), 0);
        std::ranges::reverse(free_scopes_);
        for (ScopeId s = 1; s < scopes_.size(); ++s) {
            const Scope& scope = after_.scopes[s];
            Scope made{scope.sort, scopes_[scope.parent], placed(scope.node)};
            scopes_[s] = take(free_scopes_, d_.scopes, made);
        }
    }
    template <typename T>
    static std::uint32_t take(std::vector<std::uint32_t>& free, std::vector<T>& all, const T& value) {
        if (free.empty()) {
            all.push_back(value);
            return static_cast<std::uint32_t>(all.size() - 1);
        }
        std::uint32_t id = free.back();
        free.pop_back();
        all[id] = value;
        return id;
    }

    void place_bindings() {
        bindings_.assign(after_.bindings.size(), no_id);
        // A binding that is gone keeps its number until nobody refers to it any more.
        std::erase_if(free_bindings_, [&](BindingId id) { return std::ranges::count(gone_, id) != 0; });
        std::ranges::reverse(free_bindings_);
        for (BindingId id = 0; id < bindings_.size(); ++id) {
            const Binding& b = after_.bindings[id];
            Binding made{names_[b.name], scopes_[b.scope], b.flags, placed(b.first_store), b.stores};
            if (b.scope == 0) {
                bindings_[id] = place_of_module(made);
                continue;
            }
            bindings_[id] = take(free_bindings_, d_.bindings, made);
            if (!(b.flags & Binding::implicit))
                d_.by_scope.insert_or_assign(scope_key(made.scope, made.name), bindings_[id]);
        }
    }
    BindingId place_of_module(Binding made) {
        BindingId known = of_module(made.name);
        made.flags = static_cast<std::uint16_t>(made.flags & ~Binding::cell);
        if (known == no_id) {
            known = take(free_bindings_, d_.bindings, made);
            d_.by_scope.insert_or_assign(scope_key(0, made.name), known);
            new_.push_back(known);
            return known;
        }
        Binding& b = d_.bindings[known];
        const auto cell = static_cast<std::uint16_t>(b.flags & Binding::cell);
        if (std::ranges::count(rebound_, known))
            b = made;
        else if (std::ranges::count(first_here_, known))
            b.first_store = made.first_store;
        b.flags = static_cast<std::uint16_t>(b.flags | cell);
        return known;
    }

    // Other statements' names that mean something else now, and names of the module that no function shares any more.
    void bind_elsewhere() {
        std::vector<std::uint8_t> gone(d_.bindings.size()), left(d_.bindings.size()), named(d_.names.size());
        bool look = !gone_.empty() || !new_.empty();
        for (BindingId id : gone_) gone[id] = 1;
        for (BindingId id : new_) named[d_.bindings[id].name] = 1;
        for (const Reference& r : d_.references)
            if (in_run(r.node) && r.binding != no_id && r.scope != 0 && d_.bindings[r.binding].scope == 0)
                look = true, left[r.binding] = 1;
        if (!look) return;
        for (BindingId id = 0; id < left.size(); ++id)
            if (left[id]) d_.bindings[id].flags = static_cast<std::uint16_t>(d_.bindings[id].flags & ~Binding::cell);
        for (Reference& r : d_.references) {
            if (in_run(r.node)) continue;
            if (r.binding == no_id) {
                if (named[r.name] && r.access == Access::load) r.binding = of_module(r.name);
            } else if (gone[r.binding]) {
                r.binding = no_id;
            }
            if (r.binding != no_id && r.scope != 0) share(r.binding);
        }
    }
    void share(BindingId id) {
        Binding& b = d_.bindings[id];
        if (b.scope == 0) b.flags = static_cast<std::uint16_t>(b.flags | Binding::cell);
    }

    // ---- References, and all that names nodes
    void splice_references() {
        std::vector<Reference> fresh = after_.references;
        for (Reference& r : fresh) {
            r.node = placed(r.node);
            r.name = names_[r.name];
            r.scope = scopes_[r.scope];
            if (r.binding != no_id)
                r.binding = bindings_[r.binding];
            else if (r.access == Access::load)
                r.binding = of_module(r.name);
            if (r.binding != no_id && r.scope != 0) share(r.binding);
        }
        replace(d_.references, &Reference::node, fresh, [&](Reference& r) { r.node += by_; });
    }
    // The items of the run give way; those behind are moved.
    template <typename T, typename Where, typename Move>
    void replace(std::vector<T>& all, Where where, const std::vector<T>& fresh, Move move) {
        auto from = std::ranges::lower_bound(all, change_.first, {}, where);
        auto to = std::ranges::lower_bound(from, all.end(), change_.end_before, {}, where);
        if (by_ != 0) std::for_each(to, all.end(), move);
        auto common = std::min(to - from, std::ssize(fresh));
        from = std::copy(fresh.begin(), fresh.begin() + common, from);
        if (from != to) {
            all.erase(from, to);
            return;
        }
        const auto at = to - all.begin();
        zen::make_room(all, fresh.size() - static_cast<std::size_t>(common));
        all.insert(all.begin() + at, fresh.begin() + common, fresh.end());
    }

    void splice_the_rest() {
        std::vector<Declaration> declared = after_.declarations;
        for (Declaration& x : declared) {
            x.name = names_[x.name];
            x.scope = scopes_[x.scope];
            x.node = placed(x.node);
            x.target = bindings_[x.target];
            x.first_store = placed(x.first_store);
            d_.by_scope.insert_or_assign(scope_key(x.scope, x.name), x.target);
        }
        for (Declaration& x : d_.declarations) x.first_store = moved(x.first_store);
        replace(d_.declarations, &Declaration::node, declared, [&](Declaration& x) { x.node += by_; });

        // The run begins and ends in the module's scope, whether it was said there or at a statement's end around it.
        std::vector<Transition> turns{{change_.first, 0}};
        for (const Transition& t : after_.transitions)
            if (t.from > 0 && placed(t.from) < change_.end_after) turns.push_back({placed(t.from), scopes_[t.scope]});
        turns.push_back({change_.end_after, 0});
        auto at = std::ranges::lower_bound(d_.transitions, change_.end_before, {}, &Transition::from);
        if (at != d_.transitions.end() && at->from == change_.end_before) d_.transitions.erase(at);
        replace(d_.transitions, &Transition::from, turns, [&](Transition& t) { t.from += by_; });

        std::vector<NodeId> imports = after_.import_statements;
        for (NodeId& id : imports) id = placed(id);
        if (!imports.empty() || !before_.import_statements.empty()) read_imports_again();
        replace(d_.import_statements, std::identity(), imports, [&](NodeId& id) { id += by_; });
        for (ImportedName& name : d_.imports) {
            name.statement = moved(name.statement);
            name.node = moved(name.node);
        }
    }
    void read_imports_again() {
        d_.imports_ready = d_.star_import = d_.star_of_package = false;
        d_.star_builtins.clear();
        d_.star_modules.clear();
        d_.star_paths.clear();
        d_.imports.clear();
        d_.import_shapes = 0;
        d_.import_paths.clear();
        d_.several_imports.clear();
    }

    // What was worked out may hang on anything.
    void forget() {
        d_.deep = {};
        d_.listings_ready = false;
        d_.listings.clear();
        d_.open_to_names.reset();
        d_.expected_missing.reset();
        d_.reference_at.clear();
        d_.group_start.clear();
        d_.nodes_of_name.clear();
        d_.facts.clear();
        d_.alias_paths.clear();
        d_.several_stores.clear();
        d_.reaching.clear();
        d_.wanted_blocks.clear();
        d_.exits.clear();
        d_.swallowing.clear();
        d_.types.clear();
        d_.stored_types.clear();
        d_.unchanged_inside.clear();
        d_.flows.clear();
        d_.classes.clear();
        d_.subclassed.clear();
        d_.evidence.reset();
        d_.yields.reset();
    }

    ModelData& d_;
    TreeChange change_;
    std::uint32_t by_;
    ModelData before_, after_;
    std::vector<BindingId> rebound_, gone_, new_;  // of the module; bound by this run and nobody else
    std::vector<BindingId> first_here_;            // of the module; their first store is in the run
    std::vector<std::uint32_t> free_scopes_, free_bindings_;
    std::vector<NameId> names_;        // of the new run's, by their own numbers
    std::vector<ScopeId> scopes_;      // the same
    std::vector<BindingId> bindings_;  // the same
};

}  // namespace

bool patch_model(Model& model, const Tree& before, const Tree& after, TreeChange change) {
    return Patch(model, before, after, change).run();
}

}  // namespace zen
