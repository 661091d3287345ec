// A dict literal behind `**`: its items stand for themselves, as arguments if their keys are names.
#include "rule.h"

namespace zen::rules {

namespace {

// A key that could be a keyword argument's name; "" for others.
std::string_view needless_double_star_name(Node key) {
    std::string_view text = key.text();
    if (!key.is(Kind::string) || text.size() < 3 || (text[0] != '"' && text[0] != '\'')) return "";
    text = text.substr(1, text.size() - 2);
    return is_ascii_name(text) ? text : "";
}

// Items on lines of their own stay there: the braces go, and the keys become names. False where the literal is not
// laid out like that.
bool needless_double_star_lines(const Match& m, Node literal, bool argument, Edits& edits) {
    const std::string_view text = m.ask.tree().text;
    std::vector<Node> items;
    for (Node item : literal.children()) {
        if (!opens_line(item)) return false;
        items.push_back(item);
    }
    const Node first = items.front(), last = items.back();
    if (m.at.child(0u) != literal) return false;
    if (opens_line(m.at)) {
        edits.replace(Span{m.at.start(), first.start()}, "");
        // A comma at the end stays, unless the call has one.
        const bool comma = text.substr(last.end(), literal.end() - last.end()).find(',') != text.npos;
        const std::size_t next = text.find_first_not_of(" \t\n", m.at.end());
        edits.replace(Span{last.end(), m.at.end()}, comma && next != text.npos && text[next] != ',' ? "," : "");
        edits.shift(Span{first.end(), last.end()}, indentation(first), indentation(m.at));
    } else {
        const std::size_t next = text.find_first_not_of(" \t\n", m.at.end());
        if (next == text.npos || (text[next] != ')' && text[next] != '}')) return false;
        edits.replace(Span{m.at.start(), literal.start() + 1}, "");
        edits.replace(Span{literal.end() - 1, literal.end()}, "");
    }
    for (Node item : items)
        if (argument && item.is(Kind::pair))
            edits.replace(Span{item.start(), item.child(Field::value).start()},
                          std::string(needless_double_star_name(unparenthesized(item.child(Field::key)))) + "=");
    return true;
}

}  // namespace

Verdict needless_double_star(const Match& m) {
    const Node literal = unparenthesized(m.at.child(0u));
    const bool argument = m.at.parent().is(Kind::argument_list);
    if (!literal.is(Kind::dictionary) || (!argument && !m.at.parent().is(Kind::dictionary))) return silent;
    if (literal.has_children(0)) {
        if (m.index() != 2) return silent;
        Edits gone(m);
        if (argument && m.at.parent().has_children(1) && !m.ask.has_comment(m.at.parent().span()))
            gone.replace(m.at.parent().span(), "()");
        else
            gone.give_up();
        return found(m.at, std::move(gone), "`**{}` passes nothing: remove it");
    }
    if (m.index() != (argument ? 1 : 0)) return silent;
    std::string code;
    for (Node item : literal.children()) {
        std::string part;
        if (item.is(Kind::dictionary_splat)) {
            if (argument && !literal.has_children(1)) return silent;
            part = item.text();
        } else if (argument) {
            std::string_view name = needless_double_star_name(unparenthesized(item.child(Field::key)));
            if (name.empty()) return silent;
            part = formatted("{}={}", name, code_for(item.child(Field::value), lambda_level, true));
        } else {
            part = item.text();
        }
        code += (code.empty() ? "" : ", ") + part;
    }
    Edits edits(m);
    // A second argument of that name is an error of its own; a comment would be lost.
    if (m.ask.has_comment(m.span)) edits.give_up();
    if (!needless_double_star_lines(m, literal, argument, edits)) {
        edits.replace(m.span, code);
        if (code.find('\n') != std::string::npos || m.too_long_now(code)) edits.give_up();
    }
    if (argument)
        for (Node other : m.at.parent().children())
            if (other != m.at && other.is_any({Kind::dictionary_splat, Kind::keyword_argument})) edits.give_up();
    return found(m.at, std::move(edits),
                 m.message(argument ? "needless `**{...}`: pass `$code`" : "needless `**{...}`: write `$code`",
                           {{"code", short_code(code, 50)}}));
}

}  // namespace zen::rules
