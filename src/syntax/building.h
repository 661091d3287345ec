// The tree while it grows: an LR stack whose entries are ranges of nodes, and the nodes in post-order. A reduction that
// makes a node appends it behind its children; a hidden one touches no node at all.
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
    // Above 0: the nodes of the subtree, this one too. Otherwise it is a leaf, and minus this many of the nodes around
    // it begin with it: so `flatten` knows, without a test, where it is.
    std::int32_t extent;

    std::uint32_t size() const { return extent > 0 ? static_cast<std::uint32_t>(extent) : 1; }
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
    // Keeps the first `capacity` values.
    void shrink(std::size_t capacity) {
        if (capacity >= capacity_ || capacity == 0) return;
        if (void* moved = std::realloc(static_cast<void*>(data_.get()), capacity * sizeof(T))) {
            (void)data_.release();
            data_.reset(static_cast<T*>(moved));
            capacity_ = capacity;
        }
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
    Buffer<PostNode> nodes;
    Buffer<StackEntry> stack;
    Buffer<PostNode> extras;
    std::uint32_t extra_count = 0;
};

// Works on the memory above through plain pointers, so that a copy of it in a local variable lives in registers.
//
// Extras (comments, line continuations) wait aside until the next token comes: they lie between entries, in none of
// them, and a node that is reduced before that token ends before them.
class Building {
  public:
    Building() = default;
    Building(BuildingMemory& memory, std::size_t text_size);

    grammar::State state() const { return top_->state; }
    void set_state(grammar::State state) { top_->state = state; }
    // Where the last token that is no extra ends.
    std::uint32_t text_end() const { return text_end_; }
    // May blanks with a line end come before the next token? In brackets, and where a line or a block has just begun;
    // anywhere else the line end is a token of its own (Python's reference, 2.1.5 and 2.1.6).
    bool line_may_end() const { return open_brackets_ != 0 || !last_ || last_->layout; }

    StackEntry* top() const { return top_; }
    std::size_t depth() const { return static_cast<std::size_t>(top_ - stack_); }
    StackEntry& entry(std::size_t i) const { return stack_[i]; }
    PostNode* nodes() const { return nodes_; }
    std::uint32_t node_count() const { return count_; }
    PostNode* extras() const { return memory_->extras.data(); }
    std::uint32_t extra_count() const { return memory_->extra_count; }
    void drop_extras() { memory_->extra_count = 0; }

    void shift(const grammar::TokenInfo& info, std::uint32_t start, std::uint32_t end, grammar::State next) {
        if (memory_->extra_count != 0) [[unlikely]]
            *this = with_extras(*this);
        if (top_ + 1 == stack_end_) [[unlikely]]
            *this = with_more_stack(*this);
        make_room();
        const std::uint32_t first = node_count();
        nodes_[first] = {info.head, start, end, 0};
        count_ += info.visible;
        *++top_ = {next, info.visible, first, count_, start};
        text_end_ = end;
        last_ = &info;
        open_brackets_ += info.bracket;
    }

    void shift_extra(const grammar::TokenInfo& info, std::uint32_t start, std::uint32_t end) {
        if (!info.visible) return;
        const std::uint32_t count = memory_->extra_count++;
        if (count == memory_->extras.capacity()) memory_->extras.reserve(2 * count);
        PostNode& extra = memory_->extras.data()[count];
        extra = {info.head, start, end, 0};
        extra.head.add_flags(extra_flag);
    }

    // Hidden unit reductions leave but this mark.
    void wrap() { top_->shape |= StackEntry::wrapped; }
    grammar::State state_below() const { return top_[-1].state; }

    // The top entries become one; returns the state after it.
    grammar::State reduce(unsigned which) {
        const grammar::Reduction& r = grammar::reductions[which];
        if (r.unusual) [[unlikely]] {
            if (which == grammar::empty_reduction) return push_empty(r);
            *this = with_aliases(*this, which);
        }
        StackEntry* first = top_ - r.more_children;
        const grammar::FieldOf* field = grammar::field_of + r.fields;
        for (const grammar::FieldOf* end = field + r.field_count; field != end; ++field) {
            const StackEntry& child = first[field->child];
            if (child.shape & StackEntry::one_node) [[likely]]
                nodes_[child.last - 1].head.offer_field(field->field);
            else
                offer_field(child, field->field);
        }
        make_room();
        wrap_nodes(r.head, r.visible, first->first, first->start, text_end_);
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
        *this = with_extras(*this);
        wrap_nodes({grammar::root_kind, 0, named_flag}, 1, 0, 0, end);
    }

  private:
    static constexpr std::uint8_t named_flag = 1, extra_flag = 2;  // of NodeRecord

    // What seldom happens takes and returns the whole of *this: so its members need no address, and stay in registers.
    [[gnu::noinline]] static Building with_more_nodes(Building b);
    [[gnu::noinline]] static Building with_more_stack(Building b);
    [[gnu::noinline]] static Building with_extras(
        Building b);  // out of their waiting room, and there is room for a node more
    [[gnu::noinline]] static Building with_aliases(Building b, unsigned which);
    void make_room() {
        if (count_ == capacity_) [[unlikely]]
            *this = with_more_nodes(*this);
    }
    // A node around all from `first` on, if `visible`; without a branch.
    void wrap_nodes(grammar::NodeHead head, unsigned visible, std::uint32_t first, std::uint32_t start,
                    std::uint32_t end) {
        const std::uint32_t size = node_count() - first;
        nodes_[first].extent -= static_cast<std::int32_t>(visible);  // overwritten at once if there is none
        nodes_[count_] = {head, start, end, static_cast<std::int32_t>(size + (size != 0))};
        count_ += visible;
    }
    grammar::State push_empty(const grammar::Reduction& r);
    void offer_field(const StackEntry& child, std::uint8_t field) const;
    // Points into the memory, where it is now.
    void adopt(std::size_t depth, std::size_t count);

    BuildingMemory* memory_ = nullptr;
    PostNode* nodes_ = nullptr;
    StackEntry* stack_ = nullptr;
    StackEntry* top_ = nullptr;
    StackEntry* stack_end_ = nullptr;
    std::uint32_t count_ = 0, capacity_ = 0;  // of nodes
    std::uint32_t text_end_ = 0;
    std::int32_t open_brackets_ = 0;
    const grammar::TokenInfo* last_ = nullptr;  // of the last token that is no extra
};

}  // namespace zen
