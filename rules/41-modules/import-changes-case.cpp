// The kinds of name that the two are.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

enum class ImportChangesCaseKind : std::uint8_t { other, lower, upper, caps };

ImportChangesCaseKind import_changes_case_kind(std::string_view name) {
    auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool lowers = std::ranges::any_of(name, lower), uppers = std::ranges::any_of(name, upper);
    if (lowers && !uppers) return ImportChangesCaseKind::lower;
    if (uppers && !lowers) return name.size() > 1 ? ImportChangesCaseKind::upper : ImportChangesCaseKind::other;
    return lowers && upper(name[0]) && name.find('_') == std::string_view::npos ? ImportChangesCaseKind::caps
                                                                                : ImportChangesCaseKind::other;
}

// Is it made of the first letters of the words: `ET` of `ElementTree`?
bool import_changes_case_acronym(std::string_view name, std::string_view alias) {
    std::string letters;
    for (char c : name)
        if (c >= 'A' && c <= 'Z') letters += c;
    return letters == alias;
}

}  // namespace

Verdict import_changes_case(const Match& m) {
    std::string_view name = m.at.child(Field::name).text(), alias = m.at.child(Field::alias).text();
    name = name.substr(name.rfind('.') + 1);
    using K = ImportChangesCaseKind;
    const K was = import_changes_case_kind(name), now = import_changes_case_kind(alias);
    bool wrong = false;
    switch (m.index()) {
        case 0:
            wrong = was == K::lower && (now == K::caps || now == K::upper);
            break;
        case 1:
            wrong = was == K::upper && (now == K::lower || now == K::caps);
            break;
        case 2:
            wrong = was == K::caps && now == K::lower;
            break;
        default:
            wrong = was == K::caps && now == K::upper && !import_changes_case_acronym(name, alias);
    }
    if (!wrong) return silent;
    return found(m.at, m.message("`$alias` looks like another kind of name than `$name`: keep its case",
                                 {{"alias", alias}, {"name", name}}));
}

}  // namespace zen::rules
