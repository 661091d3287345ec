#include "engine/suppression/comment_scanner.h"

#include <algorithm>

namespace zen {

std::vector<std::string_view> CommentScanner::codes(bool names_too) {
    std::vector<std::string_view> out;
    for (;;) {
        std::size_t before = at;
        blanks();
        symbol(',');
        blanks();
        std::string_view c = code();
        bool is_code = std::ranges::any_of(c, ascii_digit);
        bool dash = c.starts_with('-');  // of `-- reason`
        if (c.empty() || dash || (!is_code && !names_too)) {
            at = before;
            return out;
        }
        out.push_back(c);
    }
}

std::string_view CommentScanner::reason() {
    std::size_t before = at;
    blanks();
    std::size_t dashes = at;
    while (symbol('-')) {}
    blanks();
    if (at - dashes < 2 || text.substr(dashes, 2) != "--") {
        at = before;
        return {};
    }
    std::size_t from = at;
    // `see #12` is no new comment.
    for (at = text.find(" #", from); at < text.size() && at + 2 < text.size() && ascii_digit(text[at + 2]);)
        at = text.find(" #", at + 2);
    at = std::min(at, text.size());
    while (at > from && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
    return text.substr(from, at - from);
}

}  // namespace zen
