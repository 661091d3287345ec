#include "engine/shapes/paths.h"

#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {

std::string as_path(Edits& edits, const Model& model, Node expression) {
    if (is_bytes_path(model, expression) || is_no_path(model, expression)) edits.give_up();
    if (is_path(model, expression)) return code_for(expression, primary, true);
    return formatted("{}({})", edits.name("pathlib.Path"), code_for(unparenthesized(expression), walrus, true));
}

std::string shown_path(const Model& model, Node expression) {
    std::string code = short_code(code_for(unparenthesized(expression), walrus, true), 40);
    return is_path(model, expression) ? code : formatted("Path({})", code);
}

}  // namespace zen
