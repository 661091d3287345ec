// Gathers the calls of one method on one subject in a row of `or` (or of `not … and not …`).
#include "rule.h"

namespace zen::rules {

namespace {

struct StartswithTupleTest {
    Node call, subject, argument;
    std::string_view method;
};

StartswithTupleTest startswith_tuple_test(const Match& m, Node call) {
    Node function = call.child(Field::function);
    std::string_view method = function.child(Field::attribute).text();
    Node arguments = call.child(Field::arguments);
    if (!function.is(Kind::attribute) || (method != "startswith" && method != "endswith")) return {};
    if (!arguments.is(Kind::argument_list) || !arguments.has_children(1)) return {};
    Node argument = arguments.child(0u), subject = function.child(Field::object);
    if (argument.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat})) return {};
    if (!m.ask.pure(argument) || !m.ask.pure(subject)) return {};
    // A name may stand for a tuple, which must not be put into another one.
    if (!argument.is(Kind::tuple) && m.ask.type(argument).known() && m.ask.type(argument).maybe(Type::tuple)) return {};
    return {call, subject, argument, method};
}

}  // namespace

Verdict startswith_tuple(const Match& m) {
    const CallRow row = call_row(m.at);
    std::vector<StartswithTupleTest> tests;
    for (Node call : row.calls) tests.push_back(startswith_tuple_test(m, call));
    for (std::size_t first = 0; first < tests.size(); ++first) {
        const StartswithTupleTest& head = tests[first];
        if (!head.call) continue;
        std::string arguments;
        std::size_t count = 0, last = first;
        bool plain = m.ask.type(head.subject).only(Type::str | Type::bytes);
        for (std::size_t i = first; i < tests.size(); ++i) {
            const StartswithTupleTest& test = tests[i];
            if (!test.call || test.method != head.method || !same_code(test.subject, head.subject)) continue;
            plain = plain && m.ask.type(test.argument).only(Type::str | Type::bytes | Type::tuple);
            if (test.argument.is(Kind::tuple))
                for (Node item : test.argument.children())
                    arguments += (arguments.empty() ? "" : ", ") + code_for(item, lambda_level, true);
            else
                arguments += (arguments.empty() ? "" : ", ") + code_for(test.argument, lambda_level, true);
            ++count, last = i;
        }
        if (count < 2) continue;
        std::string test =
            formatted("{}{}(({}))", row.denied ? "not " : "", head.call.child(Field::function).text(), arguments);
        std::string message = m.message("`$method()` accepts a tuple: write `$test`",
                                        {{"method", head.method}, {"test", short_code(test)}});
        auto span = row_span(row.operands[first], row.operands[last]);
        if (!span) return found(m.span, message);
        if (last - first + 1 != count) return found(*span, message);  // other tests stand between
        Edits edits(m);
        edits.replace(*span, test);
        return found(*span, edits, message).unsafe(!plain);
    }
    return silent;
}

}  // namespace zen::rules
