// Conditions that `or` joins, and code that a line names of which there are several.
#include "engine/explain.h"
#include "engine_snippet.h"

using namespace zen;

namespace {

const std::string no_fix = "code: TST0001\nfix: none\n";

PageBook page(const std::string& pattern, const std::string& where) {
    return PageBook{page_of("match\n    " + pattern + "\nwhere\n" + where, no_fix)};
}

std::string trouble(const std::string& where) {
    return block_trouble("match\n    $f($x)\nwhere\n" + where, no_fix);
}

std::string judged(const std::string& examples, const std::string& zen, const std::string& front = no_fix) {
    return zen::judged("---\n" + front + "---\n# Title\n\nWhy.\n\n" + examples + "```zen\n" + zen + "```\n");
}

std::string block(const std::string& sort, const std::string& code) {
    return "```python " + sort + "\n" + code + "```\n";
}

}  // namespace

TEST_CASE("of lines joined by `or` one must hold, and of the others all") {
    const PageBook book = page("print($x)",
                               "    $x is a str\n    or $x is spelled *_path\n    or the match is in a loop\n"
                               "    the match is not in a function\n");
    for (const char* code : {"print('a')\n", "print(a_path)\n", "for a in b:\n    print(a)\n"}) {
        INFO(code);
        CHECK(book.lint(code).size() == 1);
    }
    for (const char* code : {"print(a)\n", "def f(a_path):\n    print(a_path)\n", "print(1)\n"}) {
        INFO(code);
        CHECK(book.lint(code).empty());
    }
    // A file, a negation, code, items, a count: whatever a line may ask.
    const PageBook other = page("print($x)",
                                "    the file imports numpy\n    or $x is not a name\n    or $x is `len($_)`\n"
                                "    or no name in $x is undefined\n");
    CHECK(other.lint("import numpy\nprint(a)\n").size() == 1);
    CHECK(other.lint("a = 1\nprint(a)\n").size() == 1);
    CHECK(other.lint("print(a)\n").empty());
    // In `always`, and in the rows of a table.
    const PageBook table{
        page_of("for each $f | $word\n    `print` | a str\n    `len` | a list\nalways\n"
                "    the file imports numpy\n    or the file imports pandas\nmatch\n    $f($x)\nwhere\n"
                "    $x is $word\n    or $x is spelled a_$f*\n",
                no_fix)};
    CHECK(table.lint("import pandas\nprint('a')\nlen([1])\nlen(a_len)\nprint(a_print)\nprint(a_len)\n").size() == 4);
    CHECK(table.lint("print('a')\n").empty());
}

TEST_CASE("`safe when` has lines joined by `or`, and the reason of all of them") {
    const PageBook book{
        page_of("match\n    len($x) == 0\nrewrite\n    not $x\nsafe when\n    $x is a list\n"
                "    or $x is a dict, else `$x` may be an array\n",
                "code: TST0001\nfix: sometimes-safe\n")};
    CHECK(book.fixed("a = len([1]) == 0\n", Applicability::safe) == "a = not [1]\n");
    CHECK(book.fixed("a = len({1: 2}) == 0\n", Applicability::safe) == "a = not {1: 2}\n");
    const auto found = book.lint("a = len(b) == 0\n");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].fix);
    CHECK(found[0].fix->applicability == Applicability::unsafe);
    CHECK(found[0].fix->reason == "`b` may be an array");
}

TEST_CASE("what is wrong with an `or` is said with what to write") {
    CHECK(says(trouble("    or $x is a str\n"), "needs a condition in the line above"));
    CHECK(says(trouble("    $x is a str or $f is spelled get_*\n"),
               "write the second one on the next line, which begins with `or`: `or $f is spelled get_*`"));
    CHECK(says(trouble("    $f is spelled a* or $x is a str\n"), "on the next line"));
    CHECK(says(trouble("    $x is a str\n    or $y is the first `$x` in the function\n"), "cannot be joined"));
    CHECK(says(trouble("    $x is a str\n    or the rewrite fits\n"), "cannot be joined"));
    CHECK(says(trouble("    $x is `len($y)`\n    or $x is a str\n    $y is a str\n"), "known there only"));
    CHECK(trouble("    $x is `len($y)`\n    or $x is `max($y)`\n") == "");
}

TEST_CASE("each of the lines joined by `or` is seen working") {
    const std::string zen = "match\n    print($x)\nwhere\n    $x is a str\n    or $x is a list\n";
    const std::string ok = block("ok", "print(a)\n");
    CHECK(judged(block("bad", "print('a')\n") + block("bad", "print([1])\n") + ok, zen) == "");
    const std::string wrong = judged(block("bad", "print('a')\n") + ok, zen);
    CHECK(says(wrong, "no `bad` example needs `$x is a list`"));
    CHECK(wrong.find("`$x is a str`") == std::string::npos);
    CHECK(says(judged(block("bad", "print('a')\n") + block("bad", "print([1])\n") + block("ok", "print()\n"), zen),
               "no example needs `$x is a str or $x is a list`"));
    const std::string front = "code: TST0001\nfix: sometimes-safe\n";
    const std::string fix =
        "match\n    len($x) == 0\nrewrite\n    not $x\nsafe when\n    $x is a list\n    or $x is a dict\n";
    const std::string two = block("bad", "a = len([1]) == 0\n") + block("good safe", "a = not [1]\n") +
                            block("bad", "a = len(b) == 0\n") + block("good unsafe", "a = not b\n") +
                            block("ok", "a = len(b) == 1\n");
    CHECK(says(judged(two, fix, front), "no `good safe` needs `$x is a dict`"));
    CHECK(judged(two + block("bad", "a = len({}) == 0\n") + block("good safe", "a = not {}\n"), fix, front) == "");
}

TEST_CASE("--why names all lines that `or` joins") {
    const PageBook book = page("print($x)", "    $x is a str\n    or $x is a list\n");
    CHECK(says(explain(book.rules(), 0, Source::from_text("a.py", "print(a)\n"), 1).front().text,
               "`$x is a str or $x is a list` (line 13) does not hold"));
}

TEST_CASE("of the code around, it is the nearest for which the later lines hold") {
    const PageBook loops = page("print($x)", "    the match is inside `for $i in $xs: $$_`\n    $i is read in $x\n");
    const std::string two = "for a in b:\n    for c in d:\n        print(";
    CHECK(loops.lint(two + "a)\n").size() == 1);
    CHECK(loops.lint(two + "c)\n").size() == 1);
    CHECK(loops.lint(two + "e)\n").empty());
    const PageBook body =
        page("print($x)", "    the match is in the body of `with $m as $name: $$_`\n    $name is spelled lock\n");
    CHECK(body.lint("with a() as lock:\n    with b() as file:\n        print(1)\n").size() == 1);
    CHECK(body.lint("with a() as lock, b() as file:\n    print(1)\n").size() == 1);
    CHECK(body.lint("with a() as file:\n    with b() as file2:\n        print(1)\n").empty());
    // Messages have what was taken.
    const PageBook said{
        page_of("match\n    print($x)\nwhere\n    the match is inside `for $i in $_: $$_`\n"
                "    $i is read in $x\nsay\n    `$i`\n",
                no_fix)};
    CHECK(said.message(two + "a)\n") == "`a`");
    CHECK(said.message(two + "(a, c))\n") == "`c`");
}

TEST_CASE("of the code in it, it is the first for which the later lines hold") {
    const PageBook book =
        page("def $f($$_):\n        $$body", "    $$body contains `$x.close()`\n    $x is a parameter\n");
    CHECK(book.lint("def f(a):\n    b.close()\n    a.close()\n").size() == 1);
    CHECK(book.lint("def f(a):\n    b.close()\n    c.close()\n").empty());
    CHECK(says(explain(book.rules(), 0, Source::from_text("a.py", "def f(a):\n    b.close()\n    c.close()\n"), 1)
                   .front()
                   .text,
               "`$x is a parameter` (line 15) does not hold; $f is `f`"));
}

TEST_CASE("a bare name in `derived from` is a builtin or a class of an example") {
    const std::string ok = block("ok", "class A:\n    pass\n");
    const std::string bad = block("bad", "class A(ValueErorr):\n    pass\n");
    CHECK(says(judged(bad + ok, "match\n    class $c($$_): $$_\nwhere\n    $c is derived from ValueErorr\n"),
               "`ValueErorr` is neither a builtin nor a class of an example; did you mean `ValueError`?"));
    const std::string imported = block("bad", "from acme import Base\nclass A(Base):\n    pass\n");
    CHECK(says(judged(imported + ok, "match\n    class $c($$_): $$_\nwhere\n    $c is derived from Base\n"),
               "write its module too"));
    CHECK(judged(block("bad", "class B: pass\nclass A(B):\n    pass\n") + ok,
                 "match\n    class $c($$_): $$_\nwhere\n    $c is derived from B\n") == "");
    // Where another line is what the examples show.
    CHECK(says(judged(block("bad", "class A(KeyError):\n    pass\n") + ok,
                      "match\n    class $c($$_): $$_\nwhere\n    $c is derived from Bsae\n"
                      "    or $c is derived from KeyError\n"),
               "`Bsae` is neither"));
}

TEST_CASE("a slice is its own value, and an item is not known") {
    const PageBook book = page("$q.count()", "    each value of $q contains `$_.objects`\n");
    CHECK(book.lint("User.objects.all()[:3].count()\n").size() == 1);
    CHECK(book.lint("users = User.objects.all()[:3]\nusers.count()\n").size() == 1);
    CHECK(book.lint("User.objects.all()[3].count()\n").empty());
    CHECK(book.lint("names[1:].count()\n").empty());
}
