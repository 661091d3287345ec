// What a fix must not lose although no name hangs on it: comments, annotations, form feeds.
#pragma once
#include <vector>

#include "syntax/tree.h"
#include "text/edit.h"

namespace zen {

enum class Kept : unsigned char {
    all,    // nothing was in danger
    moved,  // the edits were changed: comments that they would have lost stand on lines of their own now
    not_all
};

// Sees to it that the edits (sorted, of one fix) lose nothing of that, changing them where that helps. Edits that take
// away comments and nothing else mean to.
Kept keep_comments(const Tree& tree, std::vector<Edit>& edits);

// Would the edits lose the annotation of a name that they go on assigning to (`t: str = ""`), or a form feed?
bool lose_annotation_or_page(const Tree& tree, const std::vector<Edit>& edits);

}  // namespace zen
