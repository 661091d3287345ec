// What an `except` clause catches.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

// How much a handler catches: named exceptions; Exception or BaseException, alone or in a tuple; everything, without a
// word.
enum class Catches : std::uint8_t { named, broad, bare };
Catches catches(const Model& model, Node except_clause);

// The statements of the handler.
Node handler_body(Node except_clause);
// The name after `as`; none without one.
Node handler_name(Node except_clause);
// From `except` to the end of what it names.
Span handler_head(Node except_clause);

// The classes that a handler names: the items of its tuple, or the one; none of a bare `except`.
std::vector<Node> handler_classes(Node except_clause);
// Does `except wide` certainly catch whatever `except narrow` does? Builtin exceptions are known by their bases,
// other names only if they are the same.
bool catches_too(const Model& model, Node wide, Node narrow);

// Does a `try` of the same function around the node catch one of these exceptions, by its name or by a broad handler?
bool handled_around(const Model& model, Node n, std::span<const std::string_view> exceptions);

// Is there a comment in the handler that says why? Notes to tools (`noqa`, `pragma`, …) do not.
bool explained(Node except_clause);

}  // namespace zen
