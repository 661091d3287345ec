// An `elif` whose condition stands above it in the same chain.
#include "rule.h"

namespace zen::rules {

namespace {

// Gives the same answer each time that it is asked within one chain.
bool duplicate_repeatable(const Match& m, Node test) {
    for (Node n : test.descendants()) {
        if (n.is_any({Kind::named_expression, Kind::await, Kind::yield})) return false;
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        std::string_view method = function.is(Kind::attribute) ? function.child(Field::attribute).text() : "";
        if (method == "startswith" || method == "endswith") continue;
        bool known = false;
        for (std::string_view name : {"isinstance", "issubclass", "callable", "hasattr", "len"})
            known |= m.ask.means(function, name);
        if (!known) return false;
    }
    return true;
}

}  // namespace

Verdict duplicate_elif_condition(const Match& m) {
    if (!m.at.child(Field::alternative).is(Kind::elif_clause)) return silent;
    std::vector<Node> tests{m.at.child(Field::condition)};
    if (!duplicate_repeatable(m, tests[0])) return silent;
    for (Node clause : m.at.children()) {
        if (!clause.is(Kind::elif_clause)) continue;
        Node test = clause.child(Field::condition);
        if (!duplicate_repeatable(m, test)) return silent;
        for (Node earlier : tests)
            if (same_code(earlier, test))
                return found(test, m.message("`$test` is tested above, so this branch never runs",
                                             {{"test", short_code(test.text())}}))
                    .related(earlier.span(), "the same condition");
        tests.push_back(test);
    }
    return silent;
}

}  // namespace zen::rules
