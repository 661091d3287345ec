// A pattern cannot say "any two items of a dict literal".
#include "rule.h"

namespace zen::rules {

Verdict colliding_dict_keys(const Match& m) {
    std::vector<Node> seen;
    for (Node item : m.at.children()) {
        if (item.is(Kind::dictionary_splat)) seen.clear();
        if (!item.is(Kind::pair)) continue;
        Node key = unparenthesized(item.child(Field::key));
        if (!m.ask.constant(key)) continue;
        for (Node earlier : seen)
            if (earlier.text() == key.text())
                return found(key, m.message("the key `$key` is here twice: only its last value is kept",
                                            {{"key", short_code(std::string(key.text()))}}))
                    .related(earlier.span(), "the first value of this key is lost");
        seen.push_back(key);
    }
    return silent;
}

}  // namespace zen::rules
