// What stands directly behind the number.
#include "rule.h"

namespace zen::rules {

Verdict number_joined_to_keyword(const Match& m) {
    const std::string_view rest = m.at.tree().text.substr(m.at.end());
    const std::string_view word = rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    for (std::string_view keyword : {"and", "else", "for", "if", "in", "is", "not", "or"}) {
        if (word != keyword) continue;
        Edits edits(m);
        edits.insert(m.at.end(), " ");
        return found(m.at, std::move(edits),
                     m.message("a keyword directly after a number: write `$number $keyword`",
                               {{"number", m.at.text()}, {"keyword", keyword}}));
    }
    return silent;
}

}  // namespace zen::rules
