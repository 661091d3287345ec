// One handler that names its exceptions and does nothing; one statement that may raise them.
#include "rule.h"

namespace zen::rules {

Verdict suppress_exception(const Match& m) {
    Node body = m.at.child(Field::body), handler;
    for (Node clause : m.at.children()) {
        if (clause == body || clause.is(Kind::comment)) continue;
        if (handler || !clause.is(Kind::except_clause)) return silent;
        handler = clause;
    }
    if (!handler || !body.has_children(1)) return silent;
    // For the second match: where the short form loses a reason, costs time, or hides a handler that is too broad.
    const Catches caught = catches(m.ask, handler);
    if (caught == Catches::bare) return silent;
    bool kept = caught == Catches::broad;
    for (Node token : handler.tokens())
        if (token.text() == "*" && m.ask.target() < PythonVersion{3, 12}) return silent;  // groups, since then
    Node pass = handler_body(handler), only = pass.has_children(1) ? pass.child(0u) : Node();
    bool dots = only.is(Kind::expression_statement) && only.child(0u).is(Kind::ellipsis);
    if (!dots && !only.is(Kind::pass_statement)) return silent;
    Node statement = body.child(0u);
    if (!statement.is_any({Kind::expression_statement, Kind::delete_statement, Kind::assert_statement,
                           Kind::import_statement, Kind::import_from_statement, Kind::pass_statement}))
        return silent;
    // `from _fast import *` replaces definitions by optional faster ones.
    if (statement.last_child().is(Kind::wildcard_import)) return silent;
    // A comment in the handler gives a reason, and has no place in the short form.
    kept = kept || m.ask.has_comment({handler.start(), m.at.end()});
    for (Node n : m.at.all_children())
        if (n.is(Kind::comment) && n.start() > body.end()) kept = true;
    // Where all imports are lazy (3.15, `-X lazy_imports=all`), one in a `with` is too, and one in a `try` is not.
    kept = kept || (m.ask.target() >= PythonVersion{3, 15} &&
                    statement.is_any({Kind::import_statement, Kind::import_from_statement}));
    // `suppress` costs a call and an object each time; a `try` that does not raise costs nothing.
    kept = kept || m.ask.enclosing_loop(m.at);
    if (kept != (m.index() == 1)) return silent;

    Node value = handler.child(Field::value);
    if (!value) value = handler.child(0u);
    bool read = false;  // `as json`, where other code reads the name: it is deleted behind the handler
    if (value.is(Kind::as_pattern)) {
        for (Node n : value.descendants())
            if (const Reference* r = m.ask.reference(n); r && r->access == Access::store && r->binding != no_id)
                for (const Reference* other : m.ask.references_of(r->binding)) read = read || other->reads();
        value = value.child(0u);
    }
    value = unparenthesized(value);
    std::string names;
    bool plain = true;
    if (value.is(Kind::tuple)) {
        for (Node name : value.children()) {
            names += (names.empty() ? "" : ", ") + std::string(name.text());
            plain = plain && name.is_any({Kind::identifier, Kind::attribute});
        }
    } else {
        names = value.text();
        plain = value.is_any({Kind::identifier, Kind::attribute});
    }
    if (names.empty()) return silent;
    // A cancellation must not be ignored, except by the code that called `cancel()`.
    if (names.find("CancelledError") != names.npos && m.ask.in_async_function(m.at)) {
        Node function = m.ask.enclosing_function(m.at);
        while (Node outer = m.ask.enclosing_function(function)) function = outer;
        if (function.text().find(".cancel(") == std::string_view::npos) return silent;
    }
    Edits edits(m);
    if (kept) edits.give_up();
    std::string with = formatted("with {}({}):", edits.name("contextlib.suppress"), names);
    if (!plain || read) edits.give_up();
    edits.replace(Span{m.at.start(), m.at.start() + 3}, with.substr(0, with.size() - 1));
    Node end = handler;
    std::string_view text = m.ask.tree().text;
    std::size_t line = text.substr(0, end.start()).rfind('\n');
    std::uint32_t from = line == text.npos ? end.start() : static_cast<std::uint32_t>(line);
    edits.replace(Span{from, m.at.end()}, "");
    return found({m.at.start(), m.at.start() + 3}, edits,
                 m.message("this exception is ignored: use `$with`", {{"with", short_code(with)}}));
}

}  // namespace zen::rules
