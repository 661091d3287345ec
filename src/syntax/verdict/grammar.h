// Python's grammar as the compiler reads it, mistakes included: a table in text, for the machine in machine.h.
#pragma once
#include <string_view>

namespace zen::verdict {

// clang-format off
// The rules, in the notation of a parsing expression grammar:
//   name: alternative | alternative
//   name memo:            keeps its answer over both passes
//   name left:            recurses on its left
//   'if'                  a keyword or an operator
//   "match"               a soft keyword
//   NAME NUMBER NEWLINE   a class of tokens
//   x?  x*  x+  ','.x+    none or one, any number, one or more, with commas between
//   (x | y)               a group: once one alternative fits, the others are not tried
//   &x  !x                looks ahead
//   &&':'                 must come
//   ~                     no way back
//   a=x                   names what it matches
//   @12-  @-11  @12-13    minor versions of Python 3 that have the alternative
//   => Kind               the alternative makes an expression of that kind
//   => !verb a b "text"   the alternative is a mistake: the verb says where (see mistakes.cpp)
// An alternative that is nothing but a rule `invalid_…` is tried only when a text has been found wrong.
// clang-format on
// The shape follows the "Full Grammar specification" of the Python reference; the mistakes and their wording follow
// what CPython's compiler answers (its rules `invalid_…`).
std::string_view grammar();
// Its part in grammar_of_mistakes.cpp: the rules `invalid_…`.
std::string_view grammar_of_mistakes();

}  // namespace zen::verdict
