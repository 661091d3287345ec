// The Python version that code is written for.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace zen {

struct PythonVersion {
    std::uint8_t major = 3, minor = 10;  // the course begins at 3.10
    friend constexpr auto operator<=>(PythonVersion, PythonVersion) = default;
};

// Of "py310" or "3.10"; nothing for anything else.
std::optional<PythonVersion> python_version(std::string_view text);
// The same of what somebody asks for; a Trouble without a place for anything else.
Result<PythonVersion> asked_version(std::string_view text);
std::string version_text(PythonVersion version);  // "3.10"

}  // namespace zen
