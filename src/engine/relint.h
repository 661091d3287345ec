// Linting a text again and again while it is edited.
#pragma once
#include <vector>

#include "engine/lint.h"

namespace zen {

// One file's findings, and what it takes to find them again after an edit. The rules must outlive it.
class Relinter {
  public:
    explicit Relinter(const RuleSet& rules) : rules_(&rules) {}
    // What `zen::lint` says of the source.
    std::vector<Finding> lint(const Source& source) { return zen::lint(source, *rules_); }

  private:
    const RuleSet* rules_;
};

}  // namespace zen
