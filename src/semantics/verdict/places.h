// Where code runs, as Python's symbol table sees it.
#pragma once
#include <string>
#include <string_view>

#include "syntax/tree.h"

namespace zen {

struct CodePlace {
    // Parts of a definition that have a scope of their own (PEP 695, 696).
    enum Part : std::uint8_t { none, bound, constraint, default_, tuple_default, spec_default, alias, generic };

    Node holder;              // the def, lambda, class or comprehension whose scope it is; none at module level
    Part part = none;         // in that part of a definition in the holder's scope
    bool annotation = false;  // inside an annotation
    bool of_generic = false;  // … of a function with type parameters

    bool module() const { return !holder; }
    bool function() const { return holder.is(Kind::function_definition); }
    bool lambda() const { return holder.is(Kind::lambda); }
    bool comprehension() const { return is_comprehension(holder.kind()); }
    bool async_function() const { return function() && Node(holder.tree(), holder.id() + 1).is(Kind::kw_async); }
};

// Decorators, defaults, bases, annotations and a comprehension's first iterable belong to the scope outside.
CodePlace place_of(Node node);
// The scope of its own that the place has, in the words of the compiler of Python 3.`minor`: "a type alias" …; "" if
// there is none. `postponed`: are annotations kept as strings?
std::string_view own_scope(const CodePlace& place, int minor, bool postponed);
// "list comprehension", "generator expression" …
std::string_view comprehension_name(Node comprehension);
// Why a `:=` may not stand where it does, in the compiler's words; "" if it may (PEP 572).
std::string walrus_mistake(Node named_expression, int minor);
// Is it the list of parameters of a generic class, function or type alias? In annotations such nodes are arguments.
bool declares_type_parameters(Node type_parameter);
// Does this item of such a list stand behind the `=` of the one before it?
bool type_default(Node item);

}  // namespace zen
