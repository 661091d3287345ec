// Classes that an expression names: `except app.Error`, `class $name`.
#pragma once
#include <memory>
#include <string_view>

#include "semantics/model.h"
#include "semantics/world.h"

namespace zen {

// Does the expression name a class that derives from the one of that qualified name, or, with `itself`, is it that
// class? Of a tuple, one of its items; a definition, or the name in it, is the class that it defines. What is not known
// derives from nothing.
bool names_class(const Model& model, Node expression, std::string_view base, bool itself);

// The same of a class whose qualified name, or its spelling, is like the pattern (`acme.*.Base`); one without a dot is
// of the last name (`*Mixin`).
bool names_class_like(const Model& model, Node expression, std::string_view pattern, bool itself);

// What a class of another file (a Referent::class_) derives from, worked out once for a model.
std::shared_ptr<const Ancestry> ancestry_of(const Model& model, const Referent& of_class);
// The same of the class that the expression names, if another file defines it; else null.
std::shared_ptr<const Ancestry> known_ancestors(const Model& model, Node expression);

// Is a class of that qualified name, as the model's file would import it, among them?
bool has_ancestor(const Model& model, const Ancestry& all, std::string_view base);
// Does the qualified name lead to a class of the model's own file?
bool is_of_this_file(const Model& model, std::string_view name);

}  // namespace zen
