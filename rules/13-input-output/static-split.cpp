// Splits the literal as Python would, and writes the items with its quotes.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view static_split_blanks = " \t\n\r\f\v\x1c\x1d\x1e\x1f";

// str.split and str.rsplit; without a separator at blanks.
std::vector<std::string> static_split_items(std::string_view text, std::string_view by, int most, bool right) {
    std::vector<std::string> items;
    auto add = [&](std::string_view item) { items.insert(right ? items.begin() : items.end(), std::string(item)); };
    auto trim = [&] {
        if (!by.empty()) return;
        std::size_t first = std::min(text.find_first_not_of(static_split_blanks), text.size());
        if (!right) text.remove_prefix(first);
        if (right) text.remove_suffix(text.size() - 1 - text.find_last_not_of(static_split_blanks));
    };
    for (trim(); most != 0; --most, trim()) {
        std::size_t at =
            by.empty() ? (right ? text.find_last_of(static_split_blanks) : text.find_first_of(static_split_blanks))
                       : (right ? text.rfind(by) : text.find(by));
        if (at == std::string_view::npos) break;
        std::size_t after = at + std::max<std::size_t>(by.size(), 1);
        add(right ? text.substr(after) : text.substr(0, at));
        text = right ? text.substr(0, at) : text.substr(after);
    }
    trim();
    if (by.empty() && most != 0 && text.empty()) return items;
    if (by.empty() && text.find_first_not_of(static_split_blanks) == std::string_view::npos) return items;
    if (by.empty())  // what is left keeps its blanks on the side that was not split
        add(right ? text.substr(text.find_first_not_of(static_split_blanks)) : text);
    else
        add(text);
    return items;
}

// The item as a literal; raw where its backslashes were written so.
std::string static_split_literal(std::string_view item, char quote, bool raw) {
    bool slash = item.find('\\') != std::string_view::npos;
    if (raw && slash && item.find_first_of("\n\r\"'") == std::string_view::npos && !item.ends_with('\\'))
        return formatted("r{}{}{}", quote, item, quote);
    if (item.find(quote) != std::string_view::npos && item.find(quote == '"' ? '\'' : '"') == std::string_view::npos)
        quote = quote == '"' ? '\'' : '"';
    std::string out(1, quote);
    for (char c : item) {
        constexpr std::string_view values = "\n\r\t\\\f\v\a\b", letters = "nrt\\fvab";
        std::size_t known = values.find(c);
        if (known != std::string_view::npos)
            out += '\\', out += letters[known];
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            append(out, "\\x{:02x}", static_cast<unsigned>(c));
        else if (c == quote)
            out += '\\', out += c;
        else
            out += c;
    }
    return out + quote;
}

}  // namespace

Verdict static_split(const Match& m) {
    Node function = m.at.child(Field::function), literal = unparenthesized(function.child(Field::object));
    auto text = literal_text(literal);
    if (!text || starred(m.at)) return silent;
    constexpr std::string_view names[] = {"sep", "maxsplit"};
    auto given = bound_arguments(m.at, names, 2);
    if (!given) return silent;
    Node separator = (*given)[0], limit = (*given)[1];
    std::string by;
    if (separator && !separator.is(Kind::none)) {
        auto found_text = literal_text(separator);
        if (!found_text || found_text->empty()) return silent;
        by = *found_text;
    }
    int most = -1;
    if (limit) {
        Node number = limit.is(Kind::unary_operator) ? limit.child(Field::argument) : limit;
        if (!number.is(Kind::integer) || number.text().size() > 6) return silent;
        if (number.text().find_first_not_of("0123456789") != std::string_view::npos) return silent;
        if (number == limit) most = std::atoi(std::string(number.text()).c_str());
    }
    std::string_view code = literal.text();
    char quote = code.find('\'') < code.find('"') ? '\'' : '"';
    bool raw = code[0] == 'r' || code[0] == 'R';
    std::string list;
    bool right = function.child(Field::attribute).text() == "rsplit";
    std::vector<std::string> items = static_split_items(*text, by, most, right);
    // A table of words.
    bool table = items.size() > 5 || code.find('\n') != std::string_view::npos;
    if (table != (m.index() == 1)) return silent;
    for (const std::string& item : items) list += (list.empty() ? "" : ", ") + static_split_literal(item, quote, raw);
    list = formatted("[{}]", list);
    Edits edits(m);
    for (Node part : literal.all_children())
        if (part.is(Kind::comment)) edits.give_up();
    edits.replace(m.at, list);
    return found(m.span, edits, m.message("the string is constant: write `$list`", {{"list", short_code(list)}}));
}

}  // namespace zen::rules
