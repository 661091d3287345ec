// Numbers and strings that the grammar of the tree takes and the compiler may not.
#pragma once
#include "syntax/verdict/doubts.h"

namespace zen::verdict::doubts {

// Each looks at a node of that kind, and its record, and adds to the doubts.
void number(Doubts& d, NodeId id, const NodeRecord& n);  // integer and float
void string(Doubts& d, NodeId id, const NodeRecord& n);
void interpolation(Doubts& d, NodeId id, const NodeRecord& n);
void concatenated(Doubts& d, NodeId id);

}  // namespace zen::verdict::doubts
