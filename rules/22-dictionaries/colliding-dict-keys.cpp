// A pattern cannot say "any two items of a dict literal".
#include <string_view>
#include <unordered_map>

#include "rule.h"

namespace zen::rules {

Verdict colliding_dict_keys(const Match& m) {
    std::unordered_map<std::string_view, Node> seen;
    for (Node item : m.at.children()) {
        if (item.is(Kind::dictionary_splat)) seen.clear();
        if (!item.is(Kind::pair)) continue;
        Node key = unparenthesized(item.child(Field::key));
        if (!m.ask.constant(key)) continue;
        if (auto [earlier, first] = seen.try_emplace(key.text(), key); !first)
            return found(key, m.message("the key `$key` is here twice: only its last value is kept",
                                        {{"key", short_code(std::string(key.text()))}}))
                .related(earlier->second.span(), "the first value of this key is lost");
    }
    return silent;
}

}  // namespace zen::rules
