#include "engine/syntax_error.h"

#include <algorithm>
#include <utility>

#include "engine/syntax_advice.h"
#include "syntax/pieces.h"
#include "syntax/verdict/verdict.h"
#include "text/formatted.h"

namespace zen {
namespace {

// `start`: where the part begins that the span is counted from in the file.
SyntaxError with_advice(Span span, std::string message, std::string_view part = {}, std::uint32_t start = 0) {
    SyntaxError out{span, std::move(message)};
    const std::string what = syntax_advice(out.message, part, {span.start - start, span.end - start});
    const std::size_t size = out.message.size();
    if (!what.empty()) out.message.append(out.message.ends_with('?') ? " " : "; ").append(what);
    out.advice = out.message.size() - size;
    return out;
}

// Does the code at the place look like Python 2?
bool from_python_2(std::string_view text, Span span, std::string_view message) {
    if (message.starts_with("Missing parentheses in call to")) return true;
    if (message.starts_with("multiple exception types") || message.starts_with("leading zeros in decimal")) return true;
    const std::size_t line = text.rfind('\n', span.start == 0 ? 0 : span.start - 1) + 1;
    std::string_view code = text.substr(line, std::min(text.find('\n', line), text.size()) - line);
    code.remove_prefix(std::min(code.find_first_not_of(" \t"), code.size()));
    if (code.starts_with("print ") || code.starts_with("exec ") || code.starts_with("raise ")) return true;
    return code.find("<>") != code.npos || std::ranges::count(code, '`') >= 2;
}

std::optional<SyntaxError> merge_conflict(std::string_view text) {
    for (std::size_t at = 0; (at = text.find("<<<<<<< ", at)) != text.npos; ++at)
        if (at == 0 || text[at - 1] == '\n') {
            auto start = static_cast<std::uint32_t>(at);
            return SyntaxError{
                {start, start + 7}, "an unresolved merge conflict: keep one side and delete the markers", 0};
        }
    return std::nullopt;
}

// Where the tree is damaged, for what the compiler's grammar cannot tell: the first such place.
Span damage(const Tree& tree, NodeId first, NodeId end) {
    for (NodeId id = first; id < end; ++id) {
        const NodeRecord& n = tree.nodes[id];
        if (!(n.flags & NodeRecord::missing) && n.kind != Kind::error) continue;
        const std::string_view code = tree.text.substr(n.start, n.end - n.start);
        return {n.start, n.start + static_cast<std::uint32_t>(std::min(code.find('\n'), code.size()))};
    }
    return {tree.nodes[first].start, tree.nodes[first].start};
}

// Is the mistake that of the piece above, seen once more? `code`: the piece and what follows it.
bool follows_from_above(std::string_view message, std::string_view above, std::string_view code) {
    // What stands in the place of a handler is told by the `try` that has none.
    if (above.starts_with("expected 'except' or 'finally'")) return message == "invalid syntax";
    if (above.starts_with("expected an indented block after 'match'")) return code.starts_with("case ");
    // A string over several lines ends with a quote that opens none.
    return above.starts_with("unterminated string literal") && message.starts_with("unterminated string literal");
}

}  // namespace

std::vector<SyntaxError> syntax_errors(const Tree& tree, std::optional<PythonVersion> target) {
    std::vector<SyntaxError> out;
    if (!tree.damaged()) return out;
    if (auto conflict = merge_conflict(tree.text)) return {*std::move(conflict)};
    if (const std::size_t zero = tree.text.find('\0'); zero != tree.text.npos) {
        const auto at = static_cast<std::uint32_t>(zero);
        return {with_advice({at, at + 1}, "source code cannot contain null bytes")};
    }
    const int minor = target ? target->minor : verdict::newest;
    const std::vector<std::uint32_t> starts = piece_starts(tree.text);
    const auto count = static_cast<NodeId>(tree.nodes.size());
    const auto size = static_cast<std::uint32_t>(tree.text.size());
    std::size_t old = 0;
    bool after_open = false, older = false;  // … does the target read what newer versions do not?
    std::string last_message;
    std::size_t last_piece = 0;
    NodeId id = 1;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::uint32_t stop = i + 1 < starts.size() ? starts[i + 1] : size;
        const NodeId first = id;
        bool damaged = count == 1;
        for (; id < count && (stop == size || tree.nodes[id].start < stop); id = tree.nodes[id].next)
            damaged = damaged || (tree.nodes[id].flags & NodeRecord::damaged);
        if (!damaged) continue;
        verdict::Opinion says = verdict::compiler_says(verdict::part_of(tree.text, starts[i], stop), minor);
        if (says.mistake && follows_from_above(says.mistake->message, last_message, tree.text.substr(starts[i])) &&
            last_piece + 1 == i)
            continue;
        if (says.mistake) last_message = says.mistake->message, last_piece = i;
        const bool open = says.mistake && says.mistake->message.ends_with("was never closed");
        // What follows an open bracket is read as if it stood inside: no mistake of its own.
        const bool follows = std::exchange(after_open, open);
        if (follows && says.mistake && !out.empty()) continue;
        if (open && stop < size) {
            // The bracket may be closed below, where this piece has been cut off.
            verdict::Opinion all = verdict::compiler_says(verdict::part_of(tree.text, starts[i], size), minor);
            const auto line = static_cast<std::uint32_t>(std::min<std::size_t>(tree.text.find('\n', stop), size));
            if (all.mistake && starts[i] + all.mistake->span.start <= line) says = std::move(all);
        }
        if (says.mistake) {
            const Span span{starts[i] + says.mistake->span.start, starts[i] + says.mistake->span.end};
            if (from_python_2(tree.text, span, says.mistake->message)) ++old;
            out.push_back(with_advice(span, says.mistake->message, tree.text.substr(starts[i]), starts[i]));
        } else if (says.certain && minor < verdict::newest) {
            older = true;
        } else {
            out.push_back({damage(tree, first, id), "invalid syntax", 0});
        }
    }
    if (old >= 2 && old * 2 > out.size()) {
        out.resize(1);
        const std::size_t before = out[0].message.size();
        append(out[0].message, " (this file is for Python 2, with at least {} such statements: convert it to Python 3)",
               old);
        out[0].advice += out[0].message.size() - before;
    }
    if (out.empty() && !older) out.push_back({{0, 0}, "invalid syntax", 0});
    return out;
}

}  // namespace zen
