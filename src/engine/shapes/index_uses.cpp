#include "engine/shapes/index_uses.h"

namespace zen {

std::optional<IndexUses> index_uses(const Model& model, Node index, Node body) {
    IndexUses out;
    for (Node use : model.uses(index)) {
        if (!use.within(body)) continue;
        Node place = use.parent();
        if (place.is(Kind::subscript) && place.child(Field::subscript) == use && place.has_children(2)) {
            out.subscripts.push_back(place);
            continue;
        }
        for (Node up = place; up && up != body; up = up.parent())
            if (up.is(Kind::subscript) && use.within(up) && !use.within(up.child(Field::value))) return std::nullopt;
        out.bare = true;
    }
    return out;
}

}  // namespace zen
