// Does the code test the exit status itself? Then suggest `check=False`.
#include "rule.h"

namespace zen::rules {

namespace {

// The attribute read from the expression's value: `returncode` of `run(…).returncode`.
std::string_view subprocess_without_check_attribute(Node value) {
    Node parent = value.parent();
    while (parent.is_any({Kind::parenthesized_expression, Kind::await})) value = parent, parent = parent.parent();
    return parent.is(Kind::attribute) && parent.child(Field::object) == value ? parent.child(Field::attribute).text()
                                                                              : "";
}

}  // namespace

Verdict subprocess_without_check(const Match& m) {
    for (Node a : m.run("arguments").nodes()) {
        if (a.is(Kind::dictionary_splat)) return silent;
        if (a.is(Kind::keyword_argument) && a.child(Field::name).text() == "check") return silent;
    }
    bool looks = false, checks = false;
    auto note = [&](std::string_view attribute) {
        looks = looks || attribute == "returncode";
        checks = checks || attribute == "check_returncode";
    };
    note(subprocess_without_check_attribute(m.at));
    Node assignment = m.at.parent();
    if (assignment.is(Kind::assignment) && assignment.child(Field::left).is(Kind::identifier))
        for (Node use : m.ask.uses(assignment.child(Field::left))) note(subprocess_without_check_attribute(use));
    Node function = m.at.child(Field::function);
    if (checks) return found(function, "`check_returncode()` raises later: pass `check=True` to raise at once");
    if (looks != (m.index() == 1)) return silent;
    if (looks) return found(function, "this code tests `returncode` itself: pass `check=False`");
    Node command = m.run("arguments").node();
    std::string shown = command && !command.is(Kind::keyword_argument) ? short_code(command.text(), 40) : "the program";
    return found(function,
                 m.message("a failure of `$command` is ignored: pass `check=True` (or `check=False` if intended)",
                           {{"command", shown}}));
}

}  // namespace zen::rules
