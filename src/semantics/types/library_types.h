// Types of what the standard library holds: the library table (semantics/library) in the model's own types.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "semantics/library/library.h"
#include "semantics/types/type_rules.h"
#include "syntax/tree.h"

namespace zen {

// The instances of a class, given by its qualified name: of "int", "typing.List", "pathlib.Path". Unknown for names of
// no class, and for protocols and abstract classes, since an object that has such a type is of another class.
Type instances_of_class(std::string_view qualified, PythonVersion version);
// Is it the name of a class (of Python or its library)?
bool is_class_name(std::string_view qualified, PythonVersion version);
// Is the value (None left out) an instance of the library class or of one derived from it? Nothing where that is not
// certain: an unknown type, a class of the file.
std::optional<bool> is_instance(const Type& type, std::string_view qualified_class, PythonVersion version);
// What a library name holds: a constant, class, function or module.
Type value_of_name(std::string_view qualified, PythonVersion version);

// One argument of a call.
struct CallArgument {
    Type type;
    std::string_view keyword;  // "" by position
    Node value;                // for what a literal says; none where there is none
    bool several = false;      // `*args`, `**kwargs`
};
using CallArguments = std::vector<CallArgument>;
// Does what the call gives hang on its arguments? Where it does not, nobody has to work their types out.
bool arguments_decide(std::string_view qualified, PythonVersion version);
bool arguments_decide(const Type& receiver, std::string_view method, PythonVersion version);

// What `name(…)` gives; unknown for names of no library function or class.
Type call_of_name(std::string_view qualified, const CallArguments& arguments, PythonVersion version);
// What `receiver.method(…)` gives; of a receiver that may be None, where it is not.
Type call_of_method(const Type& receiver, std::string_view method, const CallArguments& arguments,
                    PythonVersion version);
// What `receiver.attribute` is.
Type attribute_of(const Type& receiver, std::string_view attribute, PythonVersion version);
// What one gets by iterating it, and by `with` (`async with`, where it awaits).
Type items_of(const Type& iterable, PythonVersion version);
Type entered(const Type& manager, PythonVersion version);
// The special method of a binary operator, without underscores: "add"; "" for others.
std::string_view operator_name(Kind op);
// `left operator right`, for objects too; `op` is the operator's text: "+", "//".
Type operator_result(Kind op, const Type& left, const Type& right, PythonVersion version);
// `value[index]` of an object.
Type subscript_result(const Type& value, const Type& index, PythonVersion version);

}  // namespace zen
