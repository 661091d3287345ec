// Tables of the hand-written lexer: what a byte begins, what operators and keywords are spelled like, how tightly infix
// operators bind.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "syntax/bytes.h"
#include "syntax/kinds.h"
#include "syntax/lexer.h"

namespace zen::descent {

// Tokens that are no nodes.
inline constexpr Kind end_of_line = static_cast<Kind>(kind_bound + 1);
inline constexpr Kind end_of_text = static_cast<Kind>(kind_bound + 2);
inline constexpr unsigned token_bound = kind_bound + 3;

enum class ByteKind : std::uint8_t {
    unknown,
    letter,  // of a name, ASCII
    digit,
    operator_,
    single,  // an operator of one byte that begins no other
    open,
    close,
    dot,
    blank,
    line_end,
    hash,
    quote,
    backslash,
    zero,
    high,  // not ASCII
};

inline constexpr std::array<ByteKind, 256> byte_kinds = [] {
    std::array<ByteKind, 256> kinds{};
    auto set = [&](std::string_view bytes, ByteKind kind) {
        for (char c : bytes) kinds[static_cast<Byte>(c)] = kind;
    };
    for (unsigned c = 0; c < 256; ++c)
        if (c >= 0x80)
            kinds[c] = ByteKind::high;
        else if (is_name_byte(static_cast<Byte>(c)))
            kinds[c] = c >= '0' && c <= '9' ? ByteKind::digit : ByteKind::letter;
    set("+-*/%@&|^<>=!:", ByteKind::operator_);
    set(",;~", ByteKind::single);
    set("([{", ByteKind::open);
    set(")]}", ByteKind::close);
    set(".", ByteKind::dot);
    set(" \t\f", ByteKind::blank);
    set("\n\r", ByteKind::line_end);
    set("#", ByteKind::hash);
    set("\"'", ByteKind::quote);
    set("\\", ByteKind::backslash);
    kinds[0] = ByteKind::zero;
    return kinds;
}();

// The operator or bracket that is this one byte; Kind::nothing for other bytes.
inline constexpr std::array<Kind, 256> one_byte = [] {
    std::array<Kind, 256> kinds{};
    constexpr std::string_view bytes = ",;~()[]{}:=+-*/%@&|^<>";
    constexpr Kind of[] = {Kind::op_comma,   Kind::op_semi,   Kind::op_tilde,  Kind::op_lparen, Kind::op_rparen,
                           Kind::op_lbrack,  Kind::op_rbrack, Kind::op_lbrace, Kind::op_rbrace, Kind::op_colon,
                           Kind::op_eq,      Kind::op_plus,   Kind::op_minus,  Kind::op_star,   Kind::op_slash,
                           Kind::op_percent, Kind::op_at,     Kind::op_amp,    Kind::op_bar,    Kind::op_caret,
                           Kind::op_lt,      Kind::op_gt};
    for (std::size_t i = 0; i < bytes.size(); ++i) kinds[static_cast<Byte>(bytes[i])] = of[i];
    return kinds;
}();

// The operator that is this byte and `=`.
inline constexpr std::array<Kind, 256> with_equals = [] {
    std::array<Kind, 256> kinds{};
    constexpr std::string_view bytes = ":=+-*/%@&|^<>!";
    constexpr Kind of[] = {Kind::op_colon_eq, Kind::op_eq_eq,    Kind::op_plus_eq,    Kind::op_minus_eq,
                           Kind::op_star_eq,  Kind::op_slash_eq, Kind::op_percent_eq, Kind::op_at_eq,
                           Kind::op_amp_eq,   Kind::op_bar_eq,   Kind::op_caret_eq,   Kind::op_lt_eq,
                           Kind::op_gt_eq,    Kind::op_bang_eq};
    for (std::size_t i = 0; i < bytes.size(); ++i) kinds[static_cast<Byte>(bytes[i])] = of[i];
    return kinds;
}();

// How tightly infix operators bind, as in the grammar's PREC; 0 for every other token. `anything` is the loosest
// demand on an expression, `no_conditional` leaves `if` to what is around it.
enum Power : std::uint8_t {
    no_infix = 0,
    anything = 1,
    no_conditional = 2,
    disjunction = 10,
    conjunction = 11,
    negation = 12,
    comparison = 13,
    bit_or = 14,
    bit_and = 15,
    bit_xor = 16,
    shift = 17,
    sum = 18,
    product = 19,
    unary = 20,
    exponent = 21,
};

inline constexpr std::array<std::uint8_t, token_bound> powers = [] {
    std::array<std::uint8_t, token_bound> table{};
    auto set = [&](Power power, std::initializer_list<Kind> kinds) {
        for (Kind kind : kinds) table[static_cast<unsigned>(kind)] = power;
    };
    set(anything, {Kind::kw_if});
    set(disjunction, {Kind::kw_or});
    set(conjunction, {Kind::kw_and});
    set(comparison, {Kind::op_lt, Kind::op_lt_eq, Kind::op_eq_eq, Kind::op_bang_eq, Kind::op_gt_eq, Kind::op_gt,
                     Kind::op_lt_gt, Kind::kw_in, Kind::kw_is, Kind::kw_not});
    set(bit_or, {Kind::op_bar});
    set(bit_and, {Kind::op_amp});
    set(bit_xor, {Kind::op_caret});
    set(shift, {Kind::op_lt_lt, Kind::op_gt_gt});
    set(sum, {Kind::op_plus, Kind::op_minus});
    set(product, {Kind::op_star, Kind::op_at, Kind::op_slash, Kind::op_percent, Kind::op_slash_slash});
    set(exponent, {Kind::op_star_star});
    return table;
}();

struct Keyword {
    std::uint64_t letters = 0;  // little-endian, padded with zeros
    Kind kind = Kind::nothing;
};

// The reserved words: none is longer than 8 letters.
struct KeywordTable {
    static constexpr unsigned slots = 256;
    std::array<Keyword, slots> table{};
    std::array<std::uint64_t, 9> first_letters{};  // by length, a bit for the low six bits of the first letter

    static constexpr unsigned slot(std::uint64_t letters) {
        return static_cast<unsigned>((letters * 0x9E3779B97F4A7C15u) >> 56);
    }
    constexpr void add(std::string_view word, Kind kind) {
        first_letters[word.size()] |= std::uint64_t{1} << (word[0] & 63);
        std::uint64_t letters = 0;
        for (std::size_t i = 0; i < word.size(); ++i) letters |= std::uint64_t{static_cast<Byte>(word[i])} << (8 * i);
        unsigned at = slot(letters);
        while (table[at].kind != Kind::nothing) at = (at + 1) % slots;
        table[at] = {letters, kind};
    }
};

inline constexpr KeywordTable keyword_table = [] {
    KeywordTable t;
    t.add("False", Kind::false_), t.add("None", Kind::none), t.add("True", Kind::true_), t.add("and", Kind::kw_and);
    t.add("as", Kind::kw_as), t.add("assert", Kind::kw_assert), t.add("async", Kind::kw_async);
    t.add("await", Kind::kw_await), t.add("break", Kind::kw_break), t.add("class", Kind::kw_class);
    t.add("continue", Kind::kw_continue), t.add("def", Kind::kw_def), t.add("del", Kind::kw_del);
    t.add("elif", Kind::kw_elif), t.add("else", Kind::kw_else), t.add("except", Kind::kw_except);
    t.add("finally", Kind::kw_finally), t.add("for", Kind::kw_for), t.add("from", Kind::kw_from);
    t.add("global", Kind::kw_global), t.add("if", Kind::kw_if), t.add("import", Kind::kw_import);
    t.add("in", Kind::kw_in), t.add("is", Kind::kw_is), t.add("lambda", Kind::kw_lambda);
    t.add("nonlocal", Kind::kw_nonlocal), t.add("not", Kind::kw_not), t.add("or", Kind::kw_or);
    t.add("pass", Kind::kw_pass), t.add("raise", Kind::kw_raise), t.add("return", Kind::kw_return);
    t.add("try", Kind::kw_try), t.add("while", Kind::kw_while), t.add("with", Kind::kw_with);
    t.add("yield", Kind::kw_yield);
    return t;
}();

// The reserved word that these letters spell, or Kind::identifier. Reads 8 bytes.
inline Kind word_kind(const Byte* p, std::size_t length) {
    if (length > 8 || !(keyword_table.first_letters[length] >> (*p & 63) & 1)) [[likely]]
        return Kind::identifier;
    std::uint64_t letters = load_little_endian(p);
    if (length < 8) letters &= (std::uint64_t{1} << (8 * length)) - 1;
    for (unsigned at = KeywordTable::slot(letters);; at = (at + 1) % KeywordTable::slots) {
        const Keyword& slot = keyword_table.table[at];
        if (slot.kind == Kind::nothing) return Kind::identifier;
        if (slot.letters == letters) return slot.kind;
    }
}

}  // namespace zen::descent
