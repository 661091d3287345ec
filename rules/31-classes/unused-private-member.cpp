// Neither the class calls the method, nor other code by the name that Python gives it (`_Report__header`).
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

// Where the file has attributes with two underscores, and the words that may be names made by Python.
struct UnusedPrivateMemberNames {
    std::map<std::string_view, std::vector<NodeId>> attributes;
    std::set<std::string_view> mangled;

    explicit UnusedPrivateMemberNames(const Model& ask) {
        const Tree& tree = ask.tree();
        for (NodeId id = 0; id < tree.nodes.size(); ++id) {
            const Kind kind = tree.nodes[id].kind;
            if (kind != Kind::identifier && kind != Kind::string_content) continue;
            const Node n(tree, id);
            const std::string_view text = n.text();
            if (text.starts_with("__")) {
                if (n.field() == Field::attribute) attributes[text].push_back(id);
            } else if (text.starts_with('_') && text.find("__") != std::string_view::npos) {
                mangled.insert(text);
            }
        }
    }
};

bool unused_private_member_name(std::string_view name) {
    return name.size() > 3 && name.starts_with("__") && name[2] != '_' && !name.ends_with("__");
}

// Does code outside of the class name it as Python does?
bool unused_private_member_mangled(const UnusedPrivateMemberNames& names, Node owner, std::string_view name) {
    std::string_view of = owner.child(Field::name).text();
    of.remove_prefix(std::min(of.find_first_not_of('_'), of.size()));
    return names.mangled.contains(formatted("_{}{}", of, name));
}

// An attribute that the class body or a method stores, and nothing in the class reads.
Verdict unused_private_member_attribute(const Match& m) {
    const Node target = m.at.child(Field::left);
    const bool of_object = target.is(Kind::attribute);
    const Node name = of_object ? target.child(Field::attribute) : target;
    if (!name.is(Kind::identifier) || !unused_private_member_name(name.text())) return silent;
    const Node method = of_object ? m.ask.enclosing_function(m.at) : Node();
    const Node owner = of_object ? class_of_method(m.ask, method) : m.ask.enclosing_class(m.at);
    if (!owner || (of_object && target.child(Field::object).text() != first_parameter(method).text())) return silent;
    const auto& names = m.of_file<UnusedPrivateMemberNames>();
    if (auto known = names.attributes.find(name.text()); known != names.attributes.end())
        for (NodeId id : known->second) {
            const Node other = Node(m.ask.tree(), id);
            if (!other.within(owner) || other == name) continue;
            if (!m.ask.stored(other.parent()) || other.id() < name.id()) return silent;  // read, or reported already
        }
    if (unused_private_member_mangled(names, owner, name.text())) return silent;
    if (!of_object) {
        const Binding* binding = m.ask.binding(name);
        if (!binding || m.ask.scopes()[binding->scope].sort != Scope::class_) return silent;
        for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data())))
            if (r->reads()) return silent;
    }
    return found(m.at, m.message("nothing in the class reads `$name`, and nothing else can: remove it",
                                 {{"name", name.text()}}));
}

// Is it decorated with what only says how the method is called?
bool unused_private_member_plainly_decorated(Node decorated) {
    for (Node n : decorated.children()) {
        if (!n.is(Kind::decorator)) continue;
        const std::string_view text = n.child(0u).text();
        if (text != "staticmethod" && text != "classmethod" && text != "property") return false;
    }
    return true;
}

}  // namespace

Verdict unused_private_member(const Match& m) {
    if (m.index() == 2) return unused_private_member_attribute(m);
    const Node name = m.at.child(Field::name);
    if (!unused_private_member_name(name.text())) return silent;
    const bool decorated = m.at.parent().is(Kind::decorated_definition);
    if (decorated != (m.index() == 1)) return silent;
    if (decorated && !unused_private_member_plainly_decorated(m.at.parent())) return silent;
    const Node owner = class_of_method(m.ask, m.at);
    if (!owner) return silent;
    const auto& names = m.of_file<UnusedPrivateMemberNames>();
    if (auto known = names.attributes.find(name.text()); known != names.attributes.end()) {
        auto first = std::ranges::lower_bound(known->second, owner.id());
        if (first != known->second.end() && *first < owner.record().next) return silent;
    }
    if (unused_private_member_mangled(names, owner, name.text())) return silent;
    const Binding* binding = m.ask.binding(name);
    if (!binding) return silent;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data())))
        if (r->reads()) return silent;
    return found(
        Span{m.at.start(), m.at.child(Field::parameters).end()},
        m.message("nothing in the class calls `$method`, and nothing else can: remove it", {{"method", name.text()}}));
}

}  // namespace zen::rules
