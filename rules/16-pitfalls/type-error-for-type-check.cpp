// Every condition that leads to the `raise` tests a type, and nothing else.
#include "rule.h"

namespace zen::rules {

namespace {

// Nothing but `isinstance()`, `issubclass()` and `callable()`, negated and joined by `and` and `or` or not.
bool type_error_for_type_check_tests(const Match& m, Node test) {
    std::vector<Node> todo{test};
    while (!todo.empty()) {
        Node n = unparenthesized(todo.back());
        todo.pop_back();
        if (n.is_any({Kind::not_operator, Kind::boolean_operator})) {
            for (Node operand : n.children()) todo.push_back(operand);
            continue;
        }
        Node function = n.child(Field::function);
        if (!n.is(Kind::call) || !(m.ask.means(function, "isinstance") || m.ask.means(function, "issubclass") ||
                                   m.ask.means(function, "callable")))
            return false;
    }
    return true;
}

}  // namespace

Verdict type_error_for_type_check(const Match& m) {
    Node raised = m.at.child(0u);
    if (raised.is(Kind::call)) raised = raised.child(Field::function);
    if (!raised.is(Kind::identifier) || raised.text() == "TypeError" || raised.text() == "NotImplementedError" ||
        !m.ask.is_builtin_function(raised))
        return silent;
    Node block = m.at.parent(), arm = block.parent();
    if (!block.is(Kind::block) || !arm.is_any({Kind::if_statement, Kind::elif_clause, Kind::else_clause}))
        return silent;
    for (Node n : block.children()) {
        if (n == m.at) break;
        if (!n.is(Kind::expression_statement)) return silent;
    }
    Node chain = arm.is(Kind::if_statement) ? arm : arm.parent();
    if (!chain.is(Kind::if_statement)) return silent;
    std::size_t tests = 0;
    auto all_tests = [&](Node condition) { return ++tests < 50 && type_error_for_type_check_tests(m, condition); };
    if (!all_tests(chain.child(Field::condition))) return silent;
    for (Node n : chain.children()) {
        if (n.start() > m.at.start()) break;
        if (n.is(Kind::elif_clause) && !all_tests(n.child(Field::condition))) return silent;
    }
    return found(raised, m.message("this tests a type: raise `TypeError` instead of `$error`",
                                   {{"error", std::string(raised.text())}}));
}

}  // namespace zen::rules
