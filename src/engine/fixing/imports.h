// Where and how an import is added to a file.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "semantics/model.h"
#include "text/edit.h"

namespace zen {

// How a tidy person imports a qualified name: `from pathlib import Path` (module and name) or `import math` (module).
struct ImportStyle {
    std::string_view module, name;  // name is empty for a plain import
};
// With `holder`, a name of what it names follows in the code (`settings` of `settings.DEBUG`): whether it is a module
// or something in one, `from … import …` gets it.
ImportStyle import_style(const Model& model, std::string_view qualified, bool holder = false);
// The module of a statement in the file, as it is written there, that imports names from `module`; "" without one.
std::string_view names_imported_from(const Model& model, std::string_view module);

// `from m import a, b` for `from m import a, b, a`, where it is on one line without parentheses.
std::string each_name_once(std::string_view import);

// The edits that import these qualified names (or are these statements, `from m import a`) at the top of the file:
// below the docstring, `__future__` and comments at its head, sorted among the imports there are.
std::vector<Edit> import_edits(const Model& model, const std::vector<std::string>& qualified);

}  // namespace zen
