// What a team's own pages ask: code of one's own package, annotations, the bodies of statements, and pages that would
// be silent for a reason that nobody sees.
#include "engine_snippet.h"

using namespace zen;

namespace {

const std::string no_fix = "code: TST0001\nfix: none\n";

PageBook page(const std::string& pattern, const std::string& where = "") {
    return PageBook{
        page_of("match\n    " + pattern + "\n" + (where.empty() ? "" : "where\n    " + where + "\n"), no_fix)};
}

std::size_t count(const PageBook& book, const std::string& code, const std::string& path = "a.py") {
    INFO(path << "\n" << code);
    return lint(Source::from_text(path, code), book.rules()).size();
}

std::string trouble(const std::string& zen) {
    return block_trouble(zen, no_fix);
}

std::string trouble_of(const std::string& where) {
    return trouble("match\n    $f($$_)\nwhere\n    " + where + "\n");
}

}  // namespace

TEST_CASE("relative imports mean what they bring") {
    const PageBook call = page("acme.store._raw($$_)");
    for (auto [path, code] : {std::pair{"acme/report.py", "from . import store\nstore._raw(1)\n"},
                              {"acme/report.py", "from .store import _raw\n_raw(1)\n"},
                              {"acme/report.py", "from .store import _raw as r\nr(1)\n"},
                              {"acme/__init__.py", "from .store import _raw\n_raw(1)\n"},
                              {"src/acme/web/view.py", "from ..store import _raw\n_raw(1)\n"},
                              {"src/acme/web/view.py", "from .. import store as s\ns._raw(1)\n"},
                              {"/home/me/acme/web/a/b.py", "from ...store import _raw\n_raw(1)\n"}})
        CHECK(count(call, code, path) == 1);
    for (auto [path, code] : {std::pair{"acme/report.py", "from .other import _raw\n_raw(1)\n"},
                              {"acme/web/view.py", "from .store import _raw\n_raw(1)\n"},
                              {"acme/web/view.py", "from ...store import _raw\n_raw(1)\n"},
                              {"other/report.py", "from .store import _raw\n_raw(1)\n"},
                              {"report.py", "from .store import _raw\n_raw(1)\n"},
                              {"-", "from .store import _raw\n_raw(1)\n"}})
        CHECK(count(call, code, path) == 0);
    const std::string code = "from .jobs import base\nfrom .jobs.base import Job, run\n\n\n";
    const std::string path = "acme/all.py";
    CHECK(count(page("$f($$_)", "$f is one of acme.jobs.base.run"), code + "run(1)\n", path) == 1);
    CHECK(count(page("$f($$_)", "$f is one of acme.jobs.*"), code + "base.run(1)\n", path) == 1);
    CHECK(count(page("$f($$_)", "$f is one of acme.jobs.base.run.*"), code + "run(1)\n", path) == 0);
    CHECK(count(page("def $f($$_):\n        $$_", "the match has a decorator acme.jobs.base.run"),
                code + "@run\ndef f():\n    pass\n", path) == 1);
    CHECK(count(page("class $c($$_, acme.jobs.base.Job, $$_):\n        $$_"), code + "class A(Job):\n    pass\n",
                path) == 1);
    CHECK(count(page("raise acme.jobs.base.Job"), code + "raise base.Job\n", path) == 1);
    CHECK(count(page("$f($$_)", "the match calls acme.jobs.base.run"), code + "print(run(1))\n", path) == 2);
    CHECK(count(page("print($x)", "$x is an acme.jobs.base.Job"), code + "def f(x: \"Job\"):\n    print(x)\n", path) ==
          1);
    CHECK(count(page("print($$_)", "the file imports acme.jobs"), code + "print(1)\n", path) == 1);
    CHECK(count(page("print($$_)", "the file imports acme.web"), code + "print(1)\n", path) == 0);
    // A folder of the name of a standard module is not that module.
    CHECK(count(page("json.loads($$_)"), "from .json import loads\nloads(1)\n", "json/a.py") == 0);
    CHECK(count(page("json.loads($$_)"), "from . import json\njson.loads(1)\n", "acme/a.py") == 0);
}

TEST_CASE("a class with arguments is found where it is an annotation") {
    const std::string head = "import typing\nfrom typing import ClassVar, Dict, List\n";
    const PageBook list = page("typing.List[$_]");
    for (const char* code : {"A = List[int]\n", "a: List[int]\n", "a: List[int] = []\n", "def f() -> List[int]: ...\n",
                             "def f(a: List[int]): ...\n", "a: dict[str, List[int]]\n", "a: typing.List[int]\n",
                             "a: List[int] | None\n", "a: None | List[int]\n"})
        CHECK(count(list, head + code) == 1);
    for (const char* code : {"a: List\n", "a: list[int]\n", "a: Dict[str, int]\n"})
        CHECK(count(list, head + code) == 0);
    CHECK(count(page("$_: typing.ClassVar[$_] = $_"), head + "class A:\n    a: ClassVar[int] = 1\n") == 1);
    CHECK(count(page("parameter $p: typing.List[$_]"), head + "def f(a: List[int]): ...\n") == 1);
    CHECK(count(page("parameter $p: $t", "$t is `typing.List[$_]`"), head + "def f(a: List[int]): ...\n") == 1);
    CHECK(count(page("def $f($$_):\n        $$_", "the match contains `typing.List[$_]`"),
                head + "def f(a: List[int]): ...\n") == 1);
    CHECK(count(page("$x: $t | None"), head + "a: List[int] | None\n") == 1);
    PageBook fix{page_of("match\n    typing.Dict[$k, $v]\nrewrite\n    dict[$k, $v]\n")};
    CHECK(fix.fixed("from typing import Dict, List\na: Dict[str, List[int]]\nb = List\n") ==
          "from typing import List\na: dict[str, List[int]]\nb = List\n");
}

TEST_CASE("an instance of a class with arguments, or None") {
    const PageBook book = page("$x.get()", "$x is a queue.Queue");
    for (const char* type : {"Queue", "Queue[int]", "Queue | None", "Queue[int] | None", "None | Queue[int]",
                             "Optional[Queue[int]]", "\"Queue[int] | None\"", "queue.Queue[int] | None"}) {
        const std::string code =
            std::string("import queue\nfrom queue import Queue\nfrom typing import Optional\n\n\ndef f(q: ") + type +
            "):\n    q.get()\n";
        CHECK(count(book, code) == 1);
    }
    CHECK(count(book, "from queue import Queue\n\n\ndef f(q: Queue[int] | int):\n    q.get()\n") == 0);
}

TEST_CASE("code is inside a statement whatever clauses follow it, and not inside of those") {
    const PageBook inside = page("print($x)", "the match is inside `if $c: $$_`");
    const PageBook direct = page("print($x)", "the match is directly inside `if $c: $$_`");
    const PageBook body = page("print($x)", "the match is in the body of `if $c: $$_`");
    for (const char* code : {"if a:\n    print(1)\n", "if a:\n    print(1)\nelse:\n    b\n",
                             "if a:\n    print(1)\nelif b:\n    c\nelse:\n    b\n"}) {
        CHECK(count(inside, code) == 1);
        CHECK(count(direct, code) == 1);
        CHECK(count(body, code) == 1);
    }
    for (const char* code :
         {"if a:\n    b\nelse:\n    print(1)\n", "if a:\n    b\nelif c:\n    print(1)\n", "print(1)\n"}) {
        CHECK(count(inside, code) == 0);
        CHECK(count(direct, code) == 0);
        CHECK(count(body, code) == 0);
    }
    CHECK(count(inside, "if print(1):\n    b\n") == 1);
    CHECK(count(body, "if print(1):\n    b\nelse:\n    c\n") == 0);
    CHECK(count(body, "if a:\n    while b:\n        print(1)\n") == 1);
    const PageBook other = page("print($x)", "the match is inside `else: $$_`");
    CHECK(count(other, "if a:\n    b\nelse:\n    print(1)\n") == 1);
    CHECK(count(other, "if a:\n    print(1)\nelse:\n    b\n") == 0);
    const PageBook in_try = page("print($x)", "the match is in the body of `try: $$_`");
    CHECK(count(in_try, "try:\n    print(1)\nexcept A:\n    b\n") == 1);
    CHECK(count(in_try, "try:\n    b\nexcept A:\n    print(1)\nfinally:\n    print(2)\n") == 0);
    CHECK(count(page("print($x)", "the match is inside `for $_ in $_: $$_`"),
                "for a in b:\n    print(1)\nelse:\n    print(2)\n") == 1);
    // What the pattern writes counts.
    CHECK(count(page("print($x)", "the function contains `else: $$_`"),
                "def f():\n    print(1)\n    if a:\n        b\n    else:\n        c\n") == 1);
}

TEST_CASE("a try without clauses in a pattern has any") {
    const PageBook book = page("try:\n        $$body", "$$body has at least 2 statements");
    CHECK(count(book, "try:\n    a\n    b\nexcept C:\n    d\n") == 1);
    CHECK(count(book, "try:\n    a\n    b\nfinally:\n    d\n") == 1);
    CHECK(count(book, "try:\n    a\nfinally:\n    d\n") == 0);
    CHECK(count(page("def $f():\n        $$body", "$$body contains `try: $$_`"),
                "def f():\n    try:\n        a\n    finally:\n        b\n") == 1);
}

TEST_CASE("a module whose import may fail is that module") {
    const PageBook book = page("yaml.load($_)");
    const std::string use = "\n\ndef f(x):\n    return yaml.load(x)\n";
    CHECK(count(book, "try:\n    import yaml\nexcept ImportError:\n    yaml = None\n" + use) == 1);
    CHECK(count(book,
                "try:\n    import yaml\nexcept ImportError:  # pragma: no cover\n    yaml = None  # type: ignore\n\n" +
                    use) == 1);
    CHECK(
        count(page("yaml.load($_)"),
              "try:\n    from yaml import load\nexcept ImportError:\n    load = None\n\n\ndef f(x):\n    load(x)\n") ==
        1);
    CHECK(count(book, "try:\n    import yaml\nexcept ImportError:\n    import other as yaml\n" + use) == 0);
    CHECK(count(book, "try:\n    import yaml\nexcept ImportError:\n    yaml = Fake()\n" + use) == 0);
    CHECK(count(book, "import yaml\n\nyaml = None\n" + use) == 0);
    CHECK(count(book, "import yaml\n\ntry:\n    a()\nexcept E:\n    yaml = None\n" + use) == 0);
    CHECK(count(book, "try:\n    import yaml\nexcept ImportError:\n    yaml = None\nyaml = g()\n" + use) == 0);
    // The fix uses the import that there is.
    PageBook fix{page_of("match\n    yaml.load($x)\nrewrite\n    yaml.safe_load($x)\n")};
    const std::string head = "try:\n    import yaml\nexcept ImportError:\n    yaml = None\n";
    CHECK(fix.fixed(head + use) == head + "\n\ndef f(x):\n    return yaml.safe_load(x)\n");
}

TEST_CASE("a fix takes an import with it whose name it uses no more") {
    PageBook book{page_of("match\n    datetime.datetime.utcnow()\nrewrite\n    clock.now()\n")};
    for (const char* import :
         {"import datetime\n", "from datetime import datetime\n", "from datetime import datetime as dt\n"}) {
        const std::string name = std::string(import).find("as dt") != std::string::npos ? "dt"
                                 : import[0] == 'f'                                     ? "datetime"
                                                                                        : "datetime.datetime";
        CHECK(book.fixed(std::string(import) + "import clock\n\nx = " + name + ".utcnow()\n") ==
              "import clock\n\nx = clock.now()\n");
    }
    CHECK(book.fixed("from datetime import datetime\nimport clock\n\nx = datetime.utcnow()\ny = datetime\n") ==
          "from datetime import datetime\nimport clock\n\nx = clock.now()\ny = datetime\n");
}

TEST_CASE("names without a module are refused wherever they stand") {
    for (const char* pattern :
         {"Base()", "isinstance($x, Base)", "print(foo)", "$x == foo", "$x = foo", "class $c(Base):\n        $$_",
          "raise Base", "@login\n    def $f($$_):\n        $$_", "for $x in things:\n        $$_"}) {
        INFO(pattern);
        CHECK(says(trouble(std::string("match\n    ") + pattern + "\n"), "is not a builtin: write the module too"));
    }
    for (const char* pattern :
         {"isinstance($x, str)", "print(acme.foo)", "class $c(Exception):\n        $$_",
          "for x in $y:\n        print(x)", "lambda x: x", "def f(x):\n        return x", "$x.foo", "print(foo=$x)",
          "[x for x in $y]", "requests.$f($x)", "$x is sys", "$x = _iter_",
          "def $f(timeout=$v):\n        print(timeout)", "def $f(a: int):\n        print(a)"}) {
        INFO(pattern);
        CHECK(trouble(std::string("match\n    ") + pattern + "\n").empty());
    }
    CHECK(says(trouble_of("$f is `foo`"), "is not a builtin"));
    CHECK(says(trouble_of("the class is derived from *."), "is any class"));
    CHECK(trouble_of("the class is derived from Exception, jobs.BaseJob").empty());
}

TEST_CASE("parameters of a pattern are compared by spelling") {
    const PageBook book = page("def $f($$_, timeout=$v, $$_):\n        $$_");
    CHECK(count(book, "def f(a, timeout=3):\n    pass\n") == 1);
    CHECK(count(book, "def f(a, timeout: int = 3, *b):\n    pass\n") == 1);
    CHECK(count(book, "def f(a, other=3):\n    pass\n") == 0);
}

TEST_CASE("a match without a message among others that have one is an error") {
    CHECK(says(trouble("match\n    len($x)\nwhere\n    $x is a list\nmatch\n    print($x)\nsay\n    a\n"),
               "this match has no `say`, but the match of line"));
    CHECK(trouble("say\n    a\nmatch\n    len($x)\nwhere\n    $x is a list\nmatch\n    print($x)\n").empty());
    CHECK(trouble("match\n    len($x)\nmatch\n    print($x)\nsay\n    a\n").empty());
}

TEST_CASE("each match needs an example that it reports") {
    auto text = [](const std::string& more) {
        return "---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\nlen(a)\n```\n" + more +
               "\n```python ok\nlen(a, b)\n\nprint()\n```\n\n```zen\nmatch\n    len($x)\nsay\n    a\nmatch\n    "
               "print($x)\nsay\n    b\n```\n";
    };
    CHECK(says(judged(text("")), "no `bad` example is reported by this match"));
    CHECK(judged(text("\n```python bad\nprint(a)\n```\n")).empty());
    CHECK(judged(text("\n```python bad\nlen(b)\n\nprint(a)\n```\n")).empty());
}

TEST_CASE("a bad block may have several parts, each with a finding and a fix") {
    auto text = [](const std::string& bad, const std::string& good) {
        return "---\ncode: TST0001\nfix: sometimes-safe\nunsafe because: it may differ\n---\n# Title\n\nWhy.\n\n"
               "```python bad\nimport math\n\n" +
               bad + "```\n\n```python good safe\nimport math\n\n" + good +
               "```\n\n```python bad\nlen(a)\n```\n\n```python good unsafe\nabs(a)\n```\n\n```python ok\nlen(a, b)\n"
               "```\n\n```zen\nmatch\n    len($x)\nsafe when\n    $x is a number\nsay\n    a\nrewrite\n    abs($x)\n"
               "match\n    math.sin($x)\nsafe when\n    $x is a number\nsay\n    b\nrewrite\n    math.cos($x)\n```\n";
    };
    CHECK(judged(text("len(1)\n\nmath.sin(2)\n", "abs(1)\n\nmath.cos(2)\n")) == "");
    // The fix of one part is not the one that the good block shows.
    CHECK(says(judged(text("len(1)\n\nmath.sin(2)\n", "abs(1)\n\nmath.sin(2)\n")), "the fix gives"));
    CHECK(says(judged(text("len(1)\n\nmath.sin(a)\n", "abs(1)\n\nmath.cos(a)\n")), "the fix is unsafe"));
    // A part without a finding, and one with two.
    CHECK(says(judged(text("len(1)\n\nmath.sin(2)\n\nprint(a)\n", "abs(1)\n\nmath.cos(2)\n\nprint(a)\n")),
               "expected one finding in each part of the block, got 0:\nimport math\nprint(a)"));
    CHECK(says(judged(text("len(1)\n\nmath.sin(2)\nlen(2)\n", "abs(1)\n\nmath.cos(2)\nabs(2)\n")),
               "expected one finding in each part of the block, got 2:\nimport math\nmath.sin(2)\nlen(2)"));
    // What belongs together is one part.
    CHECK(says(judged(text("len(1)\nmath.sin(2)\n", "abs(1)\nmath.cos(2)\n")), "expected one finding, got 2"));
}

TEST_CASE("sections that could do nothing are refused") {
    CHECK(says(trouble("match\n    len($x)\nrewrite\n    $x\n"), "the page says `fix: none`"));
    CHECK(trouble("match\n    len($x)\nsay\n    write `$rewrite`\nrewrite\n    $x\n").empty());
    CHECK(says(trouble("match\n    raise $x\nwhere\n    the match has argument mode or 2\n"), "is about a call"));
    CHECK(trouble("match\n    raise $x\nwhere\n    $x has argument mode or 2\n").empty());
    CHECK(trouble("match\n    $f($$items)\nwhere\n    some item of $$items is `inplace=$_`\n").empty());
    CHECK(says(trouble("match\n    $f($x)\nwhere\n    $x is `inplace=$_`\n"), "an argument by keyword"));
    CHECK(trouble("match\n    def $f($$_):\n        $$_\nwhere\n    the match contains `name = $_`\n").empty());
    // A function is asked for its arguments, which only the call has.
    CHECK(says(trouble("match\n    $f($$_)\nwhere\n    $f has no argument mode\n"), "this is the function of one"));
    CHECK(trouble("match\n    $f($x)\nwhere\n    $x has no argument mode\n").empty());
}

TEST_CASE("a line that says it in other words is told the language's") {
    for (auto [line, meant] :
         {std::pair{"the file is not settings.py", "`the file is not called settings.py`"},
          {"the file is acme/core", "`the file is in acme/core`"},
          {"$f is \"A\"", "`$f is spelled A`"},
          {"$f is named get_*", "`$f is called get_*`"},
          {"the match has more than 3 arguments", "`the match has at least 4 arguments`"},
          {"the match has fewer than 3 arguments", "`the match has at most 2 arguments`"},
          {"the match has 3 arguments", "`the match has exactly 3 arguments`"},
          {"the match has no keyword argument timeout", "`the match has no argument timeout`"},
          {"the match has a keyword argument timeout", "`the match has argument timeout`"},
          {"the match is in a class called Test*", "`the class is called Test*`"},
          {"the match is not inside a function called test_*", "`the function is not called test_*`"},
          {"the match is inside a class derived from acme.Base", "`the class is derived from acme.Base`"},
          {"the function is decorated with foo.bar", "`the function has a decorator foo.bar`"},
          {"the function is not decorated by foo.bar", "`the function has no decorator foo.bar`"},
          {"not in a function", "`the match is not in a function`"},
          {"is in a loop", "`the match is in a loop`"},
          {"the enclosing function is async", "`the function is async`"}}) {
        INFO(line);
        CHECK(says(trouble_of(line), meant));
    }
    CHECK(says(trouble_of("the match is inside `try: $$_ finally: $$_`"), "has one clause"));
    CHECK(trouble_of("$f is spelled `get_*`").empty());
    CHECK(count(page("$f($$_)", "$f is spelled `get_*`"), "get_a(1)\n") == 1);
    CHECK(trouble_of("the match has an argument timeout").empty());
}

TEST_CASE("a page that the arrays cannot hold is refused, and the pages after it are read") {
    std::string names;
    for (int i = 0; i < 9000; ++i) names += "n" + std::to_string(i) + ", ";
    const std::string match = "match\n    $f($$_)\n", shortest = "where\n    $f is spelled a\n";
    CHECK(says(trouble(match + "where\n    $f is spelled " + names + "last\n"), "8191 items"));
    CHECK(says(trouble(match + "say\n    " + std::string(3000, 'x') + "\n"), "2047 bytes"));
    CHECK(trouble(match + "where\n    $f is spelled " + names.substr(0, 30000) + "last\n").empty());

    PackStore store;
    auto read = [&](const std::string& zen) {
        return read_page(store, "rules/test/rule.md", page_of(zen, no_fix), false).has_value();
    };
    CHECK(read(match + "say\n    " + std::string(3000, 'x') + "\n"));
    CHECK_FALSE(read(match + shortest));
    CHECK(store.rules.size() == 1);
}

TEST_CASE("each pattern of a match must be seen working") {
    auto with = [](const std::string& patterns, const std::string& bad) {
        return judged("---\ncode: TST0001\nfix: none\n---\n# T\n\nWhy.\n\n```python bad\n" + bad +
                      "```\n\n```python ok\nprint()\n```\n\n```zen\n" + patterns + "```\n");
    };
    const std::string any = "match any of\n    print($x)\n    input($x)\n";
    CHECK(with(any, "print(1)\n\ninput(1)\n") == "");
    CHECK(says(with(any, "print(1)\n"), "rule.md:20: no `bad` example needs this pattern"));
    const std::string rows = "match\n    print($x)\nmatch\n    input($x)\n";
    CHECK(with(rows, "print(1)\n\ninput(1)\n") == "");
    CHECK(says(with(rows, "input(1)\n"), "rule.md:19: no `bad` example needs this pattern"));
    // Where two report the same, neither is needed for it.
    CHECK(says(with("match any of\n    print($x)\n    print($x, $$_)\n", "print(1)\n"), "needs this pattern"));
    // The rows of a table are one match.
    CHECK(with("for each $f in print, input\nmatch any of\n    $f($x)\n    $f($x, $_, $_)\n",
               "print(1)\n\ninput(1, 2, 3)\n") == "");
    CHECK(!says(with("match either way\n    print($x) == None\n", "print(1) == None\n"), "needs this pattern"));
}

TEST_CASE("a match can be the file") {
    const PageBook book = page("the file", "the file is in acme/api\n    the file contains no `__all__ = $_`");
    for (const char* code : {"", "x = 1\n", "# only this\n", "\"\"\"Doc.\"\"\"\n\n\ndef f():\n    pass\n"})
        CHECK(count(book, code, "acme/api/a.py") == 1);
    CHECK(count(book, "__all__ = []\n", "acme/api/a.py") == 0);
    CHECK(count(book, "x = 1\n", "acme/web/a.py") == 0);
    const Source source =
        Source::from_text("acme/api/a.py", "#!/usr/bin/env python\n# c\n\ndef f(\n    a,\n):\n    pass\n");
    const std::vector<Finding> found = lint(source, book.rules());
    REQUIRE(found.size() == 1);
    CHECK(source.place(found[0].span.start).row == 4);
    CHECK(source.place(found[0].span.end).row == 4);
    CHECK(count(book, "x = 1  # noqa\n", "acme/api/a.py") == 0);
    CHECK(says(block_trouble("match\n    the file\nrewrite\n    x = 1\n"), "the match is the file"));
    PageBook each{page_of(
        "match\n    the file\nwhere\n    the file imports math\nrewrite each `len($x)` in the file\n    abs($x)\n")};
    CHECK(each.fixed("import math\nlen(1)\nlen(2)\n") == "import math\nabs(1)\nabs(2)\n");
}

TEST_CASE("a class without a module is one of the file") {
    const PageBook derived = page("class $c($$_): $$_", "$c is derived from Base");
    const std::string head = "class Base: ...\n\n\n";
    CHECK(count(derived, head + "class A(Base): ...\n\n\nclass B(A): ...\n") == 2);
    CHECK(count(derived, head + "class A(Other): ...\n") == 0);
    CHECK(count(derived, "from x import Base\n\n\nclass A(Base): ...\n") == 0);
    CHECK(count(page("class $c: $$_", "$c is or is derived from Base"), head) == 1);
    CHECK(count(page("class $c($$_): $$_", "$c is derived from Bas*"), head + "class A(Base): ...\n") == 1);
}

TEST_CASE("remove takes clauses and items of tuples") {
    for (auto [clause, code, fixed] :
         {std::tuple{"else", "if a:\n    b\nelse:\n    pass\nc\n", "if a:\n    b\nc\n"},
          {"else", "for a in b:\n    c\n# d\nelse:\n    pass\n", "for a in b:\n    c\n# d\n"},
          {"else", "while a: b\nelse: pass\n", "while a: b\n"},
          {"finally", "try:\n    a\nexcept E:\n    b\nfinally:\n    pass\n", "try:\n    a\nexcept E:\n    b\n"}}) {
        PageBook book{page_of(std::string("match\n    ") + clause + ": pass\nremove the match\n")};
        CHECK(book.fixed(code) == fixed);
    }
    PageBook item{page_of("match\n    print(($$_, $x, $$_))\nwhere\n    $x is spelled b\nremove $x\n")};
    CHECK(item.fixed("print((a, b, c))\n") == "print((a, c))\n");
    CHECK(item.fixed("print((a, c, b))\n") == "print((a, c))\n");
    CHECK(item.fixed("print((a, b))\n") == "print((a, b))\n");
}
