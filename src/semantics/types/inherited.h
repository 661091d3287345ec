// What a class has of its bases.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

enum class Member : std::uint8_t { method, attribute };

// Does the class, or one that it derives from, define a method (or attribute) of one of the names (see
// text/wildcard.h)? A base that is not known may have it. The bases named in `aside` (qualified, or classes of the
// file) are not asked.
bool has_or_inherits(const Model& model, Node definition, Member member, std::span<const std::string_view> names,
                     std::span<const std::string_view> aside);

// What the body of a class binds in any way but by the `def` of a method that is no property: by assignment, `class`,
// `import`, `for`, `with`, `:=`.
std::vector<std::string_view> names_in_body(const Model& model, Node class_definition);

}  // namespace zen
