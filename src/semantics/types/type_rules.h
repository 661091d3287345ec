// What Python's own operators, classes, methods and functions give back: facts for types.cpp, with no tree in sight.
#pragma once
#include <string_view>

#include "semantics/types/types.h"
#include "syntax/kinds.h"

namespace zen {

// A type without bits is one of no value at all: the neutral element of `either`.
inline Type only_of(std::uint32_t bits) {
    return {bits, ""};
}
inline Type instance_of(std::string_view qualified) {
    return {Type::instance, std::string(qualified)};
}
// One or the other.
Type either(const Type& a, const Type& b);
Type without(Type t, std::uint32_t bits);

// The instances of a class, given by its qualified name: of "int", "typing.List", "pathlib.Path". Unknown for names of
// no class.
Type instances_of_class(std::string_view qualified);
// Is it surely the name of a class (of Python or its library)?
bool is_class_name(std::string_view qualified);

// `left operator right`.
Type binary_result(Kind op, const Type& left, const Type& right);
// What `receiver.method(…)` gives; unknown for most.
Type method_result(const Type& receiver, std::string_view method);
// What a call of the builtin or library function (or class) gives; unknown for most.
Type call_result(std::string_view qualified);
// The value of a library constant ("sys.argv", "os.sep"); unknown for most.
Type constant_result(std::string_view qualified);
// What one gets by iterating it; unknown for most.
Type items_of(const Type& iterable);

}  // namespace zen
