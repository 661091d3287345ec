// The values of the literals that are keys in mapping patterns: `0`, `0.0` and `False` are one key to Python.
#pragma once
#include <optional>
#include <string>

#include "syntax/tree.h"

namespace zen {

struct PatternKey {
    std::string value;  // alike for keys that are equal
    std::string repr;   // as Python prints it
};

// None for what is no literal: `a.b`, or an f-string.
std::optional<PatternKey> pattern_key(Node key);

}  // namespace zen
