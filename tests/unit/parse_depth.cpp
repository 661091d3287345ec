// Hostile depth and size: no stack overflow, no quadratic time.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"
#include "syntax/reference.h"

using namespace zen;
using namespace zen::tests;

namespace {

std::string repeated(const std::string& piece, std::size_t times) {
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
    CHECK(nodes_of("x = " + repeated("(", deep) + "1" + repeated(")", deep) + "\n") > deep);
    CHECK(nodes_of("x = " + repeated("[", deep) + repeated("]", deep) + "\n") > deep);
    CHECK(nodes_of("x, " + repeated("(", deep) + "y" + repeated(")", deep) + " = z\n") > deep);  // inside a fork
    CHECK(nodes_of(repeated("(", deep) + "a" + repeated(",)", deep) + "\n") > deep);             // many forks
    CHECK(nodes_of("x = " + repeated("not ", deep) + "y\n") > deep);
    CHECK(nodes_of("x = " + repeated("-", deep) + "y\n") > deep);
    CHECK(nodes_of("x = " + repeated("lambda: ", deep) + "y\n") > deep);
    CHECK(nodes_of("x = " + repeated("f(", deep) + repeated(")", deep) + "\n") > deep);
    CHECK(nodes_of("x = " + repeated("f(*", deep) + "a" + repeated(")", deep) + "\n") > deep);
    CHECK(nodes_of("x = " + repeated("{1: ", deep) + "2" + repeated("}", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + repeated(".b", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + repeated(" + b", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + repeated(" ** b", deep) + "\n") > deep);
    CHECK(nodes_of("x = a" + repeated(" if b else c", deep) + "\n") > deep);
    CHECK(nodes_of(repeated("x = ", deep) + "1\n") > deep);
    CHECK(nodes_of(repeated("if a: pass\nel", deep) + "if b: pass\n") > deep);
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
    CHECK(nodes_of("x = [" + repeated("1, ", 300000) + "]\n") > 600000);
    CHECK(nodes_of("x = '" + repeated("y", 3000000) + "'\n") == 9);
    CHECK(nodes_of(repeated("a, b = c\n", 100000)) > 100000);
    CHECK(nodes_of(repeated("# c\n", 200000) + "x\n") > 200000);
    CHECK(nodes_of("if a:\n" + repeated("    # c\n", 200000) + "    x\n") > 200000);
    CHECK(nodes_of("x = (\n" + repeated("# c\n", 200000) + "1)\n") > 200000);
    CHECK(nodes_of(repeated("\n", 1000000) + "x\n") > 0);
}
