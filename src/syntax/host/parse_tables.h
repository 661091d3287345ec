// The LR tables: actions, gotos, reductions with their fields and aliases, conflicts.
#pragma once

namespace generate {

// The action table is laid out in rows of this many tokens, which states may share. The states of a block of tokens
// have their row numbers one after the other.
inline constexpr unsigned block_width = 16;
struct ActionPlace {
    unsigned rows;    // where the numbers of the token's block begin
    unsigned column;  // of the token in its row
};
ActionPlace action_place(unsigned token);

void write_parse_tables();

}  // namespace generate
