// What Python's standard library holds, by version: from the table that the build makes of typeshed's stubs.
// Names are qualified as Model::qualified gives them: "len", "os.path.join", "pathlib.Path.read_text".
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "semantics/library/library_table.h"
#include "semantics/library/python_version.h"

namespace zen::library {

// What a name leads to. `symbol` is its row; null for a module named in full.
struct Item {
    enum Kind : std::uint8_t { none, module, class_, function, variable };
    Kind kind = none;
    std::uint16_t ref = nothing;  // the module, class or function; the type of a variable
    const Symbol* symbol = nullptr;
    std::uint16_t owner = nothing;  // the class that has it, for a member
    explicit operator bool() const { return kind != none; }
};

// Nothing when the name is not in that version's library, on any platform; stubs' own names are not found.
Item find(std::string_view qualified, PythonVersion version);
// A name in a class or one of its bases.
Item member(std::uint16_t class_index, std::string_view name, PythonVersion version);
// The class with that name, as ClassRow::name has it or as any module has it; `nothing` for what is no class.
std::uint16_t class_index(std::string_view qualified, PythonVersion version);
std::string_view class_name(std::uint16_t class_index);

// Is the class the other one, or derived from it? Both by index.
bool derives(std::uint16_t class_index, std::uint16_t base, PythonVersion version);
// The base types of a class in that version.
std::span<const Base> bases_of(std::uint16_t class_index);
// The class of a base or another type, `nothing` where it is none.
std::uint16_t class_of(TypeId type);

// The module with that name, `nothing` where there is none in that version.
std::uint16_t module_index(std::string_view name, PythonVersion version);
std::span<const Symbol> names_of_module(std::uint16_t module_index);
// The entry of that name that holds in the version, where it exists at run time; null without one.
const Symbol* symbol_of(std::span<const Symbol> scope, Text name, PythonVersion version);

std::span<const Signature> signatures_of(std::uint16_t function);
std::span<const Parameter> parameters_of(const Signature& signature);
std::span<const TypeId> arguments_of(const TypeRow& type);
std::string_view text(Text id);
// The number of a string of the table; `nothing` for others.
Text text_id(std::string_view text);
// The bit of a version in a row; those before 3.8 and after 3.15 count as these.
Versions version_bit(PythonVersion version);

// The first and the last version of the library that has the name; nothing when it never had.
struct Lifetime {
    PythonVersion since, last;
    bool ever = false;
    bool from_start = false, to_end = false;  // it was there in 3.8; it is there in the newest known version
};
Lifetime lifetime(std::string_view qualified);

// The text of the name's `@deprecated` in that version; "" where it is not deprecated (or not there).
std::string_view deprecation(std::string_view qualified, PythonVersion version);
// May one write `C[…]`, `C | None`, `isinstance(x, C)` of a library class?
enum class ClassUse : std::uint8_t { subscript, union_, isinstance };
bool supports(std::string_view qualified_class, ClassUse use, PythonVersion version);
// Has the class the method, from a base other than `object` or of its own? `__hash__ = None` is none.
bool defines(std::string_view qualified_class, std::string_view method, PythonVersion version);
// May a call of the function give back what it was given, or a part of that, as `max` and `os.path.join` may? So it is
// by its signature where the result holds a type variable of the function.
bool gives_back(std::string_view qualified, PythonVersion version);
// Is it a coroutine function, all overloads of it?
bool is_async(std::string_view qualified, PythonVersion version);
// The names that `from module import *` brings, as far as the stubs know: what a module without `__all__` imports for
// itself is not in it. Empty for modules that are not in the library.
std::vector<std::string_view> star_names(std::string_view module, PythonVersion version);

}  // namespace zen::library
