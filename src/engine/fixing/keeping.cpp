#include "engine/fixing/keeping.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/fixing/rewrite.h"
#include "engine/fixing/verdict.h"
#include "text/directive.h"
#include "text/formatted.h"

namespace zen {
namespace {

struct Comment {
    std::string_view text;
    std::size_t edit;
};

std::string_view text_of(const Tree& tree, const NodeRecord& n) {
    std::string_view text = tree.text.substr(n.start, n.end - n.start);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

bool blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f\\") == text.npos;
}

// The comments in what the edits replace, less those in edits that replace nothing else.
std::vector<Comment> replaced_comments(const Tree& tree, const std::vector<Edit>& edits) {
    std::vector<Comment> out;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        Span span = edits[i].span;
        if (span.empty()) continue;
        std::vector<Comment> here;
        bool code = false;
        std::uint32_t at = span.start;
        auto n = std::ranges::lower_bound(tree.nodes, span.start, {}, &NodeRecord::start);
        if (n != tree.nodes.begin() && std::prev(n)->kind == Kind::comment && std::prev(n)->end > span.start)
            at = std::prev(n)->end;  // within a comment
        for (; n != tree.nodes.end() && n->start < span.end; ++n) {
            if (n->kind != Kind::comment) continue;
            code |= !blank(tree.text.substr(at, n->start - at));
            here.push_back({text_of(tree, *n), i});
            at = n->end;
        }
        code |= at < span.end && !blank(tree.text.substr(at, span.end - at));
        if (code || !edits[i].text.empty()) out.insert(out.end(), here.begin(), here.end());
    }
    return out;
}

// Where the line begins that holds the place.
std::size_t line_start(std::string_view text, std::size_t at) {
    const std::size_t end = at == 0 ? text.npos : text.rfind('\n', at - 1);
    return end == text.npos ? 0 : end + 1;
}

// Does code stand before it on its line, as before a comment at the end of a statement?
bool behind_code(std::string_view text, std::size_t at) {
    return !blank(text.substr(line_start(text, at), at - line_start(text, at)));
}

// The same of a place in the new text of an edit.
bool behind_code(const Tree& tree, const Edit& e, std::size_t at) {
    return behind_code(e.text, at) || (std::string_view(e.text).substr(0, at).find('\n') == std::string_view::npos &&
                                       behind_code(tree.text, e.span.start));
}

// A directive holds for its line. It is kept behind code, or on a line of its own, or not at all.
bool keeps_meaning(const Tree& tree, const Comment& c, const Edit& e, std::size_t at) {
    return !is_directive(c.text) ||
           behind_code(tree.text, static_cast<std::size_t>(c.text.data() - tree.text.data())) ==
               behind_code(tree, e, at);
}

// Do the edits put a line end between code and a directive that stands behind it? It holds for one line.
bool part_from_directive(const Tree& tree, const std::vector<Edit>& edits) {
    for (const Edit& e : edits) {
        const std::string_view old = tree.text.substr(e.span.start, e.span.size());
        if (std::ranges::count(e.text, '\n') <= std::ranges::count(old, '\n')) continue;
        if (blank(old) && !behind_code(tree.text, e.span.start)) continue;  // a new line above
        auto n = std::ranges::lower_bound(tree.nodes, e.span.end, {}, &NodeRecord::start);
        while (n != tree.nodes.end() && n->kind != Kind::comment &&
               tree.text.substr(e.span.end, n->start - e.span.end).find('\n') == std::string_view::npos)
            ++n;
        if (n != tree.nodes.end() && n->kind == Kind::comment && is_directive(text_of(tree, *n)) &&
            tree.text.substr(e.span.end, n->start - e.span.end).find('\n') == std::string_view::npos)
            return true;
    }
    return false;
}

// Takes the comments out that the new texts hold, each as often as it stands there.
void drop_kept(const Tree& tree, std::vector<Comment>& comments, const std::vector<Edit>& edits) {
    if (comments.empty()) return;
    std::vector<std::vector<bool>> used(edits.size());
    std::vector<Comment> longest = comments;
    std::ranges::stable_sort(longest, std::ranges::greater(), [](const Comment& c) { return c.text.size(); });
    for (const Comment& c : longest) {
        bool found = false;
        for (std::size_t i = 0; i < edits.size() && !found; ++i) {
            used[i].resize(edits[i].text.size());
            for (std::size_t at = edits[i].text.find(c.text); at != std::string::npos && !found;
                 at = edits[i].text.find(c.text, at + 1)) {
                if (used[i][at] || !keeps_meaning(tree, c, edits[i], at)) continue;
                std::fill_n(used[i].begin() + static_cast<std::ptrdiff_t>(at), c.text.size(), true);
                found = true;
            }
        }
        if (found)
            comments.erase(std::ranges::find_if(
                comments, [&](const Comment& other) { return other.text.data() == c.text.data(); }));
    }
}

// Where a comment that the edit would lose can stand: at the head of the first statement that the edit is about.
Node statement_of_edit(const Tree& tree, Span span) {
    auto n = std::ranges::lower_bound(tree.nodes, span.start, {}, &NodeRecord::start);
    while (n != tree.nodes.end() && n->start < span.end && n->kind == Kind::comment) ++n;
    if (n == tree.nodes.end() || n->start >= span.end) return {};
    // The innermost of those that begin here.
    while (std::next(n) != tree.nodes.end() && std::next(n)->start == n->start) ++n;
    Node statement = statement_of(Node(tree, static_cast<NodeId>(n - tree.nodes.begin())));
    if (!statement || !opens_line(statement)) return {};
    // In an `else` or a body that the edit begins in, the head is another place.
    Node body = statement.child(Field::body) ? statement.child(Field::body) : statement.child(Field::consequence);
    if (body && span.start >= body.start()) return {};
    if (statement.parent().is(Kind::decorated_definition)) statement = statement.parent();
    return statement;
}

}  // namespace

Kept keep_comments(const Tree& tree, std::vector<Edit>& edits) {
    if (part_from_directive(tree, edits)) return Kept::not_all;
    std::vector<Comment> lost = replaced_comments(tree, edits);
    drop_kept(tree, lost, edits);
    if (lost.empty()) return Kept::all;
    std::vector<Edit> more;
    for (std::size_t i = 0; i < lost.size();) {
        std::size_t edit = lost[i].edit;
        Edit& e = edits[edit];
        bool lines = e.text.empty() && (e.span.start == 0 || tree.text[e.span.start - 1] == '\n') &&
                     tree.text[e.span.end - 1] == '\n';
        Node statement = lines ? Node() : statement_of_edit(tree, e.span);
        if (!lines && !statement) return Kept::not_all;
        std::uint32_t first = lines ? e.span.start : statement.start();
        if (lines)
            while (tree.text[first] == ' ' || tree.text[first] == '\t') ++first;
        std::string indent(indent_at(tree.text, first)), text;
        for (; i < lost.size() && lost[i].edit == edit; ++i) {
            // It holds for the line that it stands on.
            if (is_directive(lost[i].text)) return Kept::not_all;
            append(text, "{}{}\n", indent, lost[i].text);
        }
        auto line = static_cast<std::uint32_t>(first - indent.size());
        if (lines)
            e.text = std::move(text);
        else if (std::ranges::any_of(edits,
                                     [&](const Edit& other) {
                                         return other.span.start <= line && line <= other.span.end &&
                                                other.span.end > first;
                                     }) &&
                 e.span.start < first)
            return Kept::not_all;
        else
            more.push_back({{line, line}, std::move(text)});
    }
    edits.insert(edits.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    return Kept::moved;
}

bool lose_annotation_or_page(const Tree& tree, const std::vector<Edit>& edits) {
    for (const Edit& e : edits) {
        if (e.span.empty()) continue;
        std::string_view old = tree.text.substr(e.span.start, e.span.size());
        if (std::ranges::count(old, '\f') > std::ranges::count(e.text, '\f')) return true;
        if (old.find(':') == old.npos) continue;
        auto n = std::ranges::lower_bound(tree.nodes, e.span.start, {}, &NodeRecord::start);
        for (; n != tree.nodes.end() && n->start < e.span.end; ++n) {
            if (n->kind != Kind::op_colon || tree.nodes[n->parent].kind != Kind::assignment) continue;
            Node assignment(tree, n->parent), type = assignment.child(Field::type);
            // `X: TypeAlias = …` says that it is an alias, which `type X = …` says too.
            if (!type || type.end() > e.span.end || type.text().ends_with("TypeAlias")) continue;
            if (assignment.child(Field::left).is(Kind::subscript)) continue;  // of an item, it declares nothing
            if (assignment.child(Field::left).end() <= e.span.start) {
                std::size_t first = e.text.find_first_not_of(' ');
                if (first == std::string::npos || e.text[first] != ':') return true;
                continue;
            }
            std::string name(assignment.child(Field::left).text());
            bool assigned = false, annotated = false;
            for (const Edit& other : edits) {
                assigned |= other.text.find(name + " = ") != std::string::npos;
                annotated |= other.text.find(name + ": ") != std::string::npos;
            }
            if (assigned && !annotated) return true;
        }
    }
    return false;
}

}  // namespace zen
