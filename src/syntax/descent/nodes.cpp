#include "syntax/descent/nodes.h"

#include <algorithm>

namespace zen::descent {

namespace {

constexpr grammar::NodeHead root_head{static_cast<std::uint16_t>(Kind::module), 0, NodeRecord::named};

// A record that lies `by` further on, with all that it points to.
void moved(NodeRecord* to, const NodeRecord* from, NodeId by) {
    NodeRecord record = *from;
    record.parent += by;
    record.next += by;
    *to = record;
}

}  // namespace

void Nodes::begin(std::vector<NodeRecord>& into, std::size_t text_size) {
    storage_ = &into;
    // Real code has a node for every four to five bytes.
    into.resize(std::max(text_size / 3 + 256, into.capacity()));
    data_ = into.data();
    capacity_ = static_cast<NodeId>(into.size());
    moved_ = 0;
    count_ = 1;
    current_ = 0;
    put(0, root_head, 0, 0, 0);
}

void Nodes::finish(std::uint32_t text_end) {
    data_[0].end = text_end;
    data_[0].next = count_;
    storage_->resize(count_);
}

void Nodes::grow(std::size_t more) {
    storage_->resize(count_ + std::max<std::size_t>(more, count_ / 2 + 1024));
    data_ = storage_->data();
    capacity_ = static_cast<NodeId>(storage_->size());
}

bool Nodes::may_move(std::size_t nodes) {
    moved_ += nodes;
    return moved_ < (std::uint64_t{1} << 20) || moved_ < 32 * std::uint64_t{count_};
}

bool Nodes::move_up(NodeId id) {
    if (!may_move(count_ - id)) return false;
    NodeRecord* const first = data_ + id;
    for (NodeRecord* r = data_ + count_; r-- != first;) moved(r + 1, r, 1);
    first[1].parent = id;
    return true;
}

void Nodes::unwrap(NodeId id) {
    const NodeId parent = data_[id].parent;
    for (NodeId i = id; i + 1 < count_; ++i) {
        const bool child = data_[i + 1].parent == id;
        moved(data_ + i, data_ + i + 1, static_cast<NodeId>(-1));
        if (child) data_[i].parent = parent;
    }
    --count_;
}

void Nodes::enclose(NodeId id, grammar::NodeHead head) {
    make_room(1);
    const NodeId outer = data_[id].parent, next = data_[id].next;
    const std::uint32_t start = data_[id].start, end = data_[id].end;
    for (NodeId i = count_; i-- > id;) {
        const NodeId parent = data_[i].parent;
        moved(data_ + i + 1, data_ + i, 1);
        if (parent < id) data_[i + 1].parent = parent;
    }
    data_[id + 1].parent = id;
    put(id, head, std::uint64_t{end} << 32 | start, outer, next + 1);
    ++count_;
}

bool Nodes::nest_left(NodeId id, const std::vector<Operation>& operations, std::size_t first) {
    constexpr auto left = static_cast<std::uint8_t>(Field::left);
    constexpr auto kind = static_cast<std::uint16_t>(Kind::binary_operator);
    const Operation* all = operations.data() + first;
    const auto number = static_cast<NodeId>(operations.size() - first);
    const NodeId outer = data_[id].parent;
    if (!may_move(count_ - id)) return false;
    make_room(number);
    NodeId from = count_;
    for (NodeId i = number; i-- > 0;) {
        const NodeId around = id + (number - 1 - i);
        while (from > all[i].operator_id) {
            --from;
            const bool outermost = data_[from].parent == outer;
            moved(data_ + from + number, data_ + from, number);
            if (outermost) data_[from + number].parent = around;
        }
    }
    while (from > id) --from, moved(data_ + from + number, data_ + from, number);
    const std::uint32_t start = data_[id + number].start;
    data_[id + number].parent = id + number - 1;
    data_[id + number].field = Field::left;
    for (NodeId i = 0; i < number; ++i) {
        const bool outermost = i + 1 == number;
        const NodeId at = id + (number - 1 - i);
        put(at, {kind, outermost ? std::uint8_t{0} : left, NodeRecord::named}, std::uint64_t{all[i].end} << 32 | start,
            outermost ? outer : at - 1, all[i].after + number);
    }
    count_ += number;
    current_ = outer;
    return true;
}

}  // namespace zen::descent
