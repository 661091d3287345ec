// What `zenlint test` says of a page that passes: code that its examples do not show.
#include "engine/page_notes.h"

#include <algorithm>

#include "engine_snippet.h"

using namespace zen;

namespace {

std::string notes(const std::string& pattern, const std::string& example, const std::string& more = "",
                  const std::string& shown = "") {
    return notes_of_page("---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\n" + example + "```\n" +
                         (shown.empty() ? "" : "```python ok\n" + shown + "```\n") + "```zen\nmatch\n" + pattern +
                         more + "```\n");
}

struct Note {
    const char *pattern, *example, *says, *shown;
};

}  // namespace

TEST_CASE("a page that passes hears of code that its pattern leaves out, until an example shows it") {
    const Note all[] = {
        {"    requests.get($url)\n", "import requests\nrequests.get(a)\n", "calls `get` with an argument by keyword",
         "import requests\nrequests.get(a, timeout=1)\n"},
        {"    class $name:\n        $$_\n", "class A:\n    pass\n", "base classes", "class A(B):\n    pass\n"},
        {"    @acme.task\n    def $f($$_):\n        $$_\n", "import acme\n@acme.task\ndef f():\n    pass\n",
         "has `@task(...)`", "import acme\n@acme.task()\ndef f():\n    pass\n"},
        {"    $x == None\n", "a == None\n", "the other way round", "None == a\n"},
        {"    $x > 0\n", "a > 0\n", "the other way round", "0 < a\n"},
        {"    try:\n        $$_\n    except KeyError:\n        pass\n", "try:\n    a()\nexcept KeyError:\n    pass\n",
         "several exceptions", "try:\n    a()\nexcept (KeyError, ValueError):\n    pass\n"},
        {"    for $x in $xs:\n        $$_\n", "for a in b:\n    pass\n", "a loop with `else`",
         "for a in b:\n    pass\nelse:\n    pass\n"},
        {"    if $x:\n        pass\n", "if a:\n    pass\n", "an `if` with `else`",
         "if a:\n    pass\nelif b:\n    pass\n"},
        {"    import numpy\n", "import numpy\n", "an import with `as`", "import numpy as np\n"},
        {"    import numpy\n", "import numpy\n", "imports several modules", "import numpy, os\n"},
        {"    $x = $x + $y\n", "a = a + b\n", "has `x += y`", "a += b\n"},
        {"    with open($f):\n        $$_\n", "async def f():\n    with open(a):\n        pass\n", "has `async with`",
         "async def f():\n    async with open(a):\n        pass\n"}};
    for (const Note& n : all) {
        INFO(n.pattern);
        CHECK(says(notes(n.pattern, n.example), n.says));
        CHECK_FALSE(says(notes(n.pattern, n.example, "", n.shown), n.says));
    }
}

TEST_CASE("a pattern that leaves nothing out, or says so, is no matter for a note") {
    CHECK(notes("    requests.get($$_)\n", "import requests\nrequests.get(a)\n") == "");
    CHECK(notes("    $x.read()\n", "a.read()\n") == "");
    CHECK(notes("    len($x)\n", "len(a)\n") == "");
    CHECK(notes("    $x.append($y)\n", "a.append(b)\n") == "");
    CHECK(notes("    class $name($$_):\n        $$_\n", "class A:\n    pass\n") == "");
    CHECK(notes("    for $x in $xs:\n        $$_\n    else: $$_\n", "for a in b:\n    pass\n") == "");
    CHECK(notes("    def $f($$_):\n        $$_\n", "def f():\n    pass\n") == "");
    CHECK(notes("    $x == $y\n", "a == b\n") == "");
    // Another pattern of the match may be for the rest.
    CHECK(notes("    len($x)\nmatch\n    len($x, $$_)\n", "len(a)\n") == "");
}

TEST_CASE("a note on a condition names it") {
    const std::string in = "where\n    the function is called update\n";
    CHECK(says(notes("    print($$_)\n", "def update():\n    print(a)\n", in),
               "`the function is called update` asks the innermost one"));
    CHECK(notes("    print($$_)\n", "def update():\n    def f():\n        print(a)\n", in) == "");
    const std::string name = "where\n    $x is a name\n";
    CHECK(says(notes("    print($x, $$_)\n", "print(a)\n", name), "`self.x`, which is not a name"));
    CHECK(notes("    print($x, $$_)\n", "print(self.a)\n", name) == "");
}

TEST_CASE("there are three notes at most, and each once") {
    std::string four;
    for (const char* name : {"a", "b", "c", "d"})
        four += (four.empty() ? "" : "match\n") + std::string("    acme.") + name + "($x)\nsay\n    " + name + "\n";
    const std::string all = notes(four, "import acme\nacme.a(1)\n");
    CHECK(std::ranges::count(all, '\n') == 3);
}

TEST_CASE("a pattern of a call says which arguments by keyword it leaves out") {
    const Note all[] = {{"    acme.send($to, $$_)\n", "import acme\nacme.send(a, 1)\n",
                         "passes argument 1 of `send` by keyword", "import acme\nacme.send(to=a)\n"},
                        {"    print($$_, file=$f)\n", "print(1, file=a)\n", "one more argument by keyword",
                         "print(1, file=a, flush=True)\n"}};
    for (const Note& n : all) {
        INFO(n.pattern);
        CHECK(says(notes(n.pattern, n.example), n.says));
        CHECK_FALSE(says(notes(n.pattern, n.example, "", n.shown), n.says));
    }
    CHECK(notes("    acme.send($$_)\n", "import acme\nacme.send(a, 1)\n").empty());
    CHECK(notes("    print($$_, file=$f, $$_)\n", "print(1, file=a)\n").empty());
}

TEST_CASE("a condition on a bare `raise` or `return` says what it leaves out") {
    const std::string pattern = "    try:\n        $$_\n    except Exception:\n        $$body\n",
                      more = "where\n    no `raise` in $$body\n",
                      code = "try:\n    a()\nexcept Exception as e:\n    log(e)\n";
    CHECK(says(notes(pattern, code, more), "no example has `raise x`"));
    CHECK_FALSE(says(notes(pattern, code, more, "try:\n    a()\nexcept Exception as e:\n    raise A from e\n"),
                     "no example has `raise x`"));
    CHECK_FALSE(says(notes(pattern, code, "where\n    no `raise $_` in $$body\n"), "no example has `raise x`"));
}

TEST_CASE("a condition on the code of a call says what `**options` may pass") {
    const std::string pattern = "    $n = acme.Key($$_)\n",
                      more = "where\n    no `acme.Key($$_, name=$_)` in the match\n",
                      code = "import acme\na = acme.Key(1)\n";
    CHECK(says(notes(pattern, code, more), "`has no argument name` leaves such calls out"));
    CHECK_FALSE(says(notes(pattern, code, more, "import acme\na = acme.Key(**x)\n"), "has no argument"));
}

TEST_CASE("each of several calls says what it leaves out, if no other is of its name") {
    CHECK(says(notes("    acme.send($to, $$_)\nmatch\n    acme.post($to, $$_)\n", "import acme\nacme.send(a, 1)\n"),
               "argument 1 of `send`"));
    CHECK(notes("    acme.send($to, $$_)\nmatch\n    acme.send(to=$to)\n", "import acme\nacme.send(a, 1)\n").empty());
}
