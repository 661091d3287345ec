#include "engine/fixing/name_changes.h"
#include "text/formatted.h"

#include <algorithm>

namespace zen {

void add_fixes(Fixes& to, const Fixes& more) {
    Fixes all;
    std::ranges::set_union(to, more, std::back_inserter(all));
    to.swap(all);
}

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

NameChanges::NameChanges(const Model& model_before, const Model& model_after, const EditMap& edit_map,
                         const RoundEdits& edits, std::vector<Breach>& breaches)
    : before(model_before),
      after(model_after),
      map(edit_map),
      round(edits),
      out(breaches),
      before_in(map.size()),
      after_in(map.size()),
      after_of(before.bindings().size(), no_id),
      before_of(after.bindings().size(), no_id) {}

std::optional<std::uint32_t> NameChanges::touched_before(const Reference& r) const {
    Node node(before.tree(), r.node);
    auto edit = map.touching_before(node.span());
    return edit || r.access == Access::load ? edit : map.meeting_before(binder_of(node));
}

std::optional<std::uint32_t> NameChanges::touched_after(const Reference& r) const {
    Node node(after.tree(), r.node);
    auto edit = map.touching_after(node.span());
    return edit || r.access == Access::load ? edit : map.meeting_after(binder_of(node));
}

void NameChanges::breach(Fixes suspects, std::string_view name, std::string_view what,
                         std::optional<std::uint32_t> new_place) {
    if (suspects.empty()) return;
    const std::string_view text = after.tree().text;
    const auto row = new_place ? std::ranges::count(text.substr(0, *new_place), '\n') + 1 : 0;
    out.push_back({std::move(suspects), formatted("`{}` {}", name, what), static_cast<std::uint32_t>(row)});
}

Fixes NameChanges::suspects(std::string_view name, std::uint32_t new_place) const {
    Fixes fixes;
    if (auto edits = edits_by_name.find(name); edits != edits_by_name.end())
        for (std::uint32_t e : edits->second) add_fixes(fixes, round.owners[e]);
    if (fixes.empty() && map.size()) fixes = round.owners[map.nearest_after(new_place)];
    return fixes;
}

BindingId NameChanges::counterpart_of(BindingId id) {
    if (before_of[id] != no_id) return before_of[id];
    const Binding& b = after.bindings()[id];
    ScopeId scope = scopes->before[b.scope];
    if (scope == no_id) return no_id;
    if (before_by_name.empty())
        for (BindingId o = 0; o < before.bindings().size(); ++o)
            if (const Binding& old = before.bindings()[o]; after_of[o] == no_id)
                before_by_name[{old.scope, before.name(old.name)}] = o;
    auto found = before_by_name.find({scope, after.name(b.name)});
    return found == before_by_name.end() ? no_id : found->second;
}

Node NameChanges::place_before(std::uint32_t edit) const {
    const auto& nodes = before.tree().nodes;
    Span span = map.before(edit);
    auto at = std::ranges::lower_bound(nodes, span.start, {}, &NodeRecord::start);
    bool inside = at != nodes.end() && at->start < std::max(span.end, span.start + 1);
    if (!inside && at != nodes.begin()) --at;
    return Node(before.tree(), static_cast<NodeId>(at - nodes.begin()));
}

}  // namespace zen
