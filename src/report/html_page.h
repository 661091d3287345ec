// What stands around the contents of an HTML report: head with style, and the script that changes the theme.
#pragma once
#include <string_view>

namespace zen {

extern const std::string_view html_head, html_tail;

}  // namespace zen
