// The form in which Python compares identifiers.
#pragma once
#include <string>
#include <string_view>

namespace zen {

// The identifier in Unicode's normal form KC (PEP 3131) if that is another spelling than the one given; "" if not, or
// if it is no UTF-8.
std::string normal_form(std::string_view identifier);
// The identifier as Python stores it.
std::string stored_identifier(std::string_view identifier);

}  // namespace zen
