// Broad or bare, and the handler holds nothing but `pass`, `...` or `continue`; a comment in it is an explanation.
#include "rule.h"

namespace zen::rules {

Verdict silent_except(const Match& m) {
    if (catches(m.ask, m.at) == Catches::named) return silent;
    Node body = handler_body(m.at);
    if (!body.has_children(1)) return silent;
    Node only = body.child(0u);
    bool dots = only.is(Kind::expression_statement) && only.child(0u).is(Kind::ellipsis);
    if (!dots && !only.is_any({Kind::pass_statement, Kind::continue_statement})) return silent;
    if (explained(m.at)) return silent;
    return found(handler_head(m.at),
                 m.message("every exception of `$code` is ignored: catch specific exceptions or log them",
                           {{"code", short_code(m.at.parent().child(Field::body).child(0u).text(), 40)}}));
}

}  // namespace zen::rules
