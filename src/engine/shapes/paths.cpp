#include "engine/shapes/paths.h"

#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {

std::string as_path(Edits& edits, const Model& model, Node expression) {
    const auto [start, members] = path_source(model, expression);
    if (is_bytes_path(model, start) || is_no_path(model, start)) edits.give_up();
    if (is_path(model, start)) return code_for(start, primary, true) + members;
    return formatted("{}({}){}", edits.name("pathlib.Path"), code_for(unparenthesized(start), walrus, true), members);
}

std::string shown_path(const Model& model, Node expression) {
    const auto [start, members] = path_source(model, expression);
    const std::string code = short_code(code_for(unparenthesized(start), walrus, true), 40);
    return (is_path(model, start) ? code : formatted("Path({})", code)) + members;
}

}  // namespace zen
