// Parts of a `bad` block that the rule does not report, next to one that it does: forms that the author takes for
// found.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/model.h"
#include "text/span.h"

namespace zen {

struct SilentPart {
    std::uint32_t row;  // of the block, from 1
    std::string code;
};

// `reported`: the one place that the rule reports in the code. `finds`: does the rule report anything in that code?
// `near`: does a pattern come near there? A part that the reported one needs is context, and so is one that only
// continues it.
std::vector<SilentPart> silent_parts(std::string_view code, Span reported,
                                     const std::function<bool(const std::string&)>& finds,
                                     const std::function<bool(const Model&)>& near);

// Does the code bind a name, imports aside, that the other code needs?
bool makes_names_for(std::string_view code, std::string_view other);

}  // namespace zen
