#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::fail(const char* reason) {
    if (!failed_) reason_ = reason;
    failed_ = true;
    // From here on there is nothing but the end: so whatever is running comes to its own.
    kind_ = end_of_text;
    at_ = stop_;
    depth_ = 1 << 20;
}

// The usual tokens; `read_rare` reads the others.
[[gnu::hot]] void Descent::next() {
    const Byte* p = at_;
    p += *p == ' ';
    for (;;) {
        switch (byte_kinds[*p]) {
            case ByteKind::blank:
                ++p;
                while (*p == ' ') ++p;
                continue;
            case ByteKind::letter: {
                const Byte* q = name_end(p);
                const ByteKind after = byte_kinds[*q];
                if (after == ByteKind::high) [[unlikely]]
                    return read_any_name(p);
                if (after == ByteKind::quote && q - p <= 2) {
                    auto prefixes = [](Byte c) {
                        const Byte l = c | 0x20;
                        return l == 'r' || l == 'b' || l == 'f' || l == 'u' || l == 't';
                    };
                    if (prefixes(p[0]) && prefixes(q[-1])) return read_string_start(p, q);
                }
                start_ = offset(p);
                end_ = offset(q);
                at_ = q;
                kind_ = word_kind(p, static_cast<std::size_t>(q - p));
                return;
            }
            case ByteKind::single:
                return token(one_byte[*p], p, 1);
            case ByteKind::open:
                ++depth_;
                return token(one_byte[*p], p, 1);
            case ByteKind::close:
                if (--depth_ < 0) return fail("bracket closed that was not opened");
                return token(one_byte[*p], p, 1);
            case ByteKind::line_end:
                if (*p == '\r' && p[1] != '\n') return fail("carriage return");
                if (depth_ == 0) {
                    kind_ = end_of_line;
                    start_ = end_ = offset(p);
                    at_ = p;
                    return;
                }
                p = skip_line_end(p);
                continue;
            case ByteKind::dot:
                if (byte_kinds[p[1]] != ByteKind::digit && !(p[1] == '.' && p[2] == '.'))
                    return token(Kind::op_dot, p, 1);
                return read_rare(p);
            case ByteKind::operator_:
                if (p[1] != '=' && p[1] != '>' && p[1] != p[0] && *p != '!') return token(one_byte[*p], p, 1);
                return read_rare(p);
            case ByteKind::hash: {
                const Byte* end = line_end(p, stop_);
                add_extra(Kind::comment, offset(p), offset(end));
                p = end;
                continue;
            }
            case ByteKind::backslash: {
                const Byte* end = p + (p[1] == '\r' ? 2 : 1);
                if (*end != '\n') return fail("backslash");
                ++end;
                add_extra(Kind::line_continuation, offset(p), offset(end));
                p = end;
                continue;
            }
            default:
                return read_rare(p);
        }
    }
}

void Descent::read_rare(const Byte* p) {
    switch (byte_kinds[*p]) {
        case ByteKind::quote:
            return read_string_start(p, p);
        case ByteKind::digit:
            return read_number(p);
        case ByteKind::dot:
            if (p[1] == '.') return token(Kind::ellipsis, p, 3);
            return read_number(p);
        case ByteKind::high:
            return read_any_name(p);
        case ByteKind::zero:
            kind_ = depth_ > 0 ? end_of_text : end_of_line;
            start_ = end_ = offset(p);
            at_ = p;
            return;
        case ByteKind::operator_:
            break;
        default:
            return fail("byte that begins no token");
    }
    if (p[1] == '=' && with_equals[*p] != Kind::nothing) return token(with_equals[*p], p, 2);
    if (p[1] == p[0]) {
        const bool equals = p[2] == '=';
        switch (*p) {
            case '*':
                return token(equals ? Kind::op_star_star_eq : Kind::op_star_star, p, equals ? 3 : 2);
            case '/':
                return token(equals ? Kind::op_slash_slash_eq : Kind::op_slash_slash, p, equals ? 3 : 2);
            case '<':
                return token(equals ? Kind::op_lt_lt_eq : Kind::op_lt_lt, p, equals ? 3 : 2);
            case '>':
                return token(equals ? Kind::op_gt_gt_eq : Kind::op_gt_gt, p, equals ? 3 : 2);
            default:
                break;
        }
    }
    if (p[1] == '>' && *p == '-') return token(Kind::op_minus_gt, p, 2);
    if (p[1] == '>' && *p == '<') return token(Kind::op_lt_gt, p, 2);
    if (*p != '!') return token(one_byte[*p], p, 1);
    if (p[1] >= 'a' && p[1] <= 'z') return token(Kind::type_conversion, p, 2);
    fail("exclamation mark");
}

// A line end in brackets, and the blanks of the line behind it.
const Byte* Descent::skip_line_end(const Byte* p) {
    ++p;
    const Byte* q = skip_spaces(p);
    auto width = static_cast<std::uint32_t>(q - p);
    for (; *q == '\t' || *q == ' '; ++q) width += *q == '\t' ? 8 : 1;
    if (width < block_indent_) beyond_grammar_ = true;
    return q;
}

void Descent::read_string_start(const Byte* from, const Byte* quote) {
    const bool triple = quote[1] == quote[0] && quote[2] == quote[0];
    token(Kind::string_start, from, static_cast<unsigned>(quote - from) + (triple ? 3 : 1));
    // tree-sitter's scanner passes over line continuations on its way to a string.
    while (!extras_.empty() && extras_.back().kind == Kind::line_continuation) extras_.pop_back();
}

// Most numbers are a few digits; the grammar's automaton reads the others.
void Descent::read_number(const Byte* p) {
    const Byte* q = p;
    while (byte_kinds[*q] == ByteKind::digit) ++q;
    const ByteKind after = byte_kinds[*q];
    if (q != p && after != ByteKind::letter && after != ByteKind::dot && after != ByteKind::high)
        return token(Kind::integer, p, static_cast<unsigned>(q - p));
    const Lexer::Word word = Lexer::read_word(p, stop_);
    const auto kind = static_cast<Kind>(word.symbol);
    if (kind != Kind::integer && kind != Kind::float_) return fail("number");
    token(kind, p, static_cast<unsigned>(word.end - p));
}

void Descent::read_any_name(const Byte* p) {
    const Lexer::Word word = Lexer::read_word(p, stop_);
    if (static_cast<Kind>(word.symbol) != Kind::identifier) return fail("character that begins no name");
    token(Kind::identifier, p, static_cast<unsigned>(word.end - p));
}

void Descent::enter_extras() {
    for (const Extra& extra : extras_)
        nodes_.add(head(extra.kind, NodeRecord::named | NodeRecord::extra), extra.start, extra.end);
    extras_.clear();
}

Descent::Mark Descent::mark() {
    here();
    return {nodes_.count(), nodes_.current(), kind_, start_, end_, last_, at_, depth_};
}

void Descent::go_back(const Mark& m) {
    if (failed_) return;
    read_again_ += static_cast<std::uint64_t>(at_ - m.at);
    if (read_again_ > 4096 + 4 * static_cast<std::uint64_t>(stop_ - text_)) return fail("too much to read again");
    nodes_.cut(m.count, m.current);
    extras_.clear();
    kind_ = m.kind;
    start_ = m.start;
    end_ = m.end;
    last_ = m.last;
    at_ = m.at;
    depth_ = m.depth;
}

bool Descent::parse(const PaddedText& text, std::vector<NodeRecord>& nodes) {
    text_ = at_ = text.begin();
    stop_ = text.end();
    kind_ = Kind::nothing;
    start_ = end_ = last_ = 0;
    depth_ = level_ = 0;
    extras_.clear();
    code_indent_ = block_indent_ = 0;
    soft_keyword_end_ = 0;
    at_text_end_ = as_in_parentheses_ = false;
    read_again_ = 0;
    operations_.clear();
    reason_ = "";
    failed_ = beyond_grammar_ = false;
    nodes_.begin(nodes, static_cast<std::size_t>(stop_ - text_));

    read_gap();
    while (!failed_ && !at_text_end_) {
        if (code_indent_ != 0) fail("indented line");
        take_gap();
        statement();
    }
    if (failed_) return false;
    take_gap();
    here();
    nodes_.finish(offset(stop_));
    return true;
}

}  // namespace zen::descent
