#include "syntax/pieces.h"

#include <algorithm>
#include <optional>

#include "syntax/bytes.h"
#include "syntax/parse.h"
#include "syntax/verdict/verdict.h"
#include "text/growth.h"
#include "text/name_byte.h"

namespace zen {
namespace {

constexpr std::size_t largest_recovery = std::size_t{256} << 10;

std::string_view first_word(std::string_view line) {
    std::size_t end = 0;
    while (end < line.size() && is_name_byte(line[end])) ++end;
    return line.substr(0, end);
}

std::size_t line_end(std::string_view text, std::size_t at) {
    return std::min(text.find('\n', at), text.size());
}

// Words that go on with the statement above.
bool continues(std::string_view word) {
    for (std::string_view w : {"else", "elif", "except", "finally"})
        if (word == w) return true;
    return false;
}

// Can the line only be the beginning of a statement, whatever brackets are open above it?
bool surely_begins(std::string_view text, std::size_t at) {
    std::string_view line = text.substr(at, line_end(text, at) - at);
    std::string_view word = first_word(line);
    std::string_view rest = line.substr(word.size());
    for (std::string_view w : {"def", "class", "import", "while", "with", "raise", "assert", "del", "return"})
        if (word == w) return rest.starts_with(' ');
    if (word == "try") return rest.starts_with(':');
    if (word == "async") return rest.starts_with(" def ");
    if (word == "from") return rest.starts_with(' ') && rest.find(" import ") != rest.npos;
    // A decorator, with a definition below it: elsewhere `@` multiplies.
    if (!line.starts_with('@') || line.size() < 2 || !is_name_byte(line[1])) return false;
    std::size_t below = line_end(text, at) + 1;
    while (below < text.size() && text[below] == '@') below = line_end(text, below) + 1;
    if (below >= text.size()) return false;
    word = first_word(text.substr(below));
    return word == "def" || word == "class" || word == "async";
}

bool begins_triple(std::string_view text, std::size_t at) {
    return at + 2 < text.size() && text[at + 1] == text[at] && text[at + 2] == text[at];
}

// The end of the string that opens at `at`; of one that nobody closes, the end of its line, or of the text.
std::size_t quoted_end(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const bool triple = begins_triple(text, at);
    for (at += triple ? 3 : 1;; ++at) {
        at = plain_string_end(text, at, quote, triple);
        if (at >= text.size()) break;
        if (text[at] == '\\') {
            if (text.substr(at + 1).starts_with("\r\n")) ++at;
            ++at;
        } else if (text[at] == quote && (!triple || begins_triple(text, at))) {
            return at + (triple ? 3 : 1);
        } else if (!triple && text[at] == '\n') {
            return at;
        }
    }
    return text.size();
}

// The end of the replacement field that opens at `at`, in a string with single quotes: it may go over several lines and
// hold comments all the same (PEP 701). Nothing if it is not closed before `stop`, or if a statement surely begins
// first.
std::optional<std::size_t> field_end(std::string_view text, std::size_t at, std::size_t stop) {
    int open = 0;
    while (at < stop) {
        switch (text[at]) {
            case '{':
            case '(':
            case '[':
                ++open;
                break;
            case '}':
            case ')':
            case ']':
                if (--open == 0) return at + 1;
                break;
            case '"':
            case '\'':
                at = quoted_end(text, at);
                continue;
            case '#':  // in a format it is no comment: `{x:#x}`
                if (text[at - 1] == ' ' || text[at - 1] == '{') at = line_end(text, at) - 1;
                break;
            case '\n':
                if (surely_begins(text, at + 1)) return std::nullopt;
                break;
            default:
                break;
        }
        ++at;
    }
    return std::nullopt;
}

bool formats(std::string_view text, std::size_t quote) {
    std::size_t prefix = quote;
    while (prefix > 0 && quote - prefix < 3 && is_name_byte(text[prefix - 1])) --prefix;
    const std::string_view letters = text.substr(prefix, quote - prefix);
    return letters.size() <= 2 && letters.find_first_of("fFtT") != letters.npos;
}

// The same as `quoted_end`, for a string that may be an f-string by the letters in front of it.
std::size_t prefixed_string_end(std::string_view text, std::size_t at) {
    if (!formats(text, at) || begins_triple(text, at)) return quoted_end(text, at);
    const char quote = text[at];
    const std::size_t stop = std::min<std::size_t>(text.size(), at + piece_lookahead);
    for (std::size_t i = at + 1; i < stop && text[i] != '\n'; ++i) {
        if (text[i] == quote) return i + 1;
        if (text[i] == '\\' || text.substr(i, 2) == "{{") {
            ++i;
        } else if (text[i] == '{') {
            const auto end = field_end(text, i, stop);
            if (!end) break;
            i = *end - 1;
        }
    }
    return quoted_end(text, at);
}

// The innermost node that goes on behind `at` becomes an error, and those around it hold one.
void mark_error(Tree& tree, std::uint32_t at) {
    NodeId holder = 0;
    for (NodeId id = 1; id < tree.nodes.size();) {
        const NodeRecord& n = tree.nodes[id];
        const bool holds = n.start < at && at < n.end;
        if (holds) holder = id;
        id = holds ? id + 1 : n.next;
    }
    tree.nodes[holder].kind = Kind::error;
    for (;; holder = tree.nodes[holder].parent) {
        tree.nodes[holder].flags |= NodeRecord::damaged;
        if (holder == 0) break;
    }
}

}  // namespace

std::size_t end_of_string(std::string_view text, std::size_t at) {
    return prefixed_string_end(text, at);
}

std::uint32_t next_piece(std::string_view text, std::uint32_t from) {
    int depth = 0;
    bool decorated = from < text.size() && text[from] == '@';
    std::size_t at = from;
    bool first = true, continued = false;
    while (at < text.size()) {
        // At the start of a line that is not inside a string.
        char c = text[at];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '#';
        if (!first && !blank && !continued) {
            if (depth > 0) {
                if (surely_begins(text, at)) return static_cast<std::uint32_t>(at);
            } else if (decorated) {
                decorated = c == '@';
            } else if (c != ')' && c != ']' && c != '}' && c != '\\' && !continues(first_word(text.substr(at, 8)))) {
                return static_cast<std::uint32_t>(at);
            }
        }
        first = continued = false;
        // To the end of the line, or beyond it in a string.
        for (bool ends = false; !ends && at < text.size();) {
            switch (text[at]) {
                case '\n':
                    ends = true;
                    ++at;
                    break;
                case '#':
                    at = line_end(text, at);
                    break;
                case '\\':
                    ++at;
                    if (text.substr(at).starts_with("\r\n")) ++at;
                    if (at < text.size() && text[at] == '\n') {
                        continued = ends = true;
                        ++at;
                    }
                    break;
                case '(':
                case '[':
                case '{':
                    ++depth;
                    ++at;
                    break;
                case ')':
                case ']':
                case '}':
                    depth = std::max(0, depth - 1);
                    ++at;
                    break;
                case '"':
                case '\'':
                    at = prefixed_string_end(text, at);
                    break;
                default:
                    ++at;
            }
        }
    }
    return static_cast<std::uint32_t>(text.size());
}

std::vector<std::uint32_t> piece_starts(std::string_view text) {
    std::vector<std::uint32_t> out{0};
    for (std::uint32_t at = next_piece(text, 0); at < text.size(); at = next_piece(text, at)) out.push_back(at);
    return out;
}

Tree parse_piece(std::string_view text) {
    static thread_local Parser parser;
    if (text.size() <= largest_recovery) {
        Tree tree = parser.parse(text);
        if (const auto at = parser.stray_line_end(); at && !tree.damaged()) mark_error(tree, *at);
        verdict::correct(tree, false, !parser.given_up().empty());
        return tree;
    }
    Tree tree = parser.parse_undamaged(text);
    if (!tree.nodes.empty()) {
        verdict::correct(tree, false, !parser.given_up().empty());
        return tree;
    }
    constexpr std::uint8_t flags = NodeRecord::named | NodeRecord::damaged;
    auto end = static_cast<std::uint32_t>(text.size());
    tree.nodes.push_back({Kind::error, Field::none, flags, 0, end, 0, 1});
    return tree;
}

void replace_nodes(Tree& tree, NodeId first, NodeId end, const Tree& fresh, std::uint32_t by) {
    const std::size_t count = fresh.nodes.size() - 1, room = end - first;
    const auto move = static_cast<NodeId>(count - room);
    if (move != 0 || by != 0)
        for (NodeId id = end; id < tree.nodes.size(); ++id) {
            NodeRecord& n = tree.nodes[id];
            n.start += by;
            n.end += by;
            n.parent += n.parent != 0 ? move : 0;
            n.next += move;
        }
    if (count > room) make_room(tree.nodes, count - room);
    const auto at = tree.nodes.begin() + first;
    if (count > room)
        tree.nodes.insert(at, count - room, NodeRecord());
    else
        tree.nodes.erase(at, at + static_cast<std::ptrdiff_t>(room - count));
    for (std::size_t i = 0; i < count; ++i) {
        NodeRecord record = fresh.nodes[i + 1];
        record.parent = record.parent == 0 ? 0 : record.parent - 1 + first;
        record.next = record.next - 1 + first;
        tree.nodes[first + i] = record;
    }
}

Tree part_of(const Tree& tree, NodeId first, NodeId end, std::uint32_t start, std::uint32_t stop) {
    Tree out = open_root(tree.text);
    out.nodes.reserve(end - first + 1);
    for (NodeId id = first; id < end; ++id) {
        NodeRecord record = tree.nodes[id];
        record.parent = record.parent == 0 ? 0 : record.parent + 1 - first;
        record.next = record.next + 1 - first;
        out.nodes.push_back(record);
    }
    close_root(out);
    out.nodes[0].start = start;
    out.nodes[0].end = stop;
    return out;
}

Tree open_root(std::string_view text) {
    Tree tree{text, {}};
    tree.nodes.push_back({Kind::module, Field::none, NodeRecord::named, 0, 0, 0, 1});
    return tree;
}

void append_piece(Tree& tree, const Tree& piece, std::uint32_t start) {
    if (piece.nodes.empty()) return;
    const bool error = piece.nodes[0].kind == Kind::error;  // recovery found no module in it
    const NodeId skipped = error ? 0 : 1;
    const auto base = static_cast<NodeId>(tree.nodes.size()) - skipped;
    for (NodeId id = skipped; id < piece.nodes.size(); ++id) {
        NodeRecord record = piece.nodes[id];
        record.start += start;
        record.end += start;
        record.parent = record.parent == 0 && (!error || id == 0) ? 0 : record.parent + base;
        record.next += base;
        tree.nodes.push_back(record);
    }
}

void close_root(Tree& tree) {
    NodeRecord& root = tree.nodes[0];
    root.end = static_cast<std::uint32_t>(tree.text.size());
    root.next = static_cast<NodeId>(tree.nodes.size());
    root.flags = NodeRecord::named;
    for (NodeId id = 1; id < tree.nodes.size(); id = tree.nodes[id].next)
        root.flags = static_cast<std::uint8_t>(root.flags | (tree.nodes[id].flags & NodeRecord::damaged));
}

Tree parse_by_pieces(std::string_view text, verdict::Gathered* gathered) {
    static thread_local Parser parser;
    Tree whole = parser.parse_undamaged(text);
    if (!whole.nodes.empty()) {
        verdict::correct(whole, true, !parser.given_up().empty(), gathered);
        return whole;
    }
    Tree tree = open_root(text);
    std::vector<std::uint32_t> starts = piece_starts(text);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        std::uint32_t end = i + 1 < starts.size() ? starts[i + 1] : static_cast<std::uint32_t>(text.size());
        append_piece(tree, parse_piece(text.substr(starts[i], end - starts[i])), starts[i]);
    }
    close_root(tree);
    return tree;
}

}  // namespace zen
