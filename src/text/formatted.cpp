// fmt's code, from its headers: nothing is linked.
#define FMT_HEADER_ONLY
#include "text/formatted.h"

#include <iterator>

#include <fmt/format.h>

namespace zen {

void append_formatted(std::string& out, fmt::string_view format, fmt::format_args arguments) {
    fmt::vformat_to(std::back_inserter(out), format, arguments);
}

}  // namespace zen
