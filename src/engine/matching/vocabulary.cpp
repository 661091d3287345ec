#include "engine/matching/vocabulary.h"

#include <algorithm>
#include <array>

#include "semantics/code/context.h"
#include "semantics/types/evidence.h"
#include "semantics/types/exact.h"

namespace zen {
namespace {

using Form = Question::Form;

constexpr Question about(std::string_view words, std::string_view meaning, bool (*ask)(const Match&, Node)) {
    return {Form::node, words, meaning, ask, nullptr, nullptr};
}
constexpr Question relation(std::string_view words, std::string_view meaning,
                            bool (*ask)(const Match&, Node, const Run&)) {
    return {Form::in, words, meaning, nullptr, ask, nullptr};
}
constexpr Question whole(std::string_view words, std::string_view meaning, bool (*ask)(const Match&)) {
    return {Form::match, words, meaning, nullptr, nullptr, ask};
}

template <std::uint32_t bits>
bool only(const Match& m, Node n) {
    return m.ask.type(n).only(bits);
}

bool a_dict(const Match& m, Node n) {
    Type t = m.ask.type(n);
    return t.only(Type::dict);
}

bool chain_of_names(const Match&, Node n) {
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    return n.is(Kind::identifier);
}

bool in_query(Node n) {
    for (n = n.parent(); n && !is_statement(n.kind()); n = n.parent()) {
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        std::string_view name =
            function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
        for (std::string_view query :
             {"where", "filter", "having", "select", "join", "outerjoin", "and_", "or_", "not_", "case"})
            if (name == query) return true;
    }
    return false;
}

bool any_of_run(const Run& run, auto&& test) {
    for (Node n : run.nodes())
        if (test(n)) return true;
    return false;
}

constexpr std::array rows = std::to_array<Question>({
    about("pure", "reading it twice changes nothing: names, attributes, literals, operators and subscripts of such",
          [](const Match& m, Node n) { return m.ask.pure(n); }),
    about("constant", "nothing but literals", [](const Match& m, Node n) { return m.ask.constant(n); }),
    about("cheap", "costs next to nothing to evaluate in vain", [](const Match& m, Node n) { return m.ask.cheap(n); }),
    about("a fresh mutable", "a display, comprehension or constructor call that builds a new mutable object",
          [](const Match& m, Node n) { return m.ask.builds_mutable(n); }),
    about("a name", "a single identifier", [](const Match&, Node n) { return n.is(Kind::identifier); }),
    about("a chain of names", "an identifier, or attributes of one", chain_of_names),
    about("self", "the name `self` or `cls`",
          [](const Match&, Node n) { return n.is(Kind::identifier) && (n.text() == "self" || n.text() == "cls"); }),
    about("a string literal", "one string literal, or several side by side",
          [](const Match&, Node n) { return n.is(Kind::string) || n.is(Kind::concatenated_string); }),
    about("a number literal", "an int or float literal, negated or not",
          [](const Match&, Node n) {
              if (n.is(Kind::unary_operator)) n = n.last_child();
              return n.is(Kind::integer) || n.is(Kind::float_);
          }),
    about("a positive number", "an int literal greater than zero",
          [](const Match&, Node n) {
              return n.is(Kind::integer) && n.text().find_first_of("123456789") != std::string_view::npos;
          }),
    about("a call", "a call", [](const Match&, Node n) { return n.is(Kind::call); }),
    about("a display", "a list, dict or set display or comprehension",
          [](const Match&, Node n) {
              return n.is_any({Kind::list, Kind::dictionary, Kind::set, Kind::list_comprehension,
                               Kind::dictionary_comprehension, Kind::set_comprehension});
          }),
    about("None", "the literal None", [](const Match&, Node n) { return n.is(Kind::none); }),
    about("stored", "it is assigned to or deleted where it stands",
          [](const Match& m, Node n) { return m.ask.stored(n); }),
    about("a local", "a name bound in the function where the match stands",
          [](const Match& m, Node n) {
              const Binding* b = m.ask.binding(n);
              return b && b->scope != 0 && b->scope == m.ask.scope_of(m.at);
          }),
    about("a list", "certainly a list", only<Type::list>),
    about("a dict", "certainly a dict (a defaultdict or another subclass is none)", a_dict),
    about("used as a dict",
          "a dict by its type, or by what is stored in it or called on it in the same function or class",
          [](const Match& m, Node n) { return used_as_dict(m.ask, n); }),
    about("made in sight", "created in this file, so that no annotation hides a subclass",
          [](const Match& m, Node n) { return made_in_sight(m.ask, n); }),
    about("a set", "certainly a set or frozenset", only<Type::set | Type::frozenset>),
    about("a tuple", "certainly a tuple", only<Type::tuple>),
    about("a str", "certainly a str", only<Type::str>),
    about("a number", "certainly an int, float, bool or complex", only<number_types>),
    about("an int", "certainly an int", only<Type::int_ | Type::bool_>),
    about("a bool", "certainly a bool", only<Type::bool_>),
    about("a sequence", "certainly a list, tuple, str, bytes or range",
          only<Type::list | Type::tuple | Type::str | Type::bytes | Type::range>),
    about("a builtin container", "certainly a container of the language, whose truth is \"not empty\"",
          only<sized_types>),
    about("made in sight",
          "its value comes from a literal, a comprehension or a builtin class, so it is of no subclass (an annotation "
          "does "
          "not say so)",
          [](const Match& m, Node n) { return made_in_sight(m.ask, n); }),
    about("of a plain type", "certainly of types of the language, so that no class overloads its operators",
          [](const Match& m, Node n) {
              Type t = m.ask.type(n);
              return t.known() && !(t.bits & Type::instance);
          }),
    about("of unknown type", "nothing is known of its type",
          [](const Match& m, Node n) { return !m.ask.type(n).known(); }),
    relation("rebound in", "a name that it reads is bound again there",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return m.ask.rebound(n, where); });
             }),
    relation("mutated in", "the object is changed there, as far as one can see",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return m.ask.mutated(n, where); });
             }),
    relation("read in", "the name is mentioned there",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return m.ask.read_in(n, where); });
             }),
    whole("in a loop", "a for or while of the same function is around it",
          [](const Match& m) { return static_cast<bool>(m.ask.enclosing_loop(m.at)); }),
    whole("in an async function", "the innermost function around it is async",
          [](const Match& m) { return m.ask.in_async_function(m.at); }),
    whole("a condition", "only its truth is wanted: the test of an if, while, assert, an operand of not, …",
          [](const Match& m) { return boolean_context(m.at); }),
    whole("in a query", "it is an argument of `where`, `filter`, `select` or another call that builds a query",
          [](const Match& m) { return in_query(m.at); }),
    whole("at module level", "no function or class is around it",
          [](const Match& m) { return m.ask.scope_of(m.at) == 0; }),
    about("used after the match", "the name may be read once the matched statements are through",
          [](const Match& m, Node n) {
              Node last = statement_of(m.at);
              for (Node next = last; next && next.start() < m.span.end; next = next.next_sibling()) last = next;
              return m.ask.used_after(n, last);
          }),
    {Form::one_of, "one of", "the builtin or import of one of these names"},
    {Form::file, "imports", "the file imports one of these modules, or from them"},
});

}  // namespace

std::span<const Question> vocabulary() {
    return rows;
}

bool holds(const Match& match, const Clause& clause) {
    const Question& question = rows[clause.question];
    const RulePack& pack = match.pack();
    auto names = RulePack::of(pack.strings, clause.names);
    if (question.form == Form::file)
        return std::ranges::any_of(names, [&](Str s) { return match.ask.imports(pack[s]); }) != clause.negated;
    if (question.form == Form::match) return question.match(match) != clause.negated;
    auto answer = [&](Node n) {
        switch (question.form) {
            case Form::in:
                return question.in(match, n, match.run(clause.place));
            case Form::one_of:
                return std::ranges::any_of(names, [&](Str s) { return match.ask.means(n, pack[s]); });
            default:
                return question.node(match, n);
        }
    };
    // With several subjects, or one that caught a run, the line speaks of each node.
    for (std::uint8_t hole : RulePack::of(pack.holes, clause.subjects))
        for (Node n : match.run(hole).nodes())
            if (answer(n) == clause.negated) return false;
    return true;
}

}  // namespace zen
