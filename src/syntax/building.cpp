#include "syntax/building.h"

namespace zen {

Building Building::with_extras(Building b) {
    const std::uint32_t count = b.node_count(), more = b.extras_;
    b.memory_->nodes.reserve(count + more + 1 > b.memory_->nodes.capacity() ? count + count / 2 + more + 1024 : 0);
    b.adopt(b.depth(), count);
    std::memcpy(static_cast<void*>(b.next_), b.extras(), more * sizeof(PostNode));
    b.next_ += more;
    b.extras_ = 0;
    return b;
}

// A hidden child may show several nodes: the field is every one's.
void Building::set_field(const StackEntry& child, std::uint8_t field) const {
    for (std::uint32_t i = child.last; i > child.first;) {
        PostNode& node = nodes_[i - 1];
        if (!(node.head.flags & extra_flag) && node.head.field == 0) node.head.field = field;
        i -= node.size;
    }
}

// A child that is a node takes the alias as its kind; around a hidden one the alias makes a node.
Building Building::with_aliases(Building b, unsigned which, std::size_t first) {
    const grammar::NodeHead* alias = grammar::aliases[grammar::alias_row[which]];
    const unsigned count = grammar::reductions[which].child_count;
    for (unsigned i = 0; i < count; ++i) {
        if (alias[i].kind == 0) continue;
        StackEntry* child = b.stack_ + first + i;
        if (child->shape == StackEntry::one_node) {
            grammar::NodeHead& head = b.nodes_[child->last - 1].head;
            head.kind = alias[i].kind;
            head.flags = static_cast<std::uint8_t>((head.flags & ~named_flag) | alias[i].flags);
            continue;
        }
        const std::uint32_t end = i + 1 == count ? b.text_end_ : b.end_of(*child);
        b.make_room();
        child = b.stack_ + first + i;
        PostNode* at = b.nodes_ + child->last;
        std::memmove(static_cast<void*>(at + 1), at, static_cast<std::size_t>(b.next_ - at) * sizeof(PostNode));
        ++b.next_;
        *at = {alias[i], child->start, end, child->last - child->first + 1};
        ++child->last;
        for (unsigned later = i + 1; later < count; ++later) {
            ++b.stack_[first + later].first;
            ++b.stack_[first + later].last;
        }
    }
    return b;
}

}  // namespace zen
