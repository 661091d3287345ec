// What somebody meant who writes what no Python reads: words of other languages, something left out, a command.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace zen {

// What to write instead, one clause; "" where that is not certain enough. `text`: what has been read, `at`: the
// mistake's place in it, `message`: the compiler's.
std::string syntax_hint(std::string_view message, std::string_view text, std::size_t at);

}  // namespace zen
