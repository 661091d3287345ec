// The control-flow graph of a function, a lambda or the module: blocks of loads and stores in the order in which they
// run.
#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "semantics/model_data.h"

namespace zen {

// Bodies of classes, and comprehensions that are used up on the spot, run as part of the code around them; bodies of
// functions and lambdas do not.
struct Flow {
    struct Event {
        enum Sort : std::uint8_t {
            load,
            store,
            weak_store,  // may be left out: a walrus behind `and`, a capture of a pattern that fails
            del,
        };
        std::uint32_t reference;  // index into the model's
        std::uint32_t block;
        Sort sort;
    };
    struct Block {
        std::uint32_t first = 0, last = 0;  // its events
    };
    struct Point {
        std::uint32_t block, event;  // the next event to happen; `event` may be the block's `last`
    };
    // A statement that sends control elsewhere: `break`, `continue`; `return` and `raise` where a `try` takes them.
    struct Jump {
        NodeId statement;
        NodeId to;  // the loop or `try` that it leads to the end, top or handlers of
        std::uint32_t block;
    };
    static constexpr std::uint32_t nowhere = 0xffffffffu;

    ScopeId scope = 0;
    bool too_deep = false;  // nested beyond all reason: nothing is known
    std::vector<Event> events;
    std::vector<Block> blocks;  // 0 is the entry
    // Edges of block b: targets[starts[b] .. starts[b + 1]).
    std::vector<std::uint32_t> next_starts, next_targets, previous_starts, previous_targets;
    std::vector<bool> reachable;  // by block: control may get there from the entry
    std::uint32_t first_reference = 0;
    std::vector<std::uint32_t> event_at;      // by reference - first_reference; nowhere when not in this graph
    std::unordered_map<NodeId, Point> after;  // by statement: where control goes on, if it does
    std::vector<Jump> jumps;                  // by statement

    std::vector<std::uint32_t> by_binding;  // events by the binding of their reference, then in order

    // The events of a binding, in order.
    std::span<const std::uint32_t> events_of(const ModelData& data, BindingId id) const;
    std::uint32_t event_of(std::uint32_t reference) const {
        std::uint32_t at = reference - first_reference;
        return at < event_at.size() ? event_at[at] : nowhere;
    }
};

// The scope whose graph holds the scope's code: itself for functions, lambdas, the module, and generators that run
// later.
ScopeId flow_owner(const Model& model, ScopeId scope);
// Its graph; made once.
const Flow& flow_of(const Model& model, ScopeId owner);

// ---- Facts about statements that the graph and the structural answers share ----------------------------------------
// `True` and `1`; `False`, `0` and `None`.
bool always_true(Node condition);
bool always_false(Node condition);
// A call that never comes back: `sys.exit()`.
bool never_returns(const Model& model, Node call);
// May the `with` swallow an exception, as `contextlib.suppress` does?
bool may_suppress(const Model& model, Node with_statement);
// A pattern that matches anything, without a guard.
bool irrefutable(Node case_clause);

inline constexpr int nesting_limit = 300;  // of statements; Python itself allows 100

}  // namespace zen
