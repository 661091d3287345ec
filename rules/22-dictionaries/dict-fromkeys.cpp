// One loop, no condition, the key is the loop's own name, and the value is an immutable constant.
#include "rule.h"

namespace zen::rules {

Verdict dict_fromkeys(const Match& m) {
    if (!m.at.has_children(2)) return silent;
    Node pair = m.at.child(Field::body), clause = m.at.child(1u);
    Node key = pair.child(Field::key), value = pair.child(Field::value), target = clause.child(Field::left),
         items = clause.child(Field::right);
    if (!clause.is(Kind::for_in_clause) || (*clause.all_children().begin()).is(Kind::kw_async)) return silent;
    if (!pair.is(Kind::pair) || !m.ask.constant(value)) return silent;
    bool same = same_code(key, target);
    if (!same && target.is_any({Kind::tuple_pattern, Kind::pattern_list}) && key.is(Kind::tuple) &&
        key.child_count() == target.child_count()) {
        same = true;
        for (unsigned i = 0; i < key.child_count(); ++i) same = same && same_code(key.child(i), target.child(i));
    }
    if (!same) return silent;
    for (Node n : items.descendants())
        if (n.is_any({Kind::await, Kind::yield})) return silent;
    Edits edits(m);
    std::string dict = edits.name("dict");
    std::string code = (dict.empty() ? "dict" : dict) + ".fromkeys(" + code_for(items, lambda_level, true) +
                       (value.is(Kind::none) ? ")" : ", " + code_for(value, lambda_level, true) + ")");
    edits.replace(m.at, code);
    return found(m.at, edits, m.message("all keys get the same value: use `$code`", {{"code", short_code(code)}}));
}

}  // namespace zen::rules
