// Every construct of Python 3.10 to 3.14, and odd layouts, must come out of our parser as out of the runtime.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"
#include "syntax/reference.h"

using namespace zen;
using namespace zen::tests;

namespace {

// Must be read by our own driver, without the runtime's help.
void reads(const std::string& text) {
    INFO(text);
    Parser parser;
    const Tree ours = parser.parse_undamaged(text);
    REQUIRE_FALSE(ours.nodes.empty());
    CHECK(difference(ours, parse_by_runtime(text)) == "");
}

// May be handed over; the result must be the runtime's anyway.
void agrees(const std::string& text) {
    INFO(text);
    Parser parser;
    const std::string why = difference(parser.parse(text), parse_by_runtime(text));
    if (!parser.beyond_grammar()) CHECK(why == "");
    CHECK(compare(parser, text) != Verdict::different);
    CHECK(compare_descent(parser, text) != Verdict::different);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

const char* const constructs[] = {
    "x = 1\n",
    "x: int = 1\ny: list[str]\n(z): int = 3\na.b: int\nc[0]: int = 1\n",
    "a = b = c\na, b = b, a\n*a, b = c\n(a, b), [c, *d] = e\nx += 1; y @= 2; z //= 3\n",
    "x = yield\n",
    "def f():\n    x = yield a, b\n    y = yield from g()\n    return *a, b\n",
    "if a:\n    pass\nelif b:\n    pass\nelse:\n    pass\n",
    "if a: pass\nelif b: x = 1; y = 2\nelse: pass\n",
    "while a:\n    break\nelse:\n    continue\n",
    "for a, (b, *c) in d, e:\n    pass\nelse:\n    pass\nfor x in *a, b: pass\n",
    "try:\n    a\nexcept A:\n    b\nexcept (B, C) as e:\n    c\nexcept:\n    d\nelse:\n    e\nfinally:\n    f\n",
    "try:\n    a\nexcept* A as e:\n    b\nexcept* (B, C):\n    c\n",
    "try:\n    a\nexcept A, B:\n    b\n",
    "try: a\nfinally: b\n",
    "with a as b, c as (d, e), f: pass\nwith (a as b, c): pass\nwith (a, b): pass\nwith (a): pass\nwith (yield): "
    "pass\nwith (a as b,): pass\n",
    "async def f():\n    async with a as b:\n        pass\n    async for x in y:\n        await z\n    return [x async "
    "for x in y if await z]\n",
    "def f(a, /, b: int = 1, *args: int, c, d=2, **kwargs) -> int: ...\ndef g(*, a): ...\ndef h(*args: *Ts): ...\n",
    "lambda: 0\nlambda x, *y, z=1, **k: x\nlambda *, a: a\nlambda a, /, b: lambda: a\n",
    "@a\n@b.c(d)\n@x[0].y\n@(yield)\ndef f(): pass\n@d\nclass C: pass\n@e\nasync def g(): pass\n",
    "class A: pass\nclass B(): x = 1\nclass C(A, B, metaclass=M, **kw):\n    \"\"\"Doc.\"\"\"\n    def f(self): return "
    "super().f()\n",
    "class A[T, *Ts, **P](B[T]): pass\ndef f[T: int](x: T) -> T: ...\ntype X = int\ntype Y[T] = list[T]\ntype = "
    "1\ntype.x\nprint(type)\n",
    "match x:\n    case 0: pass\n    case -1 | 2.5 | 1+2j | 'a' 'b' | None | True: pass\n    case [a, *_, b] if a > b: "
    "pass\n    case (a, b): pass\n"
    "    case a, b: pass\n    case {'k': v, **rest}: pass\n    case P(x, y=z) as p: pass\n    case a.b.C(): pass\n    "
    "case _: pass\n",
    "match = 1\nmatch.x\nmatch(a, b)\nmatch[a]\nmatch (a, b):\n    case _: pass\nmatch *a, b:\n    case _: pass\ncase "
    "= 2\n",
    "match -a:\n    case _: pass\nmatch not a:\n    case _: pass\n",
    "import a\nimport a.b as c, d\nfrom . import x\nfrom ...a.b import (c as d, e,)\nfrom a import *\nfrom __future__ "
    "import annotations, division\n",
    "global a, b\nnonlocal c\ndel a, b[0], (c, d)\nassert a, b\nraise\nraise A from B\nraise A, B\n",
    "x = [a for a in b if c if d for e in f]\ny = {a: b for a, b in c}\nz = {*a, b}\nw = (a for a in b)\nf(a for a in "
    "b)\nv = {**a, 'b': c}\n",
    "a if b else c\nnot a and b or c\na < b <= c != d is not e not in f in g is h\n-a ** -b\n~a @ b // c % d << e >> f "
    "& g ^ h | i\n",
    "(x := 1)\nf(x := 1)\nif (n := len(a)) > 10: pass\n[y := f(x), y ** 2]\nx[a := 1]\n",
    "a[1:2, ::3, ...]\na[*b]\na[b:=1]\na[:, 1]\na.b[c](d)(e=f, *g, **h)[i].j\n",
    "1 1_000 0xFF 0o17 0b10 1.5 .5 1. 1e10 1_0e-1_0j 10l 0777\n",
    "'a' \"b\" '''c\nd''' \"\"\"e\"f\"\"\" r'\\' b'x\\n' rb'\\x' u'x' R\"\\\"\" Rb'x'\n'a\\\nb'\n",
    "f'{a}{b!r:>{w}.{p}}{{}}{c=}' f\"{'x' + \"y\"}\" rf'\\{a}' f'''{\na\n}''' f'{a:%H:%M}' F\"{x!s}\"\n",
    "f'{f\"{f'{a}'}\"}' f'{lambda x: 1}' f'{ {1: 2}[1] }' f'{*a, b}' f'{yield}' f'{a if b else c}'\n",
    "t'{a} b {c!r:{d}}' tr'\\{a}' T\"{x}\"\n",
    "'\\N{DASH}\\x41\\u0041\\U00000041\\101\\'' b'\\N{x}\\u1234'\n",
    "print 'a', b\nprint >>f, 'x',\nprint\nprint('a')\nexec 'x' in a, b\nexec('y')\nprint = 1\nexec = 2\n",
    "a <> b\n",
    "async = 1\n",
    "await x\n",
    "é = ñ + 变量\nclass Ünï: pass\n",
    "x = 1  # comment\n# another\nif a:  # c1\n    # c2\n    b\n    # c3\n# c4\nelse:\n  # c5\n    c\n",
    "def f(\n    a,  # one\n    # two\n    b,\n):  # three\n    return (  # four\n        a\n        # five\n    )\n",
    "a = b if c \\\n    else d\nwith a, \\\n     b: pass\nassert a, \\\n    b\nx = 'a' \\\n    'b'\n",
    "a; b;\nif a: b; c;\n",
    "...\nEllipsis\nNone\nTrue\nFalse\n__debug__\n",
    "x = (\n\n  1,\n\n  2\n\n)\n\n\n\ny = [\n]\nz = {\n}\n",
    "def f(a: int=1, *, b: 'x'=2) -> 'y':\n\tpass\n",
    "if 1:\n  if 2:\n    if 3:\n      a\n    b\n  c\nd\n",
    "x = a[b](c)(*d)(**e)(f=g)(h for h in i)\n",
    "*a, = b\n[a, b] = c\nfor [a, b] in c: pass\n(a) = 1\n(a, *b) = 2\n[*a] = b\n",
    "f(*a, *b, c=1, **d)\nf(print=1, match=2, type=3, exec=4)\nf(*print)\n",
};

}  // namespace

TEST_CASE("constructs of Python 3.10 to 3.14 and of Python 2") {
    for (const char* text : constructs) agrees(text);
}

TEST_CASE("most constructs need no help from the runtime") {
    std::size_t read = 0;
    Parser parser;
    for (const char* text : constructs) read += compare(parser, text) == Verdict::same;
    CHECK(read + 6 >= std::size(constructs));
}

TEST_CASE("the hand-written parser knows nearly all constructs") {
    std::size_t read = 0;
    Parser parser;
    for (const char* text : constructs) read += compare_descent(parser, text) == Verdict::same;
    CHECK(read + 6 >= std::size(constructs));
}

TEST_CASE("line ends, blanks and missing last lines") {
    for (const std::string text : constructs) {
        agrees(replaced(text, "\n", "\r\n"));
        agrees(replaced(text, "    ", "\t"));
        agrees(replaced(text, "\n", "\n\f"));
        agrees(replaced(text, "\n", " \n"));
        agrees(replaced(text, "\n", "\n\n\n"));
        agrees(replaced(text, "\n", "  # c\n"));
        agrees(replaced(text, " ", "  "));
        agrees(replaced(text, " ", " \\\n "));
        agrees(text.substr(0, text.size() - 1));
        agrees(text + "   ");
        agrees(text + "\\");
        agrees("\n\n# first\n\n" + text);
        agrees("\xEF\xBB\xBF" + text);
        agrees("if 1:\n    " + replaced(text, "\n", "\n    "));
        agrees("class A:\n  def f(self):\n    " + replaced(text, "\n", "\n    ") + "\n    return 1\nx\n");
        agrees("(" + text + ")");
        agrees("x = [\n" + text + "]\n");
        for (std::size_t cut = 1; cut < text.size(); cut += 3) agrees(text.substr(0, cut));
    }
}

TEST_CASE("texts without code, and bytes that are odd") {
    reads("");
    reads("\n");
    reads("   ");
    reads("# only a comment");
    reads("# a\n\n# b\n");
    reads("\t\n\f\n\r\n");
    reads("x = 'é' # ñ\n");
    agrees("\xC2\xA0x\n");
    agrees(std::string("a\0b\n", 4));
    agrees("x = '\xFF\xFE'\n\xC3\n");
    agrees(
        "\xE2\x80\x8B"
        "x = 1\n");
    agrees("x\xCC\x81 = 1\n");
    agrees("$ ? !\n");
    agrees("'never closed\n");
    agrees("'''never closed\n");
    agrees("f'{a\n");
    agrees("\\\n");
    agrees("\\x\n");
}

TEST_CASE("a parser forgets the last text") {
    Parser parser;
    const std::string first = "if a:\n    'x'\n    def f(): (((\n", second = "y = 1\n";
    (void)parser.parse(first);
    CHECK(difference(parser.parse(second), parse_by_runtime(second)) == "");
    const Tree kept = parser.parse(second);
    (void)parser.parse("z = [1, 2, 3]\n");
    CHECK(kept.nodes.size() == parse_by_runtime(second).nodes.size());
}
