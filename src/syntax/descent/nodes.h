// The tree's array while the hand-written parser fills it, in its final order. A node whose first child stands there
// already (a call, an operator, an assignment) is made by moving the finished child up by one record.
#pragma once
#include <cstdint>
#include <cstring>
#include <vector>

#include "syntax/tables.h"
#include "syntax/tree.h"

namespace zen::descent {

class Nodes {
  public:
    // Takes over the vector's memory; `release` puts the nodes into it.
    void begin(std::vector<NodeRecord>& into, std::size_t text_size);
    void finish(std::uint32_t text_end);
    std::vector<NodeRecord>& storage() { return *storage_; }

    NodeId count() const { return count_; }
    NodeId current() const { return current_; }  // the innermost node that is open
    NodeRecord& operator[](NodeId id) { return data_[id]; }
    const NodeRecord& operator[](NodeId id) const { return data_[id]; }

    NodeId add(grammar::NodeHead head, std::uint64_t span) {
        make_room(1);
        put(count_, head, span, current_, count_ + 1);
        return count_++;
    }
    NodeId add(grammar::NodeHead head, std::uint32_t start, std::uint32_t end) {
        return add(head, std::uint64_t{end} << 32 | start);
    }
    NodeId open(grammar::NodeHead head, std::uint32_t start) {
        make_room(1);
        set_head(count_, head);
        data_[count_].start = start;
        data_[count_].parent = current_;
        return current_ = count_++;
    }
    void close(NodeId id, std::uint32_t end) {
        data_[id].end = end;
        data_[id].next = count_;
        current_ = data_[id].parent;
    }
    // The finished subtree at `id`, the last one, gets a node around it, which stays open. False if too much has had to
    // be moved for that: then time would not be linear in the text.
    bool wrap(NodeId id, grammar::NodeHead head) {
        make_room(1);
        if (count_ == id + 1) [[likely]] {
            std::memcpy(static_cast<void*>(data_ + id + 1), data_ + id, 12);
            data_[id + 1].parent = id;
            data_[id + 1].next = id + 2;
        } else if (!move_up(id)) {
            return false;
        }
        set_head(id, head);
        current_ = id;
        ++count_;
        return true;
    }
    // Takes the node around the last subtree away again; what was in it is its parent's.
    void unwrap(NodeId id);
    // Puts a node around the finished subtree at `id`, which others may follow; nodes within the current one.
    void enclose(NodeId id, grammar::NodeHead head);

    // Binary operators from the left: each one's node holds all before it as its left side.
    struct Operation {
        NodeId operator_id;
        std::uint32_t end;  // of its right side
        NodeId after;       // the id after its right side
    };
    // Makes the nodes of `a + b + c …` at once; `id` is a's.
    bool nest_left(NodeId id, const std::vector<Operation>& operations, std::size_t first);

    // Back to an earlier state. Nothing that was there then may have been changed.
    void cut(NodeId count, NodeId current) { count_ = count, current_ = current; }

    void set_head(NodeId id, grammar::NodeHead head) {
        std::memcpy(static_cast<void*>(data_ + id), &head, sizeof head);
    }

  private:
    void put(NodeId id, grammar::NodeHead head, std::uint64_t span, NodeId parent, NodeId next) {
        set_head(id, head);
        char* at = reinterpret_cast<char*>(data_ + id);
        if constexpr (std::endian::native == std::endian::big) span = span << 32 | span >> 32;
        std::memcpy(at + 4, &span, 8);
        data_[id].parent = parent;
        data_[id].next = next;
    }
    void make_room(std::size_t more) {
        if (count_ + more > capacity_) [[unlikely]]
            grow(more);
    }
    void grow(std::size_t more);
    bool move_up(NodeId id);
    bool may_move(std::size_t nodes);

    NodeRecord* data_ = nullptr;
    NodeId count_ = 0, capacity_ = 0, current_ = 0;
    std::vector<NodeRecord>* storage_ = nullptr;
    std::uint64_t moved_ = 0;
};

}  // namespace zen::descent
