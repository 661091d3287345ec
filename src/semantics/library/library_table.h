// The library table: what typeshed says of Python's standard library, as flat constant arrays. Made by the host tool in
// `host/` from the stubs that cmake/typeshed.cmake pins; `library.h` asks it questions. Nothing is prepared at
// start-up.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace zen::library {

using Text = std::uint16_t;    // index into the strings; 0 is ""
using TypeId = std::uint16_t;  // index into the types; 0 is unknown
inline constexpr std::uint16_t nothing = 0xffff;

// A bit for each version from 3.8 to 3.15; a bit for each of Linux, macOS, Windows and any other platform.
using Versions = std::uint8_t;
using Platforms = std::uint8_t;

// A name that a module or a class has. The entries of a scope are sorted by name; several entries of one name hold for
// different versions or platforms.
struct Symbol {
    enum Kind : std::uint8_t { class_, function, variable, module };
    enum Flag : std::uint8_t {
        in_all = 1,     // listed in the module's `__all__`, or public in a module without one
        stub_only = 2,  // not there at run time (`@type_check_only`, a type alias of the stub's own)
        property_ = 4,  // a function that attribute access calls
        static_ = 8,    // a static method
        class_method = 16,
        abstract = 32,
        enum_member = 64,
        callable_only = 128,  // said to be a class, but a function at run time
    };
    // Many names have these in common, so each set of them is in the table once.
    struct Traits {
        Kind kind;
        std::uint8_t flags;
        Versions versions;
        Platforms platforms;
        Text deprecated;  // the text of `@deprecated`; 0 without one
    };
    Text name;
    std::uint16_t ref;  // the class, function, module; the type of a variable
    std::uint16_t row;  // of its traits
    const Traits& traits() const;
};

struct ModuleRow {
    Text name;  // in full: "os.path". The rows are sorted by it
    std::uint16_t count;
    std::uint16_t first;  // of its symbols
    Versions versions;
    std::uint8_t has_all;
};

struct Base {
    TypeId type;
    Versions versions;
};

struct ClassRow {
    enum Flag : std::uint16_t {
        protocol = 1,
        abstract = 2,  // has abstract methods, or an annotation with it says nothing of the object's class
        enumeration = 4,
        typed_dict = 8,
        exception = 16,
        generic = 32,
        final = 64,
        named_tuple = 128,
        metaclass = 256,  // has a metaclass other than `type` and `ABCMeta`
    };
    Text name;  // the name under which one would import it, "builtins." left out
    std::uint16_t flags;
    std::uint16_t bases, members;  // how many
    std::uint16_t first_base, first_member;
    std::uint16_t parameters;  // how many type parameters it has
};

struct Function {
    std::uint16_t first;  // of its signatures: more than one for overloads
    std::uint8_t count;
    std::uint8_t flags;  // Signature::Flag of any of them
};

struct Signature {
    enum Flag : std::uint8_t { async = 1, unknown_decorator = 2, never_returns = 4 };
    std::uint16_t first;  // of its parameters
    std::uint8_t count;
    std::uint8_t flags;
    TypeId result;
    Text deprecated;
};

struct Parameter {
    enum Kind : std::uint8_t { positional_only, positional, variadic, keyword_only, keywords };
    Text name;
    TypeId type;
    Text default_value;  // "..." where the stub doesn't say which; 0 without one
    std::uint8_t kind;
    std::uint8_t optional;
};

struct TypeRow {
    enum Op : std::uint8_t {
        unknown,
        none,
        never,
        self,
        instance,   // of class `ref`, with its type arguments
        class_of,   // a class object: of instances of the argument
        union_,     // of the arguments
        fixed,      // a tuple of these items
        callable,   // returning the argument
        parameter,  // type variable `ref` of the class; from 100 on of the function, with its bound as an argument
        literal,    // the instance of class `ref` with that value, as one would write it: `first` is a string
    };
    Op op;
    std::uint8_t count;
    std::uint16_t ref;
    std::uint16_t first;  // of its arguments
};

struct Table {
    std::string_view text;
    // Where each string begins, and the last one ends: the lower 16 bits. The higher ones count the turns, the strings
    // before which the lower bits begin anew, up to this one.
    std::span<const std::uint16_t> text_start;
    std::span<const Text> turns;
    // Of the perfect hash over the strings, see `hash`. Empty with ZENLINT_NAMES_UNHASHED, which is for WebAssembly:
    // numbers at random are a large part of what is sent, and the strings are in order.
    std::span<const std::uint16_t> seeds;
    std::span<const std::uint16_t> slots;
    std::span<const ModuleRow> modules;
    std::span<const Symbol> symbols;
    std::span<const Symbol::Traits> traits;
    std::span<const ClassRow> classes;
    std::span<const std::uint16_t> class_order;  // the classes by name
    std::span<const Base> bases;
    std::span<const Function> functions;
    std::span<const Signature> signatures;
    std::span<const Parameter> parameters;
    std::span<const TypeRow> types;
    std::span<const TypeId> arguments;
};
const Table& table();

inline const Symbol::Traits& Symbol::traits() const {
    return table().traits[row];
}

// Where a string is: `seeds[hash % seeds.size()]` gives the seed with which it falls into its slot.
inline constexpr std::uint64_t hash(std::string_view text) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return h ^ (h >> 29);
}
inline constexpr std::size_t slot_of(std::uint64_t hash, std::uint16_t seed, std::size_t slots) {
    std::uint64_t h = (hash ^ seed) * 0x9e3779b97f4a7c15u;
    return (h >> 32) % slots;
}

}  // namespace zen::library
