// Which test to suggest depends on what the type is compared with.
#include <algorithm>
#include <unordered_set>

#include "rule.h"

namespace zen::rules {

namespace {

Node type_comparison_subject(const Match& m, Node n) {  // x of `type(x)`
    if (!n.is(Kind::call) || !m.ask.means(n.child(Field::function), "type")) return {};
    Node arguments = n.child(Field::arguments);
    bool one = arguments.has_children(1) && !arguments.child(0u).is_any({Kind::list_splat, Kind::keyword_argument});
    return one ? arguments.child(0u) : Node();
}

// One of Python's own classes. Its exceptions, which begin with a capital letter, are compared in other ways.
bool type_comparison_class(const Match& m, Node n) {
    if (!n.is(Kind::identifier) || n.text().front() < 'a' || !m.ask.is_builtin_function(n)) return false;
    return m.ask.type(n).only(Type::class_);
}

// The class of a literal: str of "".
std::string_view type_comparison_of_literal(const Match& m, Node value) {
    Type type = m.ask.type(value);
    constexpr std::pair<std::uint32_t, std::string_view> names[] = {
        {Type::str, "str"},      {Type::bytes, "bytes"}, {Type::int_, "int"},
        {Type::float_, "float"}, {Type::bool_, "bool"},  {Type::list, "list"},
        {Type::dict, "dict"},    {Type::tuple, "tuple"}, {Type::set, "set"}};
    if (m.ask.pure(value) && !value.is_any({Kind::identifier, Kind::attribute, Kind::subscript}))
        for (auto& [bit, name] : names)
            if (type.only(bit)) return name;
    return "";
}

// Is it certainly a class, and one of which this file has no subclasses, which the comparison may be there to tell
// apart? A variable holds a class that is chosen elsewhere, or no class at all.
bool type_comparison_open(const Match& m, Node n) {
    if (n.is(Kind::attribute)) return !m.ask.qualified(n).empty();
    const Binding* binding = m.ask.binding(n);
    return !binding || ((binding->flags & (Binding::definition | Binding::import)) && !named_as_base(m.ask, n));
}

bool type_comparison_exact(const Match& m) {
    Node function = m.ask.enclosing_function(m.at);
    std::string_view name = function.child(Field::name).text();
    return name == "__eq__" || name == "__ne__";
}

// What functions ask of a value, or make of it: `isinstance(x, str)`, `str(x)`.
struct TypeComparisonFile {
    explicit TypeComparisonFile(const Model& ask) {
        constexpr std::string_view made[] = {"str", "bytes", "list", "dict", "set"};
        for (Node n : Node(ask.tree(), 0).descendants()) {
            if (!n.is(Kind::call) || !n.child(Field::function).is(Kind::identifier)) continue;
            const Node arguments = n.child(Field::arguments), first = arguments.child(0u);
            const std::string_view function = n.child(Field::function).text();
            if (function == "isinstance" && arguments.has_children(2)) {
                for (Node part : arguments.child(1u).descendants())
                    if (part.is(Kind::identifier)) asked.insert(key(ask, n, first, part.text()));
            } else if (std::ranges::find(made, function) != std::ranges::end(made) && sole_argument(n)) {
                converted.insert(key(ask, n, first, function));
            }
        }
    }

    static std::string key(const Model& ask, Node place, Node value, std::string_view type) {
        return formatted("{} {} {}", ask.enclosing_function(place).id(), value.text(), type);
    }

    std::unordered_set<std::string> asked, converted;
};

// Under `if isinstance(x, …)` another test of x's type is meant to be exact. Where the function also asks for the same
// class with its subclasses, it is meant to be exact too, or quick.
bool type_comparison_beside_isinstance(const Match& m, Node subject, std::string_view wanted) {
    for (Node up = m.at.parent(); up; up = up.parent()) {
        if (!up.is_any({Kind::if_statement, Kind::elif_clause, Kind::boolean_operator, Kind::conditional_expression}))
            continue;
        for (Node n : (up.child(Field::condition) ? up.child(Field::condition) : up).descendants())
            if (n.is(Kind::call) && m.ask.means(n.child(Field::function), "isinstance") &&
                same_code(n.child(Field::arguments).child(0u), subject))
                return true;
    }
    const auto& file = m.of_file<TypeComparisonFile>();
    return file.asked.contains(TypeComparisonFile::key(m.ask, m.at, subject, wanted));
}

// `if type(x) is str: x = Name(x)`: what is one of a subclass already is not made into one again. And the other way
// round, `if type(x) is str: return x` above `return str(x)`: what is of a subclass is made a plain str.
bool type_comparison_converts(const Match& m, Node subject, std::string_view wanted) {
    Node branch = m.at.parent();
    while (branch.is_any({Kind::boolean_operator, Kind::not_operator, Kind::parenthesized_expression}))
        branch = branch.parent();
    const Node body = branch.child(Field::consequence), only = body.child(0u);
    if (only.is(Kind::return_statement) && same_code(only.child(0u), subject)) {
        const auto& file = m.of_file<TypeComparisonFile>();
        if (file.converted.contains(TypeComparisonFile::key(m.ask, m.at, subject, wanted))) return true;
    }
    for (Node n : body.descendants())
        if (n.is(Kind::identifier) && n.text() == subject.text() && m.ask.stored(n)) return true;
    return false;
}

// `type(x) == int or type(x) is str`: a test beside it that stays exact, so the others are meant to be.
bool type_comparison_beside_exact(const Match& m, Node subject) {
    Node row = m.at;
    while (row.parent().is_any({Kind::boolean_operator, Kind::parenthesized_expression, Kind::not_operator}))
        row = row.parent();
    if (row == m.at) return false;
    const bool condition = row.field() == Field::condition;
    for (Node n : row.descendants()) {
        if (!n.is(Kind::comparison_operator) || n == m.at || !n.has_children(2)) continue;
        const Node asked = type_comparison_subject(m, n.child(0u)), op = n.child(Field::operators);
        if (!asked || !same_code(asked, subject) || op.is_any({Kind::op_eq_eq, Kind::op_bang_eq})) continue;
        const std::string_view wanted = n.child(1u).text();
        constexpr std::string_view reported[] = {"str", "bytes", "list", "dict", "set"};
        if (!condition || !op.is(Kind::kw_is) || std::ranges::find(reported, wanted) == std::ranges::end(reported))
            return true;
    }
    return false;
}

bool type_comparison_mentions_dtype(Node n) {
    for (Node part : n.descendants())
        if (part.is(Kind::identifier) && part.text().find("dtype") != std::string_view::npos) return true;
    return false;
}

}  // namespace

Verdict type_comparison(const Match& m) {
    Node a = m["a"], b = m["b"];
    bool negated = !m.at.child(Field::operators).is_any({Kind::op_eq_eq, Kind::kw_is});
    bool equality = m.at.child(Field::operators).is_any({Kind::op_eq_eq, Kind::op_bang_eq});
    if (type_comparison_exact(m)) return silent;
    std::string wanted;
    Node subject;
    if (m.index() == 2) {  // by its name
        subject = a;
        if (!b.has_children(3)) return silent;
        wanted = b.child(1u).text();
        auto id = m.ask.lookup(wanted, m.at);
        bool known = id && (m.ask.bindings()[*id].flags & (Binding::definition | Binding::import));
        if (!known && m.ask.spelling(wanted, m.at).empty()) return silent;  // the name saves an import
        if (known && under_type_checking(Node(m.ask.tree(), m.ask.bindings()[*id].first_store))) return silent;
    } else if (!equality) {
        subject = a;
        wanted = b.text();
    } else {
        Node left = type_comparison_subject(m, a), right = type_comparison_subject(m, b);
        bool classes = type_comparison_class(m, a) || type_comparison_class(m, b);
        if (!left && !right && !classes) return silent;
        if (!(left || right) && (type_comparison_mentions_dtype(a) || type_comparison_mentions_dtype(b))) return silent;
        if (right && !left) std::swap(left, right), std::swap(a, b);
        subject = left;
        if (left && !right && b.is_any({Kind::identifier, Kind::attribute}) && type_comparison_open(m, b))
            wanted = b.text();
        if (left && right) wanted = type_comparison_of_literal(m, right);
    }
    // `type(x) == "int"` is always false: another mistake, that `is` does not fix.
    for (Node side : {a, b})
        if (m.index() != 2 &&
            unparenthesized(side).is_any(
                {Kind::string, Kind::concatenated_string, Kind::integer, Kind::float_, Kind::true_, Kind::false_,
                 Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::lambda, Kind::list_comprehension,
                 Kind::set_comprehension, Kind::dictionary_comprehension, Kind::generator_expression}))
            return silent;
    bool asserted = m.at.parent().is(Kind::assert_statement);
    if (!equality && m.index() == 1 &&
        (asserted || type_comparison_beside_exact(m, subject) ||
         type_comparison_beside_isinstance(m, subject, wanted) || type_comparison_converts(m, subject, wanted)))
        return silent;
    if (m.index() == 0 && (asserted || type_comparison_beside_exact(m, subject))) wanted.clear();
    Edits edits(m);
    if (wanted.empty() || !subject || wanted == "type") {
        if (!subject && !type_comparison_class(m, a) && !type_comparison_class(m, b)) return silent;
        std::string_view op = negated ? "is not" : "is";
        edits.replace(m.at.child(Field::operators).span(), std::string(op));
        return found(
                   m.span, edits,
                   m.message(
                       "classes are compared by identity: write `$left $op $right`",
                       {{"left", short_code(m["a"].text(), 40)}, {"op", op}, {"right", short_code(m["b"].text(), 40)}}))
            .titled(formatted("Compare classes with `{}`", op));
    }
    std::string test = formatted("isinstance({}, {})", code_for(subject, lambda_level, true), wanted);
    if (negated) test = "not " + test;
    if (m.ask.spelling("isinstance", m.at).empty()) edits.give_up();
    edits.replace(m.at, test);
    return found(m.span, edits, m.message("this rejects subclasses: write `$test`", {{"test", short_code(test)}}));
}

}  // namespace zen::rules
