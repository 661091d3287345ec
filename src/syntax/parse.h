// Text to tree. The one entry that the rest of the program knows.
#pragma once
#include "syntax/tree.h"
#include "text/source.h"

namespace zen {

// The tree of the text, which must outlive it. Never fails: what does not parse is marked as damaged.
Tree parse(std::string_view text);
inline Tree parse(const Source& source) {
    return parse(source.text());
}

}  // namespace zen
