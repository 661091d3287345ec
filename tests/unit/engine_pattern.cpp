// Patterns: holes, runs, names that mean what they name, neighbours.
#include "engine_snippet.h"

using namespace zen;

TEST_CASE("a hole catches one node, and the same code when it is used twice") {
    PageBook book{page_of("match\n    $x == $x\n")};
    CHECK(book.lint("a.b == a.b\n").size() == 1);
    CHECK(book.lint("a['k'] == (a[\"k\"])\n").size() == 1);  // quotes and parentheses do not count
    CHECK(book.lint("a.b == a.c\n").empty());
}

TEST_CASE("a string of a pattern is no part of a longer one") {
    for (std::string pattern : {"\"abc\"", "\"$text\""}) {
        INFO(pattern);
        PageBook book{page_of("match\n    " + pattern + "\n")};
        CHECK(book.lint("f(\"abc\")\n").size() == 1);
        // `"$text"` is the row as a whole.
        CHECK(book.lint("f(\"abc\" \"abc\")\n").size() == (pattern == "\"$text\"" ? 1 : 0));
    }
}

TEST_CASE("the targets of a loop are different names") {
    PageBook book{page_of("match\n    for $x, $y in $pairs:\n        $all[$x] = $y\n")};
    CHECK(book.lint("for a, b in c:\n    d[a] = b\n").size() == 1);
    CHECK(book.lint("for a, a in c:\n    d[a] = a\n").empty());
    CHECK(book.lint("for (a, a) in c:\n    d[a] = a\n").empty());
}

TEST_CASE("a hole catches no starred value") {
    PageBook one{page_of("match\n    $x in [$y]\n")};
    for (std::string item : {"b", "b(c)", "b.c", "b[c]", "b + c"}) {
        INFO(item);
        CHECK(one.lint("a in [" + item + "]\n").size() == 1);
        CHECK(one.lint("a in [*" + item + "]\n").empty());
    }
    PageBook all{page_of("match\n    $x in [$$y]\nwhere\n    $$y has no starred item\n")};
    CHECK(all.lint("a in [b(c), d]\n").size() == 1);
    CHECK(all.lint("a in [*b(c), d]\n").empty());
    CHECK(all.lint("a in [d, *b]\n").empty());
}

TEST_CASE("a run catches any number of arguments or statements") {
    PageBook call{page_of("match\n    print($$all, end=$end)\n")};
    CHECK(call.lint("print(end='')\n").size() == 1);
    CHECK(call.lint("print(a, b, end='')\n").size() == 1);
    CHECK(call.lint("print(a, end='', file=f)\n").empty());
    PageBook block{page_of("match\n    if $x:\n        $$_\n        return $y\n")};
    CHECK(block.lint("def f():\n    if a:\n        b()\n        c()\n        return d\n").size() == 1);
    CHECK(block.lint("def f():\n    if a:\n        return d\n").size() == 1);
    CHECK(block.lint("def f():\n    if a:\n        return d\n    else:\n        pass\n").empty());
}

TEST_CASE("a free name means the builtin") {
    PageBook book{page_of("match\n    len($x)\n")};
    CHECK(book.lint("len(a)\n").size() == 1);
    CHECK(book.lint("import builtins\nbuiltins.len(a)\n").size() == 1);
    CHECK(book.lint("def f(len):\n    len(a)\n").empty());
    CHECK(book.lint("a.len(b)\n").empty());
}

TEST_CASE("a free name means the import, however it is made") {
    PageBook book{page_of("match\n    os.path.join($$parts)\n")};
    CHECK(book.lint("import os\nos.path.join(a)\n").size() == 1);
    CHECK(book.lint("from os import path\npath.join(a, b)\n").size() == 1);
    CHECK(book.lint("from os.path import join as j\nj(a)\n").size() == 1);
    CHECK(book.lint("import os.path as p\np.join(a)\n").size() == 1);
    CHECK(book.lint("os.path.join(a)\n").size() == 1);  // a snippet without its imports
    CHECK(book.lint("path.join(a)\n").empty());         // not imported: whose path is that?
    CHECK(book.lint("from mine import join\njoin(a)\n").empty());
}

TEST_CASE("a pattern that is one dotted name finds it wherever it is read") {
    PageBook book{page_of("match\n    typing.List\n")};
    CHECK(book.lint("import typing\nx: typing.List[int]\n").size() == 1);
    CHECK(book.lint("from typing import List\nx: List[int]\ny = List\n").size() == 2);
    CHECK(book.lint("from typing import List as L\nx: L[int]\n").size() == 1);
    CHECK(book.lint("from mine import List\nx: List[int]\n").empty());
    CHECK(book.lint("import typing\ntyping.List = 3\n").size() == 1);
}

TEST_CASE("several statements match as neighbours") {
    PageBook book{page_of("match\n    $x = []\n    for $y in $z:\n        $$body\n")};
    CHECK(book.lint("a = []\nfor b in c:\n    d()\n").size() == 1);
    CHECK(book.lint("a = []\n# a comment between\nfor b in c:\n    d()\n").size() == 1);
    CHECK(book.lint("a = []\ne()\nfor b in c:\n    d()\n").empty());
}

TEST_CASE("operators and keywords tell patterns apart") {
    PageBook book{page_of("match\n    $x in $y\n")};
    CHECK(book.lint("a in b\n").size() == 1);
    CHECK(book.lint("a not in b\n").empty());
    CHECK(book.lint("a in b in c\n").empty());
    PageBook slice{page_of("match\n    $x[:$n]\n")};
    CHECK(slice.lint("a[:3]\n").size() == 1);
    CHECK(slice.lint("a[3:]\n").empty());
    PageBook loop{page_of("match\n    for $x in $y:\n        $$_\n")};
    CHECK(loop.lint("async def f():\n    async for a in b:\n        c()\n").empty());
}

TEST_CASE("the body of a lambda is one expression") {
    PageBook book{page_of("match\n    lambda $x: $y\n")};
    CHECK(book.lint("f = lambda a: a.b > 3\n").size() == 1);
    CHECK(book.lint("f = lambda a: g(a, 1)\n").size() == 1);
    CHECK(book.lint("f = lambda a, b: a\n").empty());
    PageBook constant{page_of("match\n    lambda: 0\n")};
    CHECK(constant.lint("f = lambda: 0\n").size() == 1);
    CHECK(constant.lint("f = lambda: 3\n").empty());
    PageBook list{page_of("match\n    lambda: []\n")};
    CHECK(list.lint("f = lambda: []\n").size() == 1);
    CHECK(list.lint("f = lambda: [a]\n").empty());
}

TEST_CASE("damaged statements are left alone, those around them are not") {
    PageBook book{page_of("match\n    $x == None\n")};
    std::vector<Finding> found = book.lint("a == None\nb = = None\nc == None\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].span.start == 0);
}

TEST_CASE("a message shows the code that the holes caught, on one line") {
    PageBook book{page_of("match\n    len($x)\nsay\n    ask `$x` itself\n")};
    CHECK(book.message("len(a.b)\n") == "ask `a.b` itself");
    CHECK(book.message("len([\n    1,\n    2,\n])\n") == "ask `[1, 2,]` itself");
}

TEST_CASE("conditions are asked of every subject, and of every node of a run") {
    PageBook book{page_of("match\n    print($$all)\nwhere\n    $$all are pure\n"),
                  page_of("match\n    $f($x)\nwhere\n    $f is one of open, gzip.open\n")};
    CHECK(book.lint("print(a, b)\n").size() == 1);
    CHECK(book.lint("print(a, b())\n").empty());
    CHECK(book.lint("import gzip\ngzip.open(a)\n").size() == 1);
    CHECK(book.lint("open(a)\n").size() == 1);
    CHECK(book.lint("close(a)\n").empty());
}

TEST_CASE("the anchor of a run of statements need not be its first") {
    PageBook book{page_of("match\n    $x = $y\n    return $x\n")};
    CHECK(book.lint("def f():\n    a()\n    b = c\n    return b\n").size() == 1);
}
