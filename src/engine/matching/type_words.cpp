#include <array>

#include "engine/matching/words.h"
#include "semantics/types/evidence.h"
#include "semantics/types/exact.h"

namespace zen {
namespace {

template <std::uint32_t bits>
bool only(const Match& m, Node n) {
    return m.ask.type(n).only(bits);
}

template <std::uint32_t bits>
bool maybe(const Match& m, Node n) {
    return m.ask.type(n).maybe(bits);
}

constexpr std::array rows = std::to_array<Question>({
    about("a list", "certainly a list", only<Type::list>),
    about("a dict", "certainly a dict (a defaultdict or another subclass is none)", only<Type::dict>),
    about(
        "used as a dict",
        "a dict by its type, or by what is stored in it or called on it in the same function or class",
        [](const Match& m, Node n) { return used_as_dict(m.ask, n); }, 2),
    about(
        "made in sight",
        "its value comes from a literal, a comprehension or a call of a builtin or imported class, so it is of no "
        "subclass "
        "(an annotation does not say so)",
        [](const Match& m, Node n) { return made_in_sight(m.ask, n); }, 2),
    about("a set", "certainly a set or frozenset", only<Type::set | Type::frozenset>),
    about("a tuple", "certainly a tuple", only<Type::tuple>),
    about("a str", "certainly a str", only<Type::str>),
    about("bytes", "certainly bytes", only<Type::bytes>),
    about("a number", "certainly an int, float, bool or complex", only<number_types>),
    about("an int", "certainly an int", only<Type::int_ | Type::bool_>),
    about("a float", "certainly a float", only<Type::float_>),
    about("a bool", "certainly a bool", only<Type::bool_>),
    about("a range", "certainly a range", only<Type::range>),
    about("a generator", "certainly an iterator of the language, which gives its items once", only<Type::generator>),
    about("a function", "certainly a function or a bound method", only<Type::function>),
    about("a class", "certainly a class", only<Type::class_>),
    about("a module", "certainly a module", only<Type::module>),
    about("a sequence", "certainly a list, tuple, str, bytes or range",
          only<Type::list | Type::tuple | Type::str | Type::bytes | Type::range>),
    about("a builtin container", "certainly a container of the language, whose truth is \"not empty\"",
          only<sized_types>),
    about("immutable", "certainly of an immutable type of the language", only<immutable_types>),
    about("of a plain type", "certainly of types of the language, so that no class overloads its operators",
          [](const Match& m, Node n) {
              Type t = m.ask.type(n);
              return t.known() && !(t.bits & Type::instance);
          }),
    about("of unknown type", "nothing is known of its type",
          [](const Match& m, Node n) { return !m.ask.type(n).known(); }),
    about("maybe None", "its type does not rule out None", maybe<Type::none>),
    about("maybe a list", "its type does not rule out a list", maybe<Type::list>),
    about("maybe a dict", "its type does not rule out a dict", maybe<Type::dict>),
    about("maybe a set", "its type does not rule out a set or frozenset", maybe<Type::set | Type::frozenset>),
    about("maybe a tuple", "its type does not rule out a tuple", maybe<Type::tuple>),
    about("maybe a str", "its type does not rule out a str", maybe<Type::str>),
    about("maybe bytes", "its type does not rule out bytes", maybe<Type::bytes>),
    about("maybe a number", "its type does not rule out a number", maybe<number_types>),
    about("maybe a generator", "its type does not rule out an iterator that gives its items once",
          maybe<Type::generator | Type::instance>),
    relation(
        "has the type of", "certainly of the same one type as that, a type of the language",
        [](const Match& m, Node n, const Run& other) {
            Type a = m.ask.type(n), b = m.ask.type(other.node());
            return a.known() && b.known() && a.bits == b.bits && (a.bits & (a.bits - 1)) == 0 &&
                   a.bits != Type::instance;
        },
        1),
});

}  // namespace

std::span<const Question> type_words() {
    return rows;
}

}  // namespace zen
