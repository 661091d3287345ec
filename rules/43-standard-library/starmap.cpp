// Are the arguments the parts of the item, each once and in order?
#include "rule.h"

namespace zen::rules {

Verdict starmap(const Match& m) {
    std::vector<Node> parts = m.at.children().list();
    if (parts.size() != 2 || !parts[0].is(Kind::call) || !parts[1].is(Kind::for_in_clause)) return silent;
    if (parts[1].child(0u) && parts[1].text().starts_with("async")) return silent;
    Node function = parts[0].child(Field::function), arguments = parts[0].child(Field::arguments);
    Node target = parts[1].child(Field::left);
    if (!arguments.is(Kind::argument_list)) return silent;
    std::vector<Node> given = arguments.children().list();
    std::vector<Node> names;
    if (target.is(Kind::identifier)) {
        if (given.size() != 1 || !given[0].is(Kind::list_splat)) return silent;
        given[0] = given[0].child(0u);
        names = {target};
    } else if (target.is_any({Kind::pattern_list, Kind::tuple_pattern})) {
        names = target.children().list();
        if (names.size() < 2) return silent;
    }
    if (names.empty() || names.size() != given.size()) return silent;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!names[i].is(Kind::identifier) || !given[i].is(Kind::identifier) || names[i].text() != given[i].text())
            return silent;
    for (Node name : names)
        if (m.ask.read_in(name, function)) return silent;
    return found(m.at, m.message("the parts of each item are only passed on: use `starmap($f, ...)`",
                                 {{"f", short_code(function.text(), 40)}}));
}

}  // namespace zen::rules
