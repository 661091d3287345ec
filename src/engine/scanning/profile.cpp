#include "engine/scanning/profile.h"

#include "engine/scanning/rule_set.h"

namespace zen {

std::vector<RuleCost>& RuleProfile::of(const RuleBook& book) {
    std::vector<RuleCost>& costs = by_book_[&book];
    costs.resize(book.rules().size());
    return costs;
}

void RuleProfile::add(const RuleProfile& other) {
    for (const auto& [book, theirs] : other.by_book_) {
        std::vector<RuleCost>& mine = of(*book);
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            mine[i].tries += theirs[i].tries;
            mine[i].nanoseconds += theirs[i].nanoseconds;
        }
    }
}

RuleProfile*& RuleProfile::of_thread() {
    static thread_local RuleProfile* profile = nullptr;
    return profile;
}

}  // namespace zen
