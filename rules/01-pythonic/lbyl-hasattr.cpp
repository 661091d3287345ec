// Compares the name in the string with the attribute's, which no pattern can.
#include "rule.h"

namespace zen::rules {

Verdict lbyl_hasattr(const Match& m) {
    Node object = m["object"], key = m["key"], fallback = m["default"], target = m["target"];
    if (!key.is(Kind::string) || !key.has_children(3) || key.child(1u).text() != m["name"].text()) return silent;
    if (!m.ask.pure(object) || !m.ask.cheap(fallback)) return silent;
    if (unparenthesized(fallback).is_any({Kind::attribute, Kind::subscript})) return silent;
    std::string call = "getattr(" + code_for(object, lambda_level, true) + ", " + std::string(key.text()) + ", " +
                       code_for(fallback, lambda_level, true) + ")";
    Edits edits(m);
    if (m.ask.spelling("getattr", m.at).empty()) edits.give_up();
    std::string whole = target ? std::string(target.text()) + " = " + call : call;
    if (m.at.is(Kind::if_statement)) {
        if (!target) whole = "return " + call;
        edits.replace(m.span, whole);
    } else {
        edits.replace(m.at, call);
    }
    return found(m.span, edits,
                 m.message("`hasattr()` looks the attribute up twice: write `$code`", {{"code", short_code(whole)}}));
}

}  // namespace zen::rules
