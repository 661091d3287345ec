#include "semantics/verdict/repeated_names.h"

#include <algorithm>
#include <vector>

#include "semantics/verdict/places.h"

namespace zen {

std::string keyword_mistake(Node n) {
    const NodeRecord* nodes = n.tree().nodes.data();
    const std::string_view name = Node(n.tree(), n.id() + 1).text();  // its name comes first
    if (name == "__debug__") return "cannot assign to __debug__";
    for (NodeId c = nodes[n.id()].parent + 1; c < n.id(); c = nodes[c].next) {
        if (nodes[c].kind != Kind::keyword_argument) continue;
        const NodeRecord& other = nodes[c + 1];
        if (other.end - other.start == name.size() && Node(n.tree(), c + 1).text() == name)
            return "keyword argument repeated: " + std::string(name);
    }
    return {};
}

RepeatedName repeated_parameter(Node n) {
    if (n.has_children(1) || n.id() + 3 >= n.record().next) return {};
    std::vector<std::string_view> names;
    for (Node p : n.children()) {
        Node name = p.is_any({Kind::default_parameter, Kind::typed_default_parameter}) ? p.child(Field::name) : p;
        if (name.is(Kind::typed_parameter)) name = name.child(0u);
        if (name.is_any({Kind::list_splat_pattern, Kind::dictionary_splat_pattern})) name = name.child(0u);
        if (!name.is(Kind::identifier)) continue;
        const std::string_view text = name.text();
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

RepeatedName repeated_type_parameter(Node n) {
    if (!declares_type_parameters(n)) return {};
    std::vector<std::string_view> names;
    for (Node p : n.children()) {
        const Node name = declared(p);
        if (!name) continue;
        if (std::ranges::find(names, name.text()) != names.end()) return {name, name.text()};
        names.push_back(name.text());
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
