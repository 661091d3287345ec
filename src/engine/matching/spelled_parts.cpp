#include "engine/matching/spelled_parts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/matching/names_asked.h"
#include "text/formatted.h"
#include "text/wildcard.h"

namespace zen {
namespace {

constexpr std::size_t longest_searched = 4000;  // bytes of a text in which `*` and a hole are looked for together

// The spelling with what is known in it, each sign of that for itself.
std::string with_known(const Match& match, std::string_view spelling) {
    std::string out;
    for (std::size_t i = 0; i < spelling.size(); ++i) {
        if (spelling[i] == new_part && i + 1 < spelling.size()) {
            out += spelling[i];
            out += spelling[++i];
            continue;
        }
        if (spelling[i] != known_part || i + 1 == spelling.size()) {
            out += spelling[i];
            continue;
        }
        const auto hole = static_cast<std::uint8_t>(spelling[++i] - 'A');
        const std::string* made = match.text(hole);
        const Run& run = match.run(hole);
        std::string_view text;
        std::string joined;
        if (made)
            text = *made;
        else if (Node node = run.node(); node && node.span() == run.span())
            text = node.is(Kind::concatenated_string) ? std::string_view(joined = joined_spelling(node))
                                                      : zen::spelling(node);
        for (char c : text)
            if (std::string_view("*?#[\\").find(c) != std::string_view::npos)
                append(out, "[{}]", c);
            else
                out += c;
    }
    return out;
}

bool fit(Match& match, bool any, std::string_view spelling, std::string_view text, Node from) {
    auto like = [&](std::string_view pattern, std::string_view piece) {
        return any ? spelled_like(any_case + std::string(pattern), piece) : spelled_like(pattern, piece);
    };
    const std::size_t mark = spelling.find(new_part);
    if (mark == spelling.npos) return like(spelling, text);
    const std::string_view head = spelling.substr(0, mark), tail = spelling.substr(mark + 2);
    const auto hole = static_cast<std::uint8_t>(spelling[mark + 1] - 'A');
    const bool line = tail.starts_with("\\n");  // `$line\n`: one line
    const bool plain = head.find_first_of("*?#[\\") == head.npos;
    if (!plain && text.size() > longest_searched) return false;
    for (std::size_t begin = plain ? head.size() : 0; begin < text.size(); ++begin) {
        if (like(head, text.substr(0, begin)))
            for (std::size_t end = tail.empty() ? text.size() : begin + 1; end <= text.size(); ++end) {
                if (line && text[end - 1] == '\n') break;
                if (!fit(match, any, tail, text.substr(end), from)) continue;
                match.set_text(hole, std::string(text.substr(begin, end - begin)), from);
                return true;
            }
        if (plain) break;
    }
    return false;
}

}  // namespace

bool parts_fit(Match& match, std::string_view spelling, std::string_view text, Node from) {
    const bool any = spelling.starts_with(any_case);
    if (any) spelling.remove_prefix(1);
    if (spelling.starts_with(option_names))
        return one_name(match, spelling, [&](std::string_view one) {
            return any ? spelled_like(any_case + std::string(one), text) : spelled_like(one, text);
        });
    return fit(match, any, with_known(match, spelling), text, from);
}

}  // namespace zen
