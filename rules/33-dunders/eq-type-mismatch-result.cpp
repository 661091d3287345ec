// Finds what a comparison method returns for an operand of another type.
#include <map>
#include <string_view>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

// `isinstance(other, …)`, of the name itself.
bool eq_type_mismatch_result_asks(const Match& m, Node test, std::string_view other) {
    test = unparenthesized(test);
    if (!test.is(Kind::call) || !m.ask.means(test.child(Field::function), "isinstance")) return false;
    Node arguments = test.child(Field::arguments);
    return arguments.has_children(2) && arguments.child(0u).is(Kind::identifier) && arguments.child(0u).text() == other;
}

// Is the statement the wrong result: False (in `__ne__`, True), or an exception about types? Instead of that of
// `__eq__`, Python gives False, so there it may be meant.
bool eq_type_mismatch_result_wrong(const Match& m, Node statement, bool order, bool differs) {
    if (statement.is(Kind::return_statement))
        return unparenthesized(statement.child(0u)).is(differs ? Kind::true_ : Kind::false_);
    if (!order || !statement.is(Kind::raise_statement)) return false;
    Node what = statement.child(0u);
    if (what.is(Kind::call)) what = what.child(Field::function);
    return m.ask.means(what, "TypeError") || m.ask.means(what, "NotImplementedError");
}

// Where the file first and last calls a method of a name.
struct EqTypeMismatchResultCalls {
    std::map<std::string_view, std::pair<NodeId, NodeId>> by_name;

    explicit EqTypeMismatchResultCalls(const Model& ask) {
        for (NodeId id = 0; id < ask.tree().nodes.size(); ++id) {
            Node n(ask.tree(), id);
            if (!n.is(Kind::attribute) || n.field() != Field::function || !n.parent().is(Kind::call)) continue;
            std::string_view name = n.child(Field::attribute).text();
            if (name.starts_with("__")) by_name.try_emplace(name, id, id).first->second.second = id;
        }
    }
};

// Does other code of the file call the method by its name and use its result? `not self.__eq__(other)` would take
// NotImplemented for true.
bool eq_type_mismatch_result_called(const Match& m, std::string_view name) {
    const auto& calls = m.of_file<EqTypeMismatchResultCalls>().by_name;
    auto known = calls.find(name);
    if (known == calls.end()) return false;
    auto [first, last] = known->second;
    return first < m.at.id() || last >= m.at.record().next;
}

}  // namespace

Verdict eq_type_mismatch_result(const Match& m) {
    std::string_view name = m.at.child(Field::name).text();
    bool order = name == "__lt__" || name == "__le__" || name == "__gt__" || name == "__ge__";
    if ((!order && name != "__eq__" && name != "__ne__") || !class_of_method(m.ask, m.at)) return silent;
    std::vector<Parameter> all = parameters(m.at);
    if (all.size() != 2) return silent;
    std::string_view other = all[1].name();
    std::vector<Node> body = body_statements(m.at);
    Node answer, question;
    for (std::size_t i = 0; i < body.size() && !answer; ++i) {
        // `other = Table(other)`: what another type becomes is decided already.
        const Node changed = body[i].child(0u).child(Field::left);
        if (changed.is(Kind::identifier) && changed.text() == other) return silent;
        if (!body[i].is(Kind::if_statement)) continue;
        Node test = unparenthesized(body[i].child(Field::condition)), block = body[i].child(Field::consequence);
        if (test.is(Kind::not_operator) && eq_type_mismatch_result_asks(m, test.child(Field::argument), other)) {
            if (block.has_children(1)) answer = block.child(0u), question = test;
        } else if (eq_type_mismatch_result_asks(m, test, other)) {
            // The rest is for operands of other types, if the branch always returns or raises.
            Node otherwise = body[i].child(Field::alternative);
            if (otherwise.is(Kind::else_clause) && i + 1 == body.size()) {
                if (otherwise.child(Field::body).has_children(1)) answer = otherwise.child(Field::body).child(0u);
            } else if (!otherwise && i + 2 == body.size() && m.ask.leaves(block)) {
                answer = body[i + 1];
            }
            question = test;
        }
        if (answer && !eq_type_mismatch_result_wrong(m, answer, order, name == "__ne__")) answer = {};
    }
    if (!answer || eq_type_mismatch_result_called(m, name)) return silent;
    Edits edits(m);
    edits.replace(answer.span(), "return " + edits.name("NotImplemented"));
    return found(answer, edits,
                 m.message("`$method` compares with any type: use `return NotImplemented` for others",
                           {{"method", name}}))
        .related(question.span(), "tests for another type");
}

}  // namespace zen::rules
