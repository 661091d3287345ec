// Bare, and its end is not left by raising.
#include "rule.h"

namespace zen::rules {

Verdict bare_except(const Match& m) {
    Node body;
    for (Node c : m.at.children()) {
        if (!c.is(Kind::block)) return silent;
        body = c;
    }
    // `sys.exit()` ends the program for every error alike; only a `raise` passes it on.
    bool raises = false;
    for (Node n : body.descendants()) raises = raises || n.is(Kind::raise_statement);
    if (raises && m.ask.exit(body) == Model::Exit::raises) return silent;
    // The error is kept, or a context manager raises it again.
    for (Node n : body.descendants())
        if (n.is(Kind::identifier) && (n.text() == "exc_info" || n.text().find("reraise") != std::string_view::npos))
            return silent;
    Span keyword{m.at.start(), m.at.start() + 6};
    return found(keyword, "bare `except:` also catches `KeyboardInterrupt`: name the exception you expect");
}

}  // namespace zen::rules
