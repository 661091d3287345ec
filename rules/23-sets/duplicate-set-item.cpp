// The first item that equals an earlier one, in one pass over the items.
#include <string>
#include <unordered_set>

#include "rule.h"

namespace zen::rules {

Verdict duplicate_set_item(const Match& m) {
    std::unordered_set<std::string> seen;
    Node previous;
    for (Node item : m.at.children()) {
        if (m.ask.constant(item)) {
            // `True` and 1 are equal, so they are one item.
            std::string key = item.is(Kind::true_)                         ? "#1"
                              : item.is(Kind::false_)                      ? "#0"
                              : item.is_any({Kind::integer, Kind::float_}) ? "#" + std::string(item.text())
                                                                           : code_key(item);
            if (!key.empty() && !seen.insert(key).second) {
                Edits edits(m);
                if (m.at.text().find('\n') != std::string_view::npos || m.ask.has_comment(m.span)) edits.give_up();
                edits.replace({previous.end(), item.end()}, "");
                return found(item, std::move(edits),
                             m.message("`$x` is in this set already: remove it, or correct it",
                                       {{"x", short_code(item.text(), 40)}}));
            }
        }
        previous = item;
    }
    return silent;
}

}  // namespace zen::rules
