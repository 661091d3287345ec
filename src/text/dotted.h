// Names such as `os.path.join`.
#pragma once
#include <string_view>

namespace zen {

// The last of the names: `join`.
inline std::string_view last_name(std::string_view dotted) {
    return dotted.substr(dotted.rfind('.') + 1);
}

}  // namespace zen
