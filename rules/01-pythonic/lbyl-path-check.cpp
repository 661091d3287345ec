// Only opening for reading fails when the file is missing.
#include <array>

#include "rule.h"

namespace zen::rules {

Verdict lbyl_path_check(const Match& m) {
    // Is a missing file handled already?
    constexpr std::array missing =
        std::to_array<std::string_view>({"OSError", "IOError", "FileNotFoundError", "EnvironmentError"});
    if (handled_around(m.ask, m.at, missing)) return silent;
    bool first = true;
    for (Node argument : m.run("more").nodes()) {
        bool keyword = argument.is(Kind::keyword_argument);
        if ((first && !keyword) || (keyword && argument.child(Field::name).text() == "mode")) {
            Node mode = keyword ? argument.child(Field::value) : argument;
            if (!mode.is(Kind::string) || mode.text().find('r') == std::string_view::npos) return silent;
        }
        first = false;
    }
    return found({m.at.start(), m.at.child(Field::condition).end()});
}

}  // namespace zen::rules
