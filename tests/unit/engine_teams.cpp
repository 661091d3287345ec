// What a team's first pages met: types by what classes store, fixes that lose something, examples with shared context.
#include "engine/explain.h"
#include "engine/page_notes.h"
#include "engine_snippet.h"
#include "text/formatted.h"

using namespace zen;

namespace {

bool reported(const std::string& pattern, const std::string& where, const std::string& code,
              PythonVersion target = {}) {
    PageBook book({page_of("match\n    " + pattern + "\nwhere\n    " + where + "\n", "code: TST0001\nfix: none\n")},
                  target);
    INFO(where << "\n" << code);
    return book.lint(code).size() == 1;
}

std::string notes(const std::string& zen, const std::string& bad) {
    return notes_of_page("---\ncode: TST0001\nfix: safe\n---\n# Title\n\nWhy.\n\n```python bad\n" + bad +
                         "```\n```zen\n" + zen + "```\n");
}

}  // namespace

TEST_CASE("an attribute is of the class of all that is stored in it, library calls and operators included") {
    auto is = [](const std::string& type, const std::string& values, const std::string& object = "self.x") {
        return reported("$x.go()", "$x is a " + type,
                        "import datetime, io, re, sqlite3\nfrom pathlib import Path\nclass A:\n    y: Path\n"
                        "    def __init__(self, a, p: Path):\n        self.p = Path(a)\n" +
                            values + "    def f(self):\n        " + object + ".go()\n");
    };
    CHECK(is("sqlite3.Connection", "        self.x = sqlite3.connect(a)\n"));
    CHECK(is("sqlite3.Cursor", "        self.c = sqlite3.connect(a)\n        self.x = self.c.cursor()\n"));
    CHECK(is("sqlite3.Cursor", "        self.x = sqlite3.connect(a)\n", "self.x.cursor()"));
    CHECK(is("pathlib.Path", "        self.x = Path(a) / 'b'\n"));
    CHECK(is("pathlib.Path", "        self.x = Path(a) / a\n"));
    CHECK(is("pathlib.Path", "        self.x = self.p.parent\n"));
    CHECK(is("pathlib.Path", "        self.x = p.resolve().with_suffix(a)\n"));
    CHECK(is("pathlib.PurePath", "        self.x = Path(a)\n"));
    CHECK(is("pathlib.Path", "        self.x = None\n        if a:\n            self.x = Path.cwd()\n"));
    CHECK(is("pathlib.Path", "        self.x = Path(a)\n        self.x = self.x / a\n"));
    CHECK(is("datetime.datetime", "        self.x = datetime.datetime.now() - datetime.timedelta(1)\n"));
    CHECK(is("re.Pattern", "        self.x = re.compile(a)\n"));
    CHECK(is("io.TextIOWrapper", "        with open(a) as f:\n            self.x = f\n"));
    CHECK(is("io.IOBase", "        self.x = open(a)\n"));
    CHECK_FALSE(is("datetime.datetime", "        self.x = datetime.datetime.now() - a\n"));
    CHECK_FALSE(is("pathlib.Path", "        self.x = Path(a)\n        self.x = a\n"));
    CHECK_FALSE(is("pathlib.Path", "        self.x = Path(a)\n    def g(self, b):\n        self.x = b\n"));
    CHECK_FALSE(is("pathlib.Path", "        self.x = Path(a).name\n"));
    CHECK_FALSE(is("pathlib.PosixPath", "        self.x = Path(a)\n"));
    CHECK_FALSE(is("sqlite3.Cursor", "        self.x = sqlite3.connect(a).commit()\n"));
}

TEST_CASE("classes of the library have their bases, whatever the target version") {
    for (PythonVersion target : {PythonVersion{3, 9}, PythonVersion{3, 14}}) {
        CHECK(reported("class $_($$_): $$_", "the match is derived from enum.Enum",
                       "import enum\nclass A(enum.IntEnum):\n    x = 1\n", target));
        CHECK(reported("class $_($$_): $$_", "the match is derived from Exception",
                       "class A(ExceptionGroup):\n    x = 1\n", target));
        CHECK(reported("class $_($$_): $$_", "the match is derived from collections.abc.Mapping",
                       "import collections.abc\nclass A(collections.abc.MutableMapping):\n    x = 1\n", target));
    }
    for (const char* base : {"ValueError", "json.JSONDecodeError", "zipfile.BadZipFile", "pydantic.ValidationError",
                             "acme.Error", "acme.AcmeException", "ExceptionGroup[ValueError]"})
        CHECK(reported("class $_($$_): $$_", "the match is an exception class",
                       formatted("import acme, json, pydantic, zipfile\nclass A({}):\n    x = 1\n", base)));
    for (const char* base : {"list", "acme.Base", "acme.Errors", "MyError", "json.JSONEncoder"})
        CHECK_FALSE(reported("class $_($$_): $$_", "the match is an exception class",
                             formatted("import acme, json\nclass MyError: pass\nclass A({}):\n    x = 1\n", base)));
}

TEST_CASE("a fix gives a value to a name that is only declared") {
    PageBook book{
        page_of("match\n    $name: $type\nwhere\n    $type is `$_ | None`\nrewrite\n    $name: $type = None\n")};
    CHECK(book.fixed("class A:\n    a: int | None\n    b: str | None\n") ==
          "class A:\n    a: int | None = None\n    b: str | None = None\n");
    CHECK(book.fixed("a: int | None\n") == "a: int | None = None\n");
}

TEST_CASE("a fix that renames in an import and adds to it gives each name once") {
    PageBook book{
        page_of("match\n    acme.models.OldUser\nrewrite\n    acme.models.User\nmatch\n"
                "    from acme.models import $$a, OldUser, $$b\nrewrite\n"
                "    from acme.models import $$a, User, $$b\n")};
    CHECK(book.fixed("from acme.models import OldUser\n\nx = OldUser()\n") ==
          "from acme.models import User\n\nx = User()\n");
    CHECK(book.fixed("from acme.models import Group, OldUser\n\nx = OldUser(Group)\n") ==
          "from acme.models import Group, User\n\nx = User(Group)\n");
    CHECK(book.fixed("from acme.models import OldUser, User\n\nx = User\n") ==
          "from acme.models import User\n\nx = User\n");
}

TEST_CASE("an argument on lines of its own is removed with them, but for its comment") {
    PageBook book{page_of("match\n    acme.run($$_)\nwhere\n    $v is argument verbose of the match\nremove $v\n")};
    auto fixed = [&](const std::string& arguments) { return book.fixed("import acme\nacme.run(" + arguments + ")\n"); };
    auto is = [&](const std::string& arguments) { return "import acme\nacme.run(" + arguments + ")\n"; };
    CHECK(fixed("\n    a,  # one\n    verbose=True,\n") == is("\n    a,  # one\n"));
    CHECK(fixed("\n    a,  # one\n    verbose=True,  # loud\n") == is("\n    a,  # one\n    # loud\n"));
    CHECK(fixed("\n    verbose=True,\n    # other\n    b=1,\n") == is("\n    # other\n    b=1,\n"));
    CHECK(fixed("\n    # loud\n    verbose=True,\n    b=1,\n") == is("\n    # loud\n    b=1,\n"));
    CHECK(fixed("\n    a,\n    verbose=True\n") == is("\n    a,\n"));
    CHECK(fixed("a,\n         verbose=True") == is("a"));
    CHECK(fixed("a, verbose=True, b=1") == is("a, b=1"));
    CHECK(fixed("\n    verbose=True,\n") == is(""));
}

TEST_CASE("an import in a function that a fix leaves without a use is removed, though others are alike") {
    PageBook book{page_of("match\n    datetime.datetime.now()\nrewrite\n    acme.clock.now()\n")};
    CHECK(book.fixed("from acme import clock\n\n\ndef f():\n    from datetime import datetime\n    return "
                     "datetime.now()\n\n\ndef g():\n    from datetime import datetime\n    return datetime.max\n") ==
          "from acme import clock\n\n\ndef f():\n    return clock.now()\n\n\ndef g():\n    from datetime import "
          "datetime\n    return datetime.max\n");
    CHECK(book.fixed("from acme import clock\n\n\ndef f():\n    from datetime import datetime\n    return "
                     "datetime.now()\n\n\ndef g():\n    from datetime import datetime\n    return datetime.now()\n") ==
          "from acme import clock\n\n\ndef f():\n    return clock.now()\n\n\ndef g():\n    return clock.now()\n");
}

TEST_CASE("a page that passes hears of arguments that its rewrite loses") {
    const std::string all = "match\n    acme.now($$_)\nrewrite\n    acme.clock()\n";
    CHECK(says(notes(all, "import acme\nacme.now()\n"), "loses what `$$_` catches"));
    CHECK_FALSE(says(notes(all, "import acme\nacme.now(1)\n"), "loses"));
    CHECK_FALSE(
        says(notes("match\n    acme.now($$a)\nrewrite\n    acme.clock($$a)\n", "import acme\nacme.now()\n"), "loses"));
    CHECK_FALSE(says(notes("match\n    acme.now($$a)\nrewrite\n    $match.x\n", "import acme\nacme.now()\n"), "loses"));
    const std::string one = "match\n    acme.get($x, default=$y)\nrewrite\n    acme.find($x)\n";
    CHECK(says(notes(one, "import acme\nacme.get(1, default=2)\n"), "loses `$y`"));
    CHECK_FALSE(says(notes("match\n    acme.get($x, default=$_)\nrewrite\n    acme.find($x)\n",
                           "import acme\nacme.get(1, default=2)\n"),
                     "loses"));
    CHECK_FALSE(says(notes("match\n    acme.get($x, default=$y)\nwhere\n    $y is `None`\nrewrite\n    acme.find($x)\n",
                           "import acme\nacme.get(1, default=None)\n"),
                     "loses"));
    CHECK(says(notes("match\n    acme.get($$_)\nwhere\n    $x is argument x or 1 of the match\nrewrite\n"
                     "    acme.find($x)\n",
                     "import acme\nacme.get(1)\n"),
               "loses what"));
}

TEST_CASE("a condition that not each pattern in a row can be asked gets a note") {
    const std::string both = "match\n    print($x)\nmatch\n    len($y)\nwhere\n    $y is a name\n";
    CHECK(says(notes(both + "say\n    no\n", "print(1)\nlen(a)\n"), "asks `$y`, which not each pattern"));
    CHECK_FALSE(says(
        notes("match\n    print($y)\nmatch\n    len($y)\nwhere\n    $y is a name\nsay\n    no\n", "print(a)\nlen(a)\n"),
        "not each pattern"));
}

TEST_CASE("the one value of a name is a hole") {
    auto message = [](const std::string& code) {
        PageBook book{
            page_of("match\n    acme.run($x)\nwhere\n    $v is the value of $x\n    $v is `f\"$_\"` or `\"$_\"`\n"
                    "say\n    text $v\n",
                    "code: TST0001\nfix: none\n")};
        const std::vector<Finding> found = book.lint("import acme\n" + code);
        return found.empty() ? "" : found[0].message;
    };
    CHECK(message("sql = 'a'\nacme.run(sql)\n") == "text 'a'");
    CHECK(message("sql = 'a'\nother = sql\nacme.run(other)\n") == "text 'a'");
    CHECK(message("acme.run('a')\n") == "text 'a'");
    CHECK(message("class A:\n    def f(self):\n        self.x = 'a'\n        acme.run(self.x)\n") == "text 'a'");
    CHECK(message("sql = 'a'\nsql = 'b'\nacme.run(sql)\n").empty());
    CHECK(message("def f(sql):\n    acme.run(sql)\n").empty());
    CHECK(message("sql = g()\nacme.run(sql)\n").empty());
    CHECK(says(block_trouble("match\n    print($x)\nwhere\n    $v is the value of $y\n"), "`$y`"));
    CHECK(says(block_trouble("match\n    print($x)\nwhere\n    $x is the value of $x\n"), "new name"));
}

TEST_CASE("code of a nested function is neither before nor after") {
    const std::string where = "the match is before `acme.save()` in the function";
    CHECK(reported("acme.add($_)", where, "import acme\ndef f():\n    acme.add(1)\n    acme.save()\n"));
    CHECK_FALSE(reported("acme.add($_)", where,
                         "import acme\ndef f():\n    acme.add(1)\n    def g():\n        acme.save()\n    return g\n"));
    CHECK(reported("acme.add($_)", where,
                   "import acme\ndef f():\n    def g():\n        acme.add(1)\n        acme.save()\n    return g\n"));
}

TEST_CASE("the first parts of a bad block may be what all others need") {
    auto trouble = [](const std::string& bad) {
        return judged("---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\n" + bad +
                      "```\n\n```python ok\nx.acquire(1)\n```\n\n```zen\nmatch\n    $lock.acquire($_)\nwhere\n"
                      "    $lock is a threading.Lock\n```\n");
    };
    CHECK(trouble("import threading\n\nlock = threading.Lock()\n\nlock.acquire(1)\n\nlock.acquire(2)\n").empty());
    CHECK(trouble("import threading\n\nlock = threading.Lock()\n\ndef f():\n    lock.acquire(1)\n\ndef g():\n"
                  "    lock.acquire(2)\n")
              .empty());
    CHECK_FALSE(trouble("import threading\n\nlock = threading.Lock()\n\nlock.acquire(1)\n\nlock.acquire(2)\n\n"
                        "other.acquire(3)\n")
                    .empty());
}

TEST_CASE("--why begins with what came nearest to a match") {
    PageBook book{
        page_of("match\n    print($x, 1)\nwhere\n    $x is a name\nmatch\n    print($x)\nwhere\n    $x is a name\n    "
                "$x is spelled b\n"
                "match\n    print($x)\nwhere\n    $x is a call\n",
                "code: TST0001\nfix: none\n")};
    const std::vector<Explained> all = explain(book.rules(), 0, Source::from_text("a.py", "print(a)\n"), 1);
    REQUIRE(all.size() >= 2);
    CHECK(says(all.front().text, "`$x is spelled b`"));
    CHECK(says(all.back().text, "does not fit: line"));
}
