// Where code runs, as Python's symbol table sees it.
#pragma once
#include <string>
#include <string_view>

#include "syntax/tree.h"

namespace zen {

struct CodePlace {
    Node holder;              // the def, lambda, class or comprehension whose scope it is; none at module level
    bool annotation = false;  // inside an annotation

    bool module() const { return !holder; }
    bool function() const { return holder.is(Kind::function_definition); }
    bool lambda() const { return holder.is(Kind::lambda); }
    bool comprehension() const { return is_comprehension(holder.kind()); }
    bool async_function() const { return function() && Node(holder.tree(), holder.id() + 1).is(Kind::kw_async); }
};

// Decorators, defaults, bases, annotations and a comprehension's first iterable belong to the scope outside.
CodePlace place_of(Node node);
// "list comprehension", "generator expression" …
std::string_view comprehension_name(Node comprehension);
// Why a `:=` may not stand where it does, in the compiler's words; "" if it may (PEP 572).
std::string walrus_mistake(Node named_expression);

}  // namespace zen
