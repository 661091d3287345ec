// The shortest list of classes that catches the same.
#include "rule.h"

namespace zen::rules {

namespace {

// Is the one derived from the other by the classes of a library, whose bases not every reader knows?
bool redundant_except_tuple_by_library(const Model& model, Node wide, Node narrow) {
    const std::string name = model.qualified(narrow), base = model.qualified(wide);
    return name.find('.') != std::string::npos && name != base && base != "BaseException" &&
           wide.text() != narrow.text();
}

}  // namespace

Verdict redundant_except_tuple(const Match& m) {
    const std::vector<Node> classes = handler_classes(m.at);
    if (classes.empty() || !classes[0].parent().is(Kind::tuple)) return silent_for_all;
    std::string names;
    std::size_t kept = 0;
    Node wide, narrow;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (!classes[i].is_any({Kind::identifier, Kind::attribute})) return silent;
        bool covered = false;
        for (std::size_t j = 0; j < classes.size() && !covered; ++j) {
            // Of two that say the same, the first stays.
            if (i == j || !catches_too(m.ask, classes[j], classes[i])) continue;
            if (m.index() < 2 && redundant_except_tuple_by_library(m.ask, classes[j], classes[i])) continue;
            if (i < j && catches_too(m.ask, classes[i], classes[j])) continue;
            covered = true;
            wide = classes[j], narrow = classes[i];
        }
        if (covered) continue;
        names += (kept++ ? ", " : "") + std::string(classes[i].text());
    }
    if (kept == classes.size() && kept > 1) return silent;
    if ((m.index() == 0) == static_cast<bool>(wide)) return silent;
    Edits edits(m);
    Node tuple = classes[0].parent();
    edits.replace(tuple.span(), kept == 1 ? names : formatted("({})", names));
    if (!wide) return found(tuple, edits, m.message("a tuple of one class: use `except $name`", {{"name", names}}));
    return found(tuple, edits,
                 m.message("`$wide` already catches `$narrow`: remove `$narrow` from the tuple",
                           {{"wide", short_code(wide.text(), 30)}, {"narrow", short_code(narrow.text(), 30)}}));
}

}  // namespace zen::rules
