#include "engine/shapes/landmarks.h"

#include <array>

namespace zen {
namespace {

bool is_landmark(Kind kind) {
    switch (kind) {
        case Kind::lambda:
        case Kind::elif_clause:
        case Kind::else_clause:
        case Kind::except_clause:
        case Kind::finally_clause:
        case Kind::case_clause:
            return true;
        default:
            return is_statement(kind);
    }
}

}  // namespace

Landmarks::Landmarks(const Model& model) {
    static_assert(kind_bound < 512);
    static const auto landmark = [] {
        std::array<bool, 512> out{};
        for (std::size_t kind = 0; kind < kind_bound; ++kind) out[kind] = is_landmark(static_cast<Kind>(kind));
        return out;
    }();
    const NodeRecord* const all = model.tree().nodes.data();
    const auto count = static_cast<NodeId>(model.tree().nodes.size());
    nodes.reserve(count / 8);
    for (NodeId id = 0; id < count; ++id)
        if (landmark[static_cast<unsigned>(all[id].kind) & 511]) nodes.push_back(id);
}

}  // namespace zen
