// Stars and keywords in calls and displays, where the compiler may want another order.
#pragma once
#include "syntax/verdict/doubts.h"

namespace zen::verdict::doubts {

// Each looks at a node of that kind, and its record, and adds to the doubts.
void list_splat(Doubts& d, NodeId id, const NodeRecord& n);
void dictionary_splat(Doubts& d, NodeId id, const NodeRecord& n);
void keyword_argument(Doubts& d, NodeId id, const NodeRecord& n);

}  // namespace zen::verdict::doubts
