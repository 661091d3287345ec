#include "text/edit.h"

#include <algorithm>

namespace zen {

std::string edited(std::string_view text, std::vector<Edit> edits, std::string_view newline) {
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::string out;
    out.reserve(text.size() + 64);
    std::size_t at = 0;
    for (const Edit& e : edits) {
        out += text.substr(at, e.span.start - at);
        for (char c : e.text) c == '\n' ? void(out += newline == "\r" ? "\n" : newline) : out.push_back(c);
        at = e.span.end;
    }
    out += text.substr(at);
    return out;
}

}  // namespace zen
