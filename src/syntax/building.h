// The tree while it grows: an LR stack whose entries are ranges of nodes, and the nodes in post-order. A reduction that makes a node
// appends it behind its children; a hidden one touches no node at all.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "syntax/tables.h"

namespace zen {

struct PostNode {
    grammar::NodeHead head;
    std::uint32_t start, end;
    std::uint32_t size;  // nodes of the subtree, this one too
};
static_assert(sizeof(PostNode) == 16);

struct StackEntry {
    enum Shape : std::uint16_t {
        one_node = 1,  // its last node is the whole of it
        wrapped = 2,   // it has been through a hidden unit reduction since it was made
    };
    grammar::State state;
    std::uint16_t shape;
    std::uint32_t first, last;  // its nodes: [first, last)
    std::uint32_t start;        // where its text begins
};
static_assert(sizeof(StackEntry) == 16);

// An array of plain values that grows without being filled, and keeps its memory from file to file.
template <class T>
class Buffer {
  public:
    T* data() { return data_.get(); }
    std::size_t capacity() const { return capacity_; }
    void reserve(std::size_t capacity) {
        if (capacity <= capacity_) return;
        void* moved = std::realloc(static_cast<void*>(data_.get()), capacity * sizeof(T));
        if (!moved) std::abort();
        (void)data_.release();
        data_.reset(static_cast<T*>(moved));
        capacity_ = capacity;
    }
    void release() { data_.reset(), capacity_ = 0; }

  private:
    struct Free {
        void operator()(T* p) const { std::free(p); }
    };
    std::unique_ptr<T, Free> data_;
    std::size_t capacity_ = 0;
};

struct BuildingMemory {
    Buffer<PostNode> nodes, extras;
    Buffer<StackEntry> stack;
};

// Works on the memory above through plain pointers, so that a copy of it in a local variable lives in registers.
//
// Extras (comments, line continuations) wait aside until the next token comes: they lie between entries, in none of them, and a
// node that is reduced before that token ends before them.
class Building {
  public:
    Building() = default;
    explicit Building(BuildingMemory& memory, std::size_t text_size) : memory_(&memory) {
        memory.nodes.reserve(text_size / 4 + 1024);
        memory.stack.reserve(1024);
        memory.extras.reserve(64);
        adopt(0, 0);
        *top_ = {1, 0, 0, 0, 0};
        extras_ = 0;
    }

    grammar::State state() const { return top_->state; }
    void set_state(grammar::State state) { top_->state = state; }
    // Where the last token that is no extra ends.
    std::uint32_t text_end() const { return text_end_; }

    StackEntry* top() const { return top_; }
    std::size_t depth() const { return static_cast<std::size_t>(top_ - stack_); }
    StackEntry& entry(std::size_t i) const { return stack_[i]; }
    PostNode* nodes() const { return nodes_; }
    std::uint32_t node_count() const { return static_cast<std::uint32_t>(next_ - nodes_); }
    PostNode* extras() const { return memory_->extras.data(); }
    std::uint32_t extra_count() const { return extras_; }
    void drop_extras() { extras_ = 0; }

    void shift(const grammar::TokenInfo& info, std::uint32_t start, std::uint32_t end, grammar::State next) {
        if (extras_ != 0) [[unlikely]] flush_extras();
        make_room();
        const std::uint32_t first = node_count();
        *next_ = {info.head, start, end, 1};
        next_ += info.visible;
        *++top_ = {next, static_cast<std::uint16_t>(info.visible), first, first + info.visible, start};
        text_end_ = end;
    }

    void shift_extra(const grammar::TokenInfo& info, std::uint32_t start, std::uint32_t end) {
        if (!info.visible) return;
        memory_->extras.reserve(extras_ + 1 > memory_->extras.capacity() ? extras_ * 2 : 0);
        PostNode& extra = memory_->extras.data()[extras_++];
        extra = {info.head, start, end, 1};
        extra.head.flags |= extra_flag;
    }

    // Hidden unit reductions leave but this mark.
    void wrap() { top_->shape |= StackEntry::wrapped; }
    grammar::State state_below() const { return top_[-1].state; }

    // The top entries become one; returns the state after it.
    grammar::State reduce(unsigned which) {
        const grammar::Reduction& r = grammar::reductions[which];
        if (r.child_count == 0) [[unlikely]] return push_empty(r);
        StackEntry* first = top_ + 1 - r.child_count;
        if (r.aliasing) [[unlikely]] apply_aliases(which, first);
        const grammar::FieldOf* field = grammar::field_of + r.fields;
        for (unsigned i = 0; i < r.field_count; ++i) {
            const StackEntry& child = first[field[i].child];
            if (child.shape & StackEntry::one_node) [[likely]] {
                std::uint8_t& its = nodes_[child.last - 1].head.field;
                if (its == 0) its = field[i].field;  // the innermost one stays
            } else {
                set_field(child, field[i].field);
            }
        }
        if (r.visible) {
            make_room();
            *next_ = {r.head, first->start, text_end_, node_count() - first->first + 1};
            ++next_;
        }
        first->shape = r.visible;
        first->last = node_count();
        first->state = grammar::goto_state(first[-1].state, r.goto_column);
        top_ = first;
        return first->state;
    }

    // Puts an entry that was popped, but not written over, back on the stack.
    void restore_entry(std::uint32_t its_text_end) { ++top_, text_end_ = its_text_end; }
    // Takes all entries above the `depth` lowest off, but leaves their nodes.
    void cut_to(std::size_t depth) { top_ = stack_ + depth; }
    // The end of an entry's text. (One without nodes is a token of no width, or the start of the file.)
    std::uint32_t end_of(const StackEntry& e) const { return e.last > e.first ? nodes_[e.last - 1].end : e.start; }

    // All nodes become one tree under the root.
    void finish(std::uint32_t end) {
        if (extras_ != 0) flush_extras();
        make_room();
        *next_ = {{grammar::root_kind, 0, named_flag}, 0, end, node_count() + 1};
        ++next_;
    }

  private:
    static constexpr std::uint8_t named_flag = 1, extra_flag = 2;  // of NodeRecord

    void adopt(std::size_t depth, std::size_t count) {
        nodes_ = memory_->nodes.data();
        next_ = nodes_ + count;
        nodes_end_ = nodes_ + memory_->nodes.capacity();
        stack_ = memory_->stack.data();
        top_ = stack_ + depth;
        stack_end_ = stack_ + memory_->stack.capacity();
    }
    // For one more node and one more entry.
    void make_room() {
        if (next_ == nodes_end_ || top_ + 1 == stack_end_) [[unlikely]] *this = with_room(*this);
    }
    [[gnu::noinline]] static Building with_room(Building b) {
        const std::size_t depth = b.depth(), count = b.node_count();
        if (b.next_ == b.nodes_end_) b.memory_->nodes.reserve(count + count / 2 + 1024);
        if (b.top_ + 1 == b.stack_end_) b.memory_->stack.reserve(2 * depth + 1024);
        b.adopt(depth, count);
        return b;
    }
    void flush_extras() { *this = with_extras(*this); }
    [[gnu::noinline]] static Building with_extras(Building b);
    grammar::State push_empty(const grammar::Reduction& r) {
        if (extras_ != 0) flush_extras();
        make_room();
        grammar::State next = grammar::goto_state(top_->state, r.goto_column);
        *++top_ = {next, 0, node_count(), node_count(), text_end_};
        return next;
    }
    void set_field(const StackEntry& child, std::uint8_t field) const;
    void apply_aliases(unsigned which, StackEntry* first) { *this = with_aliases(*this, which, static_cast<std::size_t>(first - stack_)); }
    [[gnu::noinline]] static Building with_aliases(Building b, unsigned which, std::size_t first);

    BuildingMemory* memory_ = nullptr;
    PostNode* nodes_ = nullptr;
    PostNode* next_ = nullptr;
    PostNode* nodes_end_ = nullptr;
    StackEntry* stack_ = nullptr;
    StackEntry* top_ = nullptr;
    StackEntry* stack_end_ = nullptr;
    std::uint32_t extras_ = 0;
    std::uint32_t text_end_ = 0;
};

}  // namespace zen
