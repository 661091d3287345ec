// Python in colours, for terminals and pages.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen {

enum class Shade : std::uint8_t { keyword, text, number, comment };

struct Shaded {
    Span span;
    Shade shade;
};

// The parts of the code that have a colour, in order. Code that does not parse has as many as can be told.
std::vector<Shaded> highlighted(std::string_view code);

}  // namespace zen
