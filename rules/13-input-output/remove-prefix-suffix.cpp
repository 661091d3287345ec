// The slice must cut just what the test found: `len(prefix)`, or the literal's length as a number.
#include "rule.h"

namespace zen::rules {

Verdict remove_prefix_suffix(const Match& m) {
    Node text = m["text"], affix = m["affix"], from = m["from"];
    if (!m.ask.pure(text) || !m.ask.pure(affix) || affix.is(Kind::tuple)) return silent;
    bool literal = affix.is(Kind::string) && affix.child_count() == 3 && affix.child(1u).is_leaf();
    if (from.is(Kind::integer)) {
        if (!literal) return silent;
        std::size_t letters = 0;
        for (char c : affix.child(1u).text()) letters += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
        if (from.text() != std::to_string(letters)) return silent;
    } else {
        Node arguments = from.is(Kind::call) ? from.child(Field::arguments) : Node();
        if (arguments.child_count() != 1 || !m.ask.means(from.child(Field::function), "len")) return silent;
        if (!same_code(arguments.child(0u), affix)) return silent;
    }
    bool suffix = false;
    for (Node n : m.at.descendants())
        suffix = suffix || (n.is(Kind::identifier) && n.text() == "endswith" && n.field() == Field::attribute);
    std::string call = code_for(text, primary, true) + (suffix ? ".removesuffix(" : ".removeprefix(") +
                       code_for(affix, lambda_level, true) + ")";
    bool statement = m.at.is(Kind::if_statement);
    std::string whole = statement ? std::string(text.text()) + " = " + call : call;
    Edits edits(m);
    if (statement)
        edits.replace(m.span, whole);
    else
        edits.replace(m.at, whole);
    bool plain = m.ask.type(text).only(Type::str | Type::bytes) &&
                 (literal || (!suffix && m.ask.type(affix).only(Type::str | Type::bytes)));
    return found(m.span, edits, "cut it off where it is: `" + short_code(whole) + "`").unsafe(!plain);
}

}  // namespace zen::rules
