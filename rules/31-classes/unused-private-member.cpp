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

}  // namespace

Verdict unused_private_member(const Match& m) {
    const Node name = m.at.child(Field::name);
    if (!unused_private_member_name(name.text()) || m.at.parent().is(Kind::decorated_definition)) return silent;
    const Node owner = class_of_method(m.ask, m.at);
    if (!owner) return silent;
    const auto& names = m.of_file<UnusedPrivateMemberNames>();
    if (auto known = names.attributes.find(name.text()); known != names.attributes.end()) {
        auto first = std::ranges::lower_bound(known->second, owner.id());
        if (first != known->second.end() && *first < owner.record().next) return silent;
    }
    std::string_view of = owner.child(Field::name).text();
    of.remove_prefix(std::min(of.find_first_not_of('_'), of.size()));
    if (names.mangled.contains(formatted("_{}{}", of, name.text()))) return silent;
    const Binding* binding = m.ask.binding(name);
    if (!binding) return silent;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data())))
        if (r->reads()) return silent;
    return found(
        Span{m.at.start(), m.at.child(Field::parameters).end()},
        m.message("nothing in the class calls `$method`, and nothing else can: remove it", {{"method", name.text()}}));
}

}  // namespace zen::rules
