// What happens where the grammar's table has a conflict: all ways are followed at once, in a graph-structured stack
// with the merge rules of tree-sitter's runtime (its stack.c and parser.c), until one way is left. Nothing enters the
// tree before that: the parts of the last way are then built as if there had never been another.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "syntax/building.h"
#include "syntax/lexer.h"

namespace zen {

class Forks {
  public:
    enum class Outcome {
        settled,   // one way is left: go on from the top of the tree's stack
        accepted,  // and it reached the end of the text
        failed,    // none is left, or one that only the runtime can judge
    };
    // Takes over with `ahead`, the token at `at` whose action is a conflict.
    Outcome run(Lexer& lexer, Building& tree, const Token& ahead, std::uint32_t at, ScanState scan);
    // After `run`: where to go on.
    std::uint32_t position() const { return position_; }
    ScanState scan_state() const { return scan_; }

  private:
    using Id = std::uint32_t;
    static constexpr Id none = 0xFFFFFFFF;

    // A subtree that may enter the tree.
    struct Part {
        enum Kind : std::uint8_t { token, reduction, entry };
        Kind kind;
        bool extra;
        grammar::Symbol symbol;
        std::uint16_t which;  // of a reduction
        std::uint32_t after;  // the end of what comes before; [after, start) are blanks
        std::uint32_t start, end;
        std::uint32_t children,
            count;  // of a reduction: a range of children_; of an entry: its depth on the tree's stack, 0
        std::int32_t precedence;
        ScanState scan;  // after an external token
    };
    // A state of the LR stack with the ways down from it. An entry of the tree's own stack gets its one way down when
    // it is asked for.
    struct Link {
        Id below, part;
    };
    static constexpr unsigned max_links = 8;
    struct Node {
        grammar::State state;
        std::uint8_t links;
        bool forked;  // is there more than one way below, as far as was known when it was made?
        std::uint32_t at;
        std::int32_t precedence;
        std::uint32_t entry;  // depth on the tree's stack, `none` for others
        Link first;
        Id others;  // in more_links_, with more than one link
    };
    enum class Status : std::uint8_t { active, paused, halted };
    struct Head {
        Id node;
        ScanState scan;
        Status status;
    };
    struct Chain {  // a list of parts, top of the stack last
        Id part, next;
    };
    struct Path {
        Id node, chain;
        std::uint32_t length, counted;
    };
    struct Slice {
        Id chain;
        std::uint32_t length, head;
    };

    void clear(const Building& tree);
    // The graph.
    Id push(Id below, Id part, grammar::State state);
    Id node_of_entry(std::size_t depth);
    void open(Id node);
    Link& link(Id node, unsigned i) { return i == 0 ? nodes_[node].first : more_links_[nodes_[node].others][i - 1]; }
    void add_link(Id node, Link added, unsigned depth);
    bool merge(std::size_t into, std::size_t from);
    bool straight(Id top);
    // Parts.
    Id make_part(const Part& part);
    Id make_token(const Token& token, ScanState after, std::uint32_t at, bool extra);
    std::uint32_t append_children(Id chain);
    Id make_reduction(unsigned which, std::uint32_t first, std::vector<Id>& trailing);
    bool equivalent(Id a, Id b) const;
    int compare(Id a, Id b);
    bool prefers(Id left, Id right);
    // The parser's moves.
    bool read(std::size_t head, Token& token, ScanState& after);
    void advance(std::size_t head, const Token* ahead);
    void pop(std::size_t head, unsigned count, bool all);
    bool reduce_straight(std::size_t head, unsigned which, bool& merged);
    std::size_t reduce(std::size_t head, unsigned which);
    void place(std::size_t head, Id below, Id part, const std::vector<Id>& trailing);
    void accept(std::size_t head, const Token& token);
    bool condense();
    // Into the tree.
    bool build(Id part);
    bool build_all();

    Lexer* lexer_ = nullptr;
    Building tree_;
    std::vector<Part> parts_;
    std::vector<Id> children_;
    std::vector<Node> nodes_;
    std::vector<std::array<Link, max_links - 1>> more_links_;
    std::vector<Id> entries_;  // the nodes of the tree's entries, from the top down
    std::size_t first_depth_ = 0;
    std::vector<Head> heads_;
    std::vector<Chain> chains_;
    std::vector<Path> paths_;
    std::vector<Slice> slices_;
    std::vector<Id> trailing_, other_trailing_;
    std::vector<std::pair<Id, Id>> to_compare_;
    std::vector<std::pair<Id, std::uint32_t>> to_build_;
    Id finished_ = none, finished_list_ = none;
    bool lost_ = false;  // nobody but the runtime can tell

    // The last token read, and what it was read for: the ways often ask for the same one.
    struct {
        bool valid = false;
        std::uint32_t at = 0;
        grammar::LexMode mode{};
        ScanState scan;
        Token token;
        ScanState after;
    } read_;

    std::uint32_t position_ = 0;
    ScanState scan_;
};

}  // namespace zen
