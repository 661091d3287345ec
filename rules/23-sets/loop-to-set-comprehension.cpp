// Only if the set is created empty just before the loop.
#include "rule.h"

namespace zen::rules {

Verdict loop_to_set_comprehension(const Match& m) {
    auto nest = accumulation(m.at);
    if (!nest || nest->conditions > 1 || nest->loops > static_cast<unsigned>(m.option_number("loops"))) return silent;
    auto step = filling(nest->step, "add");
    if (!step || !collapses(m.ask, *nest, step->collection)) return silent;
    Node set = step->collection, item = step->item;
    auto born = birth(m.ask, *nest, set);
    if (!born || !makes_empty(m.ask, born->value, "set")) return silent;

    std::string whole;
    Node only = nest->only_loop();
    if (only && nest->conditions == 0 && !nest->asynchronous() && same_code(item, only.child(Field::left)))
        whole = formatted("set({})", code_for(only.child(Field::right), lambda_level, true));
    else
        whole = comprehension(m, *nest, born->left(), "{", code_for(item, lambda_level, true), "}");
    Edits edits(m);
    collapse_into(edits, m.ask, *nest, *born, whole);
    return found(nest->step, edits,
                 m.message("this loop only adds to `$name`: use `$code`",
                           {{"name", set.text()}, {"code", short_code(whole, 80)}}))
        .unsafe(!unseen_until_done(m.ask, *nest, set, *born));
}

}  // namespace zen::rules
