// Collects the tests of a chain: `elif`s, or an `if` after another whose body never falls through.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The arguments of `isinstance(value, types)`; empty if the condition is something else.
struct IsinstanceLadderStep {
    Node value, types;
};

IsinstanceLadderStep isinstance_ladder_step(const Match& m, Node condition) {
    condition = unparenthesized(condition);
    if (!condition.is(Kind::call) || !m.ask.means(condition.child(Field::function), "isinstance")) return {};
    Node list = condition.child(Field::arguments);
    if (!list.is(Kind::argument_list) || !list.has_children(2)) return {};
    Node value = list.child(0u);
    for (Node n = value; !n.is(Kind::identifier); n = n.child(Field::object))
        if (!n.is(Kind::attribute)) return {};
    return {value, list.child(1u)};
}

// Adds the tests of one `if` with its `elif`s; false if one of the conditions is something else.
bool isinstance_ladder_add(const Match& m, Node statement, std::vector<IsinstanceLadderStep>& steps) {
    auto add = [&](Node condition) {
        IsinstanceLadderStep step = isinstance_ladder_step(m, condition);
        if (!step.value || (!steps.empty() && !same_code(step.value, steps[0].value))) return false;
        steps.push_back(step);
        return true;
    };
    if (!add(statement.child(Field::condition))) return false;
    for (Node n : statement.children())
        if (n.is(Kind::elif_clause) && !add(n.child(Field::condition))) return false;
    return true;
}

bool isinstance_ladder_ends(const Match& m, Node statement) {
    if (statement.child(Field::consequence).has_children(0)) return false;
    for (Node n : statement.children()) {
        if (n.is(Kind::else_clause)) return false;
        Node block = n.is(Kind::elif_clause) ? n.child(Field::consequence) : n;
        if (block.is(Kind::block) && !m.ask.leaves(block)) return false;
    }
    return true;
}

// All types of the test, with tuples and unions unpacked.
std::vector<Node> isinstance_ladder_types(Node types) {
    std::vector<Node> todo{types}, out;
    while (!todo.empty()) {
        Node n = unparenthesized(todo.back());
        todo.pop_back();
        if (n.is_any({Kind::tuple, Kind::binary_operator})) {
            std::vector<Node> parts = n.children().list();
            todo.insert(todo.end(), parts.rbegin(), parts.rend());
        } else {
            out.push_back(n);
        }
    }
    return out;
}

}  // namespace

Verdict isinstance_ladder(const Match& m) {
    std::vector<IsinstanceLadderStep> steps;
    if (!isinstance_ladder_add(m, m.at, steps)) return silent;
    // The finding is reported at the first `if` of a row.
    std::vector<IsinstanceLadderStep> before;
    if (Node previous = m.at.previous_sibling(); previous.is(Kind::if_statement) && isinstance_ladder_ends(m, previous))
        if (isinstance_ladder_add(m, previous, before) && same_code(before[0].value, steps[0].value)) return silent;
    bool only_raises = true;
    auto look = [&](Node statement) {
        for (Node n : statement.children()) {
            Node block = n.is(Kind::elif_clause) ? n.child(Field::consequence) : n;
            if (block.is(Kind::block) && m.ask.exit(block) != Model::Exit::raises) only_raises = false;
        }
    };
    look(m.at);
    for (Node last = m.at; isinstance_ladder_ends(m, last);) {
        Node next = last.next_sibling();
        std::size_t had = steps.size();
        if (!next.is(Kind::if_statement) || !isinstance_ladder_add(m, next, steps)) {
            steps.resize(had);
            break;
        }
        look(next);
        last = next;
    }
    int least = m.option_number("branches");
    if (static_cast<int>(steps.size()) < least || only_raises) return silent;

    // An operator must test its operand.
    Node function = m.ask.enclosing_function(m.at);
    if (function.child(Field::name).text().starts_with("__") && m.ask.enclosing_class(function)) {
        std::vector<Parameter> given = parameters(function);
        if (given.size() == 2 && given[1].name() == steps[0].value.text()) return silent;
    }

    bool builtin = true, own = true;
    for (const IsinstanceLadderStep& step : steps)
        for (Node type : isinstance_ladder_types(step.types)) {
            const Binding* binding = m.ask.binding(type);
            own = own && binding && (binding->flags & Binding::definition);
            builtin = builtin && type.is(Kind::identifier) && !binding && m.ask.names_builtin(type.text());
        }
    bool has_match = m.ask.target() >= PythonVersion{3, 10};
    // The function does nothing else with its first parameter.
    bool dispatch = !builtin && function.is(Kind::function_definition) && !m.ask.enclosing_class(function) &&
                    first_parameter(function).text() == steps[0].value.text() &&
                    m.at.parent() == function.child(Field::body);
    if (!own && !dispatch && (!has_match || static_cast<int>(steps.size()) <= least)) return silent;
    std::string match = m.message("use `match $value: case $type(): ...`",
                                  {{"value", short_code(steps[0].value.text(), 30)},
                                   {"type", short_code(isinstance_ladder_types(steps[0].types)[0].text(), 30)}});
    std::string advice = own ? "define a method in each class" : dispatch ? "use `functools.singledispatch`" : match;
    if ((own || dispatch) && has_match) append(advice, ", or {}", match);
    Span head{m.at.start(), m.at.child(Field::condition).end()};
    return found(head, m.message("$count tests for the type of `$value`: $advice",
                                 {{"count", std::to_string(steps.size())},
                                  {"value", short_code(steps[0].value.text(), 30)},
                                  {"advice", advice}}));
}

}  // namespace zen::rules
