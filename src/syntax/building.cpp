#include "syntax/building.h"

#include <algorithm>

namespace zen {

Building::Building(BuildingMemory& memory, std::size_t text_size) : memory_(&memory) {
    memory.nodes.reserve(text_size / 4 + 1024);
    memory.stack.reserve(1024);
    memory.extras.reserve(64);
    memory.extra_count = 0;
    adopt(0, 0);
    *top_ = {1, 0, 0, 0, 0};
}

void Building::adopt(std::size_t depth, std::size_t count) {
    nodes_ = memory_->nodes.data();
    count_ = static_cast<std::uint32_t>(count);
    capacity_ = static_cast<std::uint32_t>(memory_->nodes.capacity());
    stack_ = memory_->stack.data();
    top_ = stack_ + depth;
    stack_end_ = stack_ + memory_->stack.capacity();
}

Building Building::with_more_nodes(Building b) {
    const std::size_t count = b.node_count();
    b.memory_->nodes.reserve(count + count / 2 + 1024);
    b.adopt(b.depth(), count);
    return b;
}

Building Building::with_more_stack(Building b) {
    const std::size_t depth = b.depth();
    b.memory_->stack.reserve(2 * depth + 1024);
    b.adopt(depth, b.node_count());
    return b;
}

Building Building::with_extras(Building b) {
    const std::size_t count = b.node_count(), more = b.memory_->extra_count;
    if (count + more + 1 > b.memory_->nodes.capacity()) {
        b.memory_->nodes.reserve(count + std::max(count / 2, more) + 1024);
        b.adopt(b.depth(), count);
    }
    std::memcpy(static_cast<void*>(b.nodes_ + count), b.extras(), more * sizeof(PostNode));
    b.count_ += static_cast<std::uint32_t>(more);
    b.memory_->extra_count = 0;
    return b;
}

grammar::State Building::push_empty(const grammar::Reduction& r) {
    *this = with_extras(*this);
    if (top_ + 1 == stack_end_) *this = with_more_stack(*this);
    const grammar::State next = grammar::goto_state(top_->state, r.goto_column);
    *++top_ = {next, 0, node_count(), node_count(), text_end_};
    return next;
}

// A hidden child may show several nodes: the field is every one's.
void Building::offer_field(const StackEntry& child, std::uint8_t field) const {
    for (std::uint32_t i = child.last; i > child.first;) {
        PostNode& node = nodes_[i - 1];
        if (!node.head.has_flags(extra_flag)) node.head.offer_field(field);
        i -= node.size();
    }
}

// A child that is a node takes the alias as its kind; around a hidden one the alias makes a node.
Building Building::with_aliases(Building b, unsigned which) {
    const grammar::NodeHead* alias = grammar::aliases[grammar::alias_row[which]];
    const unsigned count = grammar::reductions[which].more_children + 1u;
    StackEntry* const children = b.top_ + 1 - count;
    for (unsigned i = 0; i < count; ++i) {
        if (alias[i].kind() == 0) continue;
        StackEntry& child = children[i];
        if (child.shape == StackEntry::one_node) {
            b.nodes_[child.last - 1].head = alias[i];  // it has no field yet
            continue;
        }
        const std::uint32_t end = i + 1 == count ? b.text_end_ : b.end_of(child);
        b.make_room();
        PostNode* at = b.nodes_ + child.last;
        std::memmove(static_cast<void*>(at + 1), at, (b.count_ - child.last) * sizeof(PostNode));
        ++b.count_;
        const auto size = static_cast<std::int32_t>(child.last - child.first);
        if (size != 0) --b.nodes_[child.first].extent;
        *at = {alias[i], child.start, end, size == 0 ? 0 : size + 1};
        ++child.last;
        for (unsigned later = i + 1; later < count; ++later) {
            ++children[later].first;
            ++children[later].last;
        }
    }
    return b;
}

}  // namespace zen
