#include "syntax/parse.h"

#include "syntax/reference.h"

namespace zen {

Tree parse(std::string_view text) {
    return parse_by_runtime(text);
}

}  // namespace zen
