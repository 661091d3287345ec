// What the code around an expression gives away about the object, where its type alone does not say.
#pragma once
#include "semantics/model.h"

namespace zen {

// Is it used as a dict nearby: a method that only mappings have is called on it, or all that is stored in it are dicts?
// "Nearby" is the function for names, the class for attributes of `self`. False for a defaultdict, a Counter, a
// subclass with `__missing__`.
bool used_as_dict(const Model& model, Node expression);

// Does the file use `cache_clear()`, `cache_info()` or another attribute of a function's cache, whose last name is
// that?
bool asks_cache(const Model& model, std::string_view function);

// The values stored in an attribute of `self` in its class, or in a name; empty when one of them is not to be had (a
// parameter, a loop). Worked out once for each; it lives as long as the model is not patched.
const std::vector<Node>& stored_values(const Model& model, Node expression);

// What the code may be, as far as the file shows: of a name all that is stored in it, of an attribute of `self` what
// its class stores in it, of other code itself. Not `complete` where there may be more: of a parameter, a loop, `+=`,
// an import, an item, an attribute of another object. It lives as long as the model is not patched.
struct Held {
    std::vector<Node> values;
    bool complete = true;
};
const Held& held_values(const Model& model, Node expression);
// The same of the attribute `self.name` in a class, by its definition.
const Held& held_by_attribute(const Model& model, Node where, std::string_view name);
// The one thing that all of the code is, as far as the file shows: of a name what is stored in it once, and so on;
// other code itself. None where there is more than one, or may be.
Node only_value(const Model& model, Node expression);
// `a, (b, c) = 1, (2, 3)`: what goes to the target; none where the value is no display of as many parts.
Node unpacked_value(Node target);

// Is something stored in it, as `stored_values` has it, and all of it of a kind? Each kind is asked once for each name.
using ValueKind = bool (*)(const Model& model, Node value);
bool all_stored(const Model& model, Node expression, ValueKind kind);

// The first reference to the binding from inside another function than its own; no_id without one.
NodeId first_use_in_function(const Model& model, BindingId id);

// Does the expression make an empty collection of that builtin type: `[]` or `list()` for "list", `set()` for "set"?
bool makes_empty(const Model& model, Node expression, std::string_view type);

}  // namespace zen
