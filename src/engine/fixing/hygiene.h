// Do the names of a text still mean what they meant before the edits? A fix is checked like a refactoring: the model of
// the new text against that of the old one.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/fixing/edit_map.h"
#include "semantics/model.h"

namespace zen {

// The edits of several fixes, sorted by place and without overlaps. Fixes are numbers of the caller's.
struct RoundEdits {
    std::vector<Edit> edits;
    std::vector<std::vector<std::uint32_t>> owners;  // by edit: the fixes that make it, in ascending order
};

// Something that the new text would do otherwise, and the fixes that may be to blame, in ascending order. With one
// suspect it is that fix's own doing; with several it takes them together.
struct Breach {
    std::vector<std::uint32_t> suspects;
    std::string what;            // for tests and for authors of rules
    std::uint32_t row = 0;       // where, in the text with the fixes, from 1; 0: no one place
    bool nobodys_fault = false;  // the rule is right not to know
};

// All breaches, in no order that means anything; none when the fixes may be made together. `before` and `after` are the
// models of the text without and with the edits.
//
// - A reference outside of the edits means the binding that it meant before, and the stores that reach it are the same
//   ones or replaced by stores of the fix that took them away.
// - A name that an edit mentions means what the replaced code means by it, or is bound by the same fix and by no other
//   code in its scope. Two fixes may use one new name only one after the other.
// - What depends on the scope that it stands in stays there (see scope_bound.h).
// - A scope whose names the code lists (`dir()`) or looks up (`globals()[name]`) has the same ones.
// - No method begins to run itself on its own object, as `x in self` does in `__contains__`.
// - No generator expression becomes asynchronous by an `await` in it.
// - The compiler refuses nothing that it took before (`return` outside of a function).
// - No edit reads a name that is imported under `if TYPE_CHECKING:` only, or, at module level, bound further down.
// - Statements that share a line with an edit stay in their block.
// - Operators outside of the edits keep their operands, unless one fix alone gives them others.
std::vector<Breach> breaches(const Model& before, const Model& after, const RoundEdits& round);

}  // namespace zen
