// The brackets are removed; with further arguments they become parentheses.
#include "rule.h"

namespace zen::rules {

namespace {

// What `[item for item in items]` copies; none for other comprehensions.
Node list_in_reducer_copied(Node list) {
    Node clause = list.child(1u);
    if (!list.has_children(2) || !list.child(0u).is(Kind::identifier) || !clause.is(Kind::for_in_clause)) return {};
    return same_code(list.child(0u), clause.child(Field::left)) ? clause.child(Field::right) : Node();
}

}  // namespace

Verdict list_in_reducer(const Match& m) {
    Node list = m["list"], function = m.at.child(Field::function), arguments = m.at.child(Field::arguments);
    bool set = list.is(Kind::set_comprehension);
    if (!list.is(Kind::list_comprehension) && !set) return silent;
    std::string name(function.text());
    bool sums = m.ask.means(function, "sum"), orders = m.ask.means(function, "tuple");
    if (set && (sums || orders || m.ask.means(function, "frozenset"))) return silent;
    // These functions do not accept an asynchronous generator.
    for (Node n : list.descendants()) {
        if (n.is(Kind::await)) return silent;
        if (n.is(Kind::for_in_clause) && (*n.all_children().begin()).is(Kind::kw_async)) return silent;
    }
    bool alone = arguments.has_children(1);
    Edits edits(m);
    if (Node items = list_in_reducer_copied(list)) {
        edits.replace(list, items.text());
        return found(m.at, edits,
                     m.message(alone ? "`$function()` needs no copy: use `$function($items)`"
                                     : "`$function()` needs no copy: use `$function($items, ...)`",
                               {{"function", name}, {"items", short_code(items.text(), 60)}}));
    }
    std::string_view text = m.ask.tree().text;
    Span opening{list.start(), list.start() + 1}, closing{list.end() - 1, list.end()};
    if (!alone) {
        edits.replace(opening, "(");
        edits.replace(closing, ")");
    } else {
        for (Node n : arguments.all_children())
            if (n.is(Kind::op_comma)) closing.end = n.end();
        // Brackets on a line of their own are removed with the line.
        auto blank_before = [&](std::uint32_t at) {
            while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
            return at > 0 && text[at - 1] == '\n' ? at - 1 : 0;
        };
        if (std::uint32_t from = blank_before(opening.start); from && text[opening.end] == '\n') opening.start = from;
        if (std::uint32_t from = blank_before(closing.start); from && text[closing.end] == '\n') closing.start = from;
        // Spaces inside the brackets are removed with them; those before a comment stay.
        if (text[opening.end] == ' ' && text[text.find_first_not_of(' ', opening.end)] != '#')
            while (text[opening.end] == ' ') ++opening.end;
        while (closing.start > opening.end && text[closing.start - 1] == ' ' && text[closing.start] != '\n')
            --closing.start;
        edits.replace(opening, "");
        if (closing.end > list.end() + 1 || m.ask.has_comment(closing)) edits.give_up();
        edits.replace(closing, "");
    }
    std::string_view inside = text.substr(list.start() + 1, list.span().size() - 2);
    return found(m.at, edits,
                 m.message(alone ? "`$function()` needs no list: use `$function($items)`"
                                 : "`$function()` needs no list: use `$function(($items), ...)`",
                           {{"function", name}, {"items", short_code(inside, 60)}}));
}

}  // namespace zen::rules
