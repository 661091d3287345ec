#include "syntax/scanner.h"

namespace zen {

using namespace grammar;

SharedStacks::Id SharedStacks::pushed(Id stack, std::uint16_t value) {
    for (Id above = nodes_[stack].first_above; above != 0; above = nodes_[above].next_sibling)
        if (nodes_[above].value == value) return above;
    auto made = static_cast<Id>(nodes_.size());
    nodes_.push_back({stack, 0, nodes_[stack].first_above, nodes_[stack].depth + 1, value});
    nodes_[stack].first_above = made;
    return made;
}

void Scanner::begin(const Byte* text, const Byte* end) {
    text_ = text;
    end_ = end;
    indents_.clear();
    strings_.clear();
    doubtful_ = false;
    gap_ = {};
    comments_from_ = comments_to_ = nullptr;
}

ScanState Scanner::indented(ScanState state, std::uint16_t width) {
    state = state.with_indents(indents_.pushed(state.indents(), width));
    if (!fits(state)) doubtful_ = true;
    return state;
}

ScanState Scanner::dedented(ScanState state) const {
    return state.with_indents(indents_.popped(state.indents()));
}

ScanState Scanner::opened(ScanState state, unsigned flags) {
    state =
        state.with_strings(strings_.pushed(state.strings(), static_cast<std::uint16_t>(flags)), (flags & format) != 0);
    if (!fits(state) || strings_.depth(state.strings()) > 255) doubtful_ = true;
    return state;
}

ScanState Scanner::closed(ScanState state) const {
    return state.with_strings(strings_.popped(state.strings()), false);
}

Scanner::Found Scanner::found(External token, const Byte* start, const Byte* end, ScanState after) const {
    if (end < start) start = end;
    return {token, static_cast<std::uint32_t>(start - text_), static_cast<std::uint32_t>(end - text_), after};
}

// Inside a string. `decided` without a token: there is none here. Neither: look on from p.
std::optional<Scanner::Found> Scanner::scan_string(const Byte*& p, ExternalSet valid, ScanState state, bool& decided) {
    const Byte* start = p;
    const unsigned flags = string_flags(state);
    const Byte quote = quote_of(flags);
    const bool formats = flags & format;
    decided = true;
    if ((valid & only(escape_interpolation)) && formats && (*p == '{' || *p == '}')) {
        if (p[1] == p[0]) return found(escape_interpolation, start, p + 2, state);
        return {};
    }
    if (valid & only(string_content)) {
        bool content = false;
        auto content_until = [&](const Byte* end) -> std::optional<Found> {
            if (!content) return {};
            return found(string_content, start, end, state);
        };
        while (*p) {
            if (formats && (*p == '{' || *p == '}')) return content_until(p);
            if (*p == '\\') {
                if (flags & raw) {
                    // A backslash hides a quote, a backslash or a line end. It does not count as content.
                    ++p;
                    if (*p == quote || *p == '\\') ++p;
                    if (*p == '\r') ++p;
                    if (*p == '\n') ++p;
                    continue;
                }
                if (!(flags & bytes)) return content_until(p);
                if (p[1] != 'N' && p[1] != 'u' && p[1] != 'U') return content_until(p);
                p += 2;  // these are no escapes in bytes, and scanner.c reads on after the byte behind them
            } else if (*p == quote) {
                if (flags & triple) {
                    if (p[1] != quote) return found(string_content, start, p + 1, state);
                    if (p[2] != quote) return found(string_content, start, p + 2, state);
                    if (content) return found(string_content, start, p, state);
                    return found(string_end, start, p + 3, closed(state));
                }
                if (content) return found(string_content, start, p, state);
                return found(string_end, start, p + 1, closed(state));
            } else if (*p == '\n' && !(flags & triple)) {
                if (content) return {};
                doubtful_ = true;
            }
            if (p >= end_) break;
            content = true;
            p = string_run_end(p + 1, quote, formats, flags & triple);
        }
    }
    decided = false;
    return {};
}

void Scanner::measure_gap(const Byte* p, bool past_comments) {
    Gap gap;
    gap.from = p;
    gap.past_comments = past_comments;
    gap.plain = true;
    bool continued = false;
    for (;;) {
        if (*p == ' ') {
            const Byte* q = skip_spaces(p);
            gap.indent = static_cast<std::uint16_t>(gap.indent + (q - p));
            p = q;
        } else if (*p == '\n') {
            gap.line_end = true;
            gap.indent = 0;
            ++p;
        } else if (*p == '\r' || *p == '\f') {
            gap.indent = 0;
            ++p;
        } else if (*p == '\t') {
            gap.indent = static_cast<std::uint16_t>(gap.indent + 8);
            ++p;
        } else if (*p == '#' && past_comments) {
            gap.plain = false;
            if (!gap.line_end) {
                gap.broken = true;  // a comment behind code ends nothing yet
                break;
            }
            if (gap.first_comment_indent == -1) {
                gap.first_comment_indent = gap.indent;
                gap.first_comment = p;
            }
            if (p > comments_from_ && p < comments_to_) {
                p = comments_to_;
                gap.indent = comments_indent_;
                break;
            }
            p = line_end(p, end_);
            if (p < end_) ++p;
            gap.indent = 0;
        } else if (*p == '\\') {
            gap.plain = false;
            continued = true;
            ++p;
            if (*p == '\r') ++p;
            if (*p != '\n' && p < end_) {
                gap.broken = true;
                break;
            }
            if (p < end_) ++p;
        } else if (p == end_) {
            gap.indent = 0;
            gap.line_end = true;
            break;
        } else {
            break;
        }
    }
    gap.to = p;
    if (continued) gap.first_comment = nullptr;
    if (gap.first_comment && !gap.broken) {
        comments_from_ = gap.from;
        comments_to_ = gap.to;
        comments_indent_ = gap.indent;
    }
    gap_ = gap;
}

std::optional<Scanner::Found> Scanner::scan(std::uint32_t at, ExternalSet valid, ScanState state) {
    const Byte* p = text_ + at;
    const Byte* start = p;
    if (state.strings() != 0) {
        bool decided = false;
        std::optional<Found> part = scan_string(p, valid, state, decided);
        if (decided) return part;
    }
    const Byte* end = p;  // tokens of layout are empty, at the end of the token before
    const bool past_comments = valid & any_of(indent, dedent, newline, except);
    if (gap_.from != p || gap_.past_comments != past_comments) measure_gap(p, past_comments);
    const Gap& gap = gap_;
    if (gap.broken) return {};
    if (gap.to != p) start = gap.to;
    p = gap.to;

    if (gap.line_end) {
        const std::uint16_t open = indent_width(state);
        if ((valid & only(indent)) && gap.indent > open) return found(indent, start, end, indented(state, gap.indent));
        const bool at_string = (valid & only(string_start)) && (*p == '"' || *p == '\'' || *p == '`');
        const bool in_brackets = valid & any_of(close_paren, close_bracket, close_brace);
        const bool may_close = (valid & only(dedent)) || (!(valid & only(newline)) && !at_string && !in_brackets);
        // A comment as deep as the block still belongs to it.
        if (may_close && gap.indent < open && !state.interpolated() &&
            gap.first_comment_indent < static_cast<std::int32_t>(open))
            return found(dedent, start, end, dedented(state));
        if (valid & only(newline)) return found(newline, start, end, state);
    }

    if (gap.first_comment_indent == -1 && (valid & only(string_start))) {
        unsigned flags = 0;
        for (;; ++p) {
            Byte letter = *p | 0x20;
            if (letter == 'f' || letter == 't')
                flags |= format;
            else if (letter == 'r')
                flags |= raw;
            else if (letter == 'b')
                flags |= bytes;
            else if (letter != 'u')
                break;
        }
        if (*p == '`') return found(string_start, start, p + 1, opened(state, flags | back_quote));
        if (*p == '\'' || *p == '"') {
            bool three = p[1] == p[0] && p[2] == p[0];
            flags |= (*p == '"' ? double_quote : single_quote) | (three ? triple : 0);
            return found(string_start, start, p + (three ? 3 : 1), opened(state, flags));
        }
    }
    return {};
}

}  // namespace zen
