// The types that were worked out so far, by their nodes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "semantics/types/types.h"
#include "syntax/tree.h"

namespace zen {

class TypeTable {
  public:
    // Null for a node that nothing is known of.
    const Type* find(NodeId node) const {
        return node < places_.size() && places_[node] != 0 ? &kept_[places_[node] - 1] : nullptr;
    }
    // `nodes`: how many the tree has.
    void keep(NodeId node, const Type& type, std::size_t nodes) {
        if (places_.size() < nodes) places_.resize(nodes);
        std::uint32_t& place = places_[node];
        if (place != 0) {
            kept_[place - 1] = type;
            return;
        }
        kept_.push_back(type);
        place = static_cast<std::uint32_t>(kept_.size());
    }
    void clear() {
        places_.clear();
        kept_.clear();
    }

  private:
    std::vector<std::uint32_t> places_;  // by node: 1 + the place in `kept_`; 0: none
    std::deque<Type> kept_;
};

}  // namespace zen
