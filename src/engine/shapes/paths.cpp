#include "engine/shapes/paths.h"

#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {

bool plain_path(const Model& model, Node expression) {
    if (is_path(model, expression)) return made_in_sight(model, expression);
    if (!model.type(expression).only(Type::str)) return false;
    for (Node n : unparenthesized(expression).descendants())
        if (n.is(Kind::string_content)) return expression.is_any({Kind::string, Kind::concatenated_string});
    return false;
}

bool is_no_path(const Model& model, Node expression) {
    if (model.type(expression).only(Type::int_ | Type::bool_)) return true;
    Node named = unparenthesized(expression);
    bool call = named.is(Kind::call);
    if (call) named = named.child(Field::function);
    if (named.is(Kind::attribute)) named = named.child(Field::attribute);
    std::string_view name = named.is(Kind::identifier) ? named.text() : "";
    if (call) return name == "to_bytes" || name == "fsencode" || name == "encode";
    return name.starts_with("b_") || name.ends_with("_bytes");
}

std::string as_path(Edits& edits, const Model& model, Node expression) {
    if (is_bytes_path(model, expression)) edits.give_up();
    if (is_path(model, expression)) return code_for(expression, primary, true);
    return formatted("{}({})", edits.name("pathlib.Path"), unparenthesized(expression).text());
}

std::string shown_path(const Model& model, Node expression) {
    std::string code = short_code(unparenthesized(expression).text(), 40);
    return is_path(model, expression) ? code : formatted("Path({})", code);
}

}  // namespace zen
