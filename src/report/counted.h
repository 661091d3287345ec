// Numbers with their nouns.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace zen {

// "1 file", "2 files".
inline std::string counted(std::size_t n, std::string_view one) {
    return std::to_string(n) + ' ' + std::string(one) + (n == 1 ? "" : "s");
}

}  // namespace zen
