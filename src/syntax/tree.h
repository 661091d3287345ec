// The syntax tree: one flat array in pre-order. A walk is a linear scan, a subtree is a range.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <vector>

#include "syntax/kinds.h"
#include "syntax/steps.h"
#include "text/span.h"

namespace zen {

using NodeId = std::uint32_t;  // index into Tree::nodes; 0 is the root

struct NodeRecord {
    enum Flag : std::uint8_t {
        named = 1,    // a construct of the grammar, not a bare token
        extra = 2,    // a comment or a line continuation, allowed anywhere
        damaged = 4,  // an ERROR or MISSING node, or one that holds such a node
        missing = 8,  // inserted by error recovery: empty
        // A statement of valid Python newer than the grammar, read through a stand-in (see newer_python.h): what lies
        // in it is near the truth but not to be relied on. Not damaged, and not inherited by what it holds or is in.
        unsupported = 16,
    };
    Kind kind;
    Field field;  // the role in the parent, Field::none without one
    std::uint8_t flags;
    std::uint32_t start, end;  // bytes
    NodeId parent;             // the root's parent is the root
    NodeId next;               // the id after the last descendant

    // Made without values: a million of them at once must cost nothing until each is written.
    NodeRecord() {}
    constexpr NodeRecord(Kind k, Field f, std::uint8_t fl, std::uint32_t from, std::uint32_t to, NodeId up,
                         NodeId after)
        : kind(k), field(f), flags(fl), start(from), end(to), parent(up), next(after) {}
};
static_assert(sizeof(NodeRecord) == 20);

// The text is not owned: it belongs to the Source and outlives the tree.
struct Tree {
    std::string_view text;
    std::vector<NodeRecord> nodes;

    bool damaged() const { return nodes.empty() || (nodes[0].flags & NodeRecord::damaged); }
};

// One node of a tree: two words, passed by value. A default-made Node is "no such node": false, and every question
// about it answers with nothing (no kind, an empty span, no children, no parent).
class Node {
  public:
    constexpr Node() = default;
    Node(const Tree& tree, NodeId id) : tree_(&tree), id_(id) {}

    explicit operator bool() const { return tree_ != nullptr; }
    friend bool operator==(Node a, Node b) = default;
    NodeId id() const { return id_; }
    const Tree& tree() const { return *tree_; }
    const NodeRecord& record() const { return tree_->nodes[id_]; }

    Kind kind() const { return tree_ ? record().kind : Kind::nothing; }
    bool is(Kind kind_asked) const { return kind() == kind_asked; }
    bool is_any(std::initializer_list<Kind> kinds) const {
        for (Kind k : kinds)
            if (k == kind()) return true;
        return false;
    }
    Field field() const { return tree_ ? record().field : Field::none; }
    bool named() const { return tree_ && (record().flags & NodeRecord::named); }
    bool extra() const { return tree_ && (record().flags & NodeRecord::extra); }
    bool damaged() const { return tree_ && (record().flags & NodeRecord::damaged); }
    bool unsupported() const { return tree_ && (record().flags & NodeRecord::unsupported); }
    Span span() const { return tree_ ? Span{record().start, record().end} : Span{}; }
    std::uint32_t start() const { return span().start; }
    std::uint32_t end() const { return span().end; }
    std::string_view text() const {
        return tree_ ? tree_->text.substr(record().start, record().end - record().start) : "";
    }

    // The enclosing node; none for the root.
    Node parent() const {
        ++steps_walked;
        return tree_ && id_ != 0 ? Node(*tree_, record().parent) : Node();
    }
    // The neighbours among the parent's named children, extras left out.
    Node next_sibling() const;
    Node previous_sibling() const;
    // Is this node `outer`, or inside it? By the tree, not by text.
    bool within(Node outer) const {
        return tree_ && outer && tree_ == outer.tree_ && outer.id_ <= id_ && id_ < outer.record().next;
    }

    class Range;
    // The children in order: the named ones; all but extras; every one.
    Range children() const;
    Range tokens() const;
    Range all_children() const;
    // This node and all below it, in pre-order, tokens and extras too.
    Range descendants() const;
    // The first child in that role; none if there is none.
    Node child(Field role) const;
    // The n-th named child (from 0), extras left out; none past the end.
    Node child(unsigned n) const;
    // The last named child; none without children.
    Node last_child() const;
    unsigned child_count() const;  // of named children
    // Are there exactly `n` of them? Unlike child_count, it looks at no more.
    bool has_children(unsigned n) const;
    bool is_leaf() const { return tree_ && record().next == id_ + 1; }

  private:
    const Tree* tree_ = nullptr;
    NodeId id_ = 0;
};

// A walk over nodes that allocates nothing.
class Node::Range {
  public:
    enum class Filter : std::uint8_t { named, no_extras, all, subtree };
    class Iterator {
      public:
        using value_type = Node;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        using pointer = const Node*;
        using reference = Node;
        Iterator() = default;
        Iterator(const Tree* tree, NodeId at, NodeId end, Filter filter)
            : tree_(tree), at_(at), end_(end), filter_(filter) {
            settle();
        }
        Node operator*() const { return Node(*tree_, at_); }
        Iterator& operator++() {
            at_ = step();
            settle();
            return *this;
        }
        Iterator operator++(int) {
            Iterator was = *this;
            ++*this;
            return was;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        NodeId step() const {
            ++steps_walked;
            return filter_ == Filter::subtree ? at_ + 1 : tree_->nodes[at_].next;
        }
        void settle() {
            while (at_ < end_ && !wanted(tree_->nodes[at_].flags)) at_ = step();
        }
        bool wanted(std::uint8_t flags) const {
            switch (filter_) {
                case Filter::named:
                    return (flags & NodeRecord::named) && !(flags & NodeRecord::extra);
                case Filter::no_extras:
                    return !(flags & NodeRecord::extra);
                default:
                    return true;
            }
        }
        const Tree* tree_ = nullptr;
        NodeId at_ = 0, end_ = 0;
        Filter filter_ = Filter::all;
    };
    Range() = default;
    Range(const Tree* tree, NodeId from, NodeId end, Filter filter)
        : tree_(tree), from_(from), end_(end), filter_(filter) {}
    Iterator begin() const { return {tree_, from_, end_, filter_}; }
    Iterator end() const { return {tree_, end_, end_, filter_}; }
    bool empty() const { return begin() == end(); }
    std::vector<Node> list() const { return {begin(), end()}; }

  private:
    const Tree* tree_ = nullptr;
    NodeId from_ = 0, end_ = 0;
    Filter filter_ = Filter::all;
};

inline Node::Range Node::children() const {
    return tree_ ? Range(tree_, id_ + 1, record().next, Range::Filter::named) : Range();
}
inline Node::Range Node::tokens() const {
    return tree_ ? Range(tree_, id_ + 1, record().next, Range::Filter::no_extras) : Range();
}
inline Node::Range Node::all_children() const {
    return tree_ ? Range(tree_, id_ + 1, record().next, Range::Filter::all) : Range();
}
inline Node::Range Node::descendants() const {
    return tree_ ? Range(tree_, id_, record().next, Range::Filter::subtree) : Range();
}

// The name of a kind in the grammar ("if_statement", "=="), "ERROR" for damage.
std::string_view kind_name(Kind kind);
// "" for Field::none.
std::string_view field_name(Field field);

// Is it one of the grammar's statements (simple or compound; a decorated definition counts, a clause does not)?
bool is_statement(Kind kind);
// The innermost statement that holds the node, or the node itself; none for the root.
Node statement_of(Node node);
// Is it `def` or `lambda`; those and `class`?
bool is_function(Kind kind);
bool is_comprehension(Kind kind);  // list, set, dict comprehension or generator expression
// Does a token of that kind say no more than the kind of its parent does: brackets, commas, the colon of a block …?
// `parent()` gives that kind; it is seldom asked.
bool is_punctuation(Kind token, auto&& parent) {
    switch (token) {
        case Kind::op_lparen:
        case Kind::op_rparen:
        case Kind::op_lbrack:
        case Kind::op_rbrack:
        case Kind::op_lbrace:
        case Kind::op_rbrace:
        case Kind::op_comma:
        case Kind::op_semi:
        case Kind::op_dot:
            return true;
        case Kind::op_colon:
            return parent() != Kind::slice;
        case Kind::op_eq:
            return parent() != Kind::interpolation;
        default:
            return false;
    }
}
inline bool is_punctuation(Node token) {
    return is_punctuation(token.kind(), [&] { return token.parent().kind(); });
}
// The node without the parentheses around it.
Node inside_parentheses(Node node);
inline Node unparenthesized(Node node) {
    return node.is(Kind::parenthesized_expression) ? inside_parentheses(node) : node;
}

// Do the two hold the same code? Layout, comments, redundant parentheses and the spelling of string quotes do not
// count.
bool same_code(Node a, Node b);

}  // namespace zen
