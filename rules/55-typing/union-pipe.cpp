// Brackets and commas are replaced by `|`, so that the layout stays; the operands must support the operator.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// May it be an operand of `|`, by its syntax?
bool union_pipe_operand(Node item) {
    return item.is_any({Kind::identifier, Kind::attribute, Kind::subscript, Kind::generic_type, Kind::none,
                        Kind::string, Kind::concatenated_string, Kind::member_type, Kind::union_type}) ||
           (item.is(Kind::binary_operator) && item.child(Field::operator_).is(Kind::op_bar));
}

// Edits for brackets from `open` to `close` around the items at `items`.
void union_pipe_edits(Edits& edits, std::string_view text, Span whole, const std::vector<Span>& items, bool wrap) {
    bool lines = text.substr(whole.start, whole.size()).find('\n') != text.npos;
    wrap = wrap || lines;
    if (!lines) {
        edits.replace(Span{whole.start, items.front().start}, wrap ? "(" : "");
        for (std::size_t i = 1; i < items.size(); ++i) edits.replace(Span{items[i - 1].end, items[i].start}, " | ");
        return edits.replace(Span{items.back().end, whole.end}, wrap ? ")" : "");
    }
    auto open = static_cast<std::uint32_t>(text.find('[', whole.start));
    edits.replace(Span{whole.start, open + 1}, "(");
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::uint32_t end = i + 1 < items.size() ? items[i + 1].start : whole.end;
        std::size_t comma = text.substr(items[i].end, end - items[i].end).find_first_of(",#");
        bool found_comma = comma != text.npos && text[items[i].end + comma] == ',';
        std::uint32_t at = items[i].end + static_cast<std::uint32_t>(found_comma ? comma : 0);
        if (i + 1 == items.size()) {
            if (found_comma) edits.replace(Span{at, at + 1}, "");
        } else if (found_comma) {
            edits.replace(Span{at, at + 1}, " |");
        } else {
            edits.give_up();
        }
    }
    edits.replace(Span{whole.end - 1, whole.end}, ")");
}

std::string union_pipe_text(std::string_view text, const std::vector<Span>& items) {
    std::string out;
    for (Span item : items) out += (out.empty() ? "" : " | ") + std::string(text.substr(item.start, item.size()));
    return out;
}

Verdict union_pipe_quoted(const Match& m, bool old) {
    std::string_view text = m.ask.tree().text;
    Edits edits(m);
    std::string message;
    std::vector<QuotedName> names = quoted_names(m.ask, m.at);
    if (quotes_no_type(m.ask, m.at.child(0u))) return silent;
    for (const QuotedName& name : names) {
        if (!is_typing(name.qualified, "Union")) continue;
        auto list = quoted_arguments(m.ask, name);
        if (!list || list->arguments.empty()) continue;
        // `"Union['User', int]"`: `'User' | int` fails when somebody evaluates the annotation.
        auto quoted = [&](Span s) { return text[s.start] == '"' || text[s.start] == '\''; };
        if (std::ranges::any_of(list->arguments, quoted)) continue;
        auto none = [&](Span s) { return text.substr(s.start, s.size()) == "None"; };
        if (list->arguments.size() == 2 && (none(list->arguments[0]) || none(list->arguments[1]))) continue;
        union_pipe_edits(edits, text, Span{name.span.start, list->brackets.end}, list->arguments, false);
        if (message.empty())
            message = m.message("old union syntax: use `$code`",
                                {{"code", short_code(union_pipe_text(text, list->arguments), 70)}});
    }
    return edits.empty() ? silent : found(m.at, edits, message).unsafe(old);
}

// `"Order", int` as `Order | int`, for an annotation that is not evaluated: a string does not support `|`, should
// somebody evaluate it later. "" if a string is more than a name.
std::string union_pipe_unquoted(const std::vector<Node>& items) {
    std::string out;
    for (Node item : items) {
        std::string_view code = item.text();
        if (item.is(Kind::string)) {
            if (!item.has_children(3) || item.child(0u).text().size() != 1 || !item.child(1u).is_leaf()) return "";
            code = item.child(1u).text();
            if (code.find_first_of("\\\n") != code.npos) return "";
        } else if (code.find('\n') != code.npos || item.is(Kind::concatenated_string)) {
            return "";
        }
        out += (out.empty() ? "" : " | ") + std::string(code);
    }
    return out;
}

}  // namespace

Verdict union_pipe(const Match& m) {
    bool old = m.ask.target() < PythonVersion{3, 10};
    // A type checker refuses it in the annotation of a local variable, too.
    if (old && needs_old_types(m.ask, m.at)) return silent;
    if (m.at.is(Kind::type)) {
        if (!m.at.child(0u).is(Kind::string)) return silent;
        return union_pipe_quoted(m, old);
    }
    TypePlace place = type_place(m.ask, m.at);
    auto list = type_arguments(m.at);
    if (!list || (old && place != TypePlace::lazy_annotation)) return silent;
    bool operands = !list->items.empty(), strings = false, nones = false, certain = true;
    const bool lazy = place == TypePlace::lazy_annotation;
    std::vector<Span> items;
    for (Node item : list->items) {
        if (item.is_any({Kind::list_splat, Kind::splat_type, Kind::list_splat_pattern})) return silent;
        UnionOperand operand = union_operand(m.ask, item);
        if (item.is(Kind::concatenated_string)) return silent;
        bool quoted = item.is(Kind::string);
        if (quotes_no_type(m.ask, item)) return silent;
        if (!lazy && operand == UnionOperand::no && union_pipe_operand(item)) return silent;
        if (!quoted && operand == UnionOperand::no && union_pipe_operand(item)) return silent;
        certain = certain && operand == UnionOperand::yes;
        operands = operands && union_pipe_operand(item);
        strings = strings || m.ask.type(item).only(Type::str);  // also `Alias = "Order"`
        nones = nones || item.is(Kind::none);
        items.push_back(item.span());
    }
    if (nones && list->items.size() == 2) return silent;  // Optional
    // `Union[types]` with a tuple of types.
    if (list->items.size() == 1 && list->items[0].is_any({Kind::identifier, Kind::attribute}) &&
        union_operand(m.ask, list->items[0]) != UnionOperand::yes)
        return silent;

    if (list->items.size() == 1 && list->items[0].is(Kind::call)) return silent;
    if (strings && !lazy) return silent;
    std::string_view text = m.ask.tree().text;
    if (!operands) return found(list->whole, "old union syntax: use `X | Y`");
    Node outer = list->whole.parent();
    bool chain = outer.is(Kind::binary_operator) && outer.child(Field::operator_).is(Kind::op_bar);
    Edits edits(m);
    std::string code = union_pipe_text(text, items);
    if (strings) {
        code = union_pipe_unquoted(list->items);
        if (code.empty() || chain || !list->whole.parent().is(Kind::type)) edits.give_up();
        edits.replace(list->whole.span(), code);
    } else {
        union_pipe_edits(edits, text, list->whole.span(), items,
                         !chain && items.size() > 1 && required_precedence(list->whole) > bit_or);
    }
    bool value = place == TypePlace::expression;
    if (value && m.of_file<FormsAsked>().anywhere) edits.give_up();
    return found(list->whole, edits,
                 m.message("old union syntax: use `$code`", {{"code", code.empty() ? "X | Y" : short_code(code, 70)}}))
        .unsafe(old || value || strings || (!lazy && !certain));
}

}  // namespace zen::rules
