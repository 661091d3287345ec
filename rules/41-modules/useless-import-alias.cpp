// Is the alias the last part of the name?
#include "rule.h"

namespace zen::rules {

Verdict useless_import_alias(const Match& m) {
    Node name = m.at.child(Field::name), alias = m.at.child(Field::alias), statement = m.at.parent();
    std::string_view text = name.text(), path = m.ask.path();
    const std::size_t dot = text.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? text : text.substr(dot + 1);
    if (last != alias.text() || text.find_first_of(" \t\\") != std::string_view::npos) return silent;
    if ((dot != std::string_view::npos) != (m.index() == 2)) return silent;
    Edits edits(m);
    if (dot == std::string_view::npos) {
        // There it marks what the package exports.
        if ((path.ends_with("__init__.py") || path.ends_with(".pyi"))) return silent;
        // `from shop import prices as prices` exports the name to type checkers, also where this file reads it.
        if (statement.is(Kind::import_from_statement) != (m.index() == 1)) return silent;
        edits.replace(m.at.span(), std::string(text));
        return found(m.at, edits, m.message("the alias `$name` is the name itself: leave it out", {{"name", last}}));
    }
    std::string code = formatted("from {} import {}", text.substr(0, dot), last);
    std::string message = m.message("use `$code`", {{"code", code}});
    if (!statement.is(Kind::import_statement) || !statement.has_children(1)) return found(m.at, message);
    edits.replace(statement.span(), code);
    return found(m.at, edits, message);
}

}  // namespace zen::rules
