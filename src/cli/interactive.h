// zenlint check --fix -i: fixes one by one, each rule with its lesson.
#pragma once
#include <functional>
#include <span>

#include "cli/command_line.h"
#include "driver/check.h"

namespace zen {

// Shows each fix of the files, safe or not, with the lesson of its rule the first time, and asks on standard input
// whether to make it. An answer can be undone, in an earlier file too. Files are written one by one, when their
// questions are answered, and when they are opened in the editor. `take` gets what is left of each at the end. `sieve`
// and `modules` may be null.
void fix_interactively(std::span<const Job> jobs, const Look& look, const Sieve* sieve, const Modules* modules,
                       const std::function<void(const Job&, Outcome)>& take);

}  // namespace zen
