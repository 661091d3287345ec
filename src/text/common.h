// What two texts have in common at their ends.
#pragma once
#include <cstddef>
#include <string_view>

namespace zen {

// How many bytes both begin with, and how many, up to `most`, they end with. Large texts cost little more than reading.
std::size_t common_prefix(std::string_view a, std::string_view b);
std::size_t common_suffix(std::string_view a, std::string_view b, std::size_t most);

}  // namespace zen
