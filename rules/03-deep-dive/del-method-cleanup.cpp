// What does `__del__` do, and does the class also have a better way to clean up?
#include "rule.h"

namespace zen::rules {

namespace {

// The first call that closes or frees something.
Node del_method_cleanup_call(const Match& m, Node body) {
    for (Node n : body.descendants()) {
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        std::string_view name =
            function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
        while (name.starts_with('_')) name.remove_prefix(1);
        for (std::string_view verb : {"close",  "release", "free",    "shutdown", "stop",   "terminate", "disconnect",
                                      "unlink", "cleanup", "destroy", "dispose",  "kill",   "logout",    "quit",
                                      "join",   "rmtree",  "rmdir",   "remove",   "unlock", "detach",    "uninit"}) {
            bool says = name == verb || (name.starts_with(verb) && name[verb.size()] == '_') ||
                        (name.ends_with(verb) && name[name.size() - verb.size() - 1] == '_');
            if (says) return n;
        }
        if (m.ask.means(function, "os.close")) return n;
    }
    return {};
}

}  // namespace

Verdict del_method_cleanup(const Match& m) {
    if (m.at.child(Field::name).text() != "__del__") return silent;
    Node owner = m.ask.enclosing_class(m.at), body = m.at.child(Field::body);
    if (!owner) return silent;
    for (Node n : owner.child(Field::body).descendants()) {
        bool method = n.is(Kind::function_definition) &&
                      (n.child(Field::name).text() == "__exit__" || n.child(Field::name).text() == "__aexit__");
        if (method || m.ask.means(n, "weakref.finalize")) return silent;
    }
    for (Node n : body.descendants())
        if (m.ask.means(n, "warnings.warn") || m.ask.means(n, "ResourceWarning")) return silent;
    Node call = del_method_cleanup_call(m, body);
    if (!call) return silent;
    Span head{m.at.start(), m.at.child(Field::parameters).end()};
    return found(head, m.message("`__del__` may never run: define `__exit__` for `$call` or use `weakref.finalize()`",
                                 {{"call", short_code(call.text(), 40)}}))
        .related(call.span(), "the cleanup");
}

}  // namespace zen::rules
