// Gathers the calls of isinstance() on one subject in a row of `or` (or of `not … and not …`).
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

struct MergeIsinstanceTest {
    Node call, function, subject, classes;
};

MergeIsinstanceTest merge_isinstance_test(const Match& m, Node call) {
    Node function = call.child(Field::function);
    if (!function.is(Kind::identifier) || (function.text() != "isinstance" && function.text() != "issubclass"))
        return {};
    Node arguments = call.child(Field::arguments);
    if (!m.ask.is_builtin_function(function) || !arguments.has_children(2) || starred(call)) return {};
    Node subject = arguments.child(0u), classes = arguments.child(1u);
    if (!m.ask.pure(subject) || !m.ask.pure(classes)) return {};
    return {call, function, subject, classes};
}

}  // namespace

Verdict merge_isinstance(const Match& m) {
    const CallRow row = call_row(m.at);
    std::vector<MergeIsinstanceTest> tests;
    for (Node call : row.calls) tests.push_back(merge_isinstance_test(m, call));
    for (std::size_t first = 0; first < tests.size(); ++first) {
        if (!tests[first].call) continue;
        std::string classes, between;
        std::set<std::string> keys;  // a class named twice
        std::size_t count = 0, last = first;
        for (std::size_t i = first; i < tests.size() && i < first + 40; ++i) {
            if (!tests[i].call || tests[i].function.text() != tests[first].function.text() ||
                !same_code(tests[i].subject, tests[first].subject))
                continue;
            for (Node item : tests[i].classes.is(Kind::tuple) ? tests[i].classes.children().list()
                                                              : std::vector<Node>{tests[i].classes})
                if (keys.insert(code_key(item)).second)
                    classes += (classes.empty() ? "" : ", ") + code_for(item, lambda_level, true);
            ++count, last = i;
        }
        if (count < 2) continue;
        std::string test =
            formatted("{}{}({}, {})", row.denied ? "not " : "", tests[first].function.text(),
                      tests[first].subject.text(), keys.size() > 1 ? formatted("({})", classes) : classes);
        std::string message = m.message("`$function()` accepts a tuple of classes: write `$test`",
                                        {{"function", tests[first].function.text()}, {"test", short_code(test)}});
        auto span = row_span(row.operands[first], row.operands[last]);
        if (!span) return found(m.span, message);
        std::string others;
        for (std::size_t i = first + 1; i < last; ++i)
            if (!tests[i].call || !same_code(tests[i].subject, tests[first].subject) ||
                tests[i].function.text() != tests[first].function.text())
                others += (row.denied ? " and " : " or ") +
                          code_for(row.operands[i], row.denied ? not_level : and_level, false);
        Edits edits(m);
        edits.replace(*span, test + others);
        return found(*span, edits, message).unsafe(!others.empty());
    }
    return silent;
}

}  // namespace zen::rules
