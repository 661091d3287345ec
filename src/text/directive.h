// Comments that speak to tools.
#pragma once
#include <string_view>

namespace zen {

// Is the comment (from its `#` on) a directive to some tool, as `# noqa` and `# type: ignore` are? Blanks and case do
// not count.
bool is_directive(std::string_view comment);

}  // namespace zen
