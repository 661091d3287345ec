// All branches compare one subject with values that a `case` can have: literals and dotted names.
#include "rule.h"

namespace zen::rules {

namespace {

bool ladder_match_value(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::attribute)) {
        for (n = n.child(Field::object); n.is(Kind::attribute);) n = n.child(Field::object);
        return n.is(Kind::identifier) && n.text() != "self" && n.text() != "cls";
    }
    if (n.is(Kind::unary_operator))
        return n.last_child().is_any({Kind::integer, Kind::float_}) && n.text().starts_with('-');
    if (n.is_any({Kind::string, Kind::concatenated_string})) {
        for (Node part : n.descendants())
            if (part.is(Kind::interpolation) ||
                (part.is(Kind::string_start) && part.text().find_first_of("fFtT") != std::string_view::npos))
                return false;
        return true;
    }
    return n.is_any({Kind::integer, Kind::float_});
}

// The subject and the pattern of a test; false if it is of another kind. `exact` becomes false where the test does not
// ask what a `case` asks, `subject == value` or `subject is None`: a set asks for the hash.
bool ladder_match_test(Node test, Node& subject, std::string& pattern, bool& exact) {
    test = unparenthesized(test);
    if (test.is(Kind::boolean_operator) && test.child(Field::operator_).is(Kind::kw_or)) {
        Node again;
        std::string left, right;
        int depth = 0;
        for (Node n = test; n.is(Kind::boolean_operator); n = unparenthesized(n.child(Field::left)))
            if (++depth > 20) return false;
        if (!ladder_match_test(test.child(Field::left), subject, left, exact) ||
            !ladder_match_test(test.child(Field::right), again, right, exact) || !same_code(subject, again))
            return false;
        pattern = formatted("{} | {}", left, right);
        return true;
    }
    const auto [left, op, right] = sole_comparison(test);
    if (!op) return false;
    Node a = unparenthesized(left), b = unparenthesized(right);
    subject = a;
    pattern.clear();
    if (op.is(Kind::kw_is) && b.is(Kind::none)) {
        pattern = "None";
    } else if (op.is(Kind::op_eq_eq)) {
        if (!ladder_match_value(b) || (ladder_match_value(a) && !a.is(Kind::attribute))) {
            if (b.is_any({Kind::true_, Kind::false_, Kind::none}) || !ladder_match_value(a)) return false;
            subject = b, b = a;
            exact = exact && leaves_answer_to_others(b);
        }
        pattern = b.text();
    } else if (op.is(Kind::kw_in) && b.is_any({Kind::tuple, Kind::list, Kind::set})) {
        for (Node v : b.children()) {
            if (!ladder_match_value(v)) return false;
            exact = exact && !b.is(Kind::set) && leaves_answer_to_others(v);
            pattern += (pattern.empty() ? "" : " | ") + std::string(unparenthesized(v).text());
        }
    }
    return !pattern.empty();
}

// Does the subject give the same value at each test, whatever `==` of its class does: is it a function's own name?
bool ladder_match_stays(const Model& model, Node subject) {
    const Binding* binding = subject.is(Kind::identifier) ? model.binding(subject) : nullptr;
    return binding && model.scopes()[binding->scope].sort == Scope::function &&
           !(binding->flags & (Binding::global_declared | Binding::nonlocal_declared));
}

}  // namespace

Verdict if_ladder_to_match(const Match& m) {
    Node subject, last;
    bool exact = true;
    std::size_t arms = 0;
    std::string unit;
    std::vector<std::pair<Node, std::string>> heads;  // the arm, and its `case`
    for (Node arm = m.at; arm; arm = arm == m.at ? m.at.child(Field::alternative) : arm.next_sibling()) {
        last = arm;
        if (arm.is(Kind::else_clause)) {
            heads.emplace_back(arm, "_");
            continue;
        }
        Node here, condition = arm.child(Field::condition);
        std::string pattern;
        if (!ladder_match_test(condition, here, pattern, exact) ||
            condition.text().find('\n') != std::string_view::npos)
            return silent;
        if (subject && !same_code(subject, here)) return silent;
        subject = here;
        heads.emplace_back(arm, pattern);
        ++arms;
    }
    if (arms < static_cast<std::size_t>(m.option_number("arms"))) return silent;

    // Lengths: worth it where items are taken by index, and for a person to write.
    Node length = subject.is(Kind::call) && m.ask.means(subject.child(Field::function), "len")
                      ? subject.child(Field::arguments).child(0u)
                      : Node();
    if (length) {
        bool indexed = false;
        for (Node n : m.at.descendants())
            indexed = indexed || (n.is(Kind::subscript) && same_code(n.child(Field::value), length) &&
                                  n.child(Field::subscript).is(Kind::integer));
        if (!indexed || !m.ask.pure(length)) return silent;
        return found(m.at.child(Field::condition),
                     m.message("length tests of `$seq`, then items by index: use `match` with `case [a, b]:`",
                               {{"seq", short_code(length.text())}}));
    }
    if (!m.ask.pure(subject) || m.ask.constant(subject)) return silent;

    const Tree& tree = m.ask.tree();
    Node first = m.at.child(Field::consequence).child(0u);
    std::string_view outer = indentation(m.at);
    unit = opens_line(first) ? std::string(indentation(first).substr(outer.size()))
                             : std::string(indentation_step(m, outer));
    Edits edits(m);
    for (auto& [arm, pattern] : heads) {
        Node keyword = *arm.all_children().begin(),
             before = arm.is(Kind::else_clause) ? keyword : arm.child(Field::condition);
        Node colon(tree, before.record().next);
        if (!colon.is(Kind::op_colon)) edits.give_up();
        std::string head = formatted("case {}:", pattern);
        if (arm == m.at) head = formatted("match {}:\n{}{}{}", subject.text(), outer, unit, head);
        edits.replace(Span{keyword.start(), colon.end()}, head);
    }
    edits.shift({whole_lines(tree, {m.at.start(), m.at.start()}).end, whole_lines(tree, m.at.span()).end}, outer,
                formatted("{}{}", outer, unit));
    std::string subject_code(short_code(subject.text()));
    return found(m.at.child(Field::condition), edits,
                 m.message("each branch compares `$subject`: use `match $subject:` with a `case` per value",
                           {{"subject", subject_code}}))
        .unsafe(!exact || !ladder_match_stays(m.ask, subject));
}

}  // namespace zen::rules
