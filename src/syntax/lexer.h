// Reads the next token for a parser state. tree-sitter's contract: what counts as a token depends on the state, the
// external scanner is asked first, then the grammar's automaton; a name that spells a keyword is one only where the
// state wants that keyword.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/bytes.h"
#include "syntax/scanner.h"
#include "syntax/tables.h"

namespace zen {

struct Token {
    grammar::Symbol symbol = 0;
    grammar::Symbol keyword = 0;  // the keyword that this name spells, 0 for none
    std::uint32_t start = 0, end = 0;

    bool external() const { return grammar::token_info[symbol].external; }
};

// A copy of the text with zeros behind it, so that runs of bytes can be read 16 at a time and the end needs no test.
class PaddedText {
  public:
    static constexpr std::size_t padding = 64;
    // False for a text with a zero byte in it.
    bool assign(std::string_view text);
    void release() { bytes_ = {}; }
    const Byte* begin() const { return bytes_.data(); }
    const Byte* end() const { return bytes_.data() + size_; }

  private:
    std::vector<Byte> bytes_;
    std::size_t size_ = 0;
};

enum class ByteClass : std::uint8_t { letter, punctuation, blank, hash, other, quote, high };

constexpr std::array<ByteClass, 256> classify_bytes() {
    std::array<ByteClass, 256> classes{};
    for (unsigned c = 0; c < 256; ++c) {
        bool letter = (c | 0x20) - 'a' < 26 || c == '_';
        ByteClass& it = classes[c];
        if (c >= 0x80)
            it = ByteClass::high;
        else if (letter)
            it = ByteClass::letter;
        else if (c == '"' || c == '\'' || c == '`')
            it = ByteClass::quote;
        else if (c == '#')
            it = ByteClass::hash;
        else if (c == '\n' || c == '\r' || c == '\t' || c == '\f')
            it = ByteClass::blank;
        else if (c <= ' ' || c == '\\' || c == 127)
            it = ByteClass::other;
        else
            it = ByteClass::punctuation;  // digits too: what the automaton decides in one or a few steps
    }
    return classes;
}
inline constexpr std::array<ByteClass, 256> byte_classes = classify_bytes();

class Lexer {
  public:
    void begin(const PaddedText& text) {
        text_ = text.begin();
        end_ = text.end();
        stray_line_end_.reset();
        scanner_.begin(text_, end_);
    }
    // The token at `at` for the state; false if there is none, which is a syntax error. The usual cases are here, the
    // others in `read_any`. `line_may_end` tells whether a line end may be passed over on the way to it. The grammar
    // passes over more of them than Python does: `from a`, a line end and `import b` are one statement to it. Such a
    // text is not for us: see `stray_line_end`.
    template <class LineMayEnd>
    bool read(grammar::State state, std::uint32_t at, ScanState scan, Token& token, LineMayEnd line_may_end);
    // The end of the token before a line end that Python has no use for, where `read` has met one.
    std::optional<std::uint32_t> stray_line_end() const { return stray_line_end_; }
    bool refuse_line_end(std::uint32_t at) {
        stray_line_end_ = at;
        return false;
    }
    // Is the next token part of a format (`f"{x:here}"`) of a string that ends with its line? PEP 701 lets other parts
    // of its replacement fields go over lines.
    bool in_format(grammar::LexMode mode, ScanState scan) const {
        return scan.strings() != 0 && !mode.able(grammar::LexMode::reads_names) &&
               !(scanner_.string_flags(scan) & Scanner::triple);
    }
    // Is a line end among the blanks that were passed over, other than one behind a backslash?
    bool passes_line_end(std::uint32_t from, std::uint32_t to) const;
    // The scanner's state after the last token read, if that was an external one.
    ScanState after() const { return after_; }
    // The same with no shortcut, and without the choice between keyword and name.
    bool read_any(grammar::LexMode mode, std::uint32_t at, ScanState scan, Token& token);
    // What this token is in that state: the keyword that it spells, or what was read.
    static grammar::Symbol choose(const Token& token, grammar::State state) {
        bool keyword =
            token.keyword != 0 && (grammar::action_for(state, token.keyword) != 0 ||
                                   grammar::reserved_words[grammar::lex_modes[state].reserved()][token.keyword]);
        return keyword ? token.keyword : token.symbol;
    }
    // The name or number at p as the grammar's automaton reads it, by itself, where a statement may begin.
    struct Word {
        grammar::Symbol symbol = grammar::no_symbol;  // no_symbol: there is no token at p
        const Byte* end = nullptr;
    };
    static Word read_word(const Byte* p, const Byte* text_end);
    // Is the runtime to look at the text? See Scanner::doubtful.
    bool doubtful() const { return scanner_.doubtful(); }

  private:
    // What a line end came to: a token; nothing, and then code follows at `code`; or there is no telling without
    // `read_any`.
    struct LineEnd {
        enum { token, code, unclear } what;
        const Byte* code_at = nullptr;
    };
    // The same from any state; `p` moves past the blanks that it skips.
    static Word run_automaton(const Byte*& p, unsigned state, const Byte* text_end);
    bool run_automaton(const Byte* p, unsigned start, Token& token) const;
    LineEnd read_line_end(const Byte* p, std::uint32_t at, grammar::LexMode mode, ScanState scan, Token& token);
    bool read_string_part(const Byte* p, std::uint32_t at, grammar::LexMode mode, ScanState scan, Token& token);
    static grammar::Symbol keyword(const Byte* p, std::size_t length);
    std::uint32_t offset(const Byte* p) const { return static_cast<std::uint32_t>(p - text_); }
    void make(Token& token, grammar::Symbol symbol, const Byte* start, const Byte* end) const {
        token = {symbol, 0, offset(start), offset(end)};
    }
    void make_external(Token& token, grammar::External which, std::uint32_t start, std::uint32_t end, ScanState after) {
        token = {grammar::external_symbols[which], 0, start, end};
        after_ = after.begun();
    }

    const Byte* text_ = nullptr;
    const Byte* end_ = nullptr;
    Scanner scanner_;
    ScanState after_;
    std::optional<std::uint32_t> stray_line_end_;
};

inline std::uint64_t load_little_endian(const Byte* p) {
    std::uint64_t value;
    std::memcpy(&value, p, 8);
    if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
    return value;
}

// The keyword that these letters spell, 0 for none.
inline grammar::Symbol Lexer::keyword(const Byte* p, std::size_t length) {
    std::uint64_t head = load_little_endian(p), tail = 0;
    if (length < 8) {
        head &= (std::uint64_t{1} << (8 * length)) - 1;
    } else if (length > 8) {
        if (length > 16) return 0;
        tail = load_little_endian(p + 8);
        if (length < 16) tail &= (std::uint64_t{1} << (8 * (length - 8))) - 1;
    }
    const grammar::Keyword& slot = grammar::keywords[(head * grammar::keyword_factor) >> (64 - grammar::keyword_bits)];
    return slot.head == head && slot.tail == tail ? slot.symbol : 0;
}

template <class LineMayEnd>
[[gnu::always_inline]] inline bool Lexer::read(grammar::State state, std::uint32_t at, ScanState scan, Token& token,
                                               LineMayEnd line_may_end) {
    using namespace grammar;
    const LexMode mode = lex_modes[state];
    const Byte* p = text_ + at;
    if (mode.able(LexMode::skips_blanks)) [[likely]] {
        while (*p == ' ') ++p;
        for (;;) {
            switch (byte_classes[*p]) {
                case ByteClass::letter: {
                    if (!mode.able(LexMode::reads_names)) [[unlikely]]
                        goto any;
                    const Byte* q = name_end(p);
                    ByteClass after = byte_classes[*q];
                    if (after >= ByteClass::quote) [[unlikely]]
                        if (after == ByteClass::high || mode.expects(only(string_start)))
                            goto any;  // é, or the prefix of a string
                    token.symbol = identifier;
                    token.keyword = keyword(p, static_cast<std::size_t>(q - p));
                    token.start = offset(p);
                    token.end = offset(q);
                    if (token.keyword != 0) token.symbol = choose(token, state);
                    return true;
                }
                case ByteClass::punctuation: {
                    unsigned next = lexer_next[mode.start()][*p];
                    if (next == no_state) [[unlikely]]
                        return false;
                    Symbol accepted = lexer_accepts[next];
                    if (accepted != no_symbol && p[1] < 0x80 && lexer_next[next][p[1]] == no_state) [[likely]] {
                        token.symbol = accepted;
                        token.keyword = 0;
                        token.start = offset(p);
                        token.end = token.start + 1;
                        return true;
                    }
                    Token slow;
                    bool good = run_automaton(p, mode.start(), slow);
                    token = slow;
                    return good;
                }
                case ByteClass::blank: {
                    Token slow;
                    const LineEnd line = read_line_end(p, at, mode, scan, slow);
                    if (line.what == LineEnd::unclear) goto any;
                    if (line.what == LineEnd::code) {
                        if ((!line_may_end() || in_format(mode, scan)) && passes_line_end(at, offset(line.code_at)))
                            [[unlikely]]
                            return refuse_line_end(at);
                        p = line.code_at;
                        continue;
                    }
                    token = slow;
                    return true;
                }
                case ByteClass::hash:
                    if (!mode.able(LexMode::reads_comments)) goto any;
                    make(token, external_symbols[comment], p, line_end(p, end_));
                    return true;
                case ByteClass::quote: {
                    if (!mode.expects(only(string_start)) || *p == '`') goto any;
                    bool three = p[1] == *p && p[2] == *p;
                    unsigned flags =
                        (*p == '"' ? Scanner::double_quote : Scanner::single_quote) | (three ? Scanner::triple : 0);
                    make(token, external_symbols[string_start], p, p + (three ? 3 : 1));
                    after_ = scanner_.opened(scan, flags).begun();
                    return true;
                }
                default:
                    goto any;
            }
        }
    } else {
        Token slow;
        if (read_string_part(p, at, mode, scan, slow)) [[likely]] {
            token = slow;
            return true;
        }
    }
any:
    Token slow;
    if (!read_any(mode, at, scan, slow)) [[unlikely]]
        return false;
    if ((!line_may_end() || in_format(mode, scan)) && passes_line_end(at, slow.start)) [[unlikely]]
        return refuse_line_end(at);
    // In a string that is no f-string, where the scanner met a line end too early, the grammar takes a brace for one of
    // a replacement field.
    if (!mode.able(LexMode::skips_blanks) && !slow.external() && text_[slow.start] == '{' && scan.strings() != 0 &&
        !(scanner_.string_flags(scan) & Scanner::format)) [[unlikely]]
        return refuse_line_end(at);
    slow.symbol = choose(slow, state);
    token = slow;
    return true;
}

}  // namespace zen
