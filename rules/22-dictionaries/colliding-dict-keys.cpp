// A pattern cannot say "any two items of a dict literal", nor "reads no name that the comprehension binds".
#include <string>
#include <string_view>
#include <unordered_map>

#include "rule.h"

namespace zen::rules {

namespace {

Verdict colliding_dict_keys_comprehension(const Match& m) {
    Node key = m.at.child(Field::body).child(Field::key);
    if (!key || !m.ask.pure(key)) return silent;
    for (Node n : m.at.descendants())
        if (n.is(Kind::named_expression)) return silent;
    const ScopeId scope = m.ask.scope_of(key);
    for (Node n : key.descendants()) {
        const Binding* binding = n.is(Kind::identifier) ? m.ask.binding(n) : nullptr;
        if (binding && binding->scope == scope) return silent;
    }
    return found(key, m.message("the key `$key` is the same for all items: one entry is left",
                                {{"key", short_code(std::string(key.text()))}}));
}

}  // namespace

Verdict colliding_dict_keys(const Match& m) {
    if (m.at.is(Kind::dictionary_comprehension)) return colliding_dict_keys_comprehension(m);
    std::unordered_map<std::string_view, Node> seen;
    for (Node item : m.at.children()) {
        if (item.is(Kind::dictionary_splat)) seen.clear();
        if (!item.is(Kind::pair)) continue;
        Node key = unparenthesized(item.child(Field::key));
        if (!m.ask.constant(key)) continue;
        if (auto [earlier, fresh] = seen.try_emplace(key.text(), key); !fresh)
            return found(key, m.message("the key `$key` occurs twice: only its last value is kept",
                                        {{"key", short_code(std::string(key.text()))}}))
                .related(earlier->second.span(), "the first value of this key is lost");
    }
    return silent;
}

}  // namespace zen::rules
