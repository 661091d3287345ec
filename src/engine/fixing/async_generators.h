// Generator expressions that an `await` of a fix would make asynchronous, so that no `for`, `list()` or `sum()` takes
// them any more.
#pragma once
#include <vector>

#include "engine/fixing/hygiene.h"

namespace zen {

void find_async_generators(const Model& after, const EditMap& map, const RoundEdits& round, std::vector<Breach>& out);

}  // namespace zen
