// The LR tables: actions, gotos, reductions with their fields and aliases, conflicts.
#pragma once

namespace generate {

// The action table is laid out in blocks of this many tokens; where a token's entry for state 0 stands in it. The next
// state's is `block_width` further on.
inline constexpr unsigned block_width = 32;
unsigned action_offset(unsigned token);

void write_parse_tables();

}  // namespace generate
