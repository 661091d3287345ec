// Bringing a model up to date when some top-level statements of its tree give way to others, which costs a fraction of
// a new one.
#pragma once
#include <string_view>
#include <unordered_map>

#include "semantics/model.h"

namespace zen {

// A run of top-level statements that changes: nodes [first, end) of the file's tree.
struct TreeChange {
    NodeId first, end_before, end_after;
};

// `before` and `after` are the run as it was and as it is, each with the text of the whole file, and under a root of
// its own that spans the run. Works on what `model.tree()` has become by then; the file's old text must still be there.
//
// False when the statements do more than can be told from them alone: they import from the future, say `global`, or
// bind names of the module that others bind too. Then the model is unusable and a new one has to be made.
bool patch_model(Model& model, const Tree& before, const Tree& after, TreeChange change);

// What each scope binds, its `global` and `nonlocal` names included: scope << 32 | name. Made on the first question.
std::unordered_map<std::uint64_t, BindingId>& names_by_scope(ModelData& data);
constexpr std::uint64_t scope_key(ScopeId scope, NameId name) {
    return std::uint64_t{scope} << 32 | name;
}

}  // namespace zen
