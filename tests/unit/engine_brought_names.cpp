// Names that a hole or a `let` brings to another place mean there what they mean where they are from, or there is no
// fix.
#include "engine_snippet.h"

using namespace zen;

namespace {

// What may stand around `print(1)`, so that `log` is not the module's there.
constexpr const char* hidden[] = {
    "def f(log):\n    print(1)\n",
    "def f(*log):\n    print(1)\n",
    "def f():\n    for log in x:\n        print(1)\n",
    "def f():\n    with x as log:\n        print(1)\n",
    "def f():\n    log = x\n    print(1)\n",
    "def f(log):\n    def g():\n        print(1)\n    return g\n",
    "class K:\n    log = 1\n    print(1)\n",
    "x = lambda log: print(1)\n",
    "x = [print(1) for log in x]\n",
    "def f():\n    try:\n        pass\n    except E as log:\n        print(1)\n",
    "def f():\n    import log\n    print(1)\n",
};
constexpr const char* seen[] = {
    "def f():\n    print(1)\n",
    "def f():\n    def log():\n        pass\n\n\ndef g():\n    print(1)\n",
    "class K:\n    log = 1\n    def f(self):\n        print(1)\n",
    "x = lambda: print(1)\n",
    "x = [log for log in x]\nprint(1)\n",
};

void check_all(const PageBook& book, const std::string& before) {
    for (const char* code : hidden) {
        INFO(code);
        CHECK(book.fixed(before + code) == before + code);
        CHECK(book.lint(before + code).size() == 1);
    }
    for (const char* code : seen) {
        INFO(code);
        std::string after = before + code;
        after.replace(after.find("print(1)"), 8, "log.info(1)");
        CHECK(book.fixed(before + code) == after);
    }
}

}  // namespace

TEST_CASE("a name that a condition finds elsewhere means the same where the fix puts it") {
    check_all(PageBook{page_of("match\n    print($x)\nwhere\n    the file contains `$log = acme.get($$_)`\nrewrite\n"
                               "    $log.info($x)\n")},
              "import acme\n\nlog = acme.get()\n\n\n");
}

TEST_CASE("a name that `let` writes is the module's, where the module has it") {
    check_all(PageBook{page_of("match\n    print($x)\nlet\n    $log is \"log\"\nrewrite\n    $log.info($x)\n")},
              "import acme\n\nlog = acme.get()\n\n\n");
    check_all(PageBook{page_of("match\n    print($x)\nwhere\n    the file contains `$log = acme.get($$_)`\nlet\n"
                               "    $info is \"$log.info\"\nrewrite\n    $info($x)\n")},
              "import acme\n\nlog = acme.get()\n\n\n");
    // Where the module has none, it may be a parameter.
    PageBook clock{page_of("match\n    print($x)\nlet\n    $clock is \"clock\"\nrewrite\n    $clock($x)\n")};
    CHECK(clock.fixed("def f(clock):\n    print(1)\n") == "def f(clock):\n    clock(1)\n");
}

TEST_CASE("code that a hole brings has its names with it") {
    PageBook book{
        page_of("match\n    print($x)\nwhere\n    the file contains `target = $code`\nrewrite\n"
                "    len($code)\n")};
    CHECK(book.fixed("target = [a for a in b]\n\n\ndef f(a):\n    print(1)\n") ==
          "target = [a for a in b]\n\n\ndef f(a):\n    len([a for a in b])\n");
    CHECK(book.fixed("target = [a for a in b]\n\n\ndef f(b):\n    print(1)\n") ==
          "target = [a for a in b]\n\n\ndef f(b):\n    print(1)\n");
    // The `self` of two methods is one.
    PageBook own{
        page_of("match\n    print($x)\nwhere\n    the file contains `$log = acme.get($$_)`\nrewrite\n"
                "    $log.info($x)\n")};
    CHECK(own.fixed("import acme\n\n\nclass K:\n    def __init__(self):\n        self.log = acme.get()\n\n"
                    "    def f(self):\n        print(1)\n") ==
          "import acme\n\n\nclass K:\n    def __init__(self):\n        self.log = acme.get()\n\n    def f(self):\n     "
          "   self.log.info(1)\n");
    CHECK(own.fixed("import acme\n\n\nclass K:\n    def __init__(self):\n        self.log = acme.get()\n\n\n"
                    "class L:\n    def f(self):\n        print(1)\n") ==
          "import acme\n\n\nclass K:\n    def __init__(self):\n        self.log = acme.get()\n\n\nclass L:\n    def "
          "f(self):\n        "
          "print(1)\n");
}

TEST_CASE("a hole that caught a string is its text where a name stands") {
    PageBook book{
        page_of("match\n    for $row in $rows:\n        $$body\nwhere\n    $$body contains `$row[\"$_\"]`\n"
                "rewrite\n    for $row in $rows:\n        $$body\nrewrite each `$row[\"$column\"]` in $$body\n"
                "    $row.$column\n")};
    CHECK(book.fixed("for r in rows:\n    print(r[\"a\"], r['b'])\n") == "for r in rows:\n    print(r.a, r.b)\n");
    CHECK(book.fixed("for r in rows:\n    print(r[\"a b\"])\n") == "for r in rows:\n    print(r[\"a b\"])\n");
    PageBook keyword{page_of("match\n    print(\"$key\", $x)\nrewrite\n    print($key=$x)\n")};
    CHECK(keyword.fixed("print(\"end\", 1)\n") == "print(end=1)\n");
}

TEST_CASE("an import goes that only attributes and keywords are named like") {
    PageBook book{page_of("match\n    time.sleep($x)\nrewrite\n    asyncio.sleep($x)\n")};
    CHECK(book.fixed("from time import sleep\n\nsleep(1)\n") == "import asyncio\n\nasyncio.sleep(1)\n");
    CHECK(book.fixed("import time\n\ntime.sleep(a.time, time=1)\n") == "import time\n\ntime.sleep(a.time, time=1)\n");
    CHECK(book.fixed("import time\n\ntime.sleep(a.time)\n") == "import asyncio\n\nasyncio.sleep(a.time)\n");
    CHECK(book.fixed("def f():\n    import time\n\n    time.sleep(1)\n") ==
          "import asyncio\n\ndef f():\n    asyncio.sleep(1)\n");
    // What else names it keeps it.
    CHECK(book.fixed("import time\n\ntime.sleep(1)\n\"time\"\n") ==
          "import asyncio\nimport time\n\nasyncio.sleep(1)\n\"time\"\n");
}
