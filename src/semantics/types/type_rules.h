// Unions of types and Python's own operators: facts for types.cpp, with no tree in sight.
#pragma once
#include <string_view>
#include <utility>

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

inline Type with_arguments(Type t, std::vector<Type> arguments) {
    t.arguments = std::make_shared<const std::vector<Type>>(std::move(arguments));
    return t;
}

// `left operator right`.
Type binary_result(Kind op, const Type& left, const Type& right);
}  // namespace zen
