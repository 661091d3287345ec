// A parameter of a truth value that a caller may pass by position.
#include <unordered_set>

#include "rule.h"

namespace zen::rules {

namespace {

// The positional parameters of the functions whose author chose them: no operators, setters and overrides.
struct BooleanTrapParameters {
    std::unordered_set<NodeId> nodes;

    explicit BooleanTrapParameters(const Model& ask) {
        for (const Scope& scope : ask.scopes()) {
            if (scope.sort != Scope::function) continue;
            const Node function(ask.tree(), scope.node);
            if (function.child(Field::name).text().starts_with("__") || chosen_by_others(function)) continue;
            for (const Parameter& p : parameters(function))
                if (p.positional()) nodes.insert(p.node.id());
        }
    }

    static bool chosen_by_others(Node function) {
        if (!function.parent().is(Kind::decorated_definition)) return false;
        for (Node decorator : function.parent().children()) {
            std::string_view text = decorator.text();
            if (decorator.is(Kind::decorator) && (text.ends_with("setter") || text.ends_with("override"))) return true;
        }
        return false;
    }
};

// Does the annotation name `bool`, alone or among other types?
bool boolean_trap_annotated(Node annotation) {
    for (Node n : annotation.descendants()) {
        if (n.is(Kind::identifier) && n.text() == "bool") return true;
        if (n.is(Kind::string) && n.text().find("bool") != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace

Verdict boolean_trap(const Match& m) {
    const bool by_default = m.index() == 1;
    if (by_default ? !m.at.child(Field::value).is_any({Kind::true_, Kind::false_})
                   : !boolean_trap_annotated(m.at.child(Field::type)))
        return silent;
    if (!m.of_file<BooleanTrapParameters>().nodes.contains(m.at.id())) return silent_for_all;
    return found(m.at);
}

}  // namespace zen::rules
