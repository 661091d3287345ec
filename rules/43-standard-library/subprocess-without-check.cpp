// Does the code look at the exit status itself? Then the word is `check=False`.
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
    if (checks) return found(function, "`check=True` raises at once, as `check_returncode()` does later");
    if (looks) return found(function, "say that you look at `returncode` yourself: `check=False`");
    Node command = m.run("arguments").node();
    std::string shown = command && !command.is(Kind::keyword_argument) ? short_code(command.text(), 40) : "the program";
    return found(function, "if `" + shown +
                               "` fails, nobody hears of it: `check=True` raises (or `check=False`, if that is meant)");
}

}  // namespace zen::rules
