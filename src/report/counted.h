// Numbers with their nouns.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "text/formatted.h"

namespace zen {

// "1 file", "2 files".
inline std::string counted(std::size_t n, std::string_view one) {
    return formatted("{} {}{}", n, one, n == 1 ? "" : "s");
}

}  // namespace zen
