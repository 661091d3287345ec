#include "engine/scanning/spelled_key.h"

namespace zen {

std::string_view spelled_key(Node node, const Model& model, std::string& aliased) {
    if (node.is(Kind::call)) node = unparenthesized(node.child(Field::function));
    if (node.is(Kind::attribute)) return node.child(Field::attribute).text();
    if (!node.is(Kind::identifier)) return {};
    const Binding* binding = model.binding(node);
    if (!binding || !(binding->flags & Binding::import)) return node.text();
    aliased = model.qualified(node);
    return aliased.empty() ? node.text() : std::string_view(aliased).substr(aliased.rfind('.') + 1);
}

}  // namespace zen
