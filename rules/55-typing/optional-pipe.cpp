// `Optional[X]` and a Union of two of which one is None.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Is None among the operands of `a | b | c`?
bool optional_pipe_has_none(Node n) {
    while (n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_bar)) {
        if (unparenthesized(n.child(Field::right)).is(Kind::none)) return true;
        n = unparenthesized(n.child(Field::left));
    }
    return n.is(Kind::none);
}

bool optional_pipe_operand(Node n) {
    return n.is_any({Kind::identifier, Kind::attribute, Kind::subscript, Kind::generic_type, Kind::member_type,
                     Kind::union_type, Kind::string}) ||
           (n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_bar));
}

Verdict optional_pipe_quoted(const Match& m, bool old) {
    std::string_view text = m.ask.tree().text;
    Edits edits(m);
    std::string message;
    std::vector<QuotedName> names = quoted_names(m.ask, m.at);
    if (quotes_no_type(m.ask, m.at.child(0u))) return silent;
    for (const QuotedName& name : names) {
        auto list = quoted_arguments(m.ask, name);
        if (!list) continue;
        auto quoted = [&](Span s) { return text[s.start] == '"' || text[s.start] == '\''; };
        auto part = [&](std::size_t i) { return text.substr(list->arguments[i].start, list->arguments[i].size()); };
        // `"Optional['User']"`: `'User' | None` fails when somebody evaluates the annotation.
        if (std::ranges::any_of(list->arguments, quoted)) continue;
        std::uint32_t end = list->brackets.end;
        std::string now;
        if (is_typing(name.qualified, "Optional") && list->arguments.size() == 1) {
            if (part(0).find("None") != text.npos) continue;
            edits.replace(Span{name.span.start, list->arguments[0].start}, "");
            edits.replace(Span{list->arguments[0].end, end}, " | None");
            now = formatted("{} | None", part(0));
        } else if (is_typing(name.qualified, "Union") && list->arguments.size() == 2 &&
                   (part(0) == "None" || part(1) == "None")) {
            edits.replace(Span{name.span.start, list->arguments[0].start}, "");
            edits.replace(Span{list->arguments[0].end, list->arguments[1].start}, " | ");
            edits.replace(Span{list->arguments[1].end, end}, "");
            now = formatted("{} | {}", part(0), part(1));
        } else {
            continue;
        }
        if (message.empty()) message = m.message("old union syntax: use `$code`", {{"code", short_code(now, 70)}});
    }
    return edits.empty() ? silent : found(m.at, edits, message).unsafe(old);
}

}  // namespace

Verdict optional_pipe(const Match& m) {
    bool old = m.ask.target() < PythonVersion{3, 10};
    // A type checker refuses it in the annotation of a local variable, too.
    if (old && needs_old_types(m.ask, m.at)) return silent;
    if (m.at.is(Kind::type)) {
        if (!m.at.child(0u).is(Kind::string)) return silent;
        return optional_pipe_quoted(m, old);
    }
    TypePlace place = type_place(m.ask, m.at);
    auto list = type_arguments(m.at);
    if (!list || list->items.empty() || (old && place != TypePlace::lazy_annotation)) return silent;
    bool optional = m.index() == 0;
    std::string_view text = m.ask.tree().text;
    std::vector<Node>& items = list->items;
    if (!optional && (items.size() != 2 || items[0].is(Kind::none) == items[1].is(Kind::none))) return silent;
    Node item = !optional && items[0].is(Kind::none) ? items[1] : items[0];
    if (item.is_any({Kind::list_splat, Kind::splat_type, Kind::list_splat_pattern})) return silent;
    bool lazy = place == TypePlace::lazy_annotation;
    UnionOperand operand = union_operand(m.ask, item);
    if (operand == UnionOperand::no && !item.is(Kind::string) && optional_pipe_operand(item)) return silent;
    if ((optional && items.size() != 1) || !optional_pipe_operand(item))
        return found(list->whole, "old union syntax: use `X | None`");
    Node outer = list->whole.parent();
    bool chain = outer.is(Kind::binary_operator) && outer.child(Field::operator_).is(Kind::op_bar);
    Edits edits(m);
    if (quotes_no_type(m.ask, item)) return silent;
    if (item.is(Kind::string)) {  // never `"Order" | None`, which fails when it is evaluated
        Node content = item.child(1u);
        if (place == TypePlace::expression || chain || (!lazy && !list->whole.parent().is(Kind::type)) ||
            !item.has_children(3) || item.child(0u).text().size() != 1 || !content.is_leaf() ||
            content.text().find_first_of("\\\n") != text.npos)
            return silent;
        std::string quote(item.child(0u).text());
        std::string now = formatted("{}{} | None{}", quote, content.text(), quote);
        edits.replace(list->whole.span(), now);
        return found(list->whole, edits, m.message("old union syntax: use `$code`", {{"code", short_code(now, 70)}}));
    }
    // Nested ones are replaced at once, and None is not repeated.
    bool none = optional_pipe_has_none(item);
    for (Node top = outer; chain && top.is(Kind::binary_operator); top = top.parent())
        none = none || optional_pipe_has_none(top);
    Node inner = item;
    while (optional) {
        Node name = inner.is(Kind::generic_type) ? inner.child(0u) : inner.child(Field::value);
        if (!name || !is_typing(m.ask.qualified(name), "Optional")) break;
        auto deeper = type_arguments(name);
        if (!deeper || deeper->items.size() != 1) break;
        inner = deeper->items[0];
    }
    std::string now(inner.text());
    // `Optional[Union[A, B]]` is `A | B | None`.
    if (Node name = inner.is(Kind::generic_type) ? inner.child(0u) : inner.child(Field::value);
        optional && name && list->whole.text().find('\n') == text.npos && is_typing(m.ask.qualified(name), "Union")) {
        auto deeper = type_arguments(name);
        std::string joined;
        for (Node each : deeper ? deeper->items : std::vector<Node>()) {
            bool part = each.is(Kind::none) || (optional_pipe_operand(each) && !each.is(Kind::string) &&
                                                union_operand(m.ask, each) != UnionOperand::no);
            if (!part || each.text().find('\n') != text.npos) joined.clear(), deeper.reset();
            if (!deeper) break;
            none = none || each.is(Kind::none);
            joined += (joined.empty() ? "" : " | ") + std::string(each.text());
        }
        if (!joined.empty()) now = joined;
        if (!joined.empty()) inner = name;
    }
    if (!optional)
        now = formatted("{} | {}", items[0].text(), items[1].text());
    else if (!none)
        now += " | None";
    bool wrap = !chain && required_precedence(list->whole) > bit_or;
    std::string_view whole = list->whole.text();
    if (whole.find('\n') != text.npos && inner == item && optional) {  // keep the lines
        auto open = static_cast<std::uint32_t>(text.find('[', m.at.end()));
        for (Node n : list->whole.descendants())
            if (n.is(Kind::op_comma) && n.start() >= item.end()) edits.replace(n.span(), "");
        edits.replace(Span{list->whole.start(), open + 1}, "(");
        if (!none) edits.insert(item.end(), " | None");
        edits.replace(Span{list->whole.end() - 1, list->whole.end()}, ")");
    } else {
        edits.replace(list->whole.span(), wrap ? formatted("({})", now) : now);
    }
    bool value = place == TypePlace::expression;
    if (value && m.of_file<FormsAsked>().anywhere) edits.give_up();
    return found(list->whole, edits, m.message("old union syntax: use `$code`", {{"code", short_code(now, 70)}}))
        .unsafe(old || value || m.ask.has_comment(list->whole.span()) || (!lazy && operand != UnionOperand::yes));
}

}  // namespace zen::rules
