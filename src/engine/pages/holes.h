// Code with holes as Python that can be parsed: for the compilers of patterns and templates.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace zen {

// `$` opens no Python name, so a hole is spelled with U+00B5 (an identifier character): once for a node, twice for a
// run.
inline constexpr std::string_view hole_mark = "\u00b5";
std::string holes_to_names(std::string_view code);

struct HoleName {
    std::string_view name;  // empty when the node is none
    bool run = false;
};
HoleName hole_at(Node n);
// The hole in `"$x"`, a string literal that is nothing else.
HoleName literal_at(Node n);

// The run in `else: $$xs`, written in one line, which stands for clauses rather than for the statements of one.
HoleName clauses_at(Node n);

// "os.path.join" when the node is nothing but names, and stands where a name is read.
std::string dotted(Node n);
// Names that are spelled, not looked up: attributes, keywords of calls, what definitions and imports bind.
bool spelling_place(Node n);
// The names that the code itself binds: targets of assignments, loops, `with` and walrus, parameters.
std::vector<std::string_view> bound_names(const Tree& tree);

// A clause (`except …:`, `elif …:`, `case …:`, `else:`, `finally:`), a decorator, the `for` of a comprehension or an
// argument with a star is Python only inside of something.
struct WrappedCode {
    std::string text;
    std::uint32_t from, to;  // the code itself
};
// In a condition, `key=$x` is an argument too.
WrappedCode wrapped(std::string_view code, bool in_condition = false);
// The name in `key=x` or `$key=x`, without blanks around the sign; "" for other code.
std::string_view keyword_of(std::string_view code);
// The nodes that the code itself is made of.
std::vector<Node> parts_of(const Tree& tree, const WrappedCode& code);

// What is wrong with damaged code, for the page's author.
std::string damage(const Tree& tree);

}  // namespace zen
