// CPython's verdict on a text or a part of one: is it Python, and if not, what does the compiler say? The stages behind
// its parser (scopes, `return` outside functions …) are judged on the model.
#pragma once
#include <optional>
#include <vector>

#include "syntax/tree.h"
#include "syntax/verdict/suspects.h"
#include "syntax/verdict/tokens.h"

namespace zen::verdict {

// The newest Python 3 whose grammar is known.
inline constexpr int newest = 15;

// What the newest Python refuses, and the version `minor` too, in that version's words.
struct Opinion {
    std::optional<Mistake> mistake;
    bool certain = true;  // false: too large, or nested too deeply, to be read
};
Opinion compiler_says(const Part& part, int minor = newest);
// The part of a text from one byte to another.
Part part_of(std::string_view text, std::uint32_t start, std::uint32_t stop);

// Marks in a tree what the compiler would refuse although the tree looks sound, and takes the mark from what it accepts
// although the tree is damaged; such statements become `unsupported`. `whole` says that the text is cut into pieces
// (see pieces.h) that are judged one by one; else it is one. `deep`: the hand-written parser has given it up, so that
// it may nest as deeply as no compiler reads.
void correct(zen::Tree& tree, bool whole, bool deep, Gathered* gathered = nullptr);

}  // namespace zen::verdict
