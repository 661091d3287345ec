// From a node to what is around it, in steps that do not add up where expressions nest by the thousand.
#pragma once
#include <utility>
#include <vector>

#include "semantics/model.h"

namespace zen {

// A large expression and the parts of it that steps may not pass over; kept by the model.
struct DeepExpression {
    NodeId first = 1, end = 0;                     // nodes; none
    std::vector<std::pair<NodeId, NodeId>> apart;  // ranges of nodes, in order: lambdas, comprehensions, strings, …
    bool reaches(NodeId id) const;                 // from the node to `first` without meeting such a part?
};

// Goes up as `parent()` does, but behind the first steps passes over what nests without end: operators, calls,
// attributes, subscripts, displays, parentheses, and assignments within assignments (`a = b = …`). For those who look
// for a statement, a clause, a lambda or a comprehension around a node; asked for each node of a chain of thousands,
// the climb from each is short.
class Ascent {
  public:
    explicit Ascent(const Model& model) : model_(model) {}
    // The parent, or an ancestor that is an expression itself.
    Node operator()(Node node) { return ++steps_ < plain_steps ? node.parent() : leap(node); }

  private:
    static constexpr unsigned plain_steps = 24;  // most code nests less
    Node leap(Node node) const;

    const Model& model_;
    unsigned steps_ = 0;
};

// The statement around the node, or itself; as the one without a model, but for nodes of which there may be thousands
// in one.
Node statement_of(const Model& model, Node node);

// Is it under `if TYPE_CHECKING:`, in code that never runs?
bool under_type_checking(Node code);

}  // namespace zen
