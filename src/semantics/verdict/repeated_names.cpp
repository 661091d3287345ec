#include "semantics/verdict/repeated_names.h"

#include <algorithm>
#include <vector>

#include "semantics/verdict/places.h"
#include "text/formatted.h"
#include "text/normal_form.h"

namespace zen {
std::string keyword_mistake(Node n) {
    const NodeRecord* nodes = n.tree().nodes.data();
    const std::string_view spelled = Node(n.tree(), n.id() + 1).text();  // its name comes first
    const std::string normal = normal_form(spelled);
    const std::string_view name = normal.empty() ? spelled : normal;
    if (name == "__debug__") return "cannot assign to __debug__";
    for (NodeId c = nodes[n.id()].parent + 1; c < n.id(); c = nodes[c].next) {
        if (nodes[c].kind != Kind::keyword_argument) continue;
        const std::string_view other = Node(n.tree(), c + 1).text();
        if (other == name || stored_identifier(other) == name) return formatted("keyword argument repeated: {}", name);
    }
    return {};
}

namespace {

std::string_view stored_name(const Model& model, Node name) {
    const Reference* reference = model.reference(name);
    return reference ? model.name(reference->name) : name.text();
}

}  // namespace

RepeatedName repeated_parameter(const Model& model, Node n) {
    if (n.has_children(1) || n.id() + 3 >= n.record().next) return {};
    std::vector<std::string_view> names;
    for (Node p : n.children()) {
        Node name = p.is_any({Kind::default_parameter, Kind::typed_default_parameter}) ? p.child(Field::name) : p;
        if (name.is(Kind::typed_parameter)) name = name.child(0u);
        if (name.is_any({Kind::list_splat_pattern, Kind::dictionary_splat_pattern})) name = name.child(0u);
        if (!name.is(Kind::identifier)) continue;
        const std::string_view text = stored_name(model, name);
        if (std::ranges::find(names, text) != names.end()) return {name, text};
        names.push_back(text);
    }
    return {};
}

namespace {

// The name that an item of the list declares; none for a default.
Node declared(Node item) {
    if (type_default(item)) return {};
    Node name = item;
    while (name && !name.is(Kind::identifier)) name = name.child(0u);
    return name;
}

}  // namespace

RepeatedName repeated_type_parameter(const Model& model, Node n) {
    if (!declares_type_parameters(n)) return {};
    // Those of a class are private to it.
    const Node holder = n.parent();
    const std::string_view owner =
        holder.is(Kind::class_definition) ? holder.child(Field::name).text() : std::string_view();
    const std::size_t letters = std::min(owner.find_first_not_of('_'), owner.size());
    const std::string prefix = letters < owner.size() ? "_" + std::string(owner.substr(letters)) : "";
    std::vector<std::string_view> names;
    for (Node p : n.children()) {
        const Node name = declared(p);
        if (!name) continue;
        const std::string_view text = stored_name(model, name);
        const auto is_private = [&](std::string_view other) {
            return !prefix.empty() && text.starts_with(prefix) && text.substr(prefix.size()) == other &&
                   other.starts_with("__") && !other.ends_with("__");
        };
        if (std::ranges::find(names, text) != names.end() || std::ranges::any_of(names, is_private))
            return {name, text};
        names.push_back(text);
    }
    return {};
}

RepeatedName type_parameter_without_default(Node n) {
    if (!declares_type_parameters(n)) return {};
    Node open;  // the last one whose default has not come
    bool defaults = false;
    for (Node p : n.children()) {
        if (type_default(p)) {
            defaults = true;
            open = {};
            continue;
        }
        if (open) break;
        if (defaults) open = declared(p);
    }
    return open ? RepeatedName{open, open.text()} : RepeatedName{};
}

}  // namespace zen
