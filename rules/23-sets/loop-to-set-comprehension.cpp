// Only where the set is born empty before the loop: adding to an older one is another rule's matter.
#include "rule.h"

namespace zen::rules {

Verdict loop_to_set_comprehension(const Match& m) {
    auto nest = accumulation(m.at);
    if (!nest || nest->conditions > 1 || nest->loops > static_cast<unsigned>(m.option_number("loops"))) return silent;
    Node call = nest->step.child(0u), function = call.child(Field::function), arguments = call.child(Field::arguments);
    Node set = function.child(Field::object), item = arguments.child(0u);
    if (!call.is(Kind::call) || function.child(Field::attribute).text() != "add" || !set.is(Kind::identifier)) return silent;
    if (!arguments.is(Kind::argument_list) || arguments.child_count() != 1 || item.is_any({Kind::list_splat, Kind::keyword_argument}))
        return silent;
    if (!collapses(m.ask, *nest, set)) return silent;
    auto born = birth(m.ask, *nest, set);
    Node value = born ? unparenthesized(born->value) : Node();
    if (!value.is(Kind::call) || !m.ask.means(value.child(Field::function), "set") || value.child(Field::arguments).child_count() != 0)
        return silent;

    std::string whole;
    Node only = nest->only_loop();
    if (only && nest->conditions == 0 && !nest->asynchronous() && same_code(item, only.child(Field::left)))
        whole = "set(" + code_for(only.child(Field::right), lambda_level, true) + ")";
    else
        whole = comprehension(*nest, born->value.start() - born->statement.start(), "{", code_for(item, lambda_level, true), "}");
    Edits edits(m);
    collapse_into(edits, m.ask, *nest, *born, whole);
    return found(nest->step, edits, "build `" + std::string(set.text()) + "` in one go: `" + short_code(whole, 80) + "`");
}

}  // namespace zen::rules
