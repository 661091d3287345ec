// Room for what an edit adds to much that stays: an eighth more, where vectors and strings double.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace zen {

template <typename T>
void make_room(std::vector<T>& all, std::size_t more) {
    if (all.capacity() - all.size() < more) all.reserve(all.size() + more + all.size() / 8);
}

inline void make_room(std::string& all, std::size_t more) {
    if (all.capacity() - all.size() >= more) return;
    std::string roomy;  // an empty one: others double when they reserve
    roomy.reserve(all.size() + more + all.size() / 8);
    roomy = all;
    all.swap(roomy);
}

}  // namespace zen
