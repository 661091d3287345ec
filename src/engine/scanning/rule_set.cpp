#include "engine/scanning/rule_set.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/scanning/tries.h"

namespace zen {
namespace {

std::vector<std::vector<RuleId>> all_yields(const RuleBook& book) {
    std::unordered_multimap<std::string_view, RuleId> named;  // users' pages may take a name that is there
    for (RuleId id = 0; id < book.rules().size(); ++id) named.emplace(book[id].name(), id);
    std::vector<std::vector<RuleId>> out(book.rules().size());
    for (RuleId id = 0; id < out.size(); ++id) {
        const RuleBook::Entry& rule = book[id];
        for (Str s : RulePack::of(rule.pack->strings, rule.data->yields)) {
            const auto [first, last] = named.equal_range((*rule.pack)[s]);
            for (auto at = first; at != last; ++at) out[id].push_back(at->second);
        }
    }
    return out;
}

}  // namespace

RuleSet::RuleSet(const RuleBook& book, Selection selection)
    : book_(&book),
      selection_(std::move(selection)),
      identity_(identity_of(book, selection_)),
      tries_(std::make_shared<Tries>(book, selection_)),
      yields_(all_yields(book)) {}

std::vector<bool> RuleSet::shut_gates(const Model& model) const {
    Match match(model, selection_.line_length, selection_.current);
    Presence presence(model);
    presence.add_nodes(model.tree());
    return tries_->shut(match, presence);
}

}  // namespace zen
