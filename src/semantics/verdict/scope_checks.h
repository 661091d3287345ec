// What CPython's compiler refuses behind its parser: `return` outside a function, declarations too late, names bound
// twice. Sources: Python/future.c, Python/symtable.c and Python/compile.c (codegen.c) of CPython, and PEPs 572, 634,
// 695.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "semantics/model.h"
#include "text/span.h"

namespace zen {

struct ScopeMistake {
    enum Stage : std::uint8_t { future, names, code };  // the compiler tells the first one's mistakes only
    Stage stage;
    Span span;
    std::string message;  // the compiler's
};

struct ScopeChecks {
    int minor = 15;                // of Python 3
    bool awaits_anywhere = false;  // a notebook: `await` and `async for` may stand outside functions
};

// The kinds of nodes that are looked at.
const std::array<bool, kind_bound>& scope_kinds();

// In order of their places. `nodes`: those of these kinds; without, they are searched for.
std::vector<ScopeMistake> scope_mistakes(const Model& model, const ScopeChecks& checks,
                                         const std::vector<NodeId>* nodes = nullptr);

}  // namespace zen
