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
