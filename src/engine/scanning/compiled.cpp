#include "engine/scanning/compiled.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "semantics/ascent.h"

namespace zen {
namespace {

struct Compiler {
    std::string_view module;  // that the file imports
    std::string_view decorator;
};

// From the documentation of each package, as of its release in November 2026.
constexpr std::array compilers{
    Compiler{"numba", "numba.jit"},
    Compiler{"numba", "numba.njit"},
    Compiler{"numba", "numba.vectorize"},
    Compiler{"numba", "numba.guvectorize"},
    Compiler{"numba", "numba.stencil"},
    Compiler{"numba", "numba.cfunc"},
    Compiler{"numba", "numba.cuda.jit"},
    Compiler{"numba", "numba.experimental.jitclass"},
    Compiler{"triton", "triton.jit"},
    Compiler{"taichi", "taichi.kernel"},
    Compiler{"taichi", "taichi.func"},
    Compiler{"warp", "warp.kernel"},
    Compiler{"warp", "warp.func"},
    Compiler{"torch", "torch.jit.script"},
    Compiler{"torch", "torch.jit.script_method"},
    Compiler{"cupyx", "cupyx.jit.rawkernel"},
    Compiler{"tvm", "tvm.script.tir.prim_func"},
    Compiler{"onnxscript", "onnxscript.script"},
    Compiler{"cudaq", "cudaq.kernel"},
};

bool compiles(const Model& model, Node decorated) {
    for (Node decorator : decorated.children()) {
        if (!decorator.is(Kind::decorator)) continue;
        Node what = decorator.child(0u);
        if (what.is(Kind::call)) what = what.child(Field::function);
        if (std::ranges::any_of(compilers, [&](const Compiler& c) { return model.means(what, c.decorator); }))
            return true;
    }
    return false;
}

// The functions and methods of Pony ORM whose generator expression or lambda becomes a query.
constexpr std::array<std::string_view, 15> queries{
    "select", "get",    "exists", "count",     "sum",    "avg",      "min",     "max",
    "delete", "filter", "where",  "left_join", "random", "order_by", "sort_by",
};

// Is it the argument, or an argument, of a call of that kind?
bool becomes_query(Node code) {
    if (!code.is_any({Kind::generator_expression, Kind::lambda})) return false;
    Node call = code.parent();
    if (call.is(Kind::argument_list)) call = call.parent();
    if (!call.is(Kind::call)) return false;
    Node function = call.child(Field::function);
    if (function == code) return false;
    if (function.is(Kind::attribute)) function = function.child(Field::attribute);
    return std::ranges::find(queries, function.text()) != queries.end();
}

bool in_query(const Model& model, Node node) {
    Ascent up(model);
    for (Node n = node; n && !n.is(Kind::function_definition); n = up(n))
        if (becomes_query(n)) return true;
    return false;
}

}  // namespace

bool imports_compiler(const Model& model) {
    return model.imports("pony") ||
           std::ranges::any_of(compilers, [&](const Compiler& c) { return model.imports(c.module); });
}

bool in_compiled_body(const Model& model, Node node) {
    if (model.imports("pony") && in_query(model, node)) return true;
    Ascent up(model);
    Node body;  // the block through which the walk comes
    for (Node n = node; n; n = up(n)) {
        if (n.is(Kind::block)) body = n;
        if (!n.is_any({Kind::function_definition, Kind::class_definition})) continue;
        if (body && body.parent() == n && n.parent().is(Kind::decorated_definition) && compiles(model, n.parent()))
            return true;
    }
    return false;
}

}  // namespace zen
