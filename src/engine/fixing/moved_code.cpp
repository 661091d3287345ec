#include "engine/fixing/moved_code.h"

#include <algorithm>
#include <utility>

#include "text/line_index.h"

namespace zen {

std::string_view indent_at(std::string_view text, std::uint32_t offset) {
    std::size_t line = line_start(text, offset);
    std::size_t end = line;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\f')) ++end;
    return text.substr(line, std::min<std::size_t>(end, offset) - line);
}

std::string edited(std::string_view text, Span span, std::span<const Edit> edits) {
    std::string out;
    std::uint32_t at = span.start;
    for (const Edit& e : edits) {
        if (e.span.start < at || e.span.end > span.end) continue;
        out += text.substr(at, e.span.start - at);
        out += e.text;
        at = e.span.end;
    }
    return out += text.substr(at, span.end - at);
}

std::string moved(const Run& run, std::string_view indent, std::span<const Edit> inner) {
    if (run.empty()) return "";
    const Tree& tree = run.parent.tree();
    const Span span = run.span();
    std::string_view text = tree.text.substr(span.start, span.size());
    if (text.find('\n') == text.npos) return edited(tree.text, span, inner);
    // Lines that begin inside a string are its contents.
    std::vector<Span> strings;
    for (NodeId id = run.parent.id(); id < tree.nodes.size() && tree.nodes[id].start < span.end; ++id)
        if (tree.nodes[id].kind == Kind::string && tree.nodes[id].end > span.start)
            strings.push_back({tree.nodes[id].start, tree.nodes[id].end});
    std::string_view was = indent_at(tree.text, span.start);
    std::vector<Edit> edits(inner.begin(), inner.end());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        std::string_view line = text.substr(at, end - at);
        auto offset = static_cast<std::uint32_t>(span.start + at);
        bool inside = std::ranges::any_of(strings, [&](Span s) { return s.start < offset && offset < s.end; });
        bool blank = line.find_first_not_of(" \t\r\n") == line.npos;
        if (at && !inside && !blank) {
            std::uint32_t common = 0;
            while (common < was.size() && common < line.size() && (line[common] == ' ' || line[common] == '\t'))
                ++common;
            const Span head{offset, offset + common};
            if (std::ranges::none_of(inner,
                                     [&](const Edit& e) { return e.span.start < head.end && head.start < e.span.end; }))
                edits.push_back({head, std::string(indent)});
        }
        at = end;
    }
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    return edited(tree.text, span, edits);
}

std::string moved_statements(const Run& run, std::string_view indent, std::span<const Edit> inner) {
    Node first = run.node();
    if (first.is(Kind::else_clause)) {
        Node body = first.child(Field::body), head = body ? body.child(0u) : Node();
        if (!head) return "";  // a block that is not written yet
        return moved(Run{body, head.id(), body.record().next}, indent, inner);
    }
    std::string text = moved(run, indent, inner);
    return first.is(Kind::elif_clause) ? text.substr(2) : text;
}

std::string in_column(Node literals, std::string code, std::size_t column) {
    for (Node literal : literals.children())
        if (literal.text().find('\n') != std::string_view::npos) return code;
    const std::string_view text = literals.tree().text;
    if (text.substr(literals.start(), literals.end() - literals.start()).find('#') != std::string_view::npos)
        return code;
    const std::size_t was = literals.start() - line_start(text, literals.start());
    const std::size_t now = column + (code.starts_with('(') ? 1 : 0);
    std::string out;
    for (std::size_t from = 0; from < code.size();) {
        const std::size_t end = std::min(code.find('\n', from), code.size());
        const std::size_t first = std::min(code.find_first_not_of(" \t", from), end);
        if (from > 0 && code.find('\t', from) >= first) {
            const std::size_t blanks = first - from + now;
            out.append(blanks > was ? blanks - was : 0, ' ');
            from = first;
        }
        out.append(code, from, end + 1 - from);
        from = end + 1;
    }
    return out;
}

}  // namespace zen
