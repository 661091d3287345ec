#include "syntax/verdict/literal_doubts.h"

#include <algorithm>

#include "syntax/verdict/characters.h"

namespace zen::verdict::doubts {
namespace {

bool name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool odd_specifier(const Doubts& d, NodeId id) {
    for (NodeId c = id + 1; c < d.tree.nodes[id].next; ++c)
        if (among(d.kind(c), {Kind::format_specifier, Kind::interpolation, Kind::type_conversion, Kind::lambda,
                              Kind::named_expression, Kind::string}))
            return true;
    return d.text.substr(d.tree.nodes[id].start, d.tree.nodes[id].end - d.tree.nodes[id].start)
               .find_first_of("\n\"'") != d.text.npos;
}

}  // namespace

void number(Doubts& d, NodeId id, const NodeRecord& n) {
    const char next = d.byte(n.end);
    const char last = d.text[n.end - 1];
    if (n.end - n.start == 1 && !name_character(next) && next != '.') return;
    const bool whole = n.kind == Kind::integer;
    const bool zero = whole && d.text[n.start] == '0' && n.end - n.start > 1 &&
                      (digit(d.text[n.start + 1]) || d.text[n.start + 1] == '_');
    if (name_character(next) || (n.kind == Kind::integer && next == '.')) return d.suspect(id, Suspicion::lines);
    if (zero || last == '_' || last == 'l' || last == 'L' || n.end - n.start > 4000 ||
        ((last == 'j' || last == 'J') && d.text[n.end - 2] == '_') ||
        (!whole && d.text.substr(n.start, n.end - n.start).find('_') != d.text.npos))
        d.suspect(id);
}

void string(Doubts& d, NodeId id, const NodeRecord& n) {
    // The prefix: at most two letters, of which one is r.
    std::size_t letters = 0;
    bool format = false, bytes = false;
    for (; letters < 4 && name_character(d.byte(n.start + letters)); ++letters) {
        const char c = static_cast<char>(d.byte(n.start + letters) | 0x20);
        format = format || c == 'f' || c == 't';
        bytes = bytes || c == 'b';
    }
    if (d.byte(n.start + letters) == '`') return d.suspect(id);  // Python 2's repr
    if (letters == 0) return;
    if (letters > 1) {
        const char a = static_cast<char>(d.text[n.start] | 0x20), b = static_cast<char>(d.text[n.start + 1] | 0x20);
        if (letters > 2 || (a != 'r' && b != 'r') || a == b || a == 'u' || b == 'u') return d.suspect(id);
    }
    const std::string_view code = d.text.substr(n.start, n.end - n.start);
    if (bytes && std::ranges::any_of(code, [](char c) { return static_cast<signed char>(c) < 0; }))
        return d.suspect(id);
    if (!format) return;
    if (code.size() < letters + 6 || code[letters + 1] != code[letters] || code[letters + 2] != code[letters])
        if (code.find('\n') != code.npos) return d.suspect(id);
    for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) {
        if (d.kind(c) != Kind::string_content) continue;
        const std::string_view content =
            d.text.substr(d.tree.nodes[c].start, d.tree.nodes[c].end - d.tree.nodes[c].start);
        for (std::size_t i = content.find('}'); i != content.npos; i = content.find('}', i + 2))
            if (i + 1 >= content.size() || content[i + 1] != '}') return d.suspect(id);
    }
}

void interpolation(Doubts& d, NodeId id, const NodeRecord& n) {
    // Outside of brackets the colon of a lambda ends the expression: `f"{1, lambda: x}"`.
    for (NodeId c = id + 1; c < n.next; ++c)
        if (d.kind(c) == Kind::lambda) return d.suspect(id);
    for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) switch (d.kind(c)) {
            case Kind::lambda:
            case Kind::named_expression:
            case Kind::pattern_list:
            case Kind::list_splat:
            case Kind::comment:
            case Kind::format_specifier:
                if (d.kind(c) == Kind::format_specifier && !odd_specifier(d, c)) break;
                return d.suspect(id);
            case Kind::type_conversion: {
                const char letter = d.byte(d.tree.nodes[c].start + 1);
                const bool known = letter == 's' || letter == 'r' || letter == 'a';
                if (!known || name_character(d.byte(d.tree.nodes[c].start + 2))) return d.suspect(id);
                break;
            }
            default:
                break;
        }
}

void concatenated(Doubts& d, NodeId id) {
    int bytes = 0, texts = 0, templates = 0;
    for (Node c : d.node(id).children()) {
        const std::string_view code = c.text();
        const std::string_view prefix = code.substr(0, std::min(code.find_first_of("\"'"), code.size()));
        if (prefix.find_first_of("bB") != prefix.npos)
            ++bytes;
        else if (prefix.find_first_of("tT") != prefix.npos)
            ++templates;
        else
            ++texts;
    }
    if ((bytes > 0) + (texts > 0) + (templates > 0) > 1) d.suspect(id);
}

}  // namespace zen::verdict::doubts
