// What readers of the documentation expect a pattern or a condition to do without being told.
#include "engine/explain.h"
#include "engine_snippet.h"

using namespace zen;

namespace {

// How often a page with these conditions reports the code.
std::size_t found(const std::string& pattern, const std::string& where, const std::string& code,
                  const std::string& front = "code: TST0001\nfix: none\n") {
    const std::string zen = "match\n    " + pattern + "\n" + (where.empty() ? "" : "where\n    " + where + "\n");
    PageBook book{page_of(zen, front)};
    INFO(pattern << "\n" << where << "\n" << code);
    return book.lint(code).size();
}

bool reported(const std::string& pattern, const std::string& where, const std::string& code) {
    return found(pattern, where, code) == 1;
}

std::string why(const std::string& where, const std::string& pattern = "$f($$_)") {
    return block_trouble("match\n    " + pattern + "\nwhere\n    " + where + "\n");
}

}  // namespace

TEST_CASE("a decorator in a pattern is any one for which the conditions hold") {
    const std::string head = "import functools\n\n\n", tail = "def f():\n    pass\n";
    const std::string function = "@$d\n    def $f($$_):\n        $$_";
    for (const char* decorators :
         {"@functools.cache\n", "@other\n@functools.cache\n", "@other\n@functools.cache\n@third\n"}) {
        CHECK(reported(function, "$d is one of functools.cache", head + decorators + tail));
        CHECK(reported(function, "$d is `functools.cache`", head + decorators + tail));
        CHECK(reported(function, "$d is spelled *.cache", head + decorators + tail));
        CHECK(reported(function, "$d is one of functools.cache\n    $f is spelled f", head + decorators + tail));
        CHECK_FALSE(reported(function, "$d is one of functools.lru_cache", head + decorators + tail));
    }
    CHECK(reported(function, "$d is `functools.lru_cache($size)`\n    $size is a number literal",
                   head + "@functools.lru_cache(x)\n@functools.lru_cache(3)\n" + tail));
    CHECK(reported(function, "$d has no argument size", head + "@f(size=1)\n@g(1)\n" + tail));
    const std::string two = "@$a\n    @$b\n    def $f($$_):\n        $$_";
    const std::string ordered = "$a is spelled a\n    $b is spelled b";
    CHECK(reported(two, ordered, "@x\n@a\n@y\n@b\n" + tail));
    CHECK_FALSE(reported(two, ordered, "@b\n@a\n" + tail));
    CHECK(reported(two, "$b is `$a.setter`", "@y\n@x\n@x.setter\n" + tail));
    CHECK(reported("@$d\n    class $c($$_):\n        $$_", "$d is spelled b", "@a\n@b\nclass A(B):\n    pass\n"));
}

TEST_CASE("what is above a decorator, or above a definition, may be a decorator") {
    const std::string code = "@a\n@b\n@c\ndef f():\n    pass\n";
    CHECK(found("@$_", "the match is preceded by `@$_`", code) == 2);
    CHECK(found("@$_", "the match is not preceded by `@$_`", code) == 1);
    CHECK(reported("@$d", "the match is followed by `@property`", "@a\n@property\n@c\ndef f():\n    pass\n"));
    CHECK(reported("def $f($$_):\n        $$_", "the match is preceded by `@property`",
                   "@a\n@property\ndef f():\n    pass\n"));
    CHECK_FALSE(reported("def $f($$_):\n        $$_", "the match is preceded by `@property`",
                         "@property\n@a\ndef f():\n    pass\n"));
    CHECK(reported("def $f($$_):\n        $$_", "the match is preceded by `x = 1`", "x = 1\n@c\ndef f():\n    pass\n"));
}

TEST_CASE("the text of adjacent literals is one text") {
    const std::string pattern = "print(\"$text\")", where = "$text is spelled SELECT * FROM*";
    for (const char* code : {"print(\"SELECT * FROM t\")\n", "print(\"SELECT * \" \"FROM t\")\n",
                             "print(\"SEL\" 'ECT * FROM')\n", "print((\"SELECT * \"\n   \"FROM t\"))\n"})
        CHECK(reported(pattern, where, code));
    CHECK_FALSE(reported(pattern, where, "print(\"SELECT *\" \"FROM t\")\n"));
    CHECK(reported("print(f\"$text\")", where, "print(\"SELECT * \" f\"FROM {t}\")\n"));
    CHECK(reported("print(\"$text\")", "$text is spelled $a.$b\n    $b is spelled xy", "print(\"1.\" \"xy\")\n"));
    PageBook book{page_of("match\n    print(\"$text\")\nlet\n    $new is \"<$text>\"\nsay\n    $new\n")};
    CHECK(book.message("print('a' 'b')\n") == "<ab>");
}

TEST_CASE("a part of a statement that the pattern leaves out does not count") {
    CHECK(reported("assert $_", "", "assert x, 'm'\n"));
    CHECK(reported("assert $_", "", "assert x\n"));
    CHECK_FALSE(reported("assert $_, $_", "", "assert x\n"));
    CHECK(reported("raise $x", "", "raise x from y\n"));

    CHECK(reported("raise ValueError($$_)", "", "raise ValueError(1) from None\n"));
    CHECK_FALSE(reported("raise $x from None", "", "raise x\n"));
    CHECK_FALSE(reported("raise", "", "raise x\n"));
    CHECK_FALSE(reported("raise $x", "the match is not `raise $_ from $_`", "raise x from y\n"));
    const std::string handler = "try:\n    a()\nexcept ValueError as e:\n    pass\n";
    CHECK(reported("except ValueError:\n        $$_", "", handler));
    CHECK(reported("except $c:\n        $$_", "$c is spelled ValueError", handler));
    CHECK(reported("try:\n        $$_\n    except ValueError:\n        $$_", "", handler));
    CHECK(reported("except ($$_, ValueError, $$_):\n        $$_", "",
                   "try:\n    a()\nexcept (OSError, ValueError) as e:\n    pass\n"));
    CHECK_FALSE(reported("except $c:\n        $$_", "the match is not `except $_ as $_: $$_`", handler));
    CHECK_FALSE(reported("except $c as $_:\n        $$_", "", "try:\n    a()\nexcept ValueError:\n    pass\n"));
    CHECK_FALSE(
        reported("def $f($$_):\n        $$body", "$$body contains no `assert $_`", "def f():\n    assert x, 'm'\n"));
    // The rewrite of a whole statement would lose it.
    PageBook book{
        page_of("match\n    assert not $x\nrewrite\n    assert $x is None\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("assert not x\n") == "assert x is None\n");
    CHECK(book.fixed("assert not x, 'm'\n") == "assert not x, 'm'\n");
}

TEST_CASE("a hole for the name of a module is also what the file imports from it") {
    const std::string pattern = "requests.$f($$_)", where = "$f is spelled get, post";
    for (const char* code : {"import requests\nrequests.get(1)\n", "import requests as r\nr.get(1)\n",
                             "from requests import get\nget(1)\n", "from requests import get as g\ng(1)\n",
                             "import requests\npost = requests.post\npost(1)\n"})
        CHECK(reported(pattern, where, code));
    for (const char* code : {"from requests import put\nput(1)\n", "from other import get\nget(1)\n", "get(1)\n",
                             "import requests\nrequests.get.x(1)\n", "from requests import get\nget = f\nget(1)\n",
                             "from requests.api import get\nget(1)\n"})
        CHECK_FALSE(reported(pattern, where, code));
    CHECK(reported("requests.$_($$_)", "", "from requests import get\nget(1)\n"));
    CHECK(
        reported("$f($$_)", "$f is `requests.$name`\n    $name is spelled get", "from requests import get\nget(1)\n"));
    PageBook book{page_of("match\n    hashlib.$f($x).digest().hex()\nrewrite\n    hashlib.$f($x).hexdigest()\n",
                          "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("from hashlib import md5\nmd5(a).digest().hex()\n") ==
          "from hashlib import md5\nmd5(a).hexdigest()\n");
    CHECK(book.fixed("from hashlib import md5 as m\nm(a).digest().hex()\n") ==
          "from hashlib import md5 as m\nm(a).hexdigest()\n");
    CHECK(book.fixed("import hashlib\nhashlib.md5(a).digest().hex()\n") ==
          "import hashlib\nhashlib.md5(a).hexdigest()\n");
}

TEST_CASE("a fix writes a name as the matched code does") {
    PageBook book{page_of("match\n    logging.getLogger(\"$_\")\nrewrite\n    logging.getLogger(__name__)\n")};
    const std::string head = "import logging\nfrom logging import getLogger as gl\nx = gl(__name__)\n";
    CHECK(book.fixed(head + "y = logging.getLogger('a')\n") == head + "y = logging.getLogger(__name__)\n");
    CHECK(book.fixed(head + "y = gl('a')\n") == head + "y = gl(__name__)\n");
}

TEST_CASE("a fix adds a name to the import of that module that the file has") {
    PageBook named{page_of("match\n    $x.go()\nrewrite\n    typing.cast($x, 1)\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(named.fixed("from typing import Any\n\nz: Any = y.go()\n") ==
          "from typing import Any, cast\n\nz: Any = cast(y, 1)\n");
    CHECK(named.fixed("from typing import (\n    Any,\n)\n\nz: Any = y.go()\n") ==
          "from typing import (\n    Any, cast,\n)\n\nz: Any = cast(y, 1)\n");
}

TEST_CASE("a comment behind a decorator is no part of it") {
    PageBook book{
        page_of("match\n    @$d\nwhere\n    $d is one of dataclasses.dataclass\nrewrite\n    "
                "@dataclasses.dataclass(frozen=True)\n",
                "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("from dataclasses import dataclass\n\n\n@dataclass  # why\nclass A:\n    x: int\n") ==
          "from dataclasses import dataclass\n\n\n@dataclass(frozen=True)  # why\nclass A:\n    x: int\n");
}

TEST_CASE("`self` is an instance of the class that the method's class derives from") {
    const std::string head = "import acme\n\n\nclass A(acme.Thing):\n";
    auto is_thing = [&](const std::string& code) { return reported("$p.go($_)", "$p is an acme.Thing", head + code); };
    CHECK(is_thing("    def f(self):\n        self.go(1)\n"));
    CHECK(is_thing("    @retry\n    def f(self):\n        self.go(1)\n"));
    CHECK(is_thing("    def f(self):\n        def g():\n            self.go(1)\n        g()\n"));
    for (const char* code :
         {"    @staticmethod\n    def f(self):\n        self.go(1)\n",
          "    @classmethod\n    def f(cls):\n        cls.go(1)\n", "    def f(self, other):\n        other.go(1)\n",
          "    def f(self):\n        self = 1\n        self.go(1)\n"})
        CHECK_FALSE(is_thing(code));
    CHECK_FALSE(reported("$p.go($_)", "$p is an acme.Thing",
                         "import acme\n\n\nclass A:\n    def f(self):\n        self.go(1)\n"));
}

TEST_CASE("noqa on the line of a decorator is about the head of the definition too") {
    const std::string zen = "match\n    def $f($$_):\n        $$_\nreport\n    the head\n";
    PageBook book{page_of(zen, "code: TST0001\nfix: none\n")};
    CHECK(book.lint("@a\ndef f():\n    pass\n").size() == 1);
    for (const char* code :
         {"@a  # noqa: TST0001\ndef f():\n    pass\n", "@a\ndef f():  # noqa: TST0001\n    pass\n",
          "@a  # noqa: TST0001\n@b\ndef f():\n    pass\n", "@a  # zenlint: ignore[TST0001]\ndef f():\n    pass\n"})
        CHECK(book.lint(code).empty());
    CHECK(book.lint("@a  # noqa: TST0001\nclass C:\n    def f(self):\n        pass\n").size() == 1);
}

TEST_CASE("code of one form is counted") {
    const std::string function = "def $f($$_):\n        $$body";
    const std::string flags =
        "the match has at least 3 `parameter $_: bool` or `parameter $_: bool = $_` or `parameter $_=True`";
    CHECK(reported(function, flags, "def f(a: bool, b: int, c: bool = False, d=True):\n    pass\n"));
    CHECK_FALSE(reported(function, flags, "def f(a: bool, b: int, d=True):\n    pass\n"));
    CHECK(reported(function, "$$body has exactly 1 `return $_`",
                   "def f():\n    def g():\n        return 1\n        return 3\n    return 2\n"));
    CHECK(reported(function, "$$body has at most 0 `return $_`", "def f():\n    return\n"));
    CHECK(reported("if $_:\n        $$body", "the match has at least 2 `$_.go()`", "if a:\n    b.go()\n    b.go()\n"));
}

TEST_CASE("an option is a number that is counted with, or a list of spellings") {
    auto trouble = [](const std::string& option, const std::string& where) {
        return block_trouble("match\n    $x.$f($$a)\nwhere\n    " + where + "\n",
                             "code: TST0001\nfix: none\noption: " + option + "\n");
    };
    CHECK(trouble("most = 3, arguments", "$$a has at least most arguments").empty());
    CHECK(trouble("names = \"get, post_*\", methods", "$f is spelled option names").empty());
    CHECK(says(trouble("most = 0.5, arguments", "$$a has at least most arguments"), "its default is `0.5`"));
    CHECK(says(trouble("most = get post, arguments", "$$a has at least most arguments"), "is a number in a condition"));
    CHECK(says(trouble("most = 3, arguments", "$f is a name"), "no condition reads the option `most`"));
    const std::string front = "code: TST0001\nfix: none\noption: names = \"get, post_*\", methods\n";
    for (const char* spelling : {"option names", "option names, put", "put, option names"}) {
        const std::string where = std::string("$f is spelled ") + spelling;
        CHECK(found("$x.$f($$a)", where, "x.get(1)\n", front) == 1);
        CHECK(found("$x.$f($$a)", where, "x.post_all(1)\n", front) == 1);
        CHECK(found("$x.$f($$a)", where, "x.posts(1)\n", front) == 0);
    }
    CHECK(found("$x.$f($$a)", "$f is spelled option names in any case", "x.GET(1)\n", front) == 1);
    CHECK(found("$x.$f($$a)", "$f is not spelled option names", "x.get(1)\n", front) == 0);
}

TEST_CASE("what could never hold, or means something else, is refused with what to write") {
    CHECK(says(why("$f is a subclass of shop.Foo"), "write `is derived from shop.Foo`"));
    CHECK(says(why("$f is used after Foo"), "asks for a hole"));
    CHECK(says(why("the match is inside an async function"), "did you mean `in an async function`"));
    CHECK(says(why("$f is a name and $f is private"), "one a line"));
    CHECK(says(why("$f is a name or $f is private"), "on the next line, which begins with `or`"));
    CHECK(says(why("the match is called by foo"), "who calls"));
    CHECK(says(why("the file is in tests/*.py"), "write `the file is called tests/*.py`"));
    CHECK(why("no decorator of the match has argument frozen", "@$_\n    class $c:\n        $$_").empty());
    CHECK(says(why("the match has no argument frozen", "@$_\n    class $c:\n        $$_"), "`@$call`"));
    CHECK(says(block_trouble("match\n\tlen($x)\n"), "four spaces"));
    CHECK(says(block_trouble("match\n    len($x)\nmessage\n    no\n"), "did you mean `say`"));
    CHECK_FALSE(reported("raise $x", "$x is camel case", "raise KeyError(k)\n"));
    CHECK_FALSE(reported("raise $x", "$x is camel case", "raise Key[3]\n"));
    CHECK(reported("raise $x", "$x is camel case", "raise errors.KeyError\n"));
}
