#include "syntax/lexer.h"

#include <algorithm>
#include <iterator>

namespace zen {

using namespace grammar;

bool PaddedText::assign(std::string_view text) {
    size_ = text.size();
    if (bytes_.size() < size_ + padding) bytes_.resize(size_ + padding);
    std::memcpy(bytes_.data(), text.data(), size_);
    std::memset(bytes_.data() + size_, 0, padding);
    return std::memchr(bytes_.data(), 0, size_) == nullptr;
}

namespace {

struct CodePoint {
    unsigned column;
    unsigned length;
};

// The column of the character at p, which is not ASCII. Bytes that are not UTF-8 count one by one.
CodePoint decode(const Byte* p) {
    auto tail = [&](unsigned i) { return p[i] & 0x3Fu; };
    auto tails = [&](unsigned n) {
        return (p[1] & 0xC0) == 0x80 && (n < 2 || (p[2] & 0xC0) == 0x80) && (n < 3 || (p[3] & 0xC0) == 0x80);
    };
    std::uint32_t c = 0x110000;
    unsigned length = 1;
    if (p[0] >= 0xC2 && p[0] < 0xE0 && tails(1)) {
        c = (p[0] & 0x1Fu) << 6 | tail(1);
        length = 2;
    } else if (p[0] >= 0xE0 && p[0] < 0xF0 && tails(2)) {
        c = (p[0] & 0x0Fu) << 12 | tail(1) << 6 | tail(2);
        length = 3;
        if (c < 0x800 || (c >= 0xD800 && c < 0xE000)) c = 0x110000, length = 1;
    } else if (p[0] >= 0xF0 && p[0] < 0xF5 && tails(3)) {
        c = (p[0] & 0x07u) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
        length = 4;
        if (c < 0x10000 || c >= 0x110000) c = 0x110000, length = 1;
    }
    auto behind = std::ranges::upper_bound(code_points, c, {}, &CodePoints::first);
    return {std::prev(behind)->column, length};
}

}  // namespace

Lexer::Word Lexer::run_automaton(const Byte*& start, unsigned state, const Byte* text_end) {
    const Byte* p = start;
    Word word;
    for (;;) {
        if (lexer_accepts[state] != no_symbol) {
            word.symbol = lexer_accepts[state];
            word.end = p;
        }
        unsigned next;
        unsigned length = 1;
        if (p == text_end) {
            next = lexer_next_at_end[state];
            length = 0;
        } else if (*p < 0x80) {
            next = lexer_next[state][*p];
        } else {
            CodePoint c = decode(p);
            next = lexer_next[state][c.column];
            length = c.length;
        }
        if (next == no_state) break;
        p += length;
        state = next;
        if (lexer_skips[state]) start = p;
    }
    return word;
}

bool Lexer::run_automaton(const Byte* p, unsigned state, Token& token) const {
    const Word word = run_automaton(p, state, end_);
    if (word.symbol == no_symbol) return false;
    make(token, word.symbol, p, word.end);
    if (word.symbol == identifier) token.keyword = keyword(p, static_cast<std::size_t>(word.end - p));
    return true;
}

Lexer::Word Lexer::read_word(const Byte* p, const Byte* text_end) {
    const Byte* start = p;
    const Word word = run_automaton(start, lex_modes[1].start(), text_end);
    return start == p ? word : Word{};
}

bool Lexer::read_any(LexMode mode, std::uint32_t at, ScanState scan, Token& token) {
    if (mode.valid() != 0)
        if (std::optional<Scanner::Found> found = scanner_.scan(at, mode.valid(), scan)) {
            make_external(token, found->token, found->start, found->end, found->after);
            return true;
        }
    return run_automaton(text_ + at, mode.start(), token);
}

bool Lexer::passes_line_end(std::uint32_t from, std::uint32_t to) const {
    bool continued = false;
    for (const Byte* p = text_ + from; p != text_ + to; ++p) {
        if (*p == '\n' && !continued) return true;
        continued = *p == '\\' || (continued && *p == '\r');
    }
    return false;
}

// At a line end or an odd blank, in code.
Lexer::LineEnd Lexer::read_line_end(const Byte* p, std::uint32_t at, LexMode mode, ScanState scan, Token& token) {
    const ExternalSet layout = mode.valid() & any_of(newline, indent, dedent);
    auto empty = [&](External which, ScanState after) {
        make_external(token, which, at, at, after);
        return LineEnd{LineEnd::token};
    };
    if (layout == only(newline) && (*p == '\n' || (*p == '\r' && p[1] == '\n'))) return empty(newline, scan);
    if (*p == '\n') {
        // Empty lines, then the blanks of one with code.
        const Byte* line = p;
        const Byte* q = p;
        do {
            line = q + 1;
            q = skip_spaces(line);
        } while (*q == '\n');
        const ByteClass first = byte_classes[*q];
        const auto width = q - line;
        if ((first <= ByteClass::punctuation || first == ByteClass::quote) && width < 0x8000) [[likely]] {
            const auto open = scanner_.indent_width(scan);
            if ((layout & only(indent)) && width > open)
                return empty(indent, scanner_.indented(scan, static_cast<std::uint16_t>(width)));
            if (width < open && !scan.interpolated()) {
                const bool in_brackets = mode.expects(any_of(close_paren, close_bracket, close_brace));
                const bool at_string = mode.expects(only(string_start)) && first == ByteClass::quote;
                if ((layout & only(dedent)) || (!(layout & only(newline)) && !at_string && !in_brackets))
                    return empty(dedent, scanner_.dedented(scan));
            }
            if (layout & only(newline)) return empty(newline, scan);
            if (mode.able(LexMode::skips_newlines)) return {LineEnd::code, q};
        }
    }
    if (std::optional<Scanner::Found> found = scanner_.scan(at, mode.valid(), scan)) {
        make_external(token, found->token, found->start, found->end, found->after);
        return {LineEnd::token};
    }
    const Scanner::Gap& gap = scanner_.last_gap();
    if (gap.from == text_ + at && !gap.broken && mode.able(LexMode::skips_newlines)) {
        if (gap.plain && byte_classes[*gap.to] <= ByteClass::punctuation) return {LineEnd::code, gap.to};
        if (gap.first_comment && mode.able(LexMode::reads_comments)) {
            make(token, external_symbols[comment], gap.first_comment, line_end(gap.first_comment, end_));
            return {LineEnd::token};
        }
    }
    return {LineEnd::unclear};
}

// Inside a string: its end, or text up to something that `read_any` need not look at.
bool Lexer::read_string_part(const Byte* p, std::uint32_t at, LexMode mode, ScanState scan, Token& token) {
    if ((mode.valid() & any_of(string_content, indent)) != only(string_content) || scan.strings() == 0) return false;
    const unsigned flags = scanner_.string_flags(scan);
    const Byte quote = Scanner::quote_of(flags);
    const bool triple = flags & Scanner::triple, formats = flags & Scanner::format;
    auto ends_string = [&](const Byte* q) { return !triple || (q[1] == quote && q[2] == quote); };
    auto part = [&](External which, const Byte* to, ScanState after) {
        make_external(token, which, at, offset(to), after);
        return true;
    };
    if (*p == quote) return ends_string(p) && part(string_end, p + (triple ? 3 : 1), scanner_.closed(scan));
    if (*p == '\\' || *p == '\n' || *p == 0 || (formats && (*p == '{' || *p == '}'))) return false;
    const Byte* q = string_run_end(p + 1, quote, formats, triple);
    const bool stops = *q == quote  ? ends_string(q)
                       : *q == '\\' ? !(flags & (Scanner::raw | Scanner::bytes))
                                    : (*q == '{' || *q == '}');
    return stops && part(string_content, q, scan);
}

}  // namespace zen
