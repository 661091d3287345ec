// Broad or bare, and the handler holds nothing but `pass`, `...` or `continue`; a comment in it is an explanation.
#include "rule.h"

namespace zen::rules {

namespace {

// Does the `try` only close or stop something? At such a point there is often nothing left to do about an error.
bool silent_except_cleans_up(Node handler) {
    Node body = handler.parent().child(Field::body);
    if (!body.has_children(1)) return false;
    // A task that was just cancelled is awaited until it has ended.
    Node awaited = body.child(0u).is(Kind::expression_statement) ? body.child(0u).child(0u) : Node();
    if (awaited.is(Kind::await) && handler.parent().previous_sibling().text().find("cancel") != std::string_view::npos)
        return true;
    Node call = body.child(0u).is(Kind::expression_statement) ? body.child(0u).child(0u) : Node();
    if (call.is(Kind::await)) call = call.child(0u);
    Node function = call.is(Kind::call) ? call.child(Field::function) : Node();
    std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    for (std::string_view verb :
         {"close", "shutdown", "disconnect", "unlink", "remove", "rmtree", "kill", "terminate", "cancel", "stop",
          "flush", "join", "quit", "release", "cleanup", "rollback", "aclose"})
        if (name == verb) return true;
    return false;
}

}  // namespace

Verdict silent_except(const Match& m) {
    if (catches(m.ask, m.at) == Catches::named) return silent;
    Node body = handler_body(m.at);
    if (!body.has_children(1)) return silent;
    Node only = body.child(0u);
    bool dots = only.is(Kind::expression_statement) && only.child(0u).is(Kind::ellipsis);
    if (!dots && !only.is_any({Kind::pass_statement, Kind::continue_statement})) return silent;
    if (only.is(Kind::continue_statement) != (m.index() >= 2)) return silent;
    if (explained(m.at) || silent_except_cleans_up(m.at) != (m.index() % 2 == 1)) return silent;
    Node first = m.at.parent().child(Field::body).child(0u);
    if (first.is_any({Kind::import_statement, Kind::import_from_statement}))
        return found(handler_head(m.at), "every exception of the import is ignored: catch `ImportError`");
    return found(handler_head(m.at),
                 m.message("exceptions in `$code` are ignored: catch specific exceptions or log them",
                           {{"code", short_code(first.text(), 40)}}));
}

}  // namespace zen::rules
