// Only unpacked dicts, or a copy that is dropped at once, and every operand is known to be a dict: other mappings have
// no `|`.
#include "rule.h"

namespace zen::rules {

namespace {

Node dict_union_copied(Node call) {
    call = unparenthesized(call);
    Node function = call.child(Field::function);
    bool copies = call.is(Kind::call) && function.is(Kind::attribute) &&
                  function.child(Field::attribute).text() == "copy" &&
                  call.child(Field::arguments).is(Kind::argument_list) && call.child(Field::arguments).has_children(0);
    return copies ? function.child(Field::object) : Node();
}

}  // namespace

Verdict dict_union(const Match& m) {
    Edits edits(m);
    if (m.at.is(Kind::binary_operator)) {
        Node left = m.at.child(Field::left), dict = dict_union_copied(left);
        if (!m.at.child(Field::operator_).is(Kind::op_bar) || !dict) return silent;
        if (!m.ask.type(dict).only(Type::dict) || !m.ask.type(m.at.child(Field::right)).only(Type::dict)) return silent;
        edits.replace(left, dict.text());
        return found(m.at, edits,
                     m.message("`|` already returns a new dict: use `$code`",
                               {{"code", short_code(std::string(dict.text()) + " | " +
                                                    std::string(m.at.child(Field::right).text()))}}));
    }
    std::string code;
    for (Node n : m.at.children()) {
        if (!n.is(Kind::dictionary_splat) || !m.ask.type(n.child(0u)).only(Type::dict)) return silent;
        code += (code.empty() ? "" : " | ") + code_for(n.child(0u), code.empty() ? bit_or : bit_xor, true);
    }
    if (m.at.child_count() < 2) return silent;
    // Unpacking one dict a line is easier to read than operators across lines.
    if (m.at.text().find('\n') != std::string_view::npos && code.size() > 60) return silent;
    edits.replace(m.at, code);
    return found(m.at, edits, m.message("this merges dicts: use `$code`", {{"code", short_code(code)}}));
}

}  // namespace zen::rules
