// Hostile depth and size: no stack overflow, no quadratic time.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"
#include "syntax/reference.h"

using namespace zen;
using namespace zen::tests;

namespace {

std::string pieces_of(const std::string& piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

std::size_t nodes_of(const std::string& text) {
    return Parser().parse_undamaged(text).nodes.size();
}

}  // namespace

TEST_CASE("deep nesting is read without recursion") {
    constexpr std::size_t deep = 100000;
    CHECK(nodes_of("x = " + pieces_of("(", deep) + "1" + pieces_of(")", deep) + "\n") > deep);
    CHECK(nodes_of("x = " + pieces_of("[", deep) + pieces_of("]", deep) + "\n") > deep);
    CHECK(nodes_of("x, " + pieces_of("(", deep) + "y" + pieces_of(")", deep) + " = z\n") > deep);  // inside a fork
    CHECK(nodes_of(pieces_of("(", deep) + "a" + pieces_of(",)", deep) + "\n") > deep);             // many forks
    CHECK(nodes_of("x = " + pieces_of("not ", deep) + "y\n") > deep);
    CHECK(nodes_of("x = " + pieces_of("-", deep) + "y\n") > deep);
    CHECK(nodes_of("x = " + pieces_of("lambda: ", deep) + "y\n") > deep);
    CHECK(nodes_of("x = " + pieces_of("f(", deep) + pieces_of(")", deep) + "\n") > deep);
    CHECK(nodes_of("x = " + pieces_of("f(*", deep) + "a" + pieces_of(")", deep) + "\n") > deep);
    CHECK(nodes_of("x = " + pieces_of("{1: ", deep) + "2" + pieces_of("}", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + pieces_of(".b", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + pieces_of(" + b", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + pieces_of(" ** b", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + pieces_of(" if b else c", deep) + "\n") > deep);
    CHECK(nodes_of(pieces_of("x = ", deep) + "1\n") > deep);
    CHECK(nodes_of(pieces_of("if a: pass\nel", deep) + "if b: pass\n") > deep);
}

TEST_CASE("blocks nest as deep as tree-sitter can remember, then the runtime takes over") {
    for (std::size_t depth : {100u, 400u, 510u, 511u, 512u, 600u}) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += std::string(i, ' ') + "if a:\n";
        text += std::string(depth, ' ') + "b\n";
        Parser parser;
        CHECK(compare(parser, text) != Verdict::different);
        CHECK(difference(parser.parse(text), parse_by_runtime(text)) == "");
    }
}

TEST_CASE("long lines, long files, long comments") {
    CHECK(nodes_of("x = [" + pieces_of("1, ", 300000) + "]\n") > 600000);
    CHECK(nodes_of("x = '" + pieces_of("y", 3000000) + "'\n") == 9);
    CHECK(nodes_of(pieces_of("a, b = c\n", 100000)) > 100000);
    CHECK(nodes_of(pieces_of("# c\n", 200000) + "x\n") > 200000);
    CHECK(nodes_of("if a:\n" + pieces_of("    # c\n", 200000) + "    x\n") > 200000);
    CHECK(nodes_of("x = (\n" + pieces_of("# c\n", 200000) + "1)\n") > 200000);
    CHECK(nodes_of(pieces_of("\n", 1000000) + "x\n") > 0);
}
