// The parts of a function's definition, read off the tree.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

struct Parameter {
    enum Sort : std::uint8_t { positional_only, plain, star, keyword_only, double_star };
    Sort sort;
    Node node;        // all of it
    Node identifier;  // its name
    Node annotation;  // what stands after the colon; none without one
    Node value;       // the default; none without one

    std::string_view name() const { return identifier.text(); }
    bool positional() const { return sort == positional_only || sort == plain; }
};

// The parameters of a `def` or lambda, in order; the bare `*` and `/` are none.
std::vector<Parameter> parameters(Node function);
// The name of the first positional parameter, `self` of most methods; none when there is none.
Node first_parameter(Node function);

// Is it a statement that Python takes for a docstring where it comes first: a string, or adjacent ones, no bytes and
// nothing with values in it?
bool is_text_statement(Node statement);
// The statement that is the docstring of a `def` or `class`; none without one.
Node docstring(Node definition);
// The statements of a `def` or `class` below its docstring.
std::vector<Node> body_statements(Node definition);
// Does the body say nothing: docstring, `pass`, `...`, `raise NotImplementedError`?
bool is_stub(const Model& model, Node function);

// The parameters of an `__init__`, without `self`, if it does nothing but store each of them, once, in the attribute of
// the same name; nothing when it does anything else, or has no parameters.
std::optional<std::vector<Parameter>> stored_parameters(Node init);

}  // namespace zen
