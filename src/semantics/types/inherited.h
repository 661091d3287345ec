// What a class has of its bases.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "semantics/model.h"

namespace zen {

struct ClassInfo;

enum class Member : std::uint8_t { method, attribute };

// Does the class, or one that it derives from, define a method (or attribute) of one of the names (see
// text/wildcard.h)? A base that is not known may have it. The bases named in `aside` (qualified, or classes of the
// file) are not asked.
bool has_or_inherits(const Model& model, Node definition, Member member, std::span<const std::string_view> names,
                     std::span<const std::string_view> aside);

// Has the class itself an attribute whose name fits: one that a method stores, or what its body binds in any way but by
// the `def` of a method that is no property (assignment, `class`, `import`, `for`, `with`, `:=`)?
bool has_own_attribute(const Model& model, const ClassInfo& info, const std::function<bool(std::string_view)>& fits);

}  // namespace zen
