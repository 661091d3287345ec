// What `*names` and `**options` give to a call, where the file shows it.
#pragma once
#include <string_view>

#include "semantics/model.h"

namespace zen {

// The dict, list or tuple literal that a `**options` or `*names` of a call unpacks: itself, or the only value of a name
// that the file never changes. None if it is not known, or if its keys or items are not.
Node unpacked(const Model& model, Node splat);
// As `argument(call, keyword, position)`, and looks for it in what is unpacked too.
Node argument(const Model& model, Node call, std::string_view keyword, int position = -1);
// Does the call unpack something that is not known?
bool unpacks_unknown(const Model& model, Node call);

}  // namespace zen
