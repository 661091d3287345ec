// Splits the literal as Python would, and writes the items with its quotes.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view static_split_blanks = " \t\n\r\f\v";

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

// The text of a literal without escapes or code; nothing for others.
std::optional<std::string> static_split_text(Node literal) {
    if (!literal.is_any({Kind::string, Kind::concatenated_string})) return std::nullopt;
    std::string text;
    for (Node part : literal.descendants()) {
        if (part.is_any({Kind::interpolation, Kind::escape_sequence, Kind::escape_interpolation, Kind::comment}))
            return std::nullopt;
        if (part.is(Kind::string_start) && part.text().find_first_of("bBfFtT") != std::string_view::npos)
            return std::nullopt;
        if (part.is(Kind::string_content)) text += part.text();
    }
    if (text.find('\\') != std::string::npos) return std::nullopt;
    return text;
}

}  // namespace

Verdict static_split(const Match& m) {
    Node function = m.at.child(Field::function), literal = unparenthesized(function.child(Field::object));
    auto text = static_split_text(literal);
    if (!text || starred(m.at)) return silent;
    constexpr std::string_view names[] = {"sep", "maxsplit"};
    auto given = bound_arguments(m.at, names, 2);
    if (!given) return silent;
    Node separator = (*given)[0], limit = (*given)[1];
    std::string by;
    if (separator && !separator.is(Kind::none)) {
        auto found_text = static_split_text(separator);
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
    std::string quote(1, literal.text().find('\'') < literal.text().find('"') ? '\'' : '"'), list;
    for (const std::string& item :
         static_split_items(*text, by, most, function.child(Field::attribute).text() == "rsplit")) {
        std::string q = item.find(quote) == std::string::npos ? quote : quote == "'" ? "\"" : "'";
        if (item.find('\n') != std::string::npos || item.find(q) != std::string::npos) return silent;
        list += (list.empty() ? "" : ", ") + q + item + q;
    }
    list = "[" + list + "]";
    Edits edits(m);
    edits.replace(m.at, list);
    return found(m.span, edits, m.message("the string is constant: write `$list`", {{"list", short_code(list)}}));
}

}  // namespace zen::rules
