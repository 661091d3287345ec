// How many public methods and instance attributes does the class have?
#include <algorithm>
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

// Not what is private, a case of its kind (`visit_Name`), or another form of the same name.
std::size_t large_class_methods(const ClassInfo& info) {
    std::set<std::string_view> names;
    for (const ClassMethod& m : info.methods)
        if (!m.name.starts_with('_') && !m.name.starts_with("visit_") && !m.name.starts_with("leave_") &&
            !m.name.starts_with("depart_"))
            names.insert(m.name);
    return names.size();
}

}  // namespace

Verdict large_class(const Match& m) {
    const bool methods = m.index() == 0;
    const int most = m.option_number(methods ? "methods" : "attributes");
    // Each method is ten nodes at least, and each attribute four.
    if (m.at.record().next - m.at.id() <= (methods ? 10 : 4) * static_cast<unsigned>(std::max(most, 0))) return silent;
    const ClassInfo* info = class_info(m.ask, m.at);
    // Each case of a test is a method.
    if (!info || most <= 0 || info->name.starts_with("Test") || info->name.ends_with("Test") ||
        derives_from(m.ask, m.at, "unittest.TestCase"))
        return silent;
    const std::size_t count = methods ? large_class_methods(*info)
                                      : static_cast<std::size_t>(std::ranges::count_if(
                                            info->attributes, [](const ClassAttribute& a) { return !a.in_body; }));
    if (count <= static_cast<std::size_t>(most)) return silent;
    const Node name = m.at.child(Field::name);
    return found(name, m.message("`$name` has $count $what: move those that belong together to another class",
                                 {{"name", name.text()},
                                  {"count", std::to_string(count)},
                                  {"what", methods ? "public methods" : "attributes"}}));
}

}  // namespace zen::rules
