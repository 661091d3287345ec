// The model's first questions: references, bindings, scopes and look-up. Each table is made when it is first needed.
#include "semantics/model.h"

#include <algorithm>

#include "semantics/model_data.h"
#include "semantics/names/patch.h"

namespace zen {

Model::Model(const Tree& tree, PythonVersion target, std::string_view path)
    : tree_(&tree), data_(std::make_unique<ModelData>()) {
    data_->tree = &tree;
    data_->target = target;
    data_->path = path;
    bind_names(*data_);
}
Model::Model(const Tree& tree, PythonVersion target, std::string_view path, const World& world)
    : Model(tree, target, path) {
    data_->world = world;
}
Model::~Model() = default;

PythonVersion Model::target() const {
    return data_->target;
}
std::string_view Model::path() const {
    return data_->path;
}
std::span<const Scope> Model::scopes() const {
    return data_->scopes;
}
std::span<const Binding> Model::bindings() const {
    return data_->bindings;
}
std::span<const Reference> Model::references() const {
    return data_->references;
}
std::string_view Model::name(NameId id) const {
    return id < data_->names.size() ? data_->names[id] : "";
}
std::uint32_t Model::name_count() const {
    return data_->names.size();
}

const Reference* Model::reference(Node identifier) const {
    if (!identifier.is(Kind::identifier)) return nullptr;
    ModelData& d = *data_;
    if (d.reference_at.empty()) {
        d.reference_at.assign(d.tree->nodes.size(), 0);
        for (std::uint32_t i = 0; i < d.references.size(); ++i) d.reference_at[d.references[i].node] = i + 1;
    }
    std::uint32_t at = d.reference_at[identifier.id()];
    return at ? &d.references[at - 1] : nullptr;
}

const Binding* Model::binding(Node identifier) const {
    const Reference* r = reference(identifier);
    return r && r->binding != no_id ? &data_->bindings[r->binding] : nullptr;
}

std::span<const Reference* const> Model::references_of(BindingId id) const {
    ModelData& d = *data_;
    if (id >= d.bindings.size()) return {};
    if (d.group_start.empty()) {
        d.group_start.assign(d.bindings.size() + 1, 0);
        for (const Reference& r : d.references)
            if (r.binding != no_id) ++d.group_start[r.binding + 1];
        for (std::size_t b = 0; b < d.bindings.size(); ++b) d.group_start[b + 1] += d.group_start[b];
        d.grouped_references.resize(d.group_start.back());
        std::vector<std::uint32_t> next(d.group_start.begin(), d.group_start.end() - 1);
        for (const Reference& r : d.references)
            if (r.binding != no_id) d.grouped_references[next[r.binding]++] = &r;
    }
    return std::span(d.grouped_references).subspan(d.group_start[id], d.group_start[id + 1] - d.group_start[id]);
}

ScopeId Model::scope_of(Node node) const {
    if (!node) return 0;
    const auto& known = data_->transitions;
    // Who walks over a file asks of one place after the other.
    std::size_t& last = data_->last_transition;
    auto holds = [&](std::size_t at) {
        return at < known.size() && known[at].from <= node.id() &&
               (at + 1 == known.size() || node.id() < known[at + 1].from);
    };
    if (!holds(last) && !holds(++last))
        last = static_cast<std::size_t>(std::ranges::upper_bound(known, node.id(), {}, &Transition::from) -
                                        known.begin()) -
               1;
    ScopeId scope = known[last].scope;
    if (const Reference* r = reference(node); r && r->access != Access::load) scope = r->scope;
    return scope;
}

Node Model::enclosing_function(Node node) const {
    if (!node) return {};
    ScopeId scope = scope_of(node);
    while (scope != 0) {
        const Scope& s = data_->scopes[scope];
        if (s.sort == Scope::class_) return {};
        if ((s.sort == Scope::function || s.sort == Scope::lambda) && s.node != node.id()) return {tree(), s.node};
        scope = s.parent;
    }
    return {};
}

Node Model::enclosing_class(Node node) const {
    if (!node) return {};
    ScopeId scope = scope_of(node);
    bool in_function = false;
    while (scope != 0) {
        const Scope& s = data_->scopes[scope];
        if (s.sort == Scope::class_) return {tree(), s.node};
        if (s.sort == Scope::function && s.node != node.id()) {
            if (in_function) return {};  // a function inside a method is not the class's
            in_function = true;
        }
        scope = s.parent;
    }
    return {};
}

std::unordered_map<std::uint64_t, BindingId>& names_by_scope(ModelData& d) {
    if (!d.by_scope_ready) {
        d.by_scope_ready = true;
        d.by_scope.reserve(d.bindings.size());
        for (BindingId b = 0; b < d.bindings.size(); ++b)
            if (!(d.bindings[b].flags & Binding::implicit))
                d.by_scope.emplace(scope_key(d.bindings[b].scope, d.bindings[b].name), b);
        for (const Declaration& decl : d.declarations)
            d.by_scope.emplace(scope_key(decl.scope, decl.name), decl.target);
    }
    return d.by_scope;
}

std::optional<BindingId> Model::lookup(std::string_view name, Node at) const {
    ModelData& d = *data_;
    NameId id = d.names.find(name);
    if (id == no_id) return std::nullopt;
    const auto& table = names_by_scope(d);
    ScopeId first = scope_of(at), scope = first;
    // Type parameters see the class that they stand in.
    bool class_seen = d.scopes[first].sort == Scope::type_parameters || d.scopes[first].sort == Scope::class_;
    for (;;) {
        const Scope& s = d.scopes[scope];
        if (s.sort != Scope::class_ || class_seen) {
            auto found = table.find(scope_key(scope, id));
            if (found != table.end()) return found->second == no_id ? std::nullopt : std::optional(found->second);
        }
        if (scope == 0) return std::nullopt;
        class_seen = s.sort == Scope::type_parameters && scope == first;
        scope = s.parent;
    }
}

std::span<const Reference> references_within(const ModelData& data, Node where) {
    if (!where) return {};
    auto from = std::ranges::lower_bound(data.references, where.id(), {}, &Reference::node);
    auto to = std::ranges::lower_bound(from, data.references.end(), where.record().next, {}, &Reference::node);
    return {from, to};
}

}  // namespace zen
