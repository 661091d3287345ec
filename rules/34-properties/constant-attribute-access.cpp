// Can the name be written after a dot, and does it mean the same there?
#include "rule.h"

namespace zen::rules {

Verdict constant_attribute_access(const Match& m) {
    Node object = m["object"], name = m["name"];
    if (!name.is(Kind::string) || !name.has_children(3)) return silent;
    if (name.child(0u).text().find_first_of("fFbB") != std::string_view::npos) return silent;
    std::string text(name.child(1u).text());
    if (!is_ascii_name(text)) return silent;
    const bool mangled = text.starts_with("__") && !text.ends_with("__");
    if (mangled || text == "__debug__") return silent;
    const bool statement = m.at.parent().is(Kind::expression_statement);
    if (m.index() > 0 && !statement) return silent;
    // Of another object, `setattr()` and `delattr()` are often there because its class does not declare the attribute.
    const bool sets = m.index() == 1 || m.index() == 3, own = object.text() == "self" || object.text() == "cls";
    if (m.index() > 0 && own != (m.index() <= 2)) return silent;
    // Type checkers do not know such an attribute: one of another platform's module, one that is given to a function.
    if (const Binding* b = object.is(Kind::identifier) ? m.ask.binding(object) : nullptr)
        if ((b->flags & Binding::import) || (sets && (b->flags & Binding::definition))) return silent;
    std::string code = std::string(object.text());
    const bool simple = object.is_any(
        {Kind::identifier, Kind::attribute, Kind::call, Kind::subscript, Kind::parenthesized_expression, Kind::string});
    if (!simple) code = "(" + code + ")";
    code += "." + text;
    if (sets) {
        if (m["value"].is_any({Kind::named_expression, Kind::yield})) return silent;
        code += " = " + std::string(m["value"].text());
    }
    if (m.index() > 0 && !sets) code = "del " + code;
    Edits edits(m);
    if (code.find('\n') != std::string::npos) edits.give_up();
    edits.replace(m.at.span(), code);
    return found(m.at, edits, m.message("the name is constant: use `$code`", {{"code", short_code(code, 60)}}));
}

}  // namespace zen::rules
