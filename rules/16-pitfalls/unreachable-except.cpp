// Each class of the handler against those of the handlers above it.
#include "rule.h"

namespace zen::rules {

Verdict unreachable_except(const Match& m) {
    const std::vector<Node> classes = handler_classes(m.at);
    for (Node above = m.at.previous_sibling(); above; above = above.previous_sibling()) {
        if (!above.is(Kind::except_clause)) continue;
        for (Node wide : handler_classes(above))
            for (Node narrow : classes)
                if (catches_too(m.ask, wide, narrow))
                    return found(narrow, m.message("`except $wide` above already catches `$narrow`: put this handler "
                                                   "first, or remove it",
                                                   {{"wide", short_code(wide.text(), 30)},
                                                    {"narrow", short_code(narrow.text(), 30)}}));
    }
    return silent;
}

}  // namespace zen::rules
