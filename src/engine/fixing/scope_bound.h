// Code that means something else in another scope.
#pragma once
#include <vector>

#include "engine/fixing/hygiene.h"
#include "engine/fixing/scope_pairs.h"

namespace zen {

// `super()`, `__class__`, `locals()`, `vars()`, `dir()`, `eval`, `exec`, `yield`, `await`, `:=` and `return` in a
// `finally` that the edits would move to another scope (or to a place where Python does not take them).
void find_moved_out_of_scope(const Model& before, const Model& after, const EditMap& map, const RoundEdits& round,
                             const ScopePairs& scopes, std::vector<Breach>& out);

// Statements that share a line with an edited one (`a = f(); b = 2`) and would end up in another block.
void find_moved_out_of_block(const Model& before, const Model& after, const EditMap& map, const RoundEdits& round,
                             std::vector<Breach>& out);

}  // namespace zen
