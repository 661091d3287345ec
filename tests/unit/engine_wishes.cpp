// What pages of teams ask for, and what a page's own test tells them.
#include "engine/near_misses.h"
#include "engine_snippet.h"
#include "text/formatted.h"

using namespace zen;

namespace {

constexpr const char* no_fix = "code: TST0001\nfix: none\n";

PageBook page(const std::string& pattern, const std::string& where, const std::string& more = "") {
    return PageBook{page_of("match\n    " + pattern + "\nwhere\n    " + where + "\n" + more, no_fix)};
}

std::size_t count(const PageBook& book, const std::string& code) {
    INFO(code);
    return book.lint(code).size();
}

std::string blocks(const std::string& bad, const std::string& ok, const std::string& zen) {
    return judged("---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\n" + bad + "```\n\n" +
                  (ok.empty() ? "" : "```python ok\n" + ok + "```\n\n") + "```zen\n" + zen + "```\n");
}

}  // namespace

TEST_CASE("an annotated parameter is of its class until another value is bound to it") {
    const PageBook book = page("$x.go()", "$x is a acme.A");
    const std::string head = "from acme import A, other\n\n\n";
    auto in = [&](const std::string& body) { return count(book, head + body); };
    CHECK(in("def f(x: A):\n    x.go()\n") == 1);
    CHECK(in("def f(x: A):\n    x = other()\n    x.go()\n") == 0);
    CHECK(in("def f(x: A):\n    for x in other():\n        x.go()\n") == 0);
    CHECK(in("def f(x: A):\n    with other() as x:\n        x.go()\n") == 0);
    CHECK(in("def f(x: A):\n    x = A()\n    x.go()\n") == 1);
    CHECK(in("def f(x: A):\n    x.go()\n    x = other()\n") == 1);
    // The annotation still says what it is where the parameter may get here, too.
    CHECK(in("def f(x: A | None = None):\n    if x is None:\n        x = other()\n    x.go()\n") == 1);
    CHECK(in("def f(x: A | None = None):\n    x = x or other()\n    x.go()\n") == 1);
    CHECK(in("def f(x: A | None = None):\n    x = x if x else other()\n    x.go()\n") == 1);
    CHECK(in("def f(x: A):\n    def g():\n        x.go()\n    return g\n") == 1);
    // Of a name without an annotation, what is stored on the way here.
    CHECK(in("def f():\n    x = A()\n    x.go()\n    x = other()\n    x.go()\n") == 1);
    CHECK(in("def f(y):\n    x = A()\n    if y:\n        x = other()\n    x.go()\n") == 0);
    CHECK(in("x = A()\n\n\ndef f():\n    x.go()\n") == 1);
    CHECK(in("x = A()\nx = other()\n\n\ndef f():\n    x.go()\n") == 0);
}

TEST_CASE("a value may be of one class or of another") {
    const PageBook book = page("$x.go()", "$x is a acme.A, acme.B");
    const std::string head = "from typing import Union\nfrom acme import A, B, C\n\n\n";
    auto in = [&](const std::string& body) { return count(book, head + body); };
    CHECK(in("def f(x: A | B):\n    x.go()\n") == 1);
    CHECK(in("def f(x: Union[A, B, None]):\n    x.go()\n") == 1);
    CHECK(in("def f(x: 'A | B'):\n    x.go()\n") == 1);
    CHECK(in("def f(x: B):\n    x.go()\n") == 1);
    CHECK(in("def f(x: A | C):\n    x.go()\n") == 0);
    CHECK(in("def f(y):\n    x = A() if y else B()\n    x.go()\n") == 1);
    CHECK(in("def f(y):\n    if y:\n        x = A()\n    else:\n        x = B()\n    x.go()\n") == 1);
    CHECK(in("def f(y):\n    if y:\n        x = A()\n    else:\n        x = C()\n    x.go()\n") == 0);
    CHECK(in("def f(x):\n    if isinstance(x, (A, B)):\n        x.go()\n") == 1);
}

TEST_CASE("what stands before and after a match of several statements") {
    const std::string pattern = "$x = 1\n    $y = 2";
    CHECK(count(page(pattern, "the match is preceded by `len($_)`"), "len(a)\nb = 1\nc = 2\n") == 1);
    CHECK(count(page(pattern, "the match is not preceded by `len($_)`"), "len(a)\nb = 1\nc = 2\n") == 0);
    CHECK(count(page(pattern, "the match is not preceded by `$_ = 1`"), "b = 1\nc = 2\n") == 1);
    CHECK(count(page(pattern, "the match is followed by `len($_)`"), "b = 1\nc = 2\nlen(a)\n") == 1);
    CHECK(count(page(pattern, "the match is not followed by `$_ = 2`"), "b = 1\nc = 2\n") == 1);
}

TEST_CASE("a list, a dict or a call has starred items and keyword arguments") {
    const PageBook star = page("x = $y", "$y has a starred item");
    for (const char* code : {"x = [*a, 1]\n", "x = (1, *a)\n", "x = 1, *a\n", "x = {*a}\n", "x = {**a}\n",
                             "x = f(*a)\n", "x = f(1, **a)\n", "x = ([*a])\n"})
        CHECK(count(star, code) == 1);
    for (const char* code : {"x = [1]\n", "x = {1: 2}\n", "x = f(1)\n", "x = y\n", "x = [[*a]]\n", "x = f([*a])\n"})
        CHECK(count(star, code) == 0);
    CHECK(count(page("len($$y)", "$$y has a starred item"), "len([*a])\n") == 0);
    CHECK(count(page("len($$y)", "$$y has a starred item"), "len((*a, 1))\n") == 0);
    CHECK(count(page("len($$_)", "the match has a keyword argument"), "len(x=1)\n") == 1);
    CHECK(count(page("len($$_)", "the match has no keyword argument"), "len(x)\nlen(f(x=1))\n") == 2);
    CHECK(count(page("len($$y)", "$$y has a keyword argument"), "len(1, x=1)\nlen(1)\n") == 1);
}

TEST_CASE("a dict pattern with a double star is no set") {
    auto in = [](const std::string& pattern, const std::string& code) {
        return count(PageBook{page_of("match\n    " + pattern + "\n", no_fix)}, code);
    };
    CHECK(in("{$$_, **$_, $$_}", "{'a': 1, **b, 'c': 2}\n{**b}\n{'a': 1}\n{1, 2}\n") == 2);
    CHECK(in("{$$_, **$d}", "{'a': 1, **b}\n{**b, 'a': 1}\n") == 1);
    CHECK(in("{$$_, $x}", "{1, 2}\n{1: 2}\n") == 1);
    CHECK(in("len({$$_, **$d})", "len({1: 1, **b})\n") == 1);
    PageBook book{
        page_of("match\n    {$$a, **$d, $$b}\nrewrite\n    dict({$$a, $$b}, **$d)\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("x = {'a': 1, **d}\n") == "x = dict({'a': 1}, **d)\n");
}

TEST_CASE("an argument by keyword is code of a call") {
    CHECK(count(page("len($$a)", "$$a contains `key=$_`"), "len(1, key=2)\nlen(1, other=2)\nlen(key)\n") == 1);
    CHECK(count(page("len($$a)", "some item of $$a is `$_=None`"), "len(a=None)\nlen(a=1)\nlen(None)\n") == 1);
    CHECK(count(page("len($$a)", "no `$k=$v` in $$a"), "len(a=None)\nlen(None)\n") == 1);
    CHECK(count(page("self.$x", "the match is inside `key=$_`"), "len(key=self.a)\nlen(self.a)\nlen(b=self.a)\n") == 1);
    // With blanks it is an assignment, and one node is none.
    CHECK(count(page("def f():\n        $$b", "$$b contains `x = $_`"), "def f():\n    x = 1\n") == 1);
    CHECK(count(page("def f():\n        $$b", "$$b contains `x = $_`"), "def f():\n    len(x=1)\n") == 0);
    CHECK(says(block_trouble("match\n    len($x)\nwhere\n    $x is `key=1`\n"), "`the match has argument key`"));
    CHECK(says(block_trouble("match\n    len($x)\nwhere\n    the match is followed by `$a=1`\n"),
               "spaces around the `=`"));
}

TEST_CASE("a definition that is directly there") {
    const std::string nested = "class A:\n    class B:\n        def f(self): ...\n";
    const PageBook defs = page("class $c:\n        $$body", "$$body does not directly contain `def $_($$_): $$_`");
    CHECK(count(defs, "class A:\n    x = 1\n") == 1);
    CHECK(count(defs, "class A:\n    def f(self): ...\n") == 0);
    CHECK(count(defs, "class A:\n    @a\n    def f(self): ...\n") == 0);
    CHECK(count(defs, nested) == 1);  // `A`
    const PageBook inner = page("class $c:\n        $$_", "the match directly contains `class $_: $$_`");
    CHECK(count(inner, nested) == 1);
    CHECK(count(inner, "class A:\n    x = 1\n") == 0);
    CHECK(count(page("class $c:\n        $$_", "the match has at least 2 `def $_($$_): $$_`"),
                "class A:\n    @a\n    def f(self): ...\n    def g(self): ...\nclass B:\n    @a\n    def f(self): "
                "...\n") == 1);
}

TEST_CASE("statements of one line are removed") {
    PageBook first{page_of("match\n    len($x)\n    $y = $v\nremove the statement\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(first.fixed("len(1); x = 2\n") == "x = 2\n");
    CHECK(first.fixed("y = 1; len(1); x = 2\n") == "y = 1; x = 2\n");
    CHECK(first.fixed("if y: len(1); x = 2\n") == "if y: x = 2\n");
    PageBook last{page_of("match\n    len($x)\nremove the match\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(last.fixed("x = 1; len(1)\n") == "x = 1\n");
    CHECK(last.fixed("x = 1; len(1)  # a\n") == "x = 1  # a\n");
    CHECK(last.fixed("len(1); len(2)\n") == "");
}

TEST_CASE("a fix that cannot be made says why") {
    const std::string zen = "match\n    print($x)\n    $y = $v\ninsert above $y\n    len($x)\n";
    PageBook book{page_of(zen, "code: TST0001\nfix: unsafe\n")};
    CHECK(says(book.message("print(1); x = 2\n"), "shares its line"));
    PageBook twice{
        page_of("match\n    print($x)\nremove the match\nrewrite $x\n    1\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(says(twice.message("print(x)\n"), "two sections of the page change `"));
}

TEST_CASE("the line of a definition is reported without its decorators") {
    auto reported = [](const std::string& zen, const std::string& code) {
        PageBook book{page_of(zen, no_fix)};
        const std::vector<Finding> found = book.lint(code);
        REQUIRE(found.size() == 1);
        return code.substr(found[0].span.start, found[0].span.size());
    };
    const std::string decorated = "@a\n@b(1)\nasync def f(x):\n    pass\n";
    const std::string pattern = "match\n    @$_\n    def $f($$_):\n        $$_\nreport\n    ";
    CHECK(reported(pattern + "the head without decorators\n", decorated) == "async def f(x)");
    CHECK(reported(pattern + "the head\n", decorated) == "@a\n@b(1)\nasync def f(x)");
    CHECK(reported("match\n    pass\nreport\n    the head of the function without decorators\n", decorated) ==
          "async def f(x)");
    CHECK(reported("match\n    def $f($$_):\n        $$_\nreport\n    the head without decorators\n", decorated) ==
          "async def f(x)");
    // From the first decorator of the pattern on.
    const std::string by_name =
        "match\n    @$d\n    def $f($$_):\n        $$_\nwhere\n    $d is spelled b*\nreport\n    ";
    CHECK(reported(by_name + "the head\n", decorated) == "@b(1)\nasync def f(x)");
    CHECK(says(block_trouble("match\n    len($x)\nreport\n    the start\n"), "without decorators"));
}

TEST_CASE("a message shows the code of the match") {
    PageBook book{page_of("match\n    len($x)\nsay\n    `$match` counts\n", no_fix)};
    CHECK(book.message("len(a)\n") == "`len(a)` counts");
}

TEST_CASE("words for classes and functions ask of their names, too") {
    CHECK(count(page("class $c($$_):\n        $$_", "$c is an exception class"), "class A(ValueError): ...\n") == 1);
    CHECK(count(page("class $c($$_):\n        $$_", "$c is a dataclass"),
                "from dataclasses import dataclass\n@dataclass\nclass A: ...\nclass B: ...\n") == 1);
    CHECK(count(page("def $f($$_):\n        $$_", "$f is decorated"), "@a\ndef f(): ...\ndef g(): ...\n") == 1);
}

TEST_CASE("a decorator or a call under another name") {
    const PageBook book = page("def $f($$_):\n        $$_", "the match has no decorator login_required, *.public");
    CHECK(count(book, "from a import login_required as lr\n@lr\ndef f(): ...\n@lr()\ndef g(): ...\n") == 0);
    CHECK(count(book, "from a import other as login_required2\n@login_required2\ndef f(): ...\n") == 1);
    const PageBook calls = page("def $f($$_):\n        $$b", "$$b calls check, assert*");
    CHECK(count(calls, "from a import check as c, assert_all as d\ndef f():\n    c()\ndef g():\n    d()\n") == 2);
}

TEST_CASE("each part of a bad block is to be reported") {
    const std::string zen = "match\n    print($x)\n", ok = "print(1, 2)\n";
    CHECK(blocks("print(1)\n", ok, zen).empty());
    CHECK(says(blocks("print(1)\n\nprint(1, 2)\n", ok, zen), "this one is not reported"));
    CHECK(says(blocks("print(1)\n\nlog(1)\n", ok, zen), "log(1)"));
    CHECK(says(blocks("import a\na.x\nprint(1)\n\na.y\n", ok, zen), "a.y"));
    // What the reported code needs, or what goes on from it, is a part of it.
    CHECK(blocks("x = 1\n\nprint(x)\n", ok, zen).empty());
    CHECK(blocks("def f():\n    print(x)\n\nf()\n", ok, zen).empty());
    CHECK(blocks("x = 1\n\ndef f():\n    global x\n    x = 2\n    print(x)\n", ok, zen).empty());
    CHECK(blocks("import a\n\nprint(x)\n", ok, zen).empty());
    CHECK(blocks("x = 1\n\ny = 2\n", "x = 1\n", "match\n    x = 1\n    y = 2\n").empty());
    // All of them, one each.
    CHECK(blocks("print(1)\n\nprint(2)\n", ok, zen).empty());
}

TEST_CASE("a condition that no example needs is told of one") {
    auto why = [](const std::string& where) {
        return blocks("def f(x):\n    print(x)\n", "print(1, 2)\n", "match\n    print($x)\nwhere\n    " + where + "\n");
    };
    CHECK(says(why("$x is a name"), "like the `bad` one of line 9, but with something else for `$x` (there `x`)"));
    CHECK(says(why("the match is in a function"), "where this does not hold"));
    CHECK(says(why("the file is not in acme/text"), "`file=acme/text/example.py`"));
    CHECK(says(why("the file is not called setup.py"), "`file=setup.py`"));
    CHECK(says(why("the file does not import numpy"), "with the import"));
    CHECK(says(why("since 3.8"), "another version"));
}

TEST_CASE("a rewrite says how what it needs is imported") {
    PageBook book{page_of("match\n    print($x)\nrewrite\n    from acme.text import show, pad\n    show(pad($x))\n",
                          "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("print(1)\n") == "from acme.text import pad, show\n\nshow(pad(1))\n");
    CHECK(book.fixed("import os\n\nprint(1)\n") == "import os\nfrom acme.text import pad, show\n\nshow(pad(1))\n");
    CHECK(book.fixed("from acme.text import show\n\nprint(1)\n") ==
          "from acme.text import show, pad\n\nshow(pad(1))\n");
    CHECK(book.fixed("import acme.text\n\nprint(1)\n") == "import acme.text\n\nacme.text.show(acme.text.pad(1))\n");
    // The name is taken.
    CHECK(book.fixed("def f(show):\n    print(1)\n").find("from acme.text import show") == std::string::npos);
    PageBook imports{page_of("match\n    import a\nrewrite\n    from b import c\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(imports.fixed("import a\n") == "from b import c\n");
    auto why = [](const std::string& rewrite) { return block_trouble("match\n    print($x)\nrewrite\n" + rewrite); };
    CHECK(says(why("    from a import b\n    len($x)\n"), "imports `b` and does not use it"));
    CHECK(says(why("    from a import b as c\n    c($x)\n"), "from module import name"));
    CHECK(says(why("    from .a import b\n    b($x)\n"), "from module import name"));
}

TEST_CASE("base classes are compared with `*`") {
    const PageBook mixin = page("class $c($$_):\n        $$_", "$c is derived from *Mixin");
    CHECK(count(mixin, "class A(LoginMixin): ...\nclass B(x.LoginMixin, C): ...\nclass C(Mixin[int]): ...\n") == 3);
    CHECK(count(mixin, "class LoginMixin: ...\nclass A(LoginMixins): ...\n") == 0);
    CHECK(count(mixin, "class A(LoginMixin): ...\nclass B(A): ...\n") == 2);
    const PageBook dotted = page("class $c($$_):\n        $$_", "$c is derived from *.models.Model");
    CHECK(count(dotted, "from django.db import models\nclass A(models.Model): ...\nclass B(Model): ...\n") == 1);
    CHECK(count(dotted, "from django.db.models import Model as M\nclass A(M): ...\n") == 1);
    const PageBook error = page("class $c($$_):\n        $$_", "$c is derived from *Error");
    CHECK(count(error, "class A(FileNotFoundError): ...\nclass B(KeyError): ...\nclass C(Exception): ...\n") == 2);
    CHECK(says(block_trouble("match\n    class $c($$_):\n        $$_\nwhere\n    $c is derived from *\n"),
               "is any class"));
}

TEST_CASE("a call in a bad block that is not reported is told of") {
    auto notes = [](const std::string& bad) {
        PackStore store;
        const auto fault = read_page(store, "rules/test/rule.md",
                                     "---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\n" + bad +
                                         "```\n\n```zen\nmatch\n    acme.get($x)\n```\n",
                                     false);
        REQUIRE_FALSE(fault);
        const RulePack pack = store.view();
        const RuleBook book(pack, std::span<const CourseSection>{});
        std::string all;
        for (const PageNote& note : near_misses(book, 0)) all += formatted("{}: {}\n", note.line, note.text);
        return all;
    };
    CHECK(says(notes("import acme\n\ndef f():\n    acme.get(1)\n    acme.get(1, 2)\n    get(3)\n"),
               "14: `acme.get(1, 2)` in this `bad` block is not reported"));
    CHECK(notes("import acme\nacme.get(acme.get(1))\n").empty());
    CHECK(notes("import acme\nacme.put(acme.get(1))\n").empty());
    CHECK(notes("import acme\nacme.get(1, 2)\n").empty());  // nothing is reported: that is an error of its own
}

TEST_CASE("a name is renamed only where the new one means nothing else") {
    const PageBook book{
        page_of("match\n    import numpy as $alias\nwhere\n    $alias is not spelled np\nlet\n    $np is "
                "\"np\"\nrename $alias to $np\n")};
    auto fixed = [&](const std::string& body) { return book.fixed("import numpy as N\n\n\n" + body); };
    auto kept = [&](const std::string& body) {
        INFO(body);
        CHECK(fixed(body) == "import numpy as N\n\n\n" + body);
    };
    CHECK(fixed("x = N.zeros(3)\n") == "import numpy as np\n\n\nx = np.zeros(3)\n");
    CHECK(fixed("def f(a: 'N.ndarray'):\n    return a\n") ==
          "import numpy as np\n\n\ndef f(a: 'np.ndarray'):\n    return a\n");
    CHECK(fixed("def f(np):\n    return np\n\n\nx = N.zeros(3)\n") ==
          "import numpy as np\n\n\ndef f(np):\n    return np\n\n\nx = np.zeros(3)\n");
    kept("def f(np):\n    return N.zeros(np)\n");
    kept("def f():\n    np = 3\n    return N.zeros(np)\n");
    kept("x = [N.zeros(np) for np in range(3)]\n");
    kept("x = lambda np: N.zeros(np)\n");
    kept("x = N.zeros(3)\ny = np\n");
    kept("def f():\n    global np\n    np = 3\n    return N.zeros(3)\n");
    kept("__all__ = ['N']\n");
}

TEST_CASE("a class of the library has the bases that the library says") {
    const PageBook errors =
        page("class $c($$_):\n        $$_", "$c is derived from Exception, unittest.TestCase, enum.Enum, dict");
    const std::string head = "import collections, enum, json, unittest\n\n\n";
    for (const char* base :
         {"json.JSONDecodeError", "unittest.IsolatedAsyncioTestCase", "collections.OrderedDict", "UnicodeDecodeError"})
        CHECK(count(errors, head + "class A(" + base + "):\n    x = 1\n") == 1);
    for (const char* base : {"json.JSONDecoder", "collections.UserDict", "object", "KeyboardInterrupt"})
        CHECK(count(errors, head + "class A(" + base + "):\n    x = 1\n") == 0);
}

TEST_CASE("what a page says of a library's types is checked") {
    auto fault = [](const std::string& types) {
        return block_trouble("types\n    " + types + "\nmatch\n    $x.close()\nwhere\n    $x is an acme.Connection\n");
    };
    CHECK(says(fault("acme.connect() gives acme.Connection"), "a line of `types` is `acme.connect() is an"));
    CHECK(says(fault("acme.connect() is an acme.Conection"), "did you mean `acme.Connection`?"));
    CHECK(says(fault("acme.connect() is a Connection"), "`Connection` is no class with its module"));
    CHECK(says(fault("connect() is an acme.Connection"), "`connect()` is no function with its module"));
    CHECK(says(block_trouble("type\n    acme.connect() is an acme.Connection\nmatch\n    $x.close()\n"),
               "did you mean `types`?"));
}

TEST_CASE("an optional import under another name, and a name for an import, are the import") {
    const PageBook book{page_of("match\n    acme.old($$_)\n", "code: TST0001\nfix: none\n")};
    auto found = [&](const std::string& code) { return book.lint(code).size(); };
    CHECK(found("try:\n    from acme import old as o\nexcept ImportError:\n    o = None\no(1)\n") == 1);
    CHECK(found("try:\n    from acme import old as o\nexcept ImportError:\n    from other import old as o\no(1)\n") ==
          0);
    CHECK(found("import acme\no = acme.old\no(1)\n") == 1);
    CHECK(found("import acme\no = acme.old\no = 1\no(1)\n") == 0);
}

TEST_CASE("a decorator that is made in the module is the one that the call names") {
    const PageBook book{page_of("match\n    def $f($$_): $$_\nwhere\n    the match has a decorator acme.retry\n",
                                "code: TST0001\nfix: none\n")};
    auto found = [&](const std::string& code) { return book.lint("import acme\n" + code).size(); };
    CHECK(found("again = acme.retry(3)\n@again\ndef f(): pass\n") == 1);
    CHECK(found("again = acme.retry(3)\nagain = other\n@again\ndef f(): pass\n") == 0);
}

TEST_CASE("a LoggerAdapter is a logger") {
    const PageBook book{page_of("match\n    $x.info($$_)\nwhere\n    the match is a call of the logging module\n",
                                "code: TST0001\nfix: none\n")};
    CHECK(book.lint("import logging\ndef f(a: logging.LoggerAdapter):\n    a.info(1)\n").size() == 1);
    CHECK(book.lint("import logging\na = logging.LoggerAdapter(x, {})\na.info(1)\n").size() == 1);
}

TEST_CASE("each name in a code is no attribute, and no note says so") {
    const std::string page =
        "---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\nimport acme\nacme.run(1 + x)\n"
        "```\n\n```python ok\nimport acme\nacme.run(1)\n```\n\n```zen\nmatch\n    acme.run($x)\nwhere\n"
        "    some name in $x is a name\n```\n";
    CHECK(notes_of_page(page).find("self.x") == std::string::npos);
}
