#include "cli/shell.h"

namespace zen {

std::string shell_quoted(std::string_view text) {
    std::string out = "'";
    for (char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out += "'";
}

std::string cmd_quoted(std::string_view path) {
    return '"' + std::string(path) + '"';
}

}  // namespace zen
