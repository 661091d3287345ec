// Climbing from a node to what is around it.
#include "semantics/ascent.h"

#include <catch2/catch_test_macros.hpp>

#include "semantics_snippet.h"

using namespace zen;

namespace {

std::string repeated(const std::string& code, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += code;
    return text;
}

// What is around a node and not just an operand, call or target: its kind and where it begins.
std::string around(Node n) {
    return std::to_string(static_cast<unsigned>(n.kind())) + " at " + std::to_string(n.start());
}
bool told(Node n) {
    return is_statement(n.kind()) || is_function(n.kind()) || is_comprehension(n.kind()) ||
           n.is_any({Kind::elif_clause, Kind::else_clause, Kind::except_clause, Kind::decorator, Kind::string,
                     Kind::interpolation, Kind::with_item, Kind::named_expression, Kind::block});
}

}  // namespace

TEST_CASE("an ascent meets every statement, clause, lambda, comprehension and string that is around a node") {
    const std::string targets = repeated("a = ", 60), sum = repeated("b + ", 60), calls = repeated(".c()", 60),
                      brackets = repeated("[", 60) + "d" + repeated("]", 60);
    const Snippet snippet(targets + sum + "(lambda x=" + sum + "e: " + sum + "x)" + calls + "\n" +                //
                          "if " + sum + "[y" + calls + " for y in " + sum + "z if " + sum + "y]:\n" +             //
                          "    " + targets + "f'{" + sum + "g}'" + calls + "\n" +                                 //
                          "elif " + sum + "(n := " + sum + "h):\n    pass\n" +                                    //
                          "@decorated(" + sum + "i)\n" +                                                          //
                          "def j(k=" + sum + "lambda: (" + sum + "l)):\n    return " + brackets + calls + "\n" +  //
                          "with " + sum + "m as o, " + sum + "p:\n    pass\n");
    const Tree& tree = snippet->tree();
    REQUIRE(tree.nodes.size() > 1000);
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        std::string step_by_step, leaping;
        for (Node n = Node(tree, id).parent(); n; n = n.parent())
            if (told(n)) step_by_step += around(n) + ", ";
        Ascent up(*snippet);
        for (Node n = up(Node(tree, id)); n; n = up(n))
            if (told(n)) leaping += around(n) + ", ";
        INFO(Node(tree, id).text());
        REQUIRE(leaping == step_by_step);
        REQUIRE(statement_of(*snippet, Node(tree, id)) == statement_of(Node(tree, id)));
    }
}
