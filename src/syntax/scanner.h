// The tokens that no automaton can read: line ends, indentation and the parts of strings. It answers as
// tree-sitter-python's scanner.c does, in its order of questions, with its odd corners.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "syntax/bytes.h"
#include "syntax/tables.h"

namespace zen {

// Stacks that share their tails, each known by a number, the empty one by 0. Equal stacks have equal numbers.
class SharedStacks {
  public:
    using Id = std::uint32_t;
    SharedStacks() { clear(); }
    void clear() { nodes_.assign(1, {}); }
    std::uint16_t top(Id stack) const { return nodes_[stack].value; }  // 0 of the empty one
    std::uint32_t depth(Id stack) const { return nodes_[stack].depth; }
    Id popped(Id stack) const { return nodes_[stack].below; }
    Id pushed(Id stack, std::uint16_t value);

  private:
    struct Node {
        Id below = 0, first_above = 0, next_sibling = 0;
        std::uint32_t depth = 0;
        std::uint16_t value = 0;
    };
    std::vector<Node> nodes_;
};

// What the scanner remembers from token to token. A value of one word: forks keep one each, and every token copies it.
class ScanState {
  public:
    SharedStacks::Id indents() const {
        return static_cast<SharedStacks::Id>(bits_ & id_mask);
    }  // widths of the open blocks
    SharedStacks::Id strings() const {
        return static_cast<SharedStacks::Id>(bits_ >> 31 & id_mask);
    }  // flags of the open strings
    bool interpolated() const {
        return (bits_ & interpolated_bit) != 0;
    }  // the last string opened is an f-string or a t-string

    ScanState with_indents(SharedStacks::Id id) const { return ScanState((bits_ & ~id_mask) | id); }
    ScanState with_strings(SharedStacks::Id id, bool interpolates) const {
        return ScanState((bits_ & ~(id_mask << 31 | interpolated_bit)) | std::uint64_t{id} << 31 |
                         (interpolates ? interpolated_bit : 0));
    }
    // An external token has come: the runtime tells that from a state as empty as before.
    ScanState begun() const { return ScanState(bits_ | begun_bit); }
    ScanState() = default;
    bool operator==(const ScanState&) const = default;

  private:
    static constexpr std::uint64_t id_mask = 0x7FFFFFFF, interpolated_bit = std::uint64_t{1} << 62,
                                   begun_bit = std::uint64_t{1} << 63;
    explicit ScanState(std::uint64_t bits) : bits_(bits) {}
    std::uint64_t bits_ = 0;
};

class Scanner {
  public:
    enum StringFlag : std::uint8_t {
        single_quote = 1,
        double_quote = 2,
        back_quote = 4,
        raw = 8,
        format = 16,
        triple = 32,
        bytes = 64
    };
    static constexpr Byte quote_of(unsigned flags) {
        return flags & single_quote ? '\'' : flags & double_quote ? '"' : flags & back_quote ? '`' : 0;
    }

    struct Found {
        grammar::External token;
        std::uint32_t start, end;
        ScanState after;
    };

    // The text must be padded and hold no zero byte.
    void begin(const Byte* text, const Byte* end);
    // The external token at `at`, if one of `valid` is there.
    std::optional<Found> scan(std::uint32_t at, grammar::ExternalSet valid, ScanState state);

    // The state after opening or closing a block or a string.
    ScanState indented(ScanState state, std::uint16_t width);
    ScanState dedented(ScanState state) const;
    ScanState opened(ScanState state, unsigned string_flags);
    ScanState closed(ScanState state) const;
    std::uint16_t indent_width(ScanState state) const { return indents_.top(state.indents()); }
    unsigned string_flags(ScanState state) const { return strings_.top(state.strings()); }

    // Is the runtime to look at the text? tree-sitter keeps the state in 1024 bytes, and what nests deeper is lost
    // there; it also takes a line end for a part of a string where that begins anew, which is no Python.
    bool doubtful() const { return doubtful_; }

    // What lies between two tokens: blanks, line ends, continued lines, and comments where line ends count.
    struct Gap {
        const Byte* from = nullptr;
        const Byte* to = nullptr;
        const Byte* first_comment = nullptr;  // null after a continued line: then nobody may skip to it
        std::int32_t first_comment_indent = -1;
        std::uint16_t indent = 0;  // of the line that it ends on
        bool past_comments = false, line_end = false, plain = false, broken = false;
    };
    // The gap that the last `scan` went through.
    const Gap& last_gap() const { return gap_; }

  private:
    std::optional<Found> scan_string(const Byte*& p, grammar::ExternalSet valid, ScanState state, bool& decided);
    void measure_gap(const Byte* p, bool past_comments);
    Found found(grammar::External token, const Byte* start, const Byte* end, ScanState after) const;
    bool fits(ScanState state) const {
        return 2 + strings_.depth(state.strings()) + 2 * indents_.depth(state.indents()) <= 1022;
    }

    const Byte* text_ = nullptr;
    const Byte* end_ = nullptr;
    SharedStacks indents_, strings_;
    bool doubtful_ = false;
    Gap gap_;
    // The last run of comments: one that starts in its middle ends where it does, with the same indent.
    const Byte* comments_from_ = nullptr;
    const Byte* comments_to_ = nullptr;
    std::uint16_t comments_indent_ = 0;
};

}  // namespace zen
