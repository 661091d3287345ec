// What is known of a value's type: a set of the possible ones. Unknown is an honest answer, and keeps rules silent.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zen {

struct Type {
    enum Bit : std::uint32_t {
        none = 1u << 0,
        bool_ = 1u << 1,
        int_ = 1u << 2,
        float_ = 1u << 3,
        complex_ = 1u << 4,
        str = 1u << 5,
        bytes = 1u << 6,
        list = 1u << 7,
        dict = 1u << 8,
        set = 1u << 9,
        frozenset = 1u << 10,
        tuple = 1u << 11,
        range = 1u << 12,
        generator =
            1u << 13,  // any one-pass iterator of the language: generators, map, filter, zip, open files are instances
        module = 1u << 14,
        class_ = 1u << 15,    // a class object
        function = 1u << 16,  // def, lambda, builtin function, bound method
        instance = 1u << 17,  // of the class that `qualified` names
        unknown = 1u << 31,   // anything at all
    };
    std::uint32_t bits = unknown;
    std::string qualified;  // of an instance's class ("collections.defaultdict"), of a class or module; else empty
    // What is inside: the items of a list, set, frozenset, generator or tuple; key and value of a dict; the type
    // arguments of a library class. Null where it is not known.
    std::shared_ptr<const std::vector<Type>> arguments = nullptr;
    bool fixed = false;  // a tuple of exactly these items

    bool known() const { return bits != 0 && !(bits & unknown); }
    // Certainly one of these, whatever happens.
    bool only(std::uint32_t allowed) const { return known() && !(bits & ~allowed); }
    bool maybe(std::uint32_t asked) const { return (bits & asked) || (bits & unknown); }
    bool instance_of(std::string_view name) const { return bits == instance && qualified == name; }
    // The n-th type argument; unknown without one.
    Type argument(std::size_t n) const { return arguments && n < arguments->size() ? (*arguments)[n] : Type{}; }
};
inline constexpr std::uint32_t number_types = Type::bool_ | Type::int_ | Type::float_ | Type::complex_;
// Builtin containers whose truth is "not empty".
inline constexpr std::uint32_t sized_types =
    Type::str | Type::bytes | Type::list | Type::dict | Type::set | Type::frozenset | Type::tuple | Type::range;
inline constexpr std::uint32_t immutable_types =
    number_types | Type::none | Type::str | Type::bytes | Type::range | Type::frozenset;

// Equal in all they say.
bool same_type(const Type& a, const Type& b);
// "int | None", "list[str]", "pathlib.Path", "unknown": for people.
std::string type_text(const Type& type);

}  // namespace zen
