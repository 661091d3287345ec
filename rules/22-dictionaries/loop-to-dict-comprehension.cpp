// Just created and empty: a comprehension. Known to be a dict: update. Anything else may have a `__setitem__` of its
// own.
#include "rule.h"

namespace zen::rules {

namespace {

// The code between the brackets; a tuple without parentheses gets them.
std::string dict_comprehension_key(Node target) {
    Node key = target.child(Field::subscript);
    std::string_view text = target.tree().text.substr(key.end(), target.end() - 1 - key.end());
    bool tuple = key.next_sibling() || text.find(',') != text.npos;
    if (!tuple) return code_for(key, lambda_level, true);
    return "(" + std::string(target.tree().text.substr(key.start(), target.end() - 1 - key.start())) + ")";
}

}  // namespace

Verdict loop_to_dict_comprehension(const Match& m) {
    auto nest = accumulation(m.at);
    if (!nest || nest->conditions > 1 || nest->loops > static_cast<unsigned>(m.option_number("loops"))) return silent;
    Node assignment = nest->step.child(0u), target = assignment.child(Field::left),
         value = assignment.child(Field::right);
    Node dict = target.child(Field::value), key = target.child(Field::subscript);
    if (!assignment.is(Kind::assignment) || !target.is(Kind::subscript) || !dict.is(Kind::identifier)) return silent;
    if (value.is(Kind::assignment) || key.is(Kind::slice) || !collapses(m.ask, *nest, dict)) return silent;

    std::string item = dict_comprehension_key(target) + ": " + code_for(value, lambda_level, true);
    std::string name(dict.text());
    Edits edits(m);
    auto born = birth(m.ask, *nest, dict);
    if (born && makes_empty(m.ask, born->value, "dict")) {
        Node only = nest->only_loop(), pair = only.child(Field::left);
        bool copies = only && nest->conditions == 0 && !nest->asynchronous() && pair.is(Kind::pattern_list) &&
                      pair.has_children(2) && same_code(pair.child(0u), key) && same_code(pair.child(1u), value);
        std::string whole =
            copies ? edits.name("dict") + "(" + code_for(only.child(Field::right), lambda_level, true) + ")"
                   : comprehension(m, *nest, born->left(), "{", item, "}");
        collapse_into(edits, m.ask, *nest, *born, whole);
        return found(
            nest->step, edits,
            m.message("this loop only fills `$name`: use `$code`", {{"name", name}, {"code", short_code(whole, 80)}}));
    }
    if (!m.ask.type(dict).only(Type::dict)) return silent;
    std::string whole = comprehension(m, *nest, {}, name + ".update({", item, "})");
    collapse_to(edits, m.ask, *nest, whole);
    return found(
        nest->step, edits,
        m.message("this loop only fills `$name`: use `$code`", {{"name", name}, {"code", short_code(whole, 80)}}));
}

}  // namespace zen::rules
