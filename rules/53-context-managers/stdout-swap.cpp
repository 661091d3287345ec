// The new stream may be bound to a name in the same statement; the body must not replace the stream.
#include "rule.h"

namespace zen::rules {

Verdict stdout_swap(const Match& m) {
    std::string_view stream = m.index() < 2 ? "sys.stdout" : "sys.stderr";
    std::string manager = m.index() < 2 ? "contextlib.redirect_stdout" : "contextlib.redirect_stderr";
    for (Node statement : m.run("body").nodes())
        for (Node n : statement.descendants())
            if (n.is(Kind::attribute) && m.ask.means(n, stream) && m.ask.stored(n)) return silent;
    if (m.run("body").empty()) return silent;
    Node value = m["new"];
    bool named = value.is(Kind::assignment);
    Node name = named ? value.child(Field::left) : Node();
    if (named) value = value.child(Field::right);
    if (value.is(Kind::assignment) || (named && !name.is(Kind::identifier))) return silent;
    std::string target = named ? " as $name:" : ":", stream_text(value.text()), name_text(name.text());
    Edits edits(m);
    edits.rewrite("with " + manager + "($stream)" + target + "\n    $$body",
                  {{"stream", stream_text}, {"name", name_text}});
    std::string with = "with " + manager + "(" + stream_text + ")" + (named ? " as " + name_text : "") + ":";
    return found(
        m.at, edits,
        m.message("`$stream` is restored by hand: use `$with`", {{"stream", stream}, {"with", short_code(with)}}));
}

}  // namespace zen::rules
