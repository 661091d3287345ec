// The lists of the options, and the imports that they forbid.
#include <algorithm>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

// The entries of an option, `a.b` or `a.b=c`, until `take` returns true for one.
bool banned_import_any(std::string_view list, auto&& take) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view entry = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (entry.starts_with(' ')) entry.remove_prefix(1);
        while (entry.ends_with(' ')) entry.remove_suffix(1);
        const std::size_t equals = std::min(entry.find('='), entry.size());
        if (equals != 0 && take(entry.substr(0, equals), entry.substr(std::min(equals + 1, entry.size())))) return true;
    }
    return false;
}

// The entry for that path or for a package of it: its replacement.
std::optional<std::string_view> banned_import_entry(const Match& m, std::string_view list, std::string_view path) {
    std::optional<std::string_view> out;
    banned_import_any(list, [&](std::string_view name, std::string_view instead) {
        if (m.ask.leads_to(path, name, true)) out = instead;
        return out.has_value();
    });
    return out;
}

Verdict banned_import_found(const Match& m, Node at, std::string_view name, std::string_view instead) {
    return found(at, instead.empty() ? m.message("this project does not use `$name`", {{"name", name}})
                                     : m.message("this project does not use `$name`: use `$instead`",
                                                 {{"name", name}, {"instead", instead}}));
}

}  // namespace

Verdict banned_import(const Match& m) {
    constexpr std::string_view lists[] = {"banned", "whole", "late", "aliases"};
    if (std::ranges::all_of(lists, [&](std::string_view list) { return m.option(list).empty(); }))
        return silent_in_file;
    const Node statement = m.at.parent();
    const bool from = statement.is(Kind::import_from_statement), module = m.at.field() == Field::module_name;
    if (!from && !statement.is(Kind::import_statement)) return silent;
    const bool aliased = m.at.is(Kind::aliased_import);
    const std::string_view written = aliased ? m.at.child(Field::name).text() : m.at.text();
    std::string path(written);
    if (from && !module) {
        path = statement.child(Field::module_name).text();
        if (banned_import_entry(m, m.option("banned"), path)) return silent;  // reported at the module
        path = formatted("{}{}{}", path, path.ends_with('.') ? "" : ".", written);
    }
    if (const auto instead = banned_import_entry(m, m.option("banned"), path))
        return banned_import_found(m, m.at, path, *instead);
    if (module && banned_import_entry(m, m.option("whole"), path))
        return found(m.at,
                     m.message("import `$name` as a whole: this project imports no names from it", {{"name", path}}));
    if ((module || !from) && !m.ask.enclosing_function(m.at) && !under_type_checking(m.at) &&
        banned_import_entry(m, m.option("late"), path))
        return found(
            m.at, m.message("`$name` slows down the start: import it in the function that uses it", {{"name", path}}));
    const std::string_view alias = aliased ? m.at.child(Field::alias).text() : "";
    const bool bad =
        aliased && banned_import_any(m.option("aliases"), [&](std::string_view name, std::string_view other) {
            return name == path && other == alias;
        });
    if (!bad) return silent;
    return found(m.at.child(Field::alias),
                 m.message("this project does not import `$name` as `$alias`: use another alias",
                           {{"name", path}, {"alias", alias}}));
}

}  // namespace zen::rules
