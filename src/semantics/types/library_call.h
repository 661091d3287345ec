// Calls of the library's functions: which overload takes the arguments, and what it gives.
#pragma once
#include <string_view>
#include <vector>

#include "semantics/types/library_types.h"

namespace zen {

// What stands for the type variables of a class and of a function.
struct Substitution {
    Type self;
    std::vector<Type> of_class, of_function;
    bool exact = false;  // a float is no int
};

// A type of the table as one of the model; library_rows.cpp.
Type converted(library::TypeId id, const Substitution& substitution, int depth);
// What the function gives for the arguments: of all overloads that may take them.
Type called(std::uint16_t function, const CallArguments& arguments, const Substitution& substitution,
            PythonVersion version);
// What a call of the class gives.
Type made_by_class(std::uint16_t class_index, const CallArguments& arguments, PythonVersion version);
// `receiver.method(argument)`, where the method certainly takes it; unknown otherwise.
Type accepted_by_method(const Type& receiver, std::string_view method, const Type& argument, PythonVersion version);
// An instance of the class, its type arguments as the class counts them.
Type of_instance(std::uint16_t class_index, std::vector<Type> arguments);
// The bit of a Type that stands for the class of that name; 0 for others, which are `instance`.
std::uint32_t bit_of_class(std::string_view name);
// The class of the library that a bit of a Type stands for.
std::uint16_t class_of_bit(std::uint32_t bit);

}  // namespace zen
