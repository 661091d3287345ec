// The hand-written parser by itself: what it must know, where it knows more than the grammar, and that it gives up in
// time what is hostile.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"
#include "syntax/descent/descent.h"
#include "syntax/reference.h"

using namespace zen;
using namespace zen::tests;

namespace {

// Kinds and fields in order: the tree without places.
std::string shape(const Tree& tree) {
    std::string all;
    for (const NodeRecord& n : tree.nodes)
        all += std::string(kind_name(n.kind)) + ":" + std::string(field_name(n.field)) + "^" +
               std::to_string(n.parent) + " ";
    return all;
}

std::string repeated(const std::string& piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

}  // namespace

TEST_CASE("statements that the hand-written parser reads without the tables") {
    const char* const texts[] = {
        // with, and parentheses behind it
        "with (a, b): pass\n",
        "with (a as b, c as (d, e), f.g as h[0],): pass\n",
        "with (a as b): pass\n",
        "with (\n    a as b,\n): pass\n",
        "with (a): pass\n",
        "with (a,): pass\n",
        "with (): pass\n",
        "with (a, b) as c, (d) as e: pass\n",
        "with (a).b, (c or d): pass\n",
        "with (a, b) if c else d: pass\n",
        "with (x for x in y) as z: pass\n",
        "async def f():\n    async with (a as b, c): pass\n",
        // match
        "match x, *y:\n    case 1 | -2 | 3.5 | -1 - 2j | 'a' 'b' | None: pass\n    case _: pass\n",
        "match (x):\n    # c\n    case [a, *_, b] if a: # d\n        pass\n        # e\n    # f\n    case (a,), {}: "
        "pass\n# g\n",
        "match x:\n    case {'k': v, -1: w, a.b: c, **rest}: pass\n    case P(x, y=z | 1) as p: pass\n",
        "match [a]:\n    case (1 | 2) as c: pass\nmatch -a:\n    case _: pass\nmatch not_a:\n    case a.b(): pass\n",
        "match = 1\nmatch[a]: int = 2\nmatch(a, b)\nmatch.x\nmatch -a\nmatch * a\n",
        // type parameters and aliases
        "type X = int | None\ntype Y[T: (int, str), *Ts, **P] = list[T] | dict[str, T]\n",
        "class A[T](B[T], metaclass=M): pass\ndef f[T: int, *U](x: T, *args: *U) -> T: ...\n",
        "type(x)[0] += 1\ntype(x)\ntype = 1\ntype: int = 1\ntype in x\n",
        "x: list[int].y | None = 1\ny: A[B[C], ...] | D[E] | F\nz: type[int] | print[int]\n",
        // except*
        "try: a\nexcept* A as e: b\nexcept* (B, C): d\n",
        // f-strings
        "f'{a  # c\n}' f'''{  # c\na!r  # d\n:>{w}}'''\n",
        "f'{a['b']}' f\"{f\"{a:{b:{c}}}\"}\" f'{x():=^20}' f'{a=!r:^{w}.{p}}' f'{{}}' rf'\\{a}' t'{a}'\n",
        // names that are not ASCII
        "é = ñ.变量(größe=1)\nclass Ünï: pass\n",
        // Python 2
        "print 'a', b,\nprint >>f, 'x' % y\nprint (a), b\nexec 'x' in a, b\nexec(a)\na <> b\n",
        "def f(a, (b, c)=d): pass\nlambda (a, b): a\nraise A, B, C\n",
        // stars
        "[*f(x)]\n[*f(x), y]\n[*a.b]\n{*a[b], c}\n(*a.b, c)\nx = *f(x), y\na, *b = c\n(a, *b.c) = d\nf(*a or b)\n",
        "for a, *b.c in d: pass\nfor x in *a.b, c: pass\nx[*a.b, c]\n",
        // operators
        "a or lambda: x if b else c\n(x := a if b else c)\n[a for a in b if d if e for c in lambda: d]\n",
        "a ** -b ** c\n-a ** b\nnot a in b\na if b else c if d else e\na < b is not c not in d\n",
    };
    Parser parser;
    for (const char* text : texts) {
        INFO(text);
        CHECK(compare_descent(parser, text) == Verdict::same);
        CHECK(parser.given_up() == "");
    }
}

TEST_CASE("sound Python that the grammar does not know has the tree of the same code in another layout") {
    struct Layouts {
        const char* text;
        const char* usual;
    };
    const Layouts pairs[] = {
        {"def f():\n    x = (a +\nb)\n    y = [\n  c or\n  d]\n",
         "def f():\n    x = (a +\n     b)\n    y = [\n      c or\n      d]\n"},
        {"class A:\n    @a\n# c\n    def f(self): pass\n", "class A:\n    @a\n    # c\n    def f(self): pass\n"},
        {"type(x).y = z\ntype[x] = y\n", "spam(x).y = z\nspam[x] = y\n"},
        {"a,\nb = c\n", "a,;\nb = c\n"},
        {"def f() -> T: a[b] | c\n", "def f() -> T: (a)[b] | c\n"},
    };
    Parser parser;
    for (const Layouts& pair : pairs) {
        INFO(pair.text);
        const Tree ours = parser.parse(pair.text);
        CHECK(parser.beyond_grammar());
        CHECK_FALSE(ours.damaged());
        CHECK(compare_descent(parser, pair.text) == Verdict::beyond);
    }
    for (const Layouts& pair : {pairs[0], pairs[1], pairs[2]})
        CHECK(shape(parser.parse(pair.text)) == shape(parse_by_runtime(pair.usual)));
}

TEST_CASE("tabs and form feeds between tokens are blanks") {
    for (const std::string text : {"a\t= 1\n", "a \t = \t1\n", "if\ta:\n\tb\t+= 1\n", "f(a,\tb)\t\n", "x = 'a'\t'b'\n",
                                   "a\f= 1\n", "f'{a\t}'\n", "return\ta\n"}) {
        INFO(text);
        Parser parser;
        CHECK(compare_descent(parser, text) == Verdict::same);
        CHECK(difference(parser.parse_by_tables(text), parse_by_runtime(text)) == "");
    }
}

TEST_CASE("the hand-written parser gives up what nests too deep or would take too long") {
    constexpr std::size_t deep = 100000;
    Parser parser;
    for (const std::string& text :
         {"x = " + repeated("(", deep) + "1" + repeated(")", deep) + "\n", "x = " + repeated("not ", deep) + "y\n",
          "x = " + repeated("-", deep) + "y\n", "x = a" + repeated(" ** b", deep) + "\n",
          "x = " + repeated("lambda: ", deep) + "y\n", repeated("x = ", deep) + "1\n",
          "x = a" + repeated(" if b else c", deep) + "\n", "x = a" + repeated(".b", deep) + "\n",
          "x = " + repeated("[*a[", deep) + repeated("]]", deep) + "\n", "x: " + repeated("a[", deep) + "\n",
          "match x:\n case " + repeated("[", deep) + "\n", repeated("f'{", deep) + "\n",
          "for " + repeated("(", deep) + "\n"}) {
        INFO(text.substr(0, 40));
        CHECK(parser.parse_by_descent(text).nodes.empty());
        CHECK(parser.given_up() != "");
    }
    // What is long but not deep is read.
    CHECK(compare_descent(parser, "x = a" + repeated(" + b", deep) + "\n") == Verdict::same);
    CHECK(compare_descent(parser, "x = [" + repeated("a.b(c), ", deep) + "]\n") == Verdict::same);
    CHECK(compare_descent(parser, repeated("if a: pass\nel", deep) + "if b: pass\n") == Verdict::same);
    CHECK(compare_descent(parser, "x = (\n" + repeated("# c\n", deep) + "1)\n") == Verdict::same);
}

TEST_CASE("blocks as deep as the levels are read, deeper ones given up") {
    for (const std::size_t depth : {std::size_t{50}, std::size_t{90}, std::size_t{1000}}) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += std::string(i, ' ') + "if a:\n";
        text += std::string(depth, ' ') + "b\n";
        Parser parser;
        CHECK(compare_descent(parser, text) ==
              (depth < descent::Descent::max_level ? Verdict::same : Verdict::handed_over));
    }
}
