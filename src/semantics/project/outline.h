// The part of a file that other files can see.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// The text without comments between statements and with `...` for the bodies of functions; of a body, its `global`
// statements stay, and a `yield` where it makes a coroutine function a generator. Valid code where the text is.
std::string outline(std::string_view text);

}  // namespace zen
