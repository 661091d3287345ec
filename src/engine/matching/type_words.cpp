#include <algorithm>
#include <array>

#include "engine/matching/words.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/types/evidence.h"
#include "semantics/types/exact.h"
#include "semantics/types/instances.h"
#include "semantics/types/overloads.h"

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

// Is something stored in it that a class of another package makes: a call of an import with a capital, `EC2("web")`?
bool made_by_foreign_class(const Match& m, Node n) {
    return std::ranges::any_of(stored_values(m.ask, n), [&](Node value) {
        const std::string qualified = value.is(Kind::call) ? m.ask.qualified(value.child(Field::function)) : "";
        const std::size_t dot = qualified.rfind('.');
        return dot != qualified.npos && dot + 1 < qualified.size() && qualified[dot + 1] >= 'A' &&
               qualified[dot + 1] <= 'Z' && !is_stdlib_module(qualified, m.ask.target());
    });
}

// A type costs what the flow of values costs that it is worked out from.
constexpr std::uint8_t typing = 2;

constexpr std::array type_rows = std::to_array<Question>({
    about("a list", "certainly a list", only<Type::list>, typing),
    about("a dict", "certainly a dict (not a defaultdict or another subclass)", only<Type::dict>, typing),
    about(
        "used as a dict",
        "a dict by its type, or by what code in the same function or class stores in it or calls on it",
        [](const Match& m, Node n) { return used_as_dict(m.ask, n); }, 2),
    about(
        "made in sight",
        "its value comes from a literal, a comprehension or a call of a builtin or imported class, so it is of no "
        "subclass (an annotation is not enough)",
        [](const Match& m, Node n) { return made_in_sight(m.ask, n); }, 2),
    about(
        "a plain path", "a `Path` that is created in the file, or a string literal that is not empty",
        [](const Match& m, Node n) { return plain_path(m.ask, n); }, 2),
    about(
        "refused by Path",
        "a number, which is a file descriptor, or bytes according to their name (`b_path`, `to_bytes(path)`) or "
        "annotation (`str | bytes`)",
        [](const Match& m, Node n) { return is_no_path(m.ask, n); }, typing),
    about("a set", "certainly a set or frozenset", only<Type::set | Type::frozenset>, typing),
    about("a tuple", "certainly a tuple", only<Type::tuple>, typing),
    about("a str", "certainly a str", only<Type::str>, typing),
    about("bytes", "certainly bytes", only<Type::bytes>, typing),
    about("a number", "certainly an int, float, bool or complex", only<number_types>, typing),
    about("an int", "certainly an int", only<Type::int_ | Type::bool_>, typing),
    about("a float", "certainly a float", only<Type::float_>, typing),
    about("a bool", "certainly a bool", only<Type::bool_>, typing),
    about("a range", "certainly a range", only<Type::range>, typing),
    about("a generator", "certainly a builtin iterator, which can be consumed only once", only<Type::generator>,
          typing),
    about("a function", "certainly a function or a bound method", only<Type::function>, typing),
    about("a class", "certainly a class", only<Type::class_>, typing),
    about("a module", "certainly a module", only<Type::module>, typing),
    about("a sequence", "certainly a list, tuple, str, bytes or range",
          only<Type::list | Type::tuple | Type::str | Type::bytes | Type::range>, typing),
    about("a builtin container", "certainly a builtin container, which is true if it is not empty", only<sized_types>,
          typing),
    about("immutable", "certainly of an immutable builtin type", only<immutable_types>, typing),
    about(
        "of a plain type", "certainly of builtin types, so no class overloads its operators",
        [](const Match& m, Node n) {
            Type t = m.ask.type(n);
            return t.known() && !(t.bits & Type::instance);
        },
        typing),
    about("a neutral operand", "an int, string or None in the code: `x == 1` and `1 == x` ask the class of `x` alike",
          [](const Match&, Node n) { return leaves_answer_to_others(n); }),
    about(
        "of a class that defines equality",
        "an instance of a class of the file that defines `__eq__`, also where a class body stores it (`User.email`)",
        [](const Match& m, Node n) { return of_class_with(m.ask, n, "__eq__"); }, typing),
    about(
        "of a class that defines truth",
        "an instance of a class of the file that defines `__bool__`, also where a class body stores it",
        [](const Match& m, Node n) { return of_class_with(m.ask, n, "__bool__"); }, typing),
    about(
        "of a class with in-place operators",
        "an instance of a class of the file that defines `__iadd__` or another operator that changes it in place",
        [](const Match& m, Node n) {
            return std::ranges::any_of(
                std::array<std::string_view, 6>{"__iadd__", "__isub__", "__imul__", "__ior__", "__iand__", "__ixor__"},
                [&](std::string_view method) { return of_class_with(m.ask, n, method); });
        },
        typing),
    about("annotated with a foreign class",
          "a name whose annotation names a class of another package, which may define its own truth value",
          [](const Match& m, Node n) {
              // Behind `isinstance(x, list)` it is known again.
              return annotated_with_foreign_class(m.ask, n) && !m.ask.type(n).only(sized_types | Type::none);
          }),
    about(
        "made by a foreign class",
        "a name in which an object is stored that a class of another package makes, which may define its own operators",
        made_by_foreign_class, 2),
    about(
        "of unknown type", "its type is unknown", [](const Match& m, Node n) { return !m.ask.type(n).known(); },
        typing),
    about("maybe None", "its type does not rule out None", maybe<Type::none>, typing),
    about("maybe a list", "its type does not rule out a list", maybe<Type::list>, typing),
    about("maybe a dict", "its type does not rule out a dict", maybe<Type::dict>, typing),
    about("maybe a set", "its type does not rule out a set or frozenset", maybe<Type::set | Type::frozenset>, typing),
    about("maybe a tuple", "its type does not rule out a tuple", maybe<Type::tuple>, typing),
    about("maybe a str", "its type does not rule out a str", maybe<Type::str>, typing),
    about("maybe bytes", "its type does not rule out bytes", maybe<Type::bytes>, typing),
    about("maybe a number", "its type does not rule out a number", maybe<number_types>, typing),
    about("maybe a generator", "its type does not rule out an iterator that can be consumed only once",
          maybe<Type::generator | Type::instance>, typing),
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
    return type_rows;
}

}  // namespace zen
