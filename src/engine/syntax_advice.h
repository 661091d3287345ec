// What to do about what the compiler says of a text.
#pragma once
#include <string>
#include <string_view>

#include "text/span.h"

namespace zen {

// One clause; "" where the message says it already. `part`: the statement that was read, from its first line on.
// `span`: the place of the mistake in it.
std::string syntax_advice(std::string_view message, std::string_view part, Span span);
// The same for what the compiler refuses behind its parser.
std::string_view compile_advice(std::string_view message);

}  // namespace zen
