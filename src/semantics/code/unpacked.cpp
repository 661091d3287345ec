#include "semantics/code/unpacked.h"

#include <algorithm>

#include "semantics/code/arguments.h"
#include "syntax/literal_text.h"

namespace zen {

namespace {

// A literal whose keys are strings, or whose items are not unpacked themselves.
bool plain(Node literal, bool keywords) {
    return std::ranges::all_of(literal.children(), [&](Node item) {
        if (keywords) return item.is(Kind::pair) && literal_text(item.child(Field::key));
        return !item.is_any({Kind::list_splat, Kind::comment});
    });
}

// A name that is mentioned more often is not followed: each call that unpacks it would look at all of them.
constexpr std::size_t most_references = 24;

// The value that the name holds here, where one assignment alone can have given it, and nothing in the file changes
// what is assigned to the name.
Node constant_value(const Model& model, Node name) {
    const Reference* here = model.reference(name);
    if (!name.is(Kind::identifier) || !here || here->binding == no_id) return {};
    const Binding& binding = model.bindings()[here->binding];
    const auto references = model.references_of(here->binding);
    if ((binding.flags & (Binding::deleted | Binding::global_declared)) || references.size() > most_references)
        return {};
    for (const Reference* r : references) {
        const Node use(model.tree(), r->node), up = use.parent();
        const bool read = up.is_any({Kind::list_splat, Kind::dictionary_splat}) ||
                          (up.is(Kind::subscript) && use.field() == Field::value && !model.stored(up));
        const bool stored = up.is(Kind::assignment) && up.child(Field::left) == use && !r->reads_too;
        if (!read && !stored) return {};
    }
    Node store(model.tree(), binding.first_store);
    if (binding.stores != 1 || binding.scope == model.scope_of(name)) {
        const std::vector<Node> stores = model.definitions(name);
        if (stores.size() != 1 || binding.scope != model.scope_of(name)) return {};
        store = stores[0];
    }
    return store.parent().is(Kind::assignment) ? unparenthesized(store.parent().child(Field::right)) : Node();
}

}  // namespace

Node unpacked(const Model& model, Node splat) {
    const bool keywords = splat.is(Kind::dictionary_splat);
    if (!keywords && !splat.is(Kind::list_splat)) return {};
    Node value = unparenthesized(splat.child(0u));
    if (value.is(Kind::identifier)) value = constant_value(model, value);
    const bool literal = keywords ? value.is(Kind::dictionary) : value.is_any({Kind::list, Kind::tuple});
    return literal && plain(value, keywords) ? value : Node();
}

Node argument(const Model& model, Node call, std::string_view keyword, int position) {
    if (Node given = argument(call, keyword, position)) return given;
    int at = 0;
    for (Node a : call.child(Field::arguments).children()) {
        if (a.is(Kind::keyword_argument)) continue;
        const Node literal = unpacked(model, a);
        if (a.is(Kind::dictionary_splat)) {
            for (Node pair : literal.children())
                if (literal_text(pair.child(Field::key)) == keyword) return pair.child(Field::value);
        } else if (a.is(Kind::list_splat)) {
            if (!literal) return {};
            for (Node item : literal.children())
                if (at++ == position) return item;
        } else if (at++ == position) {
            return a;
        }
    }
    return {};
}

bool unpacks_unknown(const Model& model, Node call) {
    return std::ranges::any_of(call.child(Field::arguments).children(), [&](Node a) {
        return a.is_any({Kind::list_splat, Kind::dictionary_splat}) && !unpacked(model, a);
    });
}

}  // namespace zen
