// Only opening for reading fails when the file is missing.
#include "rule.h"

namespace zen::rules {

namespace {

// Does a `try` around it handle a missing file already?
bool lbyl_path_check_handled(const Match& m) {
    for (Node n = m.at, up = m.at.parent(); up && !is_function(up.kind()); n = up, up = up.parent()) {
        if (!up.is(Kind::try_statement) || n.field() != Field::body) continue;
        for (Node handler : up.children()) {
            if (!handler.is(Kind::except_clause)) continue;
            if (catches(m.ask, handler) != Catches::named) return true;
            Span head = handler_head(handler);
            std::string_view text = m.ask.tree().text.substr(head.start, head.size());
            for (std::string_view name : {"OSError", "IOError", "FileNotFoundError", "EnvironmentError"})
                if (text.find(name) != text.npos) return true;
        }
    }
    return false;
}

}  // namespace

Verdict lbyl_path_check(const Match& m) {
    if (lbyl_path_check_handled(m)) return silent;
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
