// The scopes of a text and what has become of them after edits.
#pragma once
#include <vector>

#include "engine/fixing/edit_map.h"
#include "semantics/model.h"

namespace zen {

// A reference outside of the edits, before and after them.
struct ReferencePair {
    const Reference* before;
    const Reference* after;
};

struct ScopePairs {
    std::vector<ScopeId> after;   // by scope of the old text; no_id for one that the edits do away with
    std::vector<ScopeId> before;  // by scope of the new text; no_id for one that the edits make

    // By where their nodes begin; where that is edited, by the references that they hold.
    ScopePairs(const Model& old_model, const Model& new_model, const EditMap& map,
               std::span<const ReferencePair> pairs);
};

}  // namespace zen
