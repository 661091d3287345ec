// The brackets replace the call; items that are only repeated need no loop at all.
#include "rule.h"

namespace zen::rules {

Verdict generator_in_list_call(const Match& m) {
    if (!m.ask.means(m.at.child(Field::function), "list")) return silent;
    Node arguments = m.at.child(Field::arguments), generator = arguments;
    if (arguments.is(Kind::argument_list)) {
        if (!arguments.has_children(1)) return silent;
        generator = unparenthesized(arguments.child(0u));
    }
    if (!generator.is(Kind::generator_expression)) return silent;
    Node body = generator.child(Field::body), clause = generator.child(1u);
    bool copies = generator.has_children(2) && same_code(body, clause.child(Field::left)) &&
                  !(*clause.all_children().begin()).is(Kind::kw_async);
    Edits edits(m);
    std::string_view text = m.ask.tree().text;
    if (copies) {
        std::string items = code_for(clause.child(Field::right), lambda_level, true);
        edits.replace(Span{arguments.start(), arguments.end()}, formatted("({})", items));
        return found(m.at, edits,
                     m.message("this generator only repeats its items: use `$code`",
                               {{"code", short_code(formatted("list({})", items))}}));
    }
    // Only brackets change, so that the inside keeps its layout and comments.
    Span inside{generator.start() + 1, generator.end() - 1};
    if (arguments == generator) {
        edits.replace(Span{m.at.start(), inside.start}, "[");
        edits.replace(Span{inside.end, m.at.end()}, "]");
    } else {
        edits.replace(Span{m.at.start(), arguments.start() + 1}, "[");
        for (Node n = generator;; n = n.parent()) {
            edits.replace(Span{n.start(), n.start() + 1}, "");
            edits.replace(Span{n.end() - 1, n.end()}, "");
            if (n.parent() == arguments) break;
        }
        for (Node n : arguments.all_children())
            if (n.text() == ",") edits.replace(n.span(), "");
        edits.replace(Span{m.at.end() - 1, m.at.end()}, "]");
    }
    std::string code = formatted("[{}]", text.substr(inside.start, inside.size()));
    return found(m.at, edits,
                 m.message("`list()` of a generator: use the comprehension `$code`", {{"code", short_code(code)}}));
}

}  // namespace zen::rules
