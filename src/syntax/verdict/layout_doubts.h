// Code whose lines, indentation or continuation lines may not be what the compiler wants.
#pragma once
#include "syntax/verdict/doubts.h"

namespace zen::verdict::doubts {

// Each looks at a node of that kind, and its record, and adds to the doubts.
void continuation(Doubts& d, NodeId id, const NodeRecord& n);  // a backslash at the end of a line
void block(Doubts& d, NodeId id, const NodeRecord& n);
// Every statement that begins a line begins in that column; the others stand behind a semicolon.
void lines(Doubts& d, NodeId id, const NodeRecord& n, std::uint32_t wanted);
void clause(Doubts& d, NodeId id, const NodeRecord& n);  // elif, else, except, finally
void decorated(Doubts& d, NodeId id, const NodeRecord& n);

}  // namespace zen::verdict::doubts
