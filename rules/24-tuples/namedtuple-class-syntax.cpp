// Each field is a pair of a name and a type, so the class can be written out.
#include "rule.h"

namespace zen::rules {

Verdict namedtuple_class_syntax(const Match& m) {
    Node name = m["class"], title = m["name"];
    Verdict told = found(m.at, m.message("the fields are easier to read in a class: use `class $class(NamedTuple)`"));
    if (!name.is(Kind::identifier) || !title.is(Kind::string) || !title.has_children(3)) return told;
    if (title.child(1u).text() != name.text() || !opens_line(statement_of(m.at))) return told;
    Node assignment = m.at.is(Kind::expression_statement) ? m.at.child(0u) : m.at;
    Node call = assignment.child(Field::right);
    const std::string indent(indentation(statement_of(m.at)));
    std::string code = formatted("class {}({}):", name.text(), call.child(Field::function).text());
    bool any = false;
    for (Node pair : m.run("fields").nodes()) {
        Node key = pair.child(0u), type = pair.child(1u);
        if (!pair.is_any({Kind::tuple, Kind::list}) || !pair.has_children(2)) return told;
        if (!key.is(Kind::string) || !key.has_children(3) || !is_ascii_name(key.child(1u).text())) return told;
        if (key.child(1u).text().starts_with('_') || type.text().find('\n') != std::string_view::npos) return told;
        append(code, "\n{}    {}: {}", indent, key.child(1u).text(), type.text());
        any = true;
    }
    if (!any) append(code, "\n{}    pass", indent);
    Edits edits(m);
    edits.replace(statement_of(m.at).span(), code);
    return found(m.at, edits, m.message("the fields are easier to read in a class: use `class $class(NamedTuple)`"));
}

}  // namespace zen::rules
