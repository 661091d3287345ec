// The loads and stores of expressions and targets, in the order in which they run.
#pragma once
#include "semantics/flow/graph_maker.h"

namespace zen {

class CodeEvents {
  public:
    // Of the code that runs in the graph of `owner`; the events go to where the graph has got.
    CodeEvents(const Model& model, ScopeId owner, GraphMaker& graph)
        : model_(model), data_(model.data()), owner_(owner), graph_(graph) {}

    void expression(Node node);
    // Binds what a target of an assignment, loop, `with`, import … binds; reads what it reads first.
    void target(Node node, Flow::Event::Sort sort = Flow::Event::store);
    void parameters(Node list);
    void augmented(Node assignment);
    // Anything may happen in a damaged statement, or nothing.
    void damaged(Node statement);

  private:
    // The references of a range of nodes that run here, stores of `:=` after what they store.
    void range(NodeId from, NodeId to);
    NodeId end_of_inner(const Reference& r) const;
    bool is_walrus(const Reference& r) const;
    bool in_comprehension(const Reference& r) const;
    ScopeId flow_owner_of(ScopeId scope);
    Flow::Event::Sort walrus_sort(const Reference& r) const;

    const Model& model_;
    const ModelData& data_;
    ScopeId owner_;
    GraphMaker& graph_;
    ScopeId last_scope_ = no_id, last_owner_ = no_id;
};

}  // namespace zen
