// How many classes of the file and of the run does the class derive from? Those of libraries count as one.
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "rule.h"

namespace zen::rules {

Verdict deep_inheritance(const Match& m) {
    if (derives_from(m.ask, m.at, "BaseException")) return silent;  // what `except` clauses choose from
    std::vector<Node> own{m.at};
    std::unordered_set<const ExportedClass*> elsewhere;
    bool library = false;
    for (std::size_t i = 0; i < own.size() && i < 100; ++i) {
        const ClassInfo* info = class_info(m.ask, own[i]);
        if (!info) continue;
        for (const ClassBase& base : info->bases) {
            if (base.own && std::ranges::find(own, base.own) == own.end()) own.push_back(base.own);
            library |= !base.own && !base.ancestors && base.qualified != "object";
            if (!base.ancestors) continue;
            library |= !base.ancestors->complete;
            for (const Referent& r : base.ancestors->classes) {
                if (r.of_class) elsewhere.insert(r.of_class);
                library |= !r.of_class;
            }
        }
    }
    const int count = static_cast<int>(own.size() - 1 + elsewhere.size()) + library;
    const int most = m.option_number("limit");
    if (most <= 0 || count <= most) return silent;
    const Node name = m.at.child(Field::name);
    return found(name, m.message("`$name` has $count base classes above it: use composition instead",
                                 {{"name", name.text()}, {"count", std::to_string(count)}}));
}

}  // namespace zen::rules
