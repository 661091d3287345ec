// What a list of functions does not cover: `Path.open`, a class of this file, a temporary directory.
#include "rule.h"

namespace zen::rules {

namespace {

// A class of this file without bases.
const ClassInfo* try_finally_close_own(const Match& m, Node function) {
    const Reference* r = function.is(Kind::identifier) ? m.ask.reference(function) : nullptr;
    if (!r || r->binding == no_id) return nullptr;
    const Binding& b = m.ask.bindings()[r->binding];
    Node name(m.ask.tree(), b.first_store), definition = name.parent();
    if (b.stores != 1 || !definition.is(Kind::class_definition) || name.field() != Field::name) return nullptr;
    const ClassInfo* info = class_info(m.ask, definition);
    return info && info->bases.empty() && info->metaclass.empty() ? info : nullptr;
}

// `with TemporaryDirectory() as scratch` binds the name of the directory.
Verdict try_finally_close_folder(const Match& m) {
    Node name = m["f"], attempt = m.at.next_sibling();
    Edits edits(m);
    for (Node use : m.ask.uses(name)) {
        Node attribute = use.parent();
        if (use.within(attempt.last_child())) continue;  // the cleanup
        bool named = attribute.is(Kind::attribute) && attribute.child(Field::attribute).text() == "name";
        if (!named || !use.within(attempt)) return silent;  // the object itself is used
        edits.replace(attribute.span(), std::string(name.text()));
    }
    Node assignment = m.at.child(0u);
    std::string with = "with " + std::string(assignment.child(Field::right).text()) + " as " + std::string(name.text());
    std::uint32_t colon = attempt.start() + 3;
    std::string_view text = m.ask.tree().text;
    edits.replace(Span{m.at.start(), colon}, with);
    std::uint32_t line = static_cast<std::uint32_t>(text.substr(0, attempt.last_child().start()).rfind('\n'));
    edits.replace(Span{line, attempt.end()}, "");
    return found(m.at, edits,
                 m.message("`$name` is cleaned up in `finally`: use `$with:`",
                           {{"name", name.text()}, {"with", short_code(with)}}));
}

}  // namespace

Verdict try_finally_close(const Match& m) {
    if (m.index() == 4) return try_finally_close_folder(m);
    Node open = m["open"];
    std::string name(m["f"].text()), call = short_code(open.text(), 40) + "(…)";
    Edits edits(m);
    const ClassInfo* own = try_finally_close_own(m, open);
    bool path = open.is(Kind::attribute) && open.child(Field::attribute).text() == "open" &&
                is_path(m.ask, open.child(Field::object));
    if (!path && (!own || own->kind != ClassKind::plain || !own->method("close"))) return silent;
    if (path || (own->method("__enter__") && own->method("__exit__"))) {
        edits.rewrite("with $open($$args) as $f:\n    $$body");
        return found(
            m.at, edits,
            m.message("`$name` is closed in `finally`: use `with $call as $name:`", {{"name", name}, {"call", call}}));
    }
    edits.rewrite("with contextlib.closing($open($$args)) as $f:\n    $$body");
    return found(m.at, edits,
                 m.message("`$name` is closed in `finally`: use `with contextlib.closing($call) as $name:`",
                           {{"name", name}, {"call", call}}));
}

}  // namespace zen::rules
