// The parameters that a caller has to think of: all of them, and those that it may pass by position.
#include "rule.h"

namespace zen::rules {

Verdict too_many_parameters(const Match& m) {
    const bool by_position = m.index() == 1;
    const int limit = m.option_number("limit");
    if (static_cast<int>(m.at.child(Field::parameters).child_count()) < limit) return silent_for_all;
    const Node owner = class_of_method(m.ask, m.at);
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    bool bound = false;  // is the first one passed by Python itself?
    if (info)
        for (const ClassMethod& method : info->methods)
            bound = bound || (method.definition == m.at && !(method.flags & ClassMethod::static_));
    if (m.at.child(Field::name).text() == "__new__" && owner) bound = true;
    int count = 0;
    bool first = true;
    for (const Parameter& p : parameters(m.at)) {
        const bool skipped = first && bound && p.positional();
        first = false;
        if (skipped || p.sort == Parameter::star || p.sort == Parameter::double_star || p.name().starts_with('_'))
            continue;
        count += !by_position || p.positional();
    }
    if (count < limit || overrides(m.ask, m.at)) return silent;
    const Span head{m.at.start(), m.at.child(Field::body).start()};
    return found(Span{head.start, m.at.child(Field::parameters).end()});
}

}  // namespace zen::rules
