// The grammar as constant tables: what generate_tables (host/) writes at build out of tree-sitter-python's own parser.
// Nothing here is prepared at start-up.
#pragma once
#include <bit>
#include <cstdint>

#include "syntax/table_sizes.h"

namespace zen::grammar {

using State = std::uint16_t;
using Symbol = std::uint16_t;  // tokens come first, then the nonterminals; not a Kind: several symbols may look alike

// The tokens of the external scanner, in tree-sitter-python's order (its scanner.c), and sets of them.
enum External : unsigned {
    newline,
    indent,
    dedent,
    string_start,
    string_content,
    escape_interpolation,
    string_end,
    comment,
    close_paren,
    close_bracket,
    close_brace,
    except,
    external_count
};
using ExternalSet = std::uint16_t;
constexpr ExternalSet only(External token) {
    return static_cast<ExternalSet>(1u << token);
}
template <class... Tokens>
constexpr ExternalSet any_of(Tokens... tokens) {
    return static_cast<ExternalSet>((only(tokens) | ...));
}

// How the next token is read in a parser state: the automaton's start, the external tokens that may come, and which
// keywords cannot be names. One word, so that it is one load and one register.
class LexMode {
  public:
    // What the start state of the automaton does, so that the usual cases need no automaton; nothing inside strings.
    enum Ability : std::uint8_t {
        skips_blanks = 1,    // it skips spaces
        skips_newlines = 2,  // and line ends
        reads_names = 4,     // every ASCII letter begins a name
        reads_comments = 8,  // # runs to the end of the line
    };
    constexpr LexMode() = default;
    constexpr LexMode(ExternalSet valid, unsigned start, unsigned abilities, unsigned reserved)
        : bits_(valid | abilities << 12 | start << 16 | reserved << 24) {}
    ExternalSet valid() const { return bits_ & 0xFFF; }
    unsigned start() const { return bits_ >> 16 & 0xFF; }
    unsigned reserved() const { return bits_ >> 24; }
    bool able(Ability what) const { return (bits_ & unsigned{what} << 12) != 0; }
    bool expects(ExternalSet some) const { return (bits_ & some) != 0; }
    // Do the two read every text the same way, but for names that are keywords?
    bool reads_like(LexMode other) const { return ((bits_ ^ other.bits_) & 0x00FFFFFF) == 0; }

  private:
    std::uint32_t bits_ = 0;
};
static_assert(external_count <= 12);

// One entry of the action table: what to do in a state when a token comes.
//   0                     an error
//   0x0001..0x0FFF        shift, go to that state
//   0x2000 + goto column  reduce one child to a hidden nonterminal without a trace: only the state changes
//   0x4000 + reduction    reduce
//   0x8000 + conflict     several of these
using Action = std::uint16_t;
inline constexpr Action unit_flag = 0x2000, reduce_flag = 0x4000, conflict_flag = 0x8000, shift_extra = 0xC000,
                        accept = 0xC001;
constexpr bool shifts(Action a) {
    return a - 1u < 0x0FFFu;
}
constexpr bool unit_reduces(Action a) {
    return (a & 0xF000) == unit_flag;
}
constexpr bool reduces(Action a) {
    return (a & 0xC000) == reduce_flag;
}
constexpr bool conflicts(Action a) {
    return (a & 0xC000) == conflict_flag;
}
constexpr unsigned unit_column(Action a) {
    return a & 0x0FFFu;
}
constexpr unsigned operand(Action a) {
    return a & 0x3FFFu;
}  // of reduce and conflict

// What a node is, whatever it spans: kind, field and flags in one word, in memory just as NodeRecord begins.
class NodeHead {
  public:
    constexpr NodeHead() = default;
    constexpr NodeHead(std::uint16_t kind, std::uint8_t field, std::uint8_t flags)
        : bits_(kind * kind_one | field * field_one | flags * flags_one) {}
    std::uint16_t kind() const { return static_cast<std::uint16_t>(little ? bits_ : bits_ >> 16); }
    bool has_field() const { return (bits_ & 0xFF * field_one) != 0; }
    bool has_flags(unsigned flags) const { return (bits_ & flags * flags_one) != 0; }
    // The innermost field stays: one that is there already wins.
    void offer_field(std::uint8_t field) { bits_ |= has_field() ? 0 : field * field_one; }
    void add_flags(unsigned flags) { bits_ |= flags * flags_one; }

  private:
    static constexpr bool little = std::endian::native == std::endian::little;
    static constexpr std::uint32_t kind_one = little ? 1 : 1u << 16, field_one = little ? 1u << 16 : 1u << 8,
                                   flags_one = little ? 1u << 24 : 1;
    std::uint32_t bits_ = 0;
};

struct FieldOf {
    std::uint8_t child, field;
};

struct Reduction {
    NodeHead head;
    std::uint16_t goto_column;
    std::uint16_t fields;  // the first of its entries in field_of
    std::uint8_t field_count;
    std::uint8_t more_children;  // children but the first
    bool visible;                // makes a node
    bool unusual;                // has aliases for its children, or no children
};

// The parts that only a fork asks for.
struct ReductionRank {
    Symbol symbol;
    std::int16_t precedence;
};

struct Conflict {
    std::uint8_t count;
    Action actions[max_conflict];  // in the grammar's order
};

struct alignas(16) TokenInfo {
    NodeHead head;
    std::uint8_t visible;   // 0 or 1
    std::uint8_t external;  // 0 or 1: the scanner reads it, not the automaton
    std::uint8_t layout;    // 0 or 1: a line end, an indent or a dedent
    std::int8_t bracket;    // 1 opens one, -1 closes one
    std::uint32_t rows;     // where its block begins in action_row
    std::uint8_t column;    // of its actions in a row
};

struct Keyword {
    std::uint64_t head, tail;  // its letters, the first 8 and the others, little-endian, padded with zeros
    Symbol symbol;             // 0: a free slot
};

struct CodePoints {
    std::uint32_t first;  // this class reaches to the next entry's first
    std::uint8_t column;
};

inline constexpr std::uint8_t no_state = 0xFF;
inline constexpr Symbol no_symbol = 0xFFFF;

// The action table in blocks of some tokens' columns each, the frequent tokens in the first: so a state's usual actions
// share one cache line. States with equal rows in a block share one; action_row has its number, by block and state.
alignas(64) extern const Action actions[action_row_count * block_width];
extern const std::uint16_t action_row[action_blocks * state_count];
// Goto rows laid over each other; an entry is never asked for unless the grammar has it.
extern const std::uint16_t goto_base[state_count];
extern const State goto_entries[goto_size];
extern const LexMode lex_modes[state_count];
extern const Reduction reductions[reduction_count];
extern const ReductionRank reduction_ranks[reduction_count];
extern const std::uint16_t
    unit_reductions[goto_columns];  // by goto column: which reduction a unit reduction stands for
extern const FieldOf field_of[field_of_count];
extern const NodeHead aliases[alias_rows][alias_width];  // by alias_row, for reductions that have some
extern const std::uint8_t alias_row[reduction_count];
extern const Conflict conflict_list[conflict_count];
extern const TokenInfo token_info[token_count];
extern const Symbol external_symbols[external_count];
extern const bool reserved_words[reserved_set_count][token_count];
extern const Keyword keywords[1u << keyword_bits];

// The automaton: columns are the ASCII characters, then classes of other code points.
extern const std::uint8_t lexer_next[lexer_state_count][lexer_columns];
extern const std::uint8_t lexer_next_at_end[lexer_state_count];
extern const Symbol lexer_accepts[lexer_state_count];  // the token that ends on entering the state, or no_symbol
extern const bool lexer_skips[lexer_state_count];      // entering it drops what has been read: blanks before a token
extern const CodePoints code_points[code_points_count];

inline Action action_for(State state, Symbol token) {
    return actions[action_row[token_info[token].rows + state] * block_width + token_info[token].column];
}
inline unsigned child_count(unsigned reduction) {
    return reduction == empty_reduction ? 0 : reductions[reduction].more_children + 1u;
}
inline State goto_state(State below, unsigned column) {
    return goto_entries[goto_base[below] + column];
}

}  // namespace zen::grammar
