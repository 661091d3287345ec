// Just created and empty: a comprehension. Known to be a list: extend. Anything else may have an `append` of its own.
#include "rule.h"

namespace zen::rules {

Verdict loop_to_list_comprehension(const Match& m) {
    auto nest = accumulation(m.at);
    if (!nest || nest->conditions > 1 || nest->loops > static_cast<unsigned>(m.option_number("loops")))
        return silent_for_all;
    auto step = filling(nest->step, "append");
    if (!step) return silent_for_all;
    // Two `for` clauses, and `extend()` with a generator, are read less easily.
    if (nest->loops > 1 && m.index() == 0) return silent;
    Node list = step->collection, item = step->item;
    // Every item unchanged: that is `list(…)`, and another rule. There is no such call for `async for`.
    if (Node only = nest->only_loop();
        only && nest->conditions == 0 && !nest->asynchronous() && same_code(item, only.child(Field::left)))
        return silent;
    if (!collapses(m.ask, *nest, list)) return silent;

    std::string code =
        item.is(Kind::generator_expression) ? std::string(item.text()) : code_for(item, lambda_level, true);
    std::string name(list.text());
    Edits edits(m);
    auto born = birth(m.ask, *nest, list);
    const bool fresh = born && makes_empty(m.ask, born->value, "list");
    if ((fresh && nest->loops == 1) != (m.index() == 0)) return silent;
    if (fresh) {
        std::string value = comprehension(m, *nest, born->left(), "[", code, "]");
        collapse_into(edits, m.ask, *nest, *born, value);
        return found(nest->step, edits,
                     m.message("this loop only appends to `$name`: use `$code`",
                               {{"name", name}, {"code", short_code(value, 80)}}))
            .unsafe(!unseen_until_done(m.ask, *nest, list, *born));
    }
    if (!m.ask.type(list).only(Type::list) || read_after_failure(m.ask, nest->loop, list)) return silent;
    std::string opening = name + ".extend(", closing = ")";
    if (nest->asynchronous()) opening += "[", closing = "])";  // it takes no asynchronous generator
    std::string whole = comprehension(m, *nest, {}, opening, code, closing);
    if (whole.find('\n') != whole.npos) return silent;  // no shorter than the loop
    collapse_to(edits, m.ask, *nest, whole);
    Verdict verdict = found(
        nest->step, edits,
        m.message("this loop only appends to `$name`: use `$code`", {{"name", name}, {"code", short_code(whole, 80)}}));
    // Only a call raises it, other than that of `append()`.
    int calls = 0;
    for (Node n : nest->loop.child(Field::body).descendants()) calls += n.is_any({Kind::call, Kind::await});
    if (calls <= 1) return verdict;
    return std::move(verdict).unsafe_because(
        "a generator expression raises `RuntimeError` where an item raises `StopIteration`");
}

}  // namespace zen::rules
