// Loops that look for the first item that fits, and stop there.
#pragma once
#include <optional>

#include "engine/shapes/accumulation.h"

namespace zen {

// `for` (and `if`) around a last `if`, under which the loop hands out its answer: `return hit`, or `name = hit`, with a
// `break` or without one.
struct SearchLoop {
    Accumulation nest;  // its last clause is the `if`
    Node condition;     // of that `if`
    Node hit, miss;     // what comes of it: found, and not found
    Node name;          // the name that is stored; none for `return`
    Node before;        // the statement above that stores the miss; none for `return`. Others may stand in between
    Node after;         // the `return` below the loop; none when it is the loop's `else`
    bool stops = true;  // at the first hit

    bool gap() const { return before && before.next_sibling() != nest.loop; }
};

// None when anything else happens in the loop, when what holds without a hit is not said next to it (above, below, or
// in the loop's `else`), when the names of the loop are read later, or when it awaits, yields or binds by walrus.
std::optional<SearchLoop> search_loop(const Model& model, Node for_statement);

// The comments of the nest that the replacement does not carry go above the statement that takes the loop's place (and
// that of what stands before or after it); `value` is what is returned or stored.
void replace_search(Edits& edits, const Model& model, const SearchLoop& search, const std::string& value);

}  // namespace zen
