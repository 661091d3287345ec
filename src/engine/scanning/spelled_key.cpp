#include "engine/scanning/spelled_key.h"

namespace zen {

// An import, also one that may fail and then is another thing (`except ImportError: o = None`), or a name for one:
// `o = acme.old`.
static bool may_be_alias(const Model& model, const Binding& binding) {
    if (binding.flags & Binding::import) return true;
    if (binding.flags & (Binding::parameter | Binding::definition | Binding::loop_target)) return false;
    const Node store(model.tree(), binding.first_store), parent = store.parent();
    if (parent.is(Kind::aliased_import)) return true;
    return binding.stores == 1 && parent.is(Kind::assignment) && store.field() == Field::left &&
           parent.child(Field::right).is_any({Kind::attribute, Kind::identifier});
}

std::string_view spelled_key(Node node, const Model& model, std::string& aliased) {
    if (node.is(Kind::call)) node = unparenthesized(node.child(Field::function));
    if (node.is(Kind::attribute)) return node.child(Field::attribute).text();
    if (!node.is(Kind::identifier)) return {};
    const Binding* binding = model.binding(node);
    if (!binding || !may_be_alias(model, *binding)) return node.text();
    aliased = model.qualified(node);
    return aliased.empty() ? node.text() : std::string_view(aliased).substr(aliased.rfind('.') + 1);
}

}  // namespace zen
