// A row of `x == a or x == b` (or of `x != a and x != b`) over one subject.
#include <algorithm>
#include <unordered_map>

#include "rule.h"

namespace zen::rules {

namespace {

struct RepeatedEqualityTest {
    std::size_t place;  // in the row
    Node left, right;
};

bool repeated_equality_subject(const Match& m, Node n) {
    if (m.ask.means(n, "sys.platform") || m.ask.means(n, "sys.version_info")) return false;
    if (n.is(Kind::subscript)) {
        Node key = n.child(Field::subscript);
        if (!n.has_children(2) || !(m.ask.constant(key) || key.is_any({Kind::identifier, Kind::attribute})))
            return false;
        return repeated_equality_subject(m, n.child(Field::value));
    }
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    return n.is(Kind::identifier);
}

// Can the value be evaluated without need: a constant, a name, or attributes of one? `or` stops before a division by
// zero or a missing item.
bool repeated_equality_value(const Match& m, Node n) {
    if (m.ask.constant(n)) return true;
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    return n.is(Kind::identifier);
}

// Is the answer certainly the same? `in` tests identity first and calls `==` of its items, which matters for neither
// ints nor strings; it evaluates the subject once, asks for `==` instead of `!=`, and gives True or False.
bool repeated_equality_same(const Match& m, Node subject, const std::vector<Node>& values, Kind comparison) {
    if (!subject.is(Kind::identifier) || !std::ranges::all_of(values, leaves_answer_to_others)) return false;
    if (comparison == Kind::op_eq_eq && boolean_context(m.at)) return true;
    // A float may be one of NumPy, whose answers are of its own class.
    return m.ask.type(subject).only(Type::str | Type::bytes | Type::int_ | Type::bool_ | Type::none);
}

// May a type checker have to infer from the row which strings of a `Literal` are left? mypy 2.4.1 does so for `==` and
// not for `in`, so a chain that ends in `assert_never()` passes no longer.
bool repeated_equality_narrows(const Match& m, Node subject, const std::vector<Node>& values) {
    if (std::ranges::none_of(values, [](Node v) { return v.is_any({Kind::string, Kind::integer}); })) return false;
    for (std::string_view name : {"typing.assert_never", "typing_extensions.assert_never"})
        if (!m.ask.spelling(name, m.at).empty()) return true;
    const Binding* b = m.ask.binding(subject);
    if (!b) return false;
    Node declaration = Node(m.ask.tree(), b->first_store).parent();
    if (!declaration.is_any({Kind::typed_parameter, Kind::typed_default_parameter, Kind::assignment})) return false;
    return declaration.child(Field::type).text().find("Literal[") != std::string_view::npos;
}

}  // namespace

Verdict repeated_equality(const Match& m) {
    Kind row = m.at.child(Field::operator_).kind();
    Kind comparison = row == Kind::kw_or ? Kind::op_eq_eq : Kind::op_bang_eq;
    if (!is_whole_row(m.at)) return silent_for_all;  // the row's top decides
    bool known_to_simplify =
        row == Kind::kw_or && !m.ask.has_comment(m.span);  // SIM109, which asks for plain names, too
    std::vector<Node> operands = operand_row(m.at, row);
    std::vector<RepeatedEqualityTest> tests;
    std::unordered_map<std::string_view, std::vector<std::size_t>> about;  // the tests of a name or attribute
    for (std::size_t k = 0; k < operands.size(); ++k) {
        const auto [left, op, right] = sole_comparison(operands[k]);
        if (!op.is(comparison)) continue;
        tests.push_back({k, unparenthesized(left), unparenthesized(right)});
        for (Node side : {tests.back().left, tests.back().right})
            if (side.is_any({Kind::identifier, Kind::attribute, Kind::subscript})) {
                std::vector<std::size_t>& same = about[side.text()];
                if (same.empty() || same.back() != tests.size() - 1) same.push_back(tests.size() - 1);
            }
    }
    for (std::size_t i = 0; i < tests.size(); ++i) {
        for (Node subject : {tests[i].left, tests[i].right}) {
            auto same = about.find(subject.text());
            if (same == about.end() || same->second.front() != i || same->second.size() < 2) continue;
            if (!repeated_equality_subject(m, subject)) continue;
            std::vector<Node> values;
            std::vector<std::size_t> places;      // in the row
            bool doubtful = false, leads = true;  // is it the left operand of all?
            for (std::size_t of : same->second) {
                const RepeatedEqualityTest& t = tests[of];
                bool left = same_code(t.left, subject), right = same_code(t.right, subject);
                if (left && right) doubtful = true;
                if (!left && !right) continue;
                leads = leads && left;
                Node value = left ? t.right : t.left;
                if (!repeated_equality_value(m, value)) doubtful = true;
                values.push_back(value);
                places.push_back(t.place);
            }
            bool distinct = false;
            for (Node v : values) distinct = distinct || !same_code(v, values[0]);
            // `x == None` is another rule's finding.
            if (std::ranges::any_of(values, [](Node v) { return v.is_any({Kind::none, Kind::true_, Kind::false_}); }))
                continue;
            if (values.size() < 2 || doubtful || !distinct) continue;
            bool names = subject.is(Kind::identifier);
            for (Node v : values) names = names && v.is(Kind::identifier);
            bool constants = std::ranges::all_of(values, [&](Node v) { return m.ask.constant(v); });
            const std::uint32_t shape =
                subject.is(Kind::subscript) ? 4u : (known_to_simplify && names ? 0 : 1) + (leads || constants ? 0 : 2);
            if (m.index() != shape) return silent;
            std::string list;
            for (Node v : values) list += (list.empty() ? "" : ", ") + code_for(v, lambda_level, true);
            std::string test = formatted("{}{}{})", subject.text(), row == Kind::kw_or ? " in (" : " not in (", list);
            std::string message = m.message("`$subject` is compared repeatedly: write `$test`",
                                            {{"subject", short_code(subject.text(), 30)}, {"test", short_code(test)}});
            if (places.back() - places.front() + 1 != places.size()) {  // others stand between
                bool compares = false;
                for (std::size_t k = places.front(); k < places.back(); ++k)
                    compares = compares ||
                               (operands[k].is(Kind::comparison_operator) && !std::ranges::binary_search(places, k));
                if (compares) continue;  // two rows in one, asked in this order
                return found(m.span, message);
            }
            auto span = row_span(operands[places.front()], operands[places.back()]);
            if (!span) return found(m.span, message);
            Edits edits(m);
            const Span bracketed = with_own_parentheses(m.at);
            const bool whole = span->start == m.at.start() && span->end == m.at.end();
            edits.replace(
                whole && test.find('\n') == test.npos && required_precedence(m.at.parent()) <= Precedence::comparison
                    ? bracketed
                    : *span,
                test);
            if (repeated_equality_narrows(m, subject, values))
                return found(*span, edits, message).unsafe_because("mypy does not narrow a `Literal` by `in`");
            return found(*span, edits, message).unsafe(!repeated_equality_same(m, subject, values, comparison));
        }
    }
    return silent;
}

}  // namespace zen::rules
