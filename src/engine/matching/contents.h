// What lies below each node of a file, in few bits: code that asks for something else cannot fit there.
#pragma once
#include <cstdint>
#include <span>

#include "engine/matching/pack.h"

namespace zen {

// A bit for each kind of node that patterns ask for (some share one), and bits that the spellings of identifiers share.
using Contents = std::uint64_t;

// For searches in a file; empty where it was not looked at.
struct KnownContents {
    std::span<const Contents> of_node;  // by id: of the node and all below it
    std::span<const Contents> needs;    // by pattern of the match's pack: what must be in a node for it to fit there

    explicit operator bool() const { return !of_node.empty(); }
};

}  // namespace zen
