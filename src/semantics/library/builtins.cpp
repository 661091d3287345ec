// The names of the module `builtins`, from the library table.
#include "semantics/library/builtins.h"

#include "semantics/library/library.h"

namespace zen {
namespace {

using namespace library;

const Symbol* builtin(std::string_view name, PythonVersion version) {
    static constexpr PythonVersion any{3, 12};
    Text id = text_id(name);
    return id == nothing ? nullptr : symbol_of(names_of_module(module_index("builtins", any)), id, version);
}

}  // namespace

bool is_builtin(std::string_view name, PythonVersion version) {
    return builtin(name, version) != nullptr;
}

bool is_builtin_exception(std::string_view name, PythonVersion version) {
    const Symbol* found = builtin(name, version);
    return found && found->kind == Symbol::class_ && (table().classes[found->ref].flags & ClassRow::exception);
}

std::string_view builtin_exception_base(std::string_view name) {
    static constexpr PythonVersion newest{3, 15};
    if (!is_builtin_exception(name, newest)) return "";
    const Symbol* found = builtin(name, newest);
    // `IOError` is another name of `OSError`.
    if (class_name(found->ref) != name) return class_name(found->ref);
    for (const Base& base : bases_of(found->ref))
        if (std::uint16_t up = class_of(base.type); up != nothing) return class_name(up);
    return "object";
}

}  // namespace zen
