#include "semantics/code/main_block.h"

#include <algorithm>

#include "semantics/ascent.h"
#include "syntax/literal_text.h"

namespace zen {
namespace {

bool is_name(Node n) {
    n = unparenthesized(n);
    return n.is(Kind::identifier) && n.text() == "__name__";
}

bool is_main(Node n) {
    n = unparenthesized(n);
    return n.is_any({Kind::string, Kind::concatenated_string}) && literal_text(n) == "__main__";
}

bool only_main(Node n) {
    n = unparenthesized(n);
    if (!n.is_any({Kind::tuple, Kind::list, Kind::set}) || n.has_children(0)) return false;
    return std::ranges::all_of(n.children(), is_main);
}

// Is the name `__main__` wherever the test has that truth?
bool says_main(Node test, bool truth, int depth = 0) {
    test = unparenthesized(test);
    if (depth > 20) return false;
    if (test.is(Kind::not_operator)) return says_main(test.child(Field::argument), !truth, depth + 1);
    if (test.is(Kind::boolean_operator)) {
        const bool left = says_main(test.child(Field::left), truth, depth + 1);
        const bool one_will_do = test.child(Field::operator_).is(Kind::kw_and) == truth;
        if (left == one_will_do) return left;
        return says_main(test.child(Field::right), truth, depth + 1);
    }
    if (!test.is(Kind::comparison_operator) || !test.has_children(2)) return false;
    const Node left = test.child(0u), right = test.child(1u);
    const std::string_view op = test.child(Field::operators).text();
    const bool equal = op == "==" || op == "is", unequal = op == "!=" || op == "<>" || op.starts_with("is ");
    if (equal || unequal)
        return equal == truth && ((is_name(left) && is_main(right)) || (is_main(left) && is_name(right)));
    if (op != "in" && !op.starts_with("not")) return false;
    return (op == "in") == truth && is_name(left) && only_main(right);
}

// Has one of the tests above that clause failed in such a way?
bool else_of_others(Node statement, Node clause) {
    if (says_main(statement.child(Field::condition), false)) return true;
    for (Node c : statement.children()) {
        if (c == clause) break;
        if (c.is(Kind::elif_clause) && says_main(c.child(Field::condition), false)) return true;
    }
    return false;
}

}  // namespace

bool in_main_block(const Model& model, Node n) {
    Ascent up(model);
    for (Node inner = n; n; inner = n, n = up(n)) {
        switch (n.kind()) {
            case Kind::if_statement:
                if (inner.field() == Field::consequence && says_main(n.child(Field::condition), true)) return true;
                if (inner.is_any({Kind::elif_clause, Kind::else_clause}) && else_of_others(n, inner)) return true;
                break;
            case Kind::elif_clause:
                if (inner.field() == Field::consequence && says_main(n.child(Field::condition), true)) return true;
                break;
            case Kind::while_statement:
                if (inner.field() == Field::body && says_main(n.child(Field::condition), true)) return true;
                break;
            case Kind::conditional_expression:
                if (inner == n.child(0u) && says_main(n.child(1u), true)) return true;
                if (inner == n.child(2u) && says_main(n.child(1u), false)) return true;
                break;
            case Kind::boolean_operator:
                if (inner == n.child(Field::right) &&
                    says_main(n.child(Field::left), n.child(Field::operator_).is(Kind::kw_and)))
                    return true;
                break;
            case Kind::case_clause:
                if (inner.field() == Field::consequence && is_name(n.parent().parent().child(Field::subject)) &&
                    n.child(0u).is(Kind::case_pattern) && n.child(0u).has_children(1) && is_main(n.child(0u).child(0u)))
                    return true;
                break;
            default:
                break;
        }
    }
    return false;
}

}  // namespace zen
