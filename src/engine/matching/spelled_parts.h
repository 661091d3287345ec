// `is spelled http://$rest`: spellings with holes.
#pragma once
#include <string_view>

#include "engine/matching/match.h"

namespace zen {

// How compiled pages write a hole in a spelling: one of these, then the hole's number from 'A'.
inline constexpr char new_part = '\x02', known_part = '\x03';

// … and an option whose value is a list of spellings: this, then its name.
inline constexpr char option_names = '\x04';

// Is the text like the spelling? On success its new holes have their parts of it, each at least a character, the
// earlier ones as short as may be. `from`: the node whose text it is.
bool parts_fit(Match& match, std::string_view spelling, std::string_view text, Node from);

}  // namespace zen
