// What the mode says beyond the default, or why it is none.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The mode of a plain string literal; nothing for other code.
std::optional<std::string> open_mode_text(Node mode) {
    if (!mode.is(Kind::string) || !mode.has_children(3))
        return mode.is(Kind::string) && mode.text().size() == 2 ? std::optional<std::string>("") : std::nullopt;
    if (!mode.child(1u).is(Kind::string_content) || mode.child(0u).text().size() != 1) return std::nullopt;
    return std::string(mode.child(1u).text());
}

// Does `open()` accept it (in Python before 3.11, which knew `U`)?
bool open_mode_valid(std::string_view mode) {
    int ways = 0;
    for (char c : mode) {
        if (std::string_view("rwax+btU").find(c) == std::string_view::npos || std::ranges::count(mode, c) > 1)
            return false;
        ways += c == 'r' || c == 'w' || c == 'a' || c == 'x';
    }
    const bool universal = mode.find('U') != std::string_view::npos;
    if (mode.find('b') != std::string_view::npos && mode.find('t') != std::string_view::npos) return false;
    if (universal)
        return ways == 0 ||
               (mode.find('r') != std::string_view::npos && ways == 1 && mode.find('+') == std::string_view::npos);
    return ways == 1;
}

// `*args` may have the mode; beside a mode in sight, `**options` has none.
bool open_mode_starred(Node arguments) {
    for (Node a : arguments.children())
        if (a.is(Kind::list_splat)) return true;
    return false;
}

std::string open_mode_short(std::string_view mode) {
    std::string out;
    for (char c : mode)
        if (c != 't' && c != 'U') out += c;
    if (out.find_first_of("rwax") == std::string::npos) out.insert(0, 1, 'r');
    return out;
}

}  // namespace

Verdict open_mode(const Match& m) {
    Node function = m.at.child(Field::function), arguments = m.at.child(Field::arguments);
    const bool aio = m.ask.means(function, "aiofiles.open");
    if (!arguments.is(Kind::argument_list) ||
        (m.index() == 2 ? unpacks_unknown(m.ask, m.at) : open_mode_starred(arguments)))
        return silent;
    const bool path = m.index() == 2 && function.is(Kind::attribute) && is_path(m.ask, function.child(Field::object));
    if (!aio && !path && !m.ask.means(function, "open") && !m.ask.means(function, "io.open")) return silent;
    Node mode = argument(m.ask, m.at, "mode", path ? 0 : 1);
    if (!mode) return silent;
    std::optional<std::string> text = open_mode_text(mode);
    if (m.index() == 2) {
        const bool other = mode.is_any({Kind::none, Kind::integer, Kind::float_, Kind::true_, Kind::false_});
        if (!other && (!text || open_mode_valid(*text))) return silent;
        return found(mode.within(m.at) ? mode : m.at,
                     m.message("`$mode` is not a mode of `open()`: use one of `r`, `w`, `a`, `x`, with `+` or `b`",
                               {{"mode", mode.text()}}));
    }
    if (!text || !open_mode_valid(*text)) return silent;
    std::string shorter = open_mode_short(*text);
    Edits edits(m);
    // `**{"mode": "r"}` is for needless-double-star first.
    const Node place = mode.parent().is(Kind::keyword_argument) ? mode.parent().parent() : mode.parent();
    if (place != arguments) return silent;
    if (shorter != "r") {
        if (shorter == *text) return silent;
        std::string quoted = std::string(mode.child(0u).text()) + shorter + std::string(mode.child(2u).text());
        edits.replace(mode.span(), quoted);
        return found(mode, edits,
                     m.message("`$mode` is `$short`: use the short form", {{"mode", mode.text()}, {"short", quoted}}));
    }
    Node item = mode.parent().is(Kind::keyword_argument) ? mode.parent() : mode;
    Node next = item.next_sibling(), before = item.previous_sibling();
    if (item == mode && next && !next.is_any({Kind::keyword_argument, Kind::dictionary_splat})) {
        if (*text == "r") return silent;  // the arguments after it need it
        std::string quoted = formatted("{}r{}", mode.child(0u).text(), mode.child(2u).text());
        edits.replace(mode.span(), quoted);
        return found(mode, edits,
                     m.message("`$mode` is `$short`: use the short form", {{"mode", mode.text()}, {"short", quoted}}));
    }
    edits.replace(before ? Span{before.end(), item.end()} : Span{item.start(), next ? next.start() : item.end()}, "");
    return found(item, edits, m.message("reading text is the default: leave out `$mode`", {{"mode", item.text()}}));
}

}  // namespace zen::rules
