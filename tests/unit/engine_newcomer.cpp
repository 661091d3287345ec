// What people who write their first page take for granted, and the language has to know or to refuse with a word.
#include "engine/examples.h"
#include "engine/explain.h"
#include "engine_snippet.h"
#include "text/formatted.h"

using namespace zen;

namespace {

// Is the code reported once by a page with these conditions?
bool reported(const std::string& pattern, const std::string& where, const std::string& code) {
    PageBook book{page_of("match\n    " + pattern + "\nwhere\n    " + where + "\n", "code: TST0001\nfix: none\n")};
    INFO(where << "\n" << code);
    return book.lint(code).size() == 1;
}

}  // namespace

TEST_CASE("holes in comments and strings of a rewrite are filled, or the fix is not made") {
    PageBook comment{page_of("match\n    # $text\nwhere\n    $text is spelled TODO*\nrewrite\n    # NOTE: $text\n")};
    CHECK(comment.fixed("x = 1  # TODO: a\n") == "x = 1  # NOTE: TODO: a\n");
    PageBook string{page_of("match\n    print(\"$text\")\nrewrite\n    len(\"s$text\")\n")};
    CHECK(string.fixed("print('a')\n") == "len(\"sa\")\n");
    CHECK(string.fixed("print(r'a')\n") == "len(\"sa\")\n");
    // Other quotes, escapes and lines would mean something else there.
    for (const char* code : {"print('\"')\n", "print(r'a\\d')\n", "print('''a\nb''')\n"})
        CHECK(string.fixed(code) == code);
    PageBook f_string{page_of("match\n    print(f\"$text\")\nrewrite\n    len(f\"<$text>\")\n")};
    CHECK(f_string.fixed("print(f'{a} b')\n") == "len(f\"<{a} b>\")\n");
    PageBook other{page_of("match\n    print($x)\nrewrite\n    len(\"got $x\")\n")};
    CHECK(other.fixed("print(a.b)\n") == "len(\"got a.b\")\n");
    PageBook let{page_of("match\n    print($x)\nlet\n    $t is \"the $x\"\nrewrite\n    len($x)  # $t\n")};
    CHECK(let.fixed("print(a)\n") == "len(a)  # the a\n");
    CHECK(says(block_trouble("match\n    print($x)\nrewrite\n    print(\"$y\")\n"), "`$y` is not in the pattern"));
    CHECK(says(block_trouble("match\n    print($x)\nrewrite\n    f\"{$x:$y}\"\n"), "hole"));
    CHECK(says(block_trouble("match\n    print(\"a$x\")\n"), "a hole in a string is the whole string"));
}

TEST_CASE("a dollar that no name follows is one") {
    PageBook book{page_of("match\n    print(\"$%\")\nrewrite\n    len(\"%$\")\n")};
    CHECK(book.fixed("print('$%')\n") == "len(\"%$\")\n");
}

TEST_CASE("letters may follow a hole in braces") {
    PageBook book{
        page_of("match\n    class $c($$_):\n        $$_\nwhere\n    $c is not spelled *Driver\nlet\n    $new is "
                "\"${c}Driver\"\nsay\n    write "
                "`${c}Driver`\nrename $c to $new\n")};
    CHECK(book.message("class Motor(x.A):\n    pass\n") == "write `MotorDriver`");
    CHECK(book.fixed("class Motor(x.A):\n    pass\n\n\nMotor()\n") ==
          "class MotorDriver(x.A):\n    pass\n\n\nMotorDriver()\n");
    CHECK(says(block_trouble("match\n    len($x)\nrewrite\n    ${x}y\n"), "make a name of it"));
    CHECK(says(block_trouble("match\n    len($x)\nsay\n    ${y}s\n"), "`$y` is not in the pattern"));
}

TEST_CASE("a fix gives a name a value made of its old one") {
    PageBook book{page_of("match\n    $x.sort()\nrewrite\n    $x = sorted($x)\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("def f(x):\n    x.sort()\n    return x\n") == "def f(x):\n    x = sorted(x)\n    return x\n");
    CHECK(book.fixed("def f():\n    x = [1]\n    x.sort()\n    return x\n") ==
          "def f():\n    x = [1]\n    x = sorted(x)\n    return x\n");
    CHECK(book.fixed("def f(x, flag):\n    if flag:\n        x.sort()\n    return x\n") ==
          "def f(x, flag):\n    if flag:\n        x = sorted(x)\n    return x\n");
    // Where another name has the list, it would stay as it was.
    for (const char* code : {"def f(x):\n    y = x\n    x.sort()\n    return x, y\n",
                             "def f(y):\n    x = y\n    x.sort()\n    return x, y\n"})
        CHECK(book.fixed(code) == code);
    // Nor does a function see a name that it does not bind.
    const std::string outer = "x = [1]\n\n\ndef f():\n    x.sort()\n    return x\n";
    CHECK(book.fixed(outer) == outer);
}

TEST_CASE("a fix may repeat a name that the code reads and nothing binds") {
    PageBook book{
        page_of("match\n    $x.begin()\ninsert below the match\n    $x.commit()\n", "code: TST0001\nfix: unsafe\n")};
    const Source source = Source::from_text("a.py", "x.begin()\n");
    CHECK(with_fix(source, *book.lint("x.begin()\n")[0].fix, {})->text() == "x.begin()\nx.commit()\n");
}

TEST_CASE("a decorator and its import are added to a file that begins with the function") {
    PageBook book{
        page_of("match\n    def $f(request):\n        $$body\nwhere\n    the match has no decorator "
                "acme.login\nrewrite\n    @acme.login\n    def $f(request):\n        $$body\n",
                "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("def f(request):\n    return 1\n") ==
          "import acme\n\n@acme.login\ndef f(request):\n    return 1\n");
}

TEST_CASE("a fix that would break the code says why") {
    PageBook book{page_of("match\n    $x.sort()\nrewrite\n    $x = sorted($x)\n", "code: TST0001\nfix: unsafe\n")};
    const Source source = Source::from_text("a.py", "def f(x):\n    y = x\n    x.sort()\n    return x, y\n");
    const Fixed fixed = fix(source, book.rules(), Applicability::unsafe);
    REQUIRE(fixed.refused.size() == 1);
    CHECK(fixed.refused[0].why == "`x` gets a value of the fix (line 4 of the fixed code)");
    PageBook no_name{page_of("match\n    def $f($$_):\n        $$_\nlet\n    $n is \"1\"\nrename $f to $n\n")};
    const Fixed broken = fix(Source::from_text("a.py", "def f():\n    pass\n"), no_name.rules(), Applicability::unsafe);
    REQUIRE(broken.refused.size() == 1);
    CHECK(says(broken.refused[0].why, "does not parse"));
}

TEST_CASE("an annotation says of what class a value is") {
    auto is_thing = [](const std::string& code) {
        return reported("$p.go($_)", "$p is an acme.Thing",
                        "import acme\nfrom acme import Thing\nfrom typing import Optional\n\n\n" + code);
    };
    for (const char* code :
         {"def f(p: acme.Thing):\n    p.go(1)\n", "def f(p: \"acme.Thing\"):\n    p.go(1)\n",
          "def f(p: \"Thing\"):\n    p.go(1)\n", "def f(p: acme.Thing | None):\n    p.go(1)\n",
          "def f(p: Optional[Thing] = None):\n    p.go(1)\n", "def f(p: \"Thing | None\"):\n    p.go(1)\n",
          "def f():\n    with Thing() as p:\n        p.go(1)\n", "acme.Thing().go(1)\n",
          "p = Thing()\nq = p\nq.go(1)\n",
          "class A:\n    def __init__(self, p: Thing):\n        self.p = p\n\n    def f(self):\n        self.p.go(1)\n",
          "class A:\n    p: Thing\n\n    def f(self):\n        self.p.go(1)\n",
          "def f(ps: list[Thing]):\n    for p in ps:\n        p.go(1)\n",
          "def f(ps: \"list[acme.Thing]\"):\n    for p in ps:\n        p.go(1)\n",
          "def f(ps: list[Thing]):\n    ps[0].go(1)\n", "for p in [Thing(), Thing()]:\n    p.go(1)\n",
          "def f() -> Thing:\n    return g()\n\n\nf().go(1)\n", "async def f() -> Thing:\n    (await f()).go(1)\n",
          "class Sub(Thing):\n    pass\n\n\nSub().go(1)\n", "def f(p: Thing):\n    q = p or Thing()\n    q.go(1)\n"}) {
        INFO(code);
        CHECK(is_thing(code));
    }
    for (const char* code :
         {"def f(p: Thing | int):\n    p.go(1)\n", "def f(p: None):\n    p.go(1)\n",
          "def f(p: list[Thing]):\n    p.go(1)\n", "def f(p):\n    p.go(1)\n", "p = Thing()\np = 1\np.go(1)\n",
          "p = q\nq = p\np.go(1)\n", "async def f() -> Thing:\n    f().go(1)\n",
          "def f(p: type[Thing]):\n    p.go(1)\n", "class A:\n    p: int\n\n    def f(self):\n        self.p.go(1)\n",
          "def f(ps: list[Thing]):\n    ps[0:1].go(1)\n", "def f(p: \"Other\"):\n    p.go(1)\n"}) {
        INFO(code);
        CHECK_FALSE(is_thing(code));
    }
    CHECK(reported("$p.go($_)", "$p is a pathlib.Path",
                   "from pathlib import Path\n\n\ndef f(p: Path | None):\n    p.go(1)\n"));
}

TEST_CASE("methods of bases count where they are asked for") {
    const std::string pattern = "class $c($$_):\n        $$_",
                      where = "the match is derived from acme.Base\n    the match has or inherits no method handle";
    const std::string head = "import acme\n\n\n";
    CHECK(reported(pattern, where, head + "class A(acme.Base):\n    pass\n"));
    CHECK_FALSE(reported(pattern, where, head + "class A(acme.Base):\n    def handle(self):\n        pass\n"));
    // Both are derived from the base, and one of them has the method for both.
    CHECK_FALSE(
        reported(pattern, where,
                 head + "class A(acme.Base):\n    def handle(self):\n        pass\n\n\nclass B(A):\n    pass\n"));
    CHECK_FALSE(reported(pattern, where, head + "class A(acme.Base, acme.Other):\n    pass\n"));
    CHECK_FALSE(reported(pattern, "the match has or inherits no method get", "class A(dict):\n    pass\n"));
    CHECK(reported(pattern, "the match has or inherits no method handle", "class A(dict):\n    pass\n"));
}

TEST_CASE("names that could never fit are refused") {
    auto why = [](const std::string& where) { return block_trouble("match\n    $f($$_)\nwhere\n    " + where + "\n"); };
    CHECK(says(why("the file is in src and not in tests"), "a separate line"));
    CHECK(says(why("the class has a method stop or close"), "commas"));
    CHECK(says(why("the function calls $f.stop"), "not holes"));
    CHECK(says(why("the function calls stop it"), "a space"));
    CHECK(says(why("$f is spelled /m.*/"), "is not a regular expression"));
    CHECK(says(why("$f is spelled like motor_*"), "write `is spelled motor_*`"));
    CHECK(says(why("$f is one of *.get"), "a whole last name"));
    CHECK(why("$f is one of requests.*").empty());
    CHECK(why("the file is in my folder, tests").empty());
}

TEST_CASE("any name of a module is one of them") {
    const std::string where = "$f is one of requests.*";
    CHECK(reported("$f($$_)", where, "import requests as http\nhttp.get(1)\n"));
    CHECK(reported("$f($$_)", where, "from requests import post\npost(1)\n"));
    CHECK_FALSE(reported("$f($$_)", where, "import requests_mock\nrequests_mock.get(1)\n"));
}

TEST_CASE("spellings know digits, single characters, sets of them, and any case") {
    auto fits = [](const std::string& spelling, const std::string& text) {
        return reported("# $text", "$text is spelled " + spelling, "# " + text + "\n");
    };
    CHECK(fits("TODO(DEV-#*)*", "TODO(DEV-12): x"));
    CHECK_FALSE(fits("TODO(DEV-#*)*", "TODO(DEV-): x"));
    CHECK(fits("[A-Z]:*", "C:/x"));
    CHECK_FALSE(fits("[A-Z]:*", "c:/x"));
    CHECK(fits("[!a]b?", "xbé"));
    CHECK_FALSE(fits("[!a]b?", "abc"));
    CHECK(fits("todo* in any case", "Todo: x"));
    CHECK(fits("[a-c]x in any case", "BX"));
    CHECK_FALSE(fits("todo*", "Todo: x"));
    CHECK(fits("a[?]", "a?"));
    CHECK_FALSE(fits("a[?]", "ab"));
}

TEST_CASE("a line may bring holes with it wherever it asks for one code") {
    const std::string loop = "for x in range(3):\n    with a:\n        print(x)\n";
    CHECK(reported("print($x)", "$x is inside `for $x in $seq: $$_`\n    $seq is a range", loop));
    CHECK_FALSE(reported("print($x)", "$x is inside `for $x in $seq: $$_`\n    $seq is a list", loop));
    CHECK(reported("print($x)", "$x is in `print($y)`\n    $y is a name", "print(x)\n"));
    CHECK(reported("def $f():\n        $$body", "$$body contains `open($path)`\n    $path is a string literal",
                   "def f():\n    open(\"a\")\n"));
    CHECK_FALSE(reported("def $f():\n        $$body", "$$body contains `open($path)`\n    $path is a string literal",
                         "def f():\n    open(a)\n"));
    const std::string why = block_trouble("match\n    len($x)\nwhere\n    $x is `$a.b` or `$a.c`\n    $a is a name\n");
    CHECK(says(why, "`$a` is new in an earlier line"));
    CHECK(says(why, "`$h is the first CODE in $$body`"));
}

TEST_CASE("a with in a condition is any that enters it") {
    const std::string where = "$x is inside `with acme.atomic(): $$_`", head = "import acme\n\n\n";
    for (const char* code : {"with acme.atomic():\n    print(x)\n", "with acme.atomic() as a:\n    print(x)\n",
                             "with a, acme.atomic():\n    print(x)\n", "with (acme.atomic() as a, b):\n    print(x)\n",
                             "async def f():\n    async with acme.atomic():\n        print(x)\n"})
        CHECK(reported("print($x)", where, head + code));
    CHECK_FALSE(reported("print($x)", where, head + "with acme.other():\n    print(x)\n"));
    CHECK(reported("print($x)", "$x is inside `for $_ in xs.all(): $$_`",
                   "import xs\n\n\nasync def f():\n    async for a in xs.all():\n        print(x)\n"));
    // Elsewhere, where it may be rewritten, each of them is written.
    CHECK_FALSE(reported("print($x)", "the loop is `for $_ in xs.all(): $$_`",
                         "import xs\n\n\nasync def f():\n    async for a in xs.all():\n        print(x)\n"));
    PageBook items{page_of("match\n    with $$_, open($path), $$_:\n        $$_\n", "code: TST0001\nfix: none\n")};
    CHECK(items.lint("with a, open(b), c:\n    pass\n").size() == 1);
    CHECK(items.lint("with open(b):\n    pass\n").size() == 1);
    CHECK(items.lint("with a:\n    pass\n").empty());
}

TEST_CASE("the order of keyword arguments does not count") {
    PageBook book{page_of("match\n    $_.go($_, n=$v, $$_)\n", "code: TST0001\nfix: none\n")};
    CHECK(book.lint("a.go(1, n=2)\n").size() == 1);
    CHECK(book.lint("a.go(1, m=2, n=1)\n").size() == 1);
    CHECK(book.lint("a.go(m=2, n=1)\n").empty());
    PageBook moved{page_of("match\n    max($x, key=$k, default=$d)\nrewrite\n    min($x, key=$k, default=$d)\n")};
    CHECK(moved.fixed("max(a, default=1, key=b)\n") == "min(a, key=b, default=1)\n");
    // What a run stands for is side by side: nothing is written twice.
    PageBook run{page_of("match\n    max($x, key=$k, $$rest)\nrewrite\n    min($x, $$rest)\n")};
    CHECK(run.fixed("max(a, default=1, key=b)\n") == "min(a, default=1)\n");
    CHECK(run.lint("max(a, b, key=c, default=d)\n").empty());
}

TEST_CASE("a hole between runs is looked for where the conditions on it hold") {
    const std::string where = "$p is spelled timeout";
    CHECK(reported("def $f($$_, $p, $$_):\n        $$_", where, "def f(a, timeout, b):\n    pass\n"));
    CHECK(reported("print($$_, $p, $$_)", where, "print(a, b, timeout)\n"));
    CHECK(reported("[$$_, $p, $$_]", where, "[a, timeout, b]\n"));
    CHECK_FALSE(reported("print($$_, $p, $$_)", where, "print(a, b)\n"));
}

TEST_CASE("code comes before other code of the function") {
    const std::string where = "the match is before `len($_)` in the function";
    CHECK(reported("print($_)", where, "def f():\n    print(1)\n    len(x)\n"));
    CHECK_FALSE(reported("print($_)", where, "def f():\n    len(x)\n    print(1)\n"));
    // Of two arms, one runs.
    CHECK_FALSE(reported("print($_)", where, "def f():\n    if a:\n        print(1)\n    else:\n        len(x)\n"));
    CHECK(reported("print($_)", where, "def f():\n    if a:\n        print(1)\n    len(x)\n"));
    CHECK(reported("print($_)", "the match is after `len($_)` in the file", "len(x)\nprint(1)\n"));
}

TEST_CASE("functions in a function are not its own code where a line says so") {
    const std::string pattern = "def f():\n        $$body",
                      code = "def f():\n    def g():\n        len(x)\n    return g\n";
    CHECK(reported(pattern, "$$body contains `len($_)`", code));
    CHECK_FALSE(reported(pattern, "$$body directly contains `len($_)`", code));
    CHECK(reported(pattern, "the match directly contains `len($_)`", "def f():\n    if a:\n        len(x)\n"));
}

TEST_CASE("a bad example that is not reported is told which condition fails") {
    PackStore store;
    const std::string page =
        "---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\na = 1\nlen(b)\n```\n\n"
        "```zen\nmatch\n    len($x)\nwhere\n    $x is a list\n```\n";
    REQUIRE_FALSE(read_page(store, "rules/test/rule.md", page, false));
    RulePack pack = store.view();
    RuleBook book(pack, std::span<const CourseSection>{});
    std::string all;
    for (const Trouble& t : check_examples(book, 0, false)) all += t.text() + "\n";
    CHECK(says(all, "expected one finding, got 0"));
    CHECK(says(all, "fits `len(b)`, but `$x is a list` (line 18) does not hold; $x is `b`"));
}

TEST_CASE("`$$rest` at module level is explained") {
    PageBook book{page_of("match\n    $x = 1\n    $$rest\n", "code: TST0001\nfix: none\n")};
    CHECK(says(explain(book.rules(), 0, Source::from_text("a.py", "a = 1\nb = 2\n"), 1).front().text, "module level"));
}

TEST_CASE("--why takes the first line of a match of several statements") {
    PageBook book{
        page_of("match\n    $x = len($y)\n    if $x is None:\n        $x = $z\n    print($x)\nwhere\n    $z is pure\n",
                "code: TST0001\nfix: none\n")};
    const Source source = Source::from_text("a.py", "a = len(b)\nif a is None:\n    a = f()\nprint(a)\n");
    for (std::uint32_t row : {1u, 2u})
        CHECK(says(explain(book.rules(), 0, source, row).front().text, "`$z is pure` (line 16) does not hold"));
}

TEST_CASE("the parentheses of an argument are ignored, as those of what a pattern catches") {
    for (const char* words :
         {"$y is an f-string", "$y is `f\"$_\"`", "$y is spelled {x}", "$y is argument 1 of the match"})
        for (const char* code : {"print(f'{x}')\n", "print((f'{x}'))\n", "print(((f'{x}')))\n"}) {
            const std::string given = "$y is argument sep or 1 of the match\n    ";
            const bool gives = std::string_view(words).find("argument") != std::string_view::npos;
            CHECK(reported("print($$_)", gives ? words : given + words, code));
        }
}

TEST_CASE("an argument may be asked for by its position alone") {
    CHECK(reported("print($$_)", "the match has argument 2", "print(a, b)\n"));
    CHECK(!reported("print($$_)", "the match has argument 2", "print(a, end=b)\n"));
    CHECK(!reported("print($$_)", "the match has no argument 1", "print(a)\n"));
    CHECK(reported("print($$_)", "the match has no argument 1", "print(end=a)\n"));
    CHECK(reported("print($$_)", "$x is argument 1 of the match\n    $x is a generator expression",
                   "print(y for y in z)\n"));
    CHECK(says(block_trouble("match\n    print($$_)\nwhere\n    the match has argument 0\n"), "counted from 1"));
}

TEST_CASE("the first statement of a definition comes below its docstring") {
    PageBook book{
        page_of("match\n    def $f($$_):\n        $first\n        $$_\nwhere\n    $first is `print($$_)`\n"
                "insert above $first\n    len(1)\n")};
    CHECK(book.fixed("def f():\n    \"\"\"Doc.\"\"\"\n    print(1)\n")
              .starts_with("def f():\n    \"\"\"Doc.\"\"\"\n    len(1)\n"));
}

TEST_CASE("a class is named with its module") {
    CHECK(says(block_trouble("match\n    print($x)\nwhere\n    $x is a *.Session\n"), "write its module too"));
}

TEST_CASE("a line that gives a hole comes before a line that uses it") {
    const std::string gives = "    the match is inside `except $_ as $e: $$_`\n";
    const std::string uses = "    $error is not `$e.$_($$_)`\n";
    CHECK(block_trouble("match\n    raise $error\nwhere\n" + gives + uses) == "");
    CHECK(says(block_trouble("match\n    raise $error\nwhere\n" + uses + gives), "write this line above it"));
}

TEST_CASE("a pattern that is a string is also several side by side, as one") {
    PageBook book{page_of("match\n    \"$text\"\nwhere\n    $text is spelled select*\n", "code: TST0001\nfix: none\n")};
    CHECK(book.lint("x = 'select * ' 'from users'\n").size() == 1);
    CHECK(book.lint("x = 'a' 'select'\n").empty());
    CHECK(book.lint("f('sel' 'ect', 'select')\n").size() == 2);
}

TEST_CASE("words for places say when the code is evaluated") {
    struct Place {
        const char* words;
        std::initializer_list<const char*> yes, no;
    };
    const Place places[] = {
        {"the match is in a loop",
         {"while print(1):\n    pass\n", "while x or not print(1):\n    pass\n", "for a in b:\n    print(1)\n",
          "for a in b:\n    class K:\n        print(1)\n", "for a in b:\n    for c in print(1):\n        pass\n",
          "for a in b:\n    x = [print(1) for c in d]\n"},
         {"for a in print(1):\n    pass\n", "while a:\n    pass\nelse:\n    print(1)\n",
          "while a:\n    x = lambda: print(1)\n", "while f(lambda: print(1)):\n    pass\n", "print(1)\n"}},
        {"the match is in a comprehension",
         {"[print(1) for a in b]\n", "[a for a in b if print(1)]\n", "[a for b in c for a in print(1)]\n",
          "{print(1): a for a in b}\n", "f(print(1) for a in b)\n", "[[a for a in print(1)] for b in c]\n"},
         {"[a for a in print(1)]\n", "[lambda: print(1) for a in b]\n", "print(1)\n",
          "[a for a in [b, print(1)] for c in d]\n"}},
        {"the match is in a function",
         {"def f():\n    print(1)\n", "def f():\n    class K:\n        print(1)\n", "x = lambda: print(1)\n",
          "def f():\n    class K:\n        class L:\n            print(1)\n",
          "class K:\n    def f(self):\n        print(1)\n"},
         {"class K:\n    print(1)\n", "print(1)\n", "def f(x=print(1)):\n    pass\n",
          "@print(1)\ndef f():\n    pass\n"}},
    };
    for (const Place& place : places) {
        for (const char* code : place.yes) CHECK(reported("print($x)", place.words, code));
        for (const char* code : place.no) CHECK(!reported("print($x)", place.words, code));
    }
}

TEST_CASE("an `await` of a fix makes no generator expression asynchronous") {
    PageBook book{page_of("match\n    print($x)\nrewrite\n    await print($x, 1)\n")};
    const std::string head = "async def f():\n    return ";
    CHECK(book.fixed(head + "list(print(x) for x in y)\n") == head + "list(print(x) for x in y)\n");
    CHECK(book.fixed(head + "list([print(x)] for x in y)\n") == head + "list([print(x)] for x in y)\n");
    CHECK(book.fixed(head + "list(x for x in print(y))\n") == head + "list(x for x in await print(y, 1))\n");
    CHECK(book.fixed(head + "[print(x) for x in y]\n") == head + "[await print(x, 1) for x in y]\n");
}

TEST_CASE("what an author writes for a type or a negation leads to the line that is meant") {
    const std::pair<const char*, const char*> lines[] = {
        {"$x is an instance of app.A", "write `$x is a app.A`"},
        {"$x is not an instance of app.A", "write `$x is not a app.A`"},
        {"$x has type app.A", "write `$x is a app.A`"},
        {"$x is a app.A or a app.B", "write `$x is a app.A, app.B`"},
        {"not $x is pure", "write `$x is not pure`"},
    };
    for (const auto& [line, meant] : lines)
        CHECK(says(block_trouble(std::string("match\n    print($x)\nwhere\n    ") + line + "\n"), meant));
}

TEST_CASE("the name that an import gives a module is written as it is") {
    PageBook book{
        page_of("match\n    import numpy\nrewrite\n    import numpy as np\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("import numpy\n") == "import numpy as np\n");
    PageBook pattern{page_of("match\n    import numpy as num\n", "code: TST0001\nfix: none\n")};
    CHECK(pattern.lint("import numpy as num\nimport numpy as np\n").size() == 1);
}

TEST_CASE("what a list has in quotes is one item, whatever is in it") {
    auto spelled = [](const char* as, const char* text) {
        return reported("$_(\"$t\")", formatted("$t is spelled {}", as), formatted("f(\"{}\")\n", text));
    };
    for (auto [as, text] : {std::pair{"\"a, b\"", "a, b"},
                            {"\"*, *\"", "x, y"},
                            {"`a, b`, c", "c"},
                            {"\"a, b\" , c", "c"},
                            {"\"a, b\" in any case", "A, B"},
                            {"\"a b\" as a word", "say a b to"},
                            {"\"a, b\" as a word in any case", "say A, B"},
                            {"\" a\"", " a"}})
        CHECK(spelled(as, text));
    for (auto [as, text] : {std::pair{"\"a, b\"", "a"},
                            {"\"a, *\"", "b"},
                            {"\"*, *\"", "f"},
                            {"\"a b\" as a word", "xa b"},
                            {"\"a b\"", "c"},
                            {"\"a b\", d", "a"}})
        CHECK(!spelled(as, text));
    // Also where the code is no string literal.
    for (const char* code : {"f(\"x\")\n", "f(f\"{x}\")\n", "f(x)\n", "f(x, \"y\")\n"})
        CHECK(!reported("$_($x, $$_)", "$x is spelled \"a, *\"", code));
}

TEST_CASE("a line can choose the first or last item that is so") {
    auto message = [](const char* where, const char* code) {
        PageBook book{page_of(formatted("match\n    print($$xs)\nwhere\n    {}\nsay\n    $x\n", where),
                              "code: TST0001\nfix: none\n")};
        return book.lint(code).empty() ? "" : book.message(code);
    };
    for (auto [where, text] : {std::pair{"$x is the first item of $$xs that is a list", "[1]"},
                               {"$x is the last item of $$xs that is a list", "[2]"},
                               {"$x is the first item of $$xs that is a dict or a list", "[1]"},
                               {"$x is the first item of $$xs that is not a name", "[1]"},
                               {"$x is the last item of $$xs that is spelled a, b", "b"},
                               {"$x is the first item of $$xs that is `[$n]` or `$n`", "a"},
                               {"$x is the first item of $$xs that is `[$_]`", "[1]"},
                               {"$x is the first item of $$xs that is a dict", ""}})
        CHECK(message(where, "print(a, ([1]), b, [2])\n") == text);
    PageBook body{page_of(
        "match\n    def f(): $$b\nwhere\n    $s is the first statement of $$b that is `return $_`\nsay\n    $s\n",
        "code: TST0001\nfix: none\n")};
    CHECK(body.message("def f():\n    a()\n    return 1\n    return 2\n") == "return 1");
    for (auto [line, why] : {std::pair{"$x is the first item of $$xs that is", "a verb is missing"},
                             {"$x is the first item of $$xs that has at least 2 items", "one item"},
                             {"$x is the first `[$_]` in $$xs that is a list", "`that is` is for an item"},
                             {"$x is the first item of $$xs that is lst", "unknown condition"}})
        CHECK(says(block_trouble(formatted("match\n    print($$xs)\nwhere\n    {}\n", line)), why));
}
