// Fixes and messages of a team's own pages.
#include "engine_snippet.h"

using namespace zen;

TEST_CASE("a rewrite that is not Python is neither made nor shown") {
    const PageBook book{
        page_of("match\n    $x = $d[$k]\nsay\n    use `$rewrite`\nsay\n    use `get`\nrewrite\n"
                "    $x = $d.get($k)\n")};
    CHECK(book.message("a = b[c]\n") == "use `a = b.get(c)`");
    CHECK(book.message("a = b[c:1]\n") ==
          "use `get` (no fix: the rewrite `a = b.get(c:1)` is not Python (`$k` is `c:1`))");
    CHECK(book.message("if a:\n    a = b[c:1]\n").starts_with("use `get` (no fix: "));
    CHECK(book.fixed("a = b[c:1]\n") == "a = b[c:1]\n");
    // An expression over several lines, and one in a block, are Python.
    CHECK(book.fixed("if a:\n    a = b[\n        c\n    ]\n").find("b.get(") != std::string::npos);
    const PageBook body{page_of("match\n    with acme.lock(): $$body\nrewrite\n    $$body\n")};
    CHECK(body.fixed("import acme\ndef f():\n    with acme.lock():\n        a()\n        b()\n") ==
          "import acme\ndef f():\n    a()\n    b()\n");
    const PageBook inner{page_of("match\n    len($x)\nrewrite\n    $x.size\n")};
    CHECK(inner.fixed("a = (len(b)\n     + 1)\n") == "a = (b.size\n     + 1)\n");
}

TEST_CASE("`#` in a text of a `let` is a part of the message") {
    const PageBook book{page_of("match\n    print($x)\nlet\n    $note is \"# see $x\"\nsay\n    write `$note`\n",
                                "code: TST0001\nfix: none\n")};
    CHECK(book.message("print(a)\n") == "write `# see a`");
}

TEST_CASE("where statements are joined, the lines of the one that has several stay") {
    const PageBook book{
        page_of("match\n    $df = $df.old($$a)\n    $df = $df.reset()\nrewrite\n"
                "    $df = $df.old($$a, reset=True)\n")};
    CHECK(book.fixed("def f(df):\n    df = df.old(\n        \"a\",\n        key=len,\n    )\n    df = df.reset()\n") ==
          "def f(df):\n    df = df.old(\n        \"a\",\n        key=len,\n        reset=True,\n    )\n");
    CHECK(book.fixed("df = df.old(\"a\")\ndf = df.reset()\n") == "df = df.old(\"a\", reset=True)\n");
    CHECK(book.fixed("df = df.old(\"a\",\n            key=len)\ndf = df.reset()\n") ==
          "df = df.old(\"a\",\n            key=len, reset=True)\n");
    CHECK(book.fixed("df = df.old(  # why\n    \"a\",\n)\ndf = df.reset()\n").find("# why") != std::string::npos);
}

TEST_CASE("a fix that changes when code is evaluated is not safe, and says why") {
    auto reason = [](const std::string& zen, const std::string& code) {
        const PageBook book{page_of(zen, "code: TST0001\nfix: safe\n")};
        const std::vector<Finding> found = book.lint(code);
        REQUIRE(found.size() == 1);
        return !found[0].fix                                        ? found[0].message
               : found[0].fix->applicability == Applicability::safe ? std::string("safe")
                                                                    : found[0].fix->reason;
    };
    const std::string swap = "match\n    old($a, $b)\nrewrite\n    new($b, $a)\n";
    auto call = [&](const std::string& arguments) {
        std::string zen = swap;
        for (std::size_t at; (at = zen.find("    old(")) != zen.npos;) zen.replace(at, 8, "    print(");
        for (std::size_t at; (at = zen.find("    new(")) != zen.npos;) zen.replace(at, 8, "    max(");
        return reason(zen, "print(" + arguments + ")\n");
    };
    CHECK(call("f(), x") == "safe");
    CHECK(call("x.y, z[0]") == "safe");
    CHECK(call("f(), g()") == "`f()` is evaluated after `g()`, no longer before it");
    CHECK(call("x.y, g()") != "safe");
    CHECK(call("(x := 3), y") == "safe");
    CHECK(call("(x := 3), x") == "Title (no fix: `x := 3`, which binds `x`, and `x` would change places)");
    CHECK(call("x, (x := 3)").find("no fix") != std::string::npos);
    CHECK(call("(yield), g()") != "safe");
    // A comment stays with its argument.
    CHECK(call("\n    # the first\n    1,\n    2,\n") == "a comment would stand beside another argument");
    CHECK(call("\n    # the first\n    1,\n    f(x),\n") == "a comment would stand beside another argument");
    CHECK(reason("match\n    print($a, $b)\nrewrite\n    max($a, $b)\n",
                 "print(\n    # the first\n    1,\n    2,  # the second\n)\n") == "safe");
    CHECK(reason("match\n    print($a, $b)\nrewrite\n    max(first=$a, second=$b)\n",
                 "print(\n    # the first\n    1,\n    2,  # the second\n)\n") == "safe");
    // Once, and at the same time.
    CHECK(reason("match\n    print($a)\nrewrite\n    max($a, $a)\n", "print(f())\n") ==
          "`f()` is evaluated more than once");
    CHECK(reason("match\n    print($a, $b)\nrewrite\n    max($b)\n", "print(f(), 1)\n") ==
          "`f()` is no longer evaluated");
    CHECK(reason("match\n    print($a)\nrewrite\n    max(lambda: $a)\n", "print(f())\n") ==
          "`f()` is evaluated later, or never");
    CHECK(reason("match\n    print($a)\nrewrite\n    max(lambda: $a)\n", "print(lambda: f())\n") == "safe");
    // The same order, in other words.
    const std::string loop = "match\n    for $x in $xs:\n        print($e)\nrewrite\n    [$e for $x in $xs]\n";
    CHECK(reason(loop, "for a in f():\n    print(g(a))\n") == "safe");
    CHECK(reason("match\n    if $c:\n        return $a\n    return $b\nrewrite\n    return $a if $c else $b\n",
                 "def f():\n    if g():\n        return h()\n    return i()\n") == "safe");
    CHECK(reason("match\n    $x = $v\nrewrite\n    $x = max($v)\n", "f().a = g()\n") == "safe");
    // Keywords in another order than in the pattern.
    CHECK(reason("match\n    print(end=$a, sep=$b)\nrewrite\n    max($a, $b)\n", "print(sep=f(), end=g())\n") !=
          "safe");
    // Two sections that swap.
    CHECK(reason("match\n    print($a, $b)\nrewrite $a\n    $b\nrewrite $b\n    $a\n", "print(f(), g())\n") != "safe");
}

TEST_CASE("a fix keeps quoted annotations from `|`, and items of `*rest` from parameters that keywords name") {
    auto fix = [](const std::string& zen, const std::string& code) {
        const PageBook book{page_of(zen, "code: TST0001\nfix: safe\n")};
        const std::vector<Finding> found = book.lint(code);
        REQUIRE(found.size() == 1);
        return found[0].fix ? std::string("fixed") : found[0].message;
    };
    const std::string optional = "match\n    parameter $p: $t = None\nrewrite $t\n    $t | None\n";
    CHECK(fix(optional, "def f(x: Foo = None): pass\n") == "fixed");
    CHECK(fix(optional, "def f(x: \"Foo\" = None): pass\n") ==
          "Title (no fix: `\"Foo\"` is quoted, and text cannot be an operand of `|`)");
    CHECK(fix("match\n    parameter $p: $t = None\nrewrite $t\n    list[$t]\n", "def f(x: \"Foo\" = None): pass\n") ==
          "fixed");
    const std::string keyword = "match\n    print($a, $b, $$rest)\nrewrite\n    print($a, end=$b, $$rest)\n";
    CHECK(fix(keyword, "print(1, 2, **k)\n") == "fixed");
    CHECK(fix(keyword, "print(1, 2, *a)\n") ==
          "Title (no fix: `2` becomes an argument by keyword, and the items of `*a` are passed first)");
}
