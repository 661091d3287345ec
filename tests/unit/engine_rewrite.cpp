// Rewrites: parentheses, indentation, imports, comments, f-strings.
#include "engine_snippet.h"

using namespace zen;

TEST_CASE("what is put in gets the parentheses that its place asks for") {
    PageBook book{page_of("match\n    str($x)\nrewrite\n    $x.text\n")};
    CHECK(book.fixed("str(a)\n") == "a.text\n");
    CHECK(book.fixed("str(a + b)\n") == "(a + b).text\n");
    CHECK(book.fixed("str(1)\n") == "(1).text\n");
    CHECK(book.fixed("str(a.b(c))\n") == "a.b(c).text\n");
    PageBook both{page_of("match\n    pow($x, $y)\nrewrite\n    $x ** $y\n")};
    CHECK(both.fixed("pow(a, b)\n") == "a ** b\n");
    CHECK(both.fixed("pow(-a, -b)\n") == "(-a) ** -b\n");
    CHECK(both.fixed("pow(a ** b, c)\n") == "(a ** b) ** c\n");
    CHECK(both.fixed("pow(lambda: a, b if c else d)\n") == "(lambda: a) ** (b if c else d)\n");
}

TEST_CASE("the whole gets parentheses where it would fall apart") {
    PageBook book{page_of("match\n    sum([$x, $y])\nrewrite\n    $x + $y\n")};
    CHECK(book.fixed("z = sum([a, b])\n") == "z = a + b\n");
    CHECK(book.fixed("z = c * sum([a, b])\n") == "z = c * (a + b)\n");
    CHECK(book.fixed("z = sum([a, b]).real\n") == "z = (a + b).real\n");
    CHECK(book.fixed("z = f(sum([a, b]))\n") == "z = f(a + b)\n");
}

TEST_CASE("`yield` and `:=` keep their parentheses where Python asks for them") {
    PageBook book{page_of("match\n    for $x in $xs:\n        yield $x\nrewrite\n    yield from $xs\n"),
                  page_of("match\n    iter($x)\nlet\n    $p is $x as a Path\nrewrite\n    $p.stat()\n")};
    const std::string head = "def f(a):\n    ";
    CHECK(book.fixed(head + "for b in (c := a):\n        yield b\n") == head + "yield from (c := a)\n");
    CHECK(book.fixed(head + "for b in (yield):\n        yield b\n") == head + "yield from (yield)\n");
    CHECK(book.fixed(head + "iter((yield))\n").ends_with("Path((yield)).stat()\n"));
    CHECK(book.fixed(head + "iter((c := a))\n").ends_with("Path(c := a).stat()\n"));
}

TEST_CASE("braces do not grow together in an f-string") {
    PageBook book{page_of("match\n    str($x)\nrewrite\n    f\"{$x}\"\n")};
    CHECK(book.fixed("str(a)\n") == "f\"{a}\"\n");
    CHECK(book.fixed("str({**a})\n") == "f\"{ {**a}}\"\n");
    CHECK(book.fixed("str({b for b in a})\n") == "f\"{ {b for b in a}}\"\n");
    CHECK(book.fixed("str((yield))\n") == "f\"{(yield)}\"\n");
}

TEST_CASE("words do not grow together") {
    PageBook book{page_of("match\n    len($x)\nrewrite\n    $x\n")};
    CHECK(book.fixed("if(len)(a):\n    b\n") == "if a:\n    b\n");
    CHECK(book.fixed("x = a if(len(b))else c\n") == "x = a if(b)else c\n");
}

TEST_CASE("blocks move to their new indentation, lines inside strings stay") {
    PageBook book{
        page_of("match\n    if $x:\n        if $y:\n            $$body\nrewrite\n    if $x and $y:\n        $$body\n")};
    CHECK(book.fixed("if a:\n    if b:\n        c()\n\n        d('''\n    text\n''')\n        # end\n        e()\n") ==
          "if a and b:\n    c()\n\n    d('''\n    text\n''')\n    # end\n    e()\n");
    CHECK(book.fixed("def f():\n\tif a:\n\t\tif b:\n\t\t\tc()\n\t\t\td()\n") ==
          "def f():\n\tif a and b:\n\t\tc()\n\t\td()\n");
}

TEST_CASE("imports are used as they are, added if there are none, and not made where the name is taken") {
    PageBook book{page_of("match\n    abs($x)\nrewrite\n    math.fabs($x)\n"),
                  page_of("match\n    str($x)\nrewrite\n    pathlib.Path($x)\n")};
    CHECK(book.fixed("import math\nabs(a)\n") == "import math\nmath.fabs(a)\n");
    CHECK(book.fixed("from math import fabs as f\nabs(a)\n") == "from math import fabs as f\nf(a)\n");
    CHECK(book.fixed("abs(a)\n") == "import math\n\nmath.fabs(a)\n");
    CHECK(book.fixed("\"\"\"Doc.\"\"\"\n\nimport json\nimport os\n\nabs(a)\n") ==
          "\"\"\"Doc.\"\"\"\n\nimport json\nimport math\nimport os\n\nmath.fabs(a)\n");
    CHECK(book.fixed("from __future__ import annotations\n\nstr(a)\nabs(b)\n").find("from pathlib import Path\n") !=
          std::string::npos);
    CHECK(book.fixed("math = 3\nabs(a)\n") == "math = 3\nabs(a)\n");
    CHECK(book.fixed("#!/usr/bin/env python\n# coding: utf-8\nabs(a)\n") ==
          "#!/usr/bin/env python\n# coding: utf-8\n\nimport math\n\nmath.fabs(a)\n");
}

TEST_CASE("a method of a builtin class needs no import") {
    PageBook book{page_of("match\n    {$k: $v for $k in $keys}\nrewrite\n    dict.fromkeys($keys, $v)\n")};
    CHECK(book.fixed("x = {a: 0 for a in b}\n") == "x = dict.fromkeys(b, 0)\n");
    CHECK(book.fixed("dict = 1\nx = {a: 0 for a in b}\n") == "dict = 1\nx = {a: 0 for a in b}\n");
}

TEST_CASE("where a name is taken, the message does not show what the fix would write but says why there is none") {
    PageBook book{page_of("match\n    str($x)\nsay\n    use `$rewrite`\nrewrite\n    pathlib.Path($x)\n")};
    const auto found = book.lint("Path = 1\nstr(a)\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].message ==
          "Title (no fix: `pathlib.Path` cannot be named there: `Path` is bound in line 1 already)");
    CHECK(book.fixed("Path = 1\nstr(a)\n") == "Path = 1\nstr(a)\n");
}

TEST_CASE("the whole match goes into a rewrite as it is written") {
    PageBook book{
        page_of("match\n    $a and $b\nwhere\n    the match is directly inside `$_ or $_`\n"
                "    the match is not in parentheses\nrewrite\n    ($match)\n")};
    CHECK(book.fixed("x = (a  and\n    (b)) or a and (b) or c\n") == "x = (a  and\n    (b)) or (a and (b)) or c\n");
}

TEST_CASE("what a string says can be a name") {
    PageBook book{
        page_of("match\n    getattr($x, $name)\nwhere\n    $name is an identifier\n    $name is a string "
                "literal\nlet\n    $attribute is $name without its quotes\nrewrite\n    $x.$attribute\n")};
    CHECK(book.fixed("getattr(a, 'b')\n") == "a.b\n");
    for (const char* code : {"getattr(a, 'class')\n", "getattr(a, 'b c')\n", "getattr(a, b)\n"})
        CHECK(book.lint(code).empty());
}

TEST_CASE("a fix that has to move a comment is unsafe") {
    PageBook book{
        page_of("match\n    if $x:\n        if $y:\n            $$body\nrewrite\n    if $x and $y:\n        $$body\n")};
    std::string commented = "if a:\n    # why\n    if b:\n        c()\n";
    CHECK(book.fixed(commented, Applicability::safe) == commented);
    CHECK(book.fixed(commented) == "# why\nif a and b:\n    c()\n");
    CHECK(book.fixed("if a:\n    if b:\n        # why\n        c()\n", Applicability::safe) ==
          "if a and b:\n    # why\n    c()\n");
}

TEST_CASE("inside an f-string a fix brings no quotes that close it before Python 3.12") {
    std::string page = page_of("match\n    str($x)\nrewrite\n    $x or 'none'\n");
    CHECK(PageBook({page}, {3, 11}).fixed("f'{str(a)}'\n") == "f'{str(a)}'\n");
    CHECK(PageBook({page}, {3, 11}).fixed("f\"{str(a)}\"\n") == "f\"{a or 'none'}\"\n");
    CHECK(PageBook({page}, {3, 12}).fixed("f'{str(a)}'\n") == "f'{a or 'none'}'\n");
}

TEST_CASE("a comment before the closing bracket stays one") {
    PageBook book{page_of(
        "match\n    for $x in $list:\n        $$_\nwhere\n    $list is `[$$items]`\nlet\n    $inner is $list without "
        "its brackets\nrewrite $list\n    ($inner)\n")};
    const std::string rest = ":\n    print(x)\n";
    CHECK(book.fixed("for x in [a, b]" + rest) == "for x in (a, b)" + rest);
    for (std::string end : {"b,  # c", "b  # c", "b,  # c,", "b,\n    # c"}) {
        INFO(end);
        const std::string items = "\n    a,\n    " + end + "\n";
        CHECK(book.fixed("for x in [" + items + "]" + rest) == "for x in (" + items + ")" + rest);
    }
}

TEST_CASE("an expression that breaks its line keeps brackets around it") {
    PageBook book{page_of("match\n    bool($x)\nrewrite\n    $x\n")};
    CHECK(book.fixed("z = bool(a\n         .b)\n") == "z = (a\n         .b)\n");
    CHECK(book.fixed("z = f(bool(a\n         .b))\n") == "z = f(a\n         .b)\n");
    CHECK(book.fixed("z = not bool(a or b)\n") == "z = not (a or b)\n");
    CHECK(book.fixed("z = bool(f(a,\n  b))\n") == "z = f(a,\n  b)\n");
}

TEST_CASE("a tuple of which one item is left keeps its comma") {
    PageBook first{page_of("match\n    tuple(($x, $$more))\nrewrite\n    ($x, $$more)\n")};
    CHECK(first.fixed("a = tuple((b, c))\n") == "a = (b, c)\n");
    CHECK(first.fixed("a = tuple((b,))\n") == "a = (b,)\n");
    CHECK(first.fixed("f(tuple((b,)), c[tuple((d,))])\n") == "f((b,), c[(d,)])\n");
    PageBook last{page_of("match\n    list(($$more, $x))\nrewrite\n    [0, ($$more, $x)]\n")};
    CHECK(last.fixed("list((a, b))\n") == "[0, (a, b)]\n");
    CHECK(last.fixed("list((a,))\n") == "[0, (a,)]\n");
    PageBook call{page_of("match\n    tuple(($x, $$more))\nrewrite\n    print($x, $$more)\n")};
    CHECK(call.fixed("tuple((a,))\n") == "print(a)\n");
}

TEST_CASE("a raw string of backslashes alone has a text") {
    PageBook book{page_of("match\n    str(\"$text\")\nwhere\n    $text is spelled *\\*\nrewrite\n    str()\n")};
    CHECK(book.fixed("str(r'\\\\')\n") == "str()\n");
    CHECK(book.fixed("str(r'''\\\\\\\\''')\n") == "str()\n");
    CHECK(book.fixed("str('a', r'\\\\')\n") == "str('a', r'\\\\')\n");
    CHECK(book.fixed("str(r'')\n") == "str(r'')\n");
}

TEST_CASE("functions of os.path inside each other become one Path") {
    PageBook book{page_of("match\n    iter($x)\nlet\n    $p is $x as a Path\nrewrite\n    $p.stat()\n")};
    CHECK(book.fixed("import os\niter(os.path.dirname(os.path.abspath(a)))\n")
              .ends_with("Path(a).absolute().parent.stat()\n"));
    CHECK(book.fixed("import os\niter(os.path.join(a, b))\n").ends_with("Path(os.path.join(a, b)).stat()\n"));
}
