// A comment in the handler tells why this is not normal.
#include "rule.h"

namespace zen::rules {

Verdict eafp_in_hot_loop(const Match& m) {
    Node handler = m.at.last_child();
    return m.ask.has_comment(handler.span()) ? silent : found(m.span);
}

}  // namespace zen::rules
