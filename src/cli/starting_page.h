// A page to start a rule from.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// A rule page of that name and code which passes `zenlint test` as it is: code to change rather than blanks to fill in.
std::string starting_page(std::string_view name, std::string_view code);

}  // namespace zen
