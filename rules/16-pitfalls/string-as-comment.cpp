// A string that stands alone is no pattern. Below an assignment it may document the attribute.
#include "rule.h"

namespace zen::rules {

Verdict string_as_comment(const Match& m) {
    Node text = m.at.child(0u), before = m.at.previous_sibling();
    if (!text.is_any({Kind::string, Kind::concatenated_string}) || !before) return silent;
    if (before.is(Kind::type_alias_statement)) return silent;
    // Streamlit shows such a string on the page.
    if (m.ask.imports("streamlit") && !m.ask.enclosing_function(m.at)) return silent;
    if (before.is(Kind::expression_statement) && before.child(0u).is(Kind::assignment)) {
        bool local = m.ask.enclosing_function(m.at) && before.child(0u).child(Field::left).is(Kind::identifier);
        if (!local) return silent;
    }
    // What stands below the imports of a module or function was meant as its docstring.
    bool imports = true;
    for (Node n = before; n && imports; n = n.previous_sibling())
        imports = n.is_any({Kind::import_statement, Kind::import_from_statement, Kind::future_import_statement});
    const Node block = m.at.parent();
    const bool start =
        block.is(Kind::module) || block.parent().is_any({Kind::function_definition, Kind::class_definition});
    if (imports && start) return found(m.at, "a docstring comes before the imports: move it to the top");
    return found(m.at);
}

}  // namespace zen::rules
