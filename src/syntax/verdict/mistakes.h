// What the grammar's verbs do: decide whether it is a mistake indeed, and say what and where.
#pragma once
#include "syntax/verdict/reading.h"
#include "syntax/verdict/rules.h"

namespace zen::verdict {

struct Labels {
    NodeNumber a = no_node, b = no_node;
    std::uint32_t at = 0;  // the token behind the alternative
};

// Does the alternative hold? One that is a mistake leaves it in `reading.mistake`.
bool judge(const Alternative& alternative, const Labels& labels, Reading& reading);

}  // namespace zen::verdict
