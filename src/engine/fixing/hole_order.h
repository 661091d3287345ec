// Is what the holes of a pattern caught still evaluated in the same order, and as often, once a rewrite has moved it?
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/matching/match.h"
#include "text/edit.h"

namespace zen {

// Where the code of a hole stands in the text of an edit, in bytes from its start.
struct PlacedHole {
    std::size_t edit;  // index of the edit
    std::uint8_t hole;
    std::uint32_t start, end;
};

struct HoleOrder {
    std::string broken;    // why the code would fail or mean something else; empty: it would not
    std::string doubtful;  // why it may do something else, in one clause
};

// Of the edits of one match, which are sorted. Names and attributes are known not to do anything; of a call it is not
// known what it does, and the result says so where another call or a read attribute changes places with it.
HoleOrder hole_order(const Match& match, std::span<const Edit> edits, std::span<const PlacedHole> placed);

}  // namespace zen
