// What IPython understands and Python does not: %magics, !shell commands, name? for help.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen {

// What is in a text and not the user's Python.
struct ForeignCode {
    std::vector<Span> spans;                   // in order
    std::set<std::string, std::less<>> names;  // that it may be about, those of cells left out too
    std::vector<std::uint32_t> cells = {};     // where an editor's cells begin, in order; not of files
};

// Puts a name of the same length in the place of each, and says where, and of which names it speaks. False for a cell
// that is no Python at all (%%bash, %%html, …).
bool mask_magics(std::string& cell, ForeignCode& masked);

// Is the line one that IPython understands and Python does not, where a statement may begin?
bool reads_as_magic(std::string_view line);

// Adds each word of the text, in strings too, as a name that it may be about.
void add_words(std::string_view text, std::set<std::string, std::less<>>& names);

}  // namespace zen
