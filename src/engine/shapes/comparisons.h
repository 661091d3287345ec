// What is compared with what: `a < b <= c` is two comparisons.
#pragma once
#include <initializer_list>
#include <string_view>

#include "syntax/tree.h"

namespace zen {

struct ComparedPair {
    Node left, op, right;  // op: the token, `is not` and `not in` are one

    explicit operator bool() const { return static_cast<bool>(op); }
    bool is(Kind kind) const { return op.is(kind); }
    bool is_any(std::initializer_list<Kind> kinds) const { return op.is_any(kinds); }
};

// Those of a comparison, from left to right. A walk that allocates nothing.
class Comparisons {
  public:
    class Iterator {
      public:
        Iterator(Node::Range::Iterator at, Node::Range::Iterator end) : at_(at), end_(end) { read(); }
        const ComparedPair& operator*() const { return pair_; }
        Iterator& operator++() {
            pair_.left = pair_.right;
            read();
            return *this;
        }
        bool operator!=(const Iterator&) const { return more_; }

      private:
        void read() {
            for (more_ = false; at_ != end_ && !more_; ++at_) {
                const Node n = *at_;
                if (n.field() == Field::operators)
                    pair_.op = n;
                else if (!pair_.left)
                    pair_.left = n;
                else
                    pair_.right = n, more_ = true;
            }
        }

        Node::Range::Iterator at_, end_;
        ComparedPair pair_;
        bool more_ = false;  // is there one?
    };
    explicit Comparisons(Node comparison) : tokens_(comparison.tokens()) {}
    Iterator begin() const { return {tokens_.begin(), tokens_.end()}; }
    Iterator end() const { return {tokens_.end(), tokens_.end()}; }

  private:
    Node::Range tokens_;
};
inline Comparisons comparisons(Node comparison) {
    return Comparisons(comparison);
}

// The comparison of two values, in parentheses or not; none of a chain, or of anything else.
ComparedPair sole_comparison(Node expression);

// "!=" for `==`, "not in" for `in` and so on. The four of order, which NaN and sets do not keep to, only if they are
// wanted;
// "" for others.
std::string_view opposite(Kind op, bool of_order = false);

}  // namespace zen
