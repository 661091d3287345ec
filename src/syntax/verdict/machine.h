// Reads tokens by the grammar of grammar.h, as CPython's parser does: first for sound code, then once more for what is
// wrong. Its answers are kept for each place, so time is linear in the text.
#pragma once
#include <optional>

#include "syntax/verdict/tokens.h"

namespace zen::verdict {

struct Answer {
    std::optional<Mistake> mistake;
    bool certain = true;  // false: nested so deeply that it was not read to the end
};

Answer read(const Part& part, int minor);

}  // namespace zen::verdict
