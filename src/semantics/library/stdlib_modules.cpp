#include "semantics/library/stdlib_modules.h"

#include "semantics/library/library.h"

namespace zen {

bool is_stdlib_module(std::string_view module, PythonVersion version) {
    return library::module_index(module.substr(0, module.find('.')), version) != library::nothing;
}

bool is_stdlib_submodule(std::string_view module) {
    static constexpr PythonVersion any{3, 12};
    auto dot = module.rfind('.');
    if (dot == std::string_view::npos || library::module_index(module, any) == library::nothing) return false;
    // A package that has it as a name loads it: `os.path`.
    std::uint16_t package = library::module_index(module.substr(0, dot), any);
    library::Text name = library::text_id(module.substr(dot + 1));
    return !library::symbol_of(library::names_of_module(package), name, any);
}

}  // namespace zen
