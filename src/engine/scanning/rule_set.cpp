#include "engine/scanning/rule_set.h"

#include <utility>

#include "engine/scanning/tries.h"

namespace zen {

RuleSet::RuleSet(const RuleBook& book, Selection selection)
    : book_(&book),
      selection_(std::move(selection)),
      identity_(identity_of(book, selection_)),
      tries_(std::make_shared<Tries>(book, selection_)) {}

std::vector<bool> RuleSet::shut_gates(const Model& model) const {
    Match match(model, selection_.line_length, selection_.current);
    return tries_->shut(match, Presence(model));
}

}  // namespace zen
