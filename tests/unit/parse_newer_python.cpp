// Python that is newer than the grammar must not look broken, and the rest of its file must be read as ever.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"

using namespace zen;

namespace {

// How many statements are unsupported; the tree must be sound.
unsigned unsupported(const std::string& text) {
    INFO(text);
    const Tree tree = parse(text);
    CHECK_FALSE(tree.damaged());
    CHECK(tree.text == text);
    const Tree sound = parse_sound(text);
    CHECK(sound.text == text);
    CHECK(std::ranges::equal(sound.nodes, tree.nodes, [](const NodeRecord& a, const NodeRecord& b) {
        return a.kind == b.kind && a.flags == b.flags && a.start == b.start && a.end == b.end && a.next == b.next;
    }));
    unsigned n = 0;
    for (const NodeRecord& record : tree.nodes) n += (record.flags & NodeRecord::unsupported) != 0;
    return n;
}

Node find(const Tree& tree, Kind kind) {
    for (Node n : Node(tree, 0).descendants())
        if (n.is(kind)) return n;
    return {};
}

}  // namespace

TEST_CASE("defaults of type parameters") {
    CHECK(unsupported("class A[T = int]: pass\n") == 1);
    CHECK(unsupported("class A[T=int](B[T]):\n    x = 1\ny = 2\n") == 1);
    CHECK(unsupported("def f[T: int = bool, *Ts = *tuple[int, ...], **P = [int]](x: T) -> T: ...\n") == 1);
    CHECK(unsupported("type X[T = list[int], U] = dict[T, U]\n") == 1);
    CHECK(unsupported("async def f[\n    T = int,  # why = not\n    U = 'x[=]',\n](): pass\n") == 1);
    CHECK(unsupported("class A[T]: pass\ndef f[T](a=1): return a[b == c]\ntype = 1\n") == 0);
}

TEST_CASE("lazy imports") {
    CHECK(unsupported("lazy import a.b as c, d\nx = 1\n") == 1);
    CHECK(unsupported("x = 1; lazy from a import b\n") == 1);
    CHECK(unsupported("if a:\n    lazy import b\n    c\nelse:\n    lazy from .d import (e, f)\n") == 2);
    CHECK(unsupported("if a: lazy import b\n") == 1);
    CHECK(unsupported("lazy = 1\nlazy(x)\nprint(lazy)\n") == 0);
    const std::string text = "if a:\n    lazy import b\nc\n";
    const Tree tree = parse(text);
    CHECK(find(tree, Kind::import_statement).text() == "lazy import b");
    CHECK(find(tree, Kind::import_statement).unsupported());
    CHECK_FALSE(find(tree, Kind::if_statement).unsupported());
    CHECK(find(tree, Kind::block).start() == text.find("lazy"));
}

TEST_CASE("unpacking in comprehensions") {
    CHECK(unsupported("x = {**a for a in b}\n") == 1);
    CHECK(unsupported("f({ **a.b(c) for a in b if c}, {**a, 'for': 1})\n") == 1);
    CHECK(unsupported("x = [*a for a in b]\ny = {*a for a in b}\nz = (*a for a in b)\nf(*a for a in b)\n") == 0);
}

TEST_CASE("a parenthesis unpacked in a subscript") {
    CHECK(unsupported("x = a[*(b, c)]\n") == 1);
    CHECK(unsupported("x = a.b()[ *(f(d) for d in e)]\n") == 1);
    CHECK(unsupported("x = a[*b]\ny = [*(b)]\nz = a[b * (c)]\n") == 0);
}

TEST_CASE("damage stays damage") {
    const std::string text = "lazy import a\nx = (\n";
    const Tree tree = parse(text);
    CHECK(tree.damaged());
    for (const char* broken : {"import\n", "class A[T = : pass\n", "x = {**a for\n", "lazy\nimport\n",
                               "'lazy import a\n", "# lazy import a\n)\n"}) {
        CHECK(parse(broken).damaged());
        CHECK(parse_sound(broken).nodes.empty());
    }
    CHECK(parse_sound(text).nodes.empty());
}
