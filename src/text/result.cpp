#include "text/result.h"
#include "text/formatted.h"

namespace zen {

std::string Trouble::text() const {
    std::string out = path;
    for (std::uint32_t number : {line, column})
        if (number) out += ':' + std::to_string(number);
    return out.empty() ? message : formatted("{}: {}", out, message);
}

}  // namespace zen
