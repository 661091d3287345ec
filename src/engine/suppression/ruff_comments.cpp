#include "engine/suppression/ruff_comments.h"

#include <algorithm>
#include <optional>

#include "engine/suppression/comment_scanner.h"

namespace zen {
namespace {

using Codes = std::vector<std::string_view>;
using Form = Suppression::Form;

bool space(char c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

// The codes behind `noqa`: none for every rule. Nothing for what ruff calls invalid, and disregards.
std::optional<Codes> noqa_codes(CommentScanner& s) {
    const std::size_t behind = s.at;
    s.blanks();
    if (s.at == behind && !s.done() && s.next() != '#' && s.next() != ':') return std::nullopt;
    if (!s.symbol(':')) {
        s.at = behind;
        return Codes();
    }
    const auto separator = [&] {
        if (s.wide_space()) return true;
        const bool found = !s.done() && (space(s.next()) || s.next() == ',');
        if (found) ++s.at;
        return found;
    };
    Codes codes;
    for (;;) {
        const std::size_t before = s.at;
        while (separator()) {}
        // Codes may follow each other without anything between.
        bool first = true;
        for (;; first = false) {
            const std::size_t from = s.at;
            while (upper_letter(s.next())) ++s.at;
            const std::size_t digits = s.at;
            while (ascii_digit(s.next())) ++s.at;
            if (digits == from || s.at == digits) {
                s.at = from;
                break;
            }
            codes.push_back(s.text.substr(from, s.at - from));
        }
        if (first) {
            // Prose.
            if (codes.empty()) return std::nullopt;
            s.at = before;
            return codes;
        }
        const std::size_t end = s.at;
        if (!s.done() && s.next() != '#' && !separator()) return std::nullopt;
        s.at = end;
    }
}

// The codes in brackets; nothing for what ruff calls invalid.
std::optional<Codes> bracketed(CommentScanner& s) {
    s.blanks();
    if (!s.symbol('[')) return std::nullopt;
    Codes codes;
    for (;;) {
        s.blanks();
        if (s.symbol(']')) break;
        std::string_view code = s.code();
        if (code.empty()) return std::nullopt;
        codes.push_back(code);
        s.blanks();
        if (s.symbol(',')) continue;
        if (!s.symbol(']')) return std::nullopt;
        break;
    }
    if (codes.empty()) return std::nullopt;
    return codes;
}

Span part(Node comment, std::size_t from, std::size_t to) {
    return {comment.start() + static_cast<std::uint32_t>(from), comment.start() + static_cast<std::uint32_t>(to)};
}

}  // namespace

bool ruff_shaped(std::string_view code) {
    const auto digits = static_cast<std::size_t>(std::ranges::find_if(code, ascii_digit) - code.begin());
    return digits > 0 && std::ranges::all_of(code.substr(0, digits), upper_letter) &&
           std::ranges::all_of(code.substr(digits), ascii_digit) &&
           code.size() - digits == (code.starts_with("PL") && digits == 3 ? 4 : 3);
}

void RuffComments::read(Node comment) {
    noqa(comment);
    if (lines_.alone(comment.start())) file_noqa(comment);
    const std::string_view text = comment.text();
    for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1))
        directive(comment, hash);
}

// The first `noqa` behind a `#` counts, right or wrong.
void RuffComments::noqa(Node comment) {
    const std::string_view text = comment.text();
    for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
        CommentScanner s{text, hash + 1};
        s.blanks();
        if (!s.word("noqa")) continue;
        std::optional<Codes> codes = noqa_codes(s);
        if (!codes) return;
        const std::uint32_t row = lines_.index().row(comment.start());
        const Rows rows = lines_.physical().around(row);
        // One in a field of a multi-line f-string: ruff looks at the string's last row alone.
        if (row < rows.last) return;
        const std::size_t end = s.at;
        std::string_view reason = s.reason();
        out_.push_back({Form::ruff_noqa, rows.first, rows.last, std::move(*codes), comment.span(),
                        part(comment, hash, reason.empty() ? end : s.at), reason});
        return;
    }
}

void RuffComments::file_noqa(Node comment) {
    const std::string_view text = comment.text();
    for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
        CommentScanner s{text, hash + 1};
        s.blanks();
        if (!s.exactly("ruff")) continue;
        s.blanks();
        if (!s.symbol(':')) continue;
        s.blanks();
        if (!s.word("noqa")) continue;
        std::optional<Codes> codes = noqa_codes(s);
        if (!codes) return;
        const Rows rows = lines_.whole_file();
        out_.push_back({Form::ruff_file_noqa,
                        rows.first,
                        rows.last,
                        std::move(*codes),
                        comment.span(),
                        part(comment, hash, s.at),
                        {}});
        return;
    }
}

void RuffComments::directive(Node comment, std::size_t hash) {
    CommentScanner s{comment.text(), hash + 1};
    s.blanks();
    if (!s.exactly("ruff")) return;
    s.blanks();
    if (!s.symbol(':')) return;
    s.blanks();
    const std::string_view action = s.code();
    std::optional<Codes> codes;
    if (action == "ignore" || action == "disable" || action == "enable" || action == "file-ignore")
        codes = bracketed(s);
    if (!codes) return;
    const std::uint32_t row = lines_.index().row(comment.start());
    // Only the first directive of a comment can be alone on its line.
    const bool alone = hash == 0 && lines_.alone(comment.start());
    auto add = [&](Form form, Rows rows) {
        out_.push_back({form, rows.first, rows.last, *std::move(codes), comment.span(), part(comment, hash, s.at), {}});
    };
    if (action == "ignore") {
        add(Form::ruff_ignore, alone ? below(row) : lines_.physical().unparted(row));
        return;
    }
    if (action == "file-ignore") {
        if (alone && lines_.indentation(row).empty()) add(Form::ruff_file_ignore, lines_.whole_file());
        return;
    }
    Range range{row, {}, *codes, Role::other, out_.size()};
    if (alone) {
        range.indentation = lines_.indentation(row);
        range.role = action == "enable" ? Role::enables : Role::disables;
        if (range.role == Role::disables) add(Form::ruff_range, {row, row});
    }
    ranges_.push_back(std::move(range));
}

// What a comment that is alone on its row reaches.
Rows RuffComments::below(std::uint32_t row) {
    const std::uint32_t next = lines_.next_code(row);
    if (lines_.in_brackets(row)) return lines_.physical().unparted(next);
    Rows rows = lines_.logical().around(next);
    // What follows a colon or a semicolon is the same logical line to ruff.
    for (std::uint32_t more = 0; (more = lines_.logical().around(rows.last).last) > rows.last;) rows.last = more;
    return {next, std::max(rows.last, lines_.physical().around(next).last)};
}

namespace {

// Where a block opens or closes: at the first line of code within, and behind.
struct Edge {
    std::uint32_t row;
    std::size_t indentation;  // of the block
    bool opens;
};

std::vector<Edge> edges(const DirectiveLines& lines) {
    std::vector<Edge> out;
    std::vector<std::size_t> blocks{0};
    const Tree& tree = lines.tree();
    std::uint32_t done = 0;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        const bool clause = node.is_any({Kind::elif_clause, Kind::else_clause, Kind::except_clause,
                                         Kind::finally_clause, Kind::case_clause, Kind::decorator});
        if (!clause && !is_statement(node.kind())) continue;
        const std::uint32_t row = lines.index().row(node.start());
        if (row <= done || !lines.alone(node.start())) continue;
        done = row;
        const std::size_t indentation = lines.indentation(row).size();
        for (; indentation < blocks.back(); blocks.pop_back()) out.push_back({row, blocks.back(), false});
        if (indentation > blocks.back()) {
            out.push_back({row, indentation, true});
            blocks.push_back(indentation);
        }
    }
    for (; blocks.size() > 1; blocks.pop_back()) out.push_back({lines.index().count() + 1, blocks.back(), false});
    return out;
}

}  // namespace

// Pairs the open comments at a block's end: the first that disables with the first that enables the same. Comments of
// blocks further out stay open.
void RuffComments::close(std::size_t indentation, std::uint32_t row) {
    for (std::size_t i = 0; i < open_.size();) {
        if (open_[i].indentation.size() < indentation) {
            ++i;
            continue;
        }
        const Range range = open_[i];
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
        if (range.role == Role::enables) continue;
        auto match = std::find_if(open_.begin() + static_cast<std::ptrdiff_t>(i), open_.end(), [&](const Range& other) {
            return other.role == Role::enables && other.indentation == range.indentation && other.codes == range.codes;
        });
        out_[range.index].last_row = match == open_.end() ? row - 1 : match->row;
        if (match != open_.end()) open_.erase(match);
    }
}

// As ruff goes about it: from a comment on to the end of the block in which it reads it, then from the next comment.
// One right behind a nested block is read within that block still. It stays open when the nested block ends, and then
// nothing looks for the end of its own block, unless another comment in there does: it may hold to the end of the file.
void RuffComments::finish() {
    if (ranges_.empty()) return;
    const std::vector<Edge> all = edges(lines_);
    const std::uint32_t end = lines_.index().count() + 1;
    std::vector<std::size_t> blocks{0};  // around `at`
    std::size_t at = 0;
    for (std::size_t next = 0; next < ranges_.size();) {
        for (; at < all.size() && all[at].row <= ranges_[next].row; ++at)
            if (all[at].opens)
                blocks.push_back(all[at].indentation);
            else
                blocks.pop_back();
        std::vector<std::size_t> inner{blocks.back()};
        for (std::size_t i = at; next < ranges_.size() || i < all.size(); ++i) {
            const std::uint32_t until = i < all.size() ? all[i].row : end;
            for (; next < ranges_.size() && ranges_[next].row < until; ++next) {
                Range& range = ranges_[next];
                // One that stands neither at its block's indentation nor at the block's edge is disregarded.
                const bool edge = lines_.next_code(range.row) == until && i < all.size();
                if (range.role != Role::other && (edge || range.indentation.size() == inner.back()))
                    open_.push_back(range);
            }
            if (i >= all.size()) break;
            if (all[i].opens) {
                inner.push_back(all[i].indentation);
                continue;
            }
            close(inner.back(), all[i].row);
            inner.pop_back();
            if (inner.empty() || open_.empty()) break;
        }
    }
    close(0, end);
}

}  // namespace zen
