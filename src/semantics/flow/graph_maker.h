// A control-flow graph in the making: its blocks and edges, and where jumps and exceptions lead from the place that has
// been reached.
#pragma once
#include "semantics/flow/flow_graph.h"

namespace zen {

struct GraphMaker {
    using Block = std::uint32_t;
    static constexpr Block unreachable = Flow::nowhere;

    // What a jump passes on its way out: loops take `break` and `continue`, a `finally` runs before they go on.
    struct Frame {
        NodeId node;  // the loop or `try`
        bool loop;
        Block again = unreachable, after = unreachable;  // of a loop
        Block last = unreachable;                        // entry of a `finally`
        bool breaks = false, continues = false, returns = false;
    };
    struct Dispatch {
        NodeId node;
        Block block;
    };

    GraphMaker(ModelData& data, ScopeId owner, Node code);

    Block new_block();
    void edge(Block from, Block to) {
        if (from == unreachable || to == unreachable) return;
        edges.push_back({from, to});
        reached[to] = true;
    }
    // A new block after the present one.
    Block follow();
    // Code that cannot be reached still gets blocks, without a way in.
    void ensure() {
        if (current == unreachable) current = new_block();
    }
    // Goes on in `block` if anything leads there.
    void settle(Block block) { current = reached[block] ? block : unreachable; }
    void event(const Reference& r, Flow::Event::Sort sort);
    // Sends what is in force now to where the jump goes first; false when nothing takes it.
    bool jump(Block from, NodeId statement, bool breaks);
    // A `return` runs every `finally` around it.
    void leave_function(Block from, NodeId statement);
    // The finished tables.
    Flow finish();

    ModelData& data;
    Flow flow;
    std::vector<Frame> frames;
    std::vector<Dispatch> dispatches;  // where an exception goes, innermost last
    std::vector<std::vector<Flow::Event>> block_events;
    Block current = unreachable;

  private:
    struct Edge {
        Block from, to;
    };
    std::uint32_t index_of(const Reference& r) const { return static_cast<std::uint32_t>(&r - data.references.data()); }

    std::vector<Edge> edges;
    std::vector<bool> reached;  // by block: an edge leads there
};

}  // namespace zen
