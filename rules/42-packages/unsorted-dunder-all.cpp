// The names as they stand, and as they would be sorted.
#include <algorithm>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

int unsorted_dunder_all_group(std::string_view name) {
    auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (name.size() > 1 && std::ranges::any_of(name, upper) && std::ranges::none_of(name, lower)) return 0;
    return !name.empty() && upper(name[0]) ? 1 : 2;
}

// Character by character, and numbers by their value.
bool unsorted_dunder_all_before(std::string_view a, std::string_view b) {
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            std::size_t x = i, y = j;
            while (i < a.size() && digit(a[i])) ++i;
            while (j < b.size() && digit(b[j])) ++j;
            while (x + 1 < i && a[x] == '0') ++x;
            while (y + 1 < j && b[y] == '0') ++y;
            if (i - x != j - y) return i - x < j - y;
            if (int order = a.substr(x, i - x).compare(b.substr(y, j - y))) return order < 0;
            continue;
        }
        if (a[i] != b[j]) return a[i] < b[j];
        ++i, ++j;
    }
    return a.size() - i < b.size() - j;
}

// The text of a literal, or of several side by side; nothing for other code.
std::optional<std::string> unsorted_dunder_all_text(Node item) {
    item = unparenthesized(item);
    if (item.is(Kind::concatenated_string)) {
        std::string all;
        for (Node part : item.children()) {
            std::optional<std::string> text = unsorted_dunder_all_text(part);
            if (!text) return std::nullopt;
            all += *text;
        }
        return all;
    }
    if (!item.is(Kind::string) || item.child_count() > 3) return std::nullopt;
    return item.has_children(3) ? std::string(item.child(1u).text()) : std::string();
}

}  // namespace

Verdict unsorted_dunder_all(const Match& m) {
    const bool slots = m.index() == 1;
    if (!m.at.child(Field::left).text().starts_with("__")) return silent_for_all;
    if (m.at.child(Field::left).text() != (slots ? "__slots__" : "__all__")) return silent;
    const Scope::Sort scope = m.ask.scopes()[m.ask.scope_of(m.at)].sort;
    if (scope != (slots ? Scope::class_ : Scope::module)) return silent;
    Node value = unparenthesized(m.at.child(Field::right));
    if (!value.is_any({Kind::list, Kind::tuple, Kind::expression_list, Kind::set, Kind::dictionary})) return silent;
    std::vector<std::pair<std::string, Node>> names;
    for (Node item : value.children()) {
        if (item.is(Kind::pair)) item = item.child(Field::key);
        std::optional<std::string> text = unsorted_dunder_all_text(item);
        if (!text) return silent;
        names.emplace_back(std::move(*text), item);
    }
    auto before = [&](const auto& a, const auto& b) {
        const int x = slots ? 0 : unsorted_dunder_all_group(a.first),
                  y = slots ? 0 : unsorted_dunder_all_group(b.first);
        return x != y ? x < y : unsorted_dunder_all_before(a.first, b.first);
    };
    if (names.size() < 2 || std::ranges::is_sorted(names, before)) return silent;
    std::string message = slots ? "the names in `__slots__` are not sorted: sort them"
                                : "the names in `__all__` are not sorted: sort them";
    // Lines of their own may stand in groups, with comments.
    if (value.is(Kind::dictionary) || value.text().find('\n') != std::string_view::npos) return found(value, message);
    auto sorted = names;
    std::ranges::stable_sort(sorted, before);
    Edits edits(m);
    for (std::size_t i = 0; i < names.size(); ++i)
        edits.replace(names[i].second.span(), std::string(sorted[i].second.text()));
    return found(value, edits, message);
}

}  // namespace zen::rules
