// The language of rule pages: what patterns take, what conditions ask, what is wrong with a line. tests/pages holds
// pages for each construct; here is what a page cannot show.
#include <fstream>
#include <iterator>

#include "engine/explain.h"
#include "engine/matching/vocabulary.h"
#include "engine_snippet.h"

using namespace zen;

TEST_CASE("a hole for one node takes no starred and no keyword argument") {
    PageBook book{page_of("match\n    max($a, $b)\nrewrite\n    max($b, $a)\n")};
    CHECK(book.lint("max(a, b)\n").size() == 1);
    for (const char* code : {"max(*a, b)\n", "max(a, *b)\n", "max(a, key=b)\n", "max(a, **b)\n"})
        CHECK(book.lint(code).empty());
    PageBook target{page_of("match\n    $a, $b = $c\n")};
    CHECK(target.lint("(a, b) = c\n").size() == 1);
    CHECK(target.lint("a, *b = c\n").empty());
}

TEST_CASE("several runs stand among the same neighbours") {
    PageBook book{page_of("match\n    print($$before, end=$end, $$after)\n")};
    CHECK(book.lint("print(a, end=b, file=c)\n").size() == 1);
    CHECK(book.lint("print(a, file=c, end=b)\n").size() == 1);
    CHECK(book.lint("print(a, file=c)\n").empty());
    CHECK(says(block_trouble("match\n    print($$a, $$b)\n"), "two `$$`"));
}

TEST_CASE("runs stand among the statements of a pattern") {
    PageBook rest{page_of("match\n    print($x)\n    $$rest\nwhere\n    $$rest is not empty\n")};
    CHECK(rest.lint("def f():\n    print(a)\n    b()\n    c()\n").size() == 1);
    CHECK(rest.lint("def f():\n    print(a)\n").empty());
    PageBook head{page_of("match\n    $$head\n    return $x\nwhere\n    $$head has exactly 2 statements\n")};
    CHECK(head.lint("def f():\n    a()\n    b()\n    return c\n").size() == 1);
    CHECK(head.lint("def f():\n    b()\n    return c\n").empty());
    PageBook gap{page_of("match\n    $x = []\n    $$gap\n    $x.append($y)\n")};
    CHECK(gap.lint("a = []\nb = 1\na.append(b)\n").size() == 1);
    CHECK(gap.lint("a = []\na.append(b)\n").size() == 1);
    CHECK(gap.lint("a = []\nc.append(b)\n").empty());
}

TEST_CASE("what a pattern does not write does not count, and a rewrite never loses it") {
    PageBook def{page_of("match\n    def $f($x):\n        return $x\nrewrite\n    $f = id\n")};
    CHECK(def.fixed("def f(x):\n    return x\n") == "f = id\n");
    for (const char* code : {"async def f(x):\n    return x\n", "def f(x: int):\n    return x\n",
                             "def f(x) -> int:\n    return x\n", "def f(x):\n    \"\"\"It.\"\"\"\n    return x\n"}) {
        INFO(code);
        CHECK(def.lint(code).size() == 1);
        CHECK(def.fixed(code) == code);
    }
    for (const char* code :
         {"def f(*x):\n    return x\n", "def f(x=1):\n    return x\n", "def f(x, y):\n    return x\n"})
        CHECK(def.lint(code).empty());
    PageBook assignment{page_of("match\n    $x = $x\nrewrite\n    pass\n")};
    CHECK(assignment.fixed("a = a\n") == "pass\n");
    CHECK(assignment.lint("a: int = a\n").size() == 1);
    CHECK(assignment.fixed("a: int = a\n") == "a: int = a\n");
    PageBook decorated{page_of("match\n    @property\n    def $f(self):\n        return $x\n")};
    CHECK(decorated.lint("class A:\n    @property\n    @cached\n    def f(self):\n        return 1\n").size() == 1);
    CHECK(decorated.lint("class A:\n    @cached\n    def f(self):\n        return 1\n").empty());
    PageBook bases{page_of("match\n    class $c($$_):\n        pass\n")};
    CHECK(bases.lint("class A:\n    pass\n").size() == 1);
    CHECK(bases.lint("class A(B, C):\n    pass\n").size() == 1);
    CHECK(PageBook{page_of("match\n    class $c:\n        pass\n")}.lint("class A(B):\n    pass\n").empty());
}

TEST_CASE("a generator expression is an argument, though it has no brackets of its own") {
    PageBook book{page_of("match\n    sum($x)\nrewrite\n    max($x)\n")};
    CHECK(book.fixed("sum(x for x in y)\n") == "max(x for x in y)\n");
}

TEST_CASE("a name that no code can mean is an error") {
    CHECK(says(block_trouble("match\n    pad($x)\n"), "`pad` is not a builtin"));
    CHECK(says(block_trouble("match\n    $f($x)\nwhere\n    $f is one of len, log\n"), "`log` is not a builtin"));
    CHECK(says(block_trouble("match\n    len($x)\nrewrite\n    pad($x)\n"), "`pad` is not a builtin"));
    CHECK(block_trouble("match\n    shop.pad($x)\n").empty());
    CHECK(block_trouble("match\n    for pad in $x:\n        pad($$_)\n").empty());
}

TEST_CASE("what is wrong with a line comes with the nearest words") {
    auto where = [](const std::string& line) {
        return block_trouble("match\n    len($seq)\nwhere\n    " + line + "\n");
    };
    CHECK(says(where("$seq is a nmae"), "did you mean `a name`"));
    CHECK(says(where("$seq is in a loup"), "did you mean `in a loop`"));
    CHECK(says(where("$sec is a name"), "did you mean `$seq`?"));
    CHECK(says(where("$seq equals 3"), "a verb is missing"));
    CHECK(says(where("len is a name"), "a condition begins with"));
    CHECK(says(where("each thing of $seq is a name"), "`use of $x`"));
    CHECK(says(where("$seq is `f(`"), "not Python"));
    CHECK(says(where("$seq is inside `x"), "not closed"));
    CHECK(says(where("$seq has at least few items"), "neither a number nor an option"));
    CHECK(says(where("$seq is read in nothing"), "asks for a hole"));
    CHECK(says(block_trouble("match\n    len($x)\nrewirte\n    $x\n"), "did you mean `rewrite`?"));
    CHECK(says(block_trouble("match\n    len($x)\nsay\n    use `$y`\n"), "`$y` is not in the pattern"));
    CHECK(says(block_trouble("match\n    len($x)\nreport\n    $y\n"), "`$y` is not in the pattern"));
    CHECK(says(block_trouble("match\n    len($x)\nlet\n    $y is nothing\n"), "a `let` is"));
    CHECK(says(block_trouble("match\n    len($x)\nlet\n    $y is $x with the prefix q\n"), "a prefix is `b`"));
    CHECK(says(block_trouble("match\n    len($x)\nremove $x\n    pass\n"), "takes no code"));
    CHECK(says(block_trouble("for each $a | $b\n    x\nmatch\n    len($x)\n"), "the table has 2 columns"));
}

TEST_CASE("below a table, a match that names no column is made once") {
    const std::string rows = "for each $old\n    `len`\n    `max`\n    `min`\n";
    auto matches = [](const std::string& zen) {
        PackStore store;
        CHECK_FALSE(read_page(store, "rules/test/rule.md", page_of(zen), false));
        return store.matches.size();
    };
    CHECK(matches(rows + "match\n    $old($x)\n") == 3);
    CHECK(matches(rows + "match\n    sum($x)\n") == 1);
    CHECK(matches(rows + "match\n    $old($x)\nsay\n    one\nmatch\n    sum($x)\nsay\n    two\n") == 4);
    CHECK(matches(rows + "match\n    sum($x)\nwhere\n    $x is not `$old`\n") == 3);
    // Other tools' codes are a row's, too.
    CHECK(matches("for each $old | aka\n    `len` | A1\n    `max` | A2\nmatch\n    sum($x)\n") == 2);
}

TEST_CASE("a name that only a negative line uses is not known to the others") {
    CHECK(says(block_trouble("match\n    len($x)\nwhere\n    $x is not `$y.z`\n    $y is pure\n"),
               "`$y` is new in an earlier line, and known there only"));
    CHECK(block_trouble("match\n    len($x)\nwhere\n    $x is `$y.z`\n    $y is pure\n").empty());
}

TEST_CASE("conditions of a header are told apart from lists in one") {
    CHECK(block_trouble(
              "match\n    max($a, $b)\nsay when $a, $b are pure, $a is a name, since 3.8\n    one\nsay\n    two\n")
              .empty());
    PageBook book{page_of("match\n    max($a, $b)\nsay when $a, $b are pure, $a is a name\n    one\nsay\n    two\n")};
    CHECK(book.message("max(a, b)\n") == "one");
    CHECK(book.message("max(a, b())\n") == "two");
    CHECK(book.message("max(a.c, b)\n") == "two");
}

TEST_CASE("what an earlier match of the page finds is not found again by a later one") {
    PageBook book{page_of("match\n    len($x) == 0\nsay\n    one\nmatch\n    $y == 0\nsay\n    two\n")};
    CHECK(book.message("len(a) == 0\n") == "one");
    CHECK(book.message("a == 0\n") == "two");
}

TEST_CASE("a condition on the file is answered for it as one") {
    PageBook book{
        page_of("match\n    len($x)\nwhere\n    the file contains no `print($$_)`\n    since 3.9\n"),
    };
    CHECK(book.lint("len(a)\n").size() == 1);
    CHECK(book.lint("len(a)\nprint(a)\n").empty());
    PageBook old({page_of("match\n    len($x)\nwhere\n    since 3.9\n")}, {3, 8});
    CHECK(old.lint("len(a)\n").empty());
}

TEST_CASE("an explanation names the condition that does not hold") {
    PageBook book{page_of("match\n    len($x)\nwhere\n    $x is a name\n    $x is a list\n")};
    auto why = [&](const std::string& code) {
        return explain(book.rules(), 0, Source::from_text("a.py", code), 1).front().text;
    };
    CHECK(says(why("len(a.b)\n"), "`$x is a name` (line 13) does not hold; $x is `a.b`"));
    CHECK(says(why("len(a)\n"), "`$x is a list` (line 14) does not hold"));
    CHECK(says(why("max(a)\n"), "does not fit"));
    CHECK(says(why("a = 1\n"), "no pattern of the page begins with code on this line"));
    CHECK(says(why("len([])\n"), "`$x is a name`"));
}

TEST_CASE("a hole for a case's pattern is any pattern") {
    PageBook book{page_of("match\n    return $x\nwhere\n    the match is inside `case $_: $$_`\n")};
    for (const char* pattern : {"a", "_", "a.b", "1", "[a, *_]", "A(b=c)", "1 | 2"}) {
        INFO(pattern);
        CHECK(book.lint("def f(x):\n    match x:\n        case " + std::string(pattern) + ":\n            return 1\n")
                  .size() == 1);
    }
    CHECK(book.lint("def f(x):\n    return 1\n").empty());
}

TEST_CASE("what stands before a clause is the clause before it") {
    PageBook book{
        page_of("match\n    except $_:\n        $$_\nwhere\n    the match is not preceded by `except $_: "
                "$$_`\n")};
    CHECK(book.lint("try:\n    a()\nexcept A:\n    b()\nexcept B:\n    c()\n").size() == 1);
}

TEST_CASE("a condition on what several neighbours gather is asked of all of them") {
    PageBook in{page_of("match several as statements\n    $x.append($$items)\nwhere\n    $x is not read in $$items\n")};
    PageBook has{
        page_of("match several as statements\n    $x.append($$items)\nwhere\n    $$items contain no `len($_)`\n")};
    for (PageBook* book : {&in, &has}) {
        CHECK(book->lint("a.append(1)\na.append(2)\n").size() == 1);
        CHECK(book->lint("a.append(1)\na.append(len(a))\n").empty());
        CHECK(book->lint("a.append(len(a))\na.append(1)\n").empty());
    }
}

TEST_CASE("operands with others between them match once, and the others keep their order") {
    PageBook book{page_of("match several by or, apart\n    isinstance($x, $$y)\nrewrite\n    isinstance($x, ($$y))\n")};
    CHECK(book.fixed("isinstance(a, B) or c or d and e or isinstance(a, F) or g\n") ==
          "isinstance(a, (B, F)) or c or d and e or g\n");
    CHECK(book.fixed("isinstance(a, B) or c or isinstance(a, D)\n", Applicability::safe) ==
          "isinstance(a, B) or c or isinstance(a, D)\n");
    CHECK(book.lint("isinstance(a, B) or isinstance(c, D)\n").empty());
    CHECK(book.lint("isinstance(a, B) and isinstance(a, D)\n").empty());
}

TEST_CASE("the version may be asked either way") {
    const std::string page = "match\n    print($x)\nwhere\n    before 3.11\n";
    CHECK(PageBook{page_of(page)}.lint("print(1)\n").size() == 1);
    CHECK(says(block_trouble("match\n    print($x)\nwhere\n    before now\n"), "need a version such as 3.10"));
}

TEST_CASE("the docs list every word that a condition knows") {
    std::ifstream in(std::string(ZENLINT_SOURCE_DIR) + "/docs/writing-rules.md");
    const std::string docs{std::istreambuf_iterator<char>(in), {}};
    for (const Question& q : vocabulary()) {
        if (q.form != Question::Form::node && q.form != Question::Form::run && q.form != Question::Form::in) continue;
        INFO(q.words);
        CHECK(docs.find("`" + std::string(q.words) + (q.form == Question::Form::in ? " $y`: " : "`: ") +
                        std::string(q.meaning)) != std::string::npos);
    }
}
