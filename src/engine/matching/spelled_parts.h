// `is spelled http://$rest`: spellings with holes.
#pragma once
#include <algorithm>
#include <string_view>

#include "engine/matching/match.h"
#include "text/trimmed.h"

namespace zen {

// How compiled pages write a hole in a spelling: one of these, then the hole's number from 'A'.
inline constexpr char new_part = '\x02', known_part = '\x03';

// … and an option whose value is a list of spellings: this, then its name.
inline constexpr char option_names = '\x04';

// Is one of the names so: what is written, or of an option each part of its value?
bool one_name(const Match& match, std::string_view written, auto&& so) {
    if (!written.starts_with(option_names)) return so(written);
    const std::string_view names = match.option(written.substr(1));
    for (std::size_t begin = 0, end; begin <= names.size(); begin = end + 1) {
        end = std::min(names.find(',', begin), names.size());
        const std::string_view one = trimmed(names.substr(begin, end - begin), " ");
        if (!one.empty() && so(one)) return true;
    }
    return false;
}

// Is the text like the spelling? On success its new holes have their parts of it, each at least a character, the
// earlier ones as short as may be. `from`: the node whose text it is.
bool parts_fit(Match& match, std::string_view spelling, std::string_view text, Node from);

}  // namespace zen
