// Types of expressions: certain ones, and the honest unknown.
#include <catch2/catch_test_macros.hpp>

#include "semantics/types/annotations.h"
#include "semantics/types/exact.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

// The type of the last expression statement of a snippet, in words.
std::string type_at_end(std::string text) {
    Snippet s(text + "\n");
    Node last;
    for (Node n : s->tree().nodes.empty() ? Node::Range() : Node(s->tree(), 0).descendants())
        if (n.is(Kind::expression_statement)) last = n;
    Type t = s->type(last.child(0u));
    constexpr const char* words[] = {"None",  "bool",      "int",    "float", "complex",   "str",
                                     "bytes", "list",      "dict",   "set",   "frozenset", "tuple",
                                     "range", "generator", "module", "class", "function",  "instance"};
    if (!t.known()) return "unknown";
    std::string result;
    for (int bit = 0; bit < 18; ++bit)
        if (t.bits & (1u << bit)) result += std::string(result.empty() ? "" : "|") + words[bit];
    return t.qualified.empty() ? result : result + " " + t.qualified;
}

}  // namespace

TEST_CASE("types of literals, displays and operators") {
    CHECK(type_at_end("1") == "int");
    CHECK(type_at_end("1.5 + 2") == "float");
    CHECK(type_at_end("1 / 2") == "float");
    CHECK(type_at_end("True + True") == "int");
    CHECK(type_at_end("'a' + 'b'") == "str");
    CHECK(type_at_end("b'a' * 2") == "bytes");
    CHECK(type_at_end("'%s' % x") == "str");
    CHECK(type_at_end("f'{x}'") == "str");
    CHECK(type_at_end("[1] + [2]") == "list");
    CHECK(type_at_end("{1} | {2}") == "set");
    CHECK(type_at_end("{} | {}") == "dict");
    CHECK(type_at_end("(1, 2)") == "tuple");
    CHECK(type_at_end("not x") == "bool");
    CHECK(type_at_end("x in y") == "bool");
    CHECK(type_at_end("x is y") == "bool");
    CHECK(type_at_end("x == y") == "unknown");
    CHECK(type_at_end("1 == len(y)") == "bool");
    CHECK(type_at_end("1 if x else 'a'") == "int|str");
    CHECK(type_at_end("x + 1") == "unknown");
    CHECK(type_at_end("-True") == "int");
    CHECK(type_at_end("lambda: 0") == "function");
    CHECK(type_at_end("(x for x in y)") == "generator");
    CHECK(type_at_end("'abc'[0]") == "str");
    CHECK(type_at_end("[1][0]") == "int");
    CHECK(type_at_end("[1][1:]") == "list");
}

TEST_CASE("types follow names to their stores") {
    CHECK(type_at_end("x = 1\nx") == "int");
    CHECK(type_at_end("x = 1\nif y: x = 'a'\nx") == "int|str");
    CHECK(type_at_end("x = 1\nx = 'a'\nx") == "str");
    CHECK(type_at_end("x, (y, z) = 1, ('a', [])\nz") == "list");
    CHECK(type_at_end("x, *y = z\ny") == "list");
    CHECK(type_at_end("x = unknown()\nx") == "unknown");
    CHECK(type_at_end("x = y = []\nx") == "list");
    CHECK(type_at_end("(x := 3)\nx") == "int");
    CHECK(type_at_end("for x in range(3): pass\nx") == "int");
    CHECK(type_at_end("for i, x in enumerate(y): pass\ni") == "int");
    CHECK(type_at_end("for x in y: x") == "unknown");
    CHECK(type_at_end("for x in ['a', 'b']: x") == "str");
    CHECK(type_at_end("def f():\n    x = 1\n    def g(): return x\n    x") == "int");
    CHECK(type_at_end("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = ''\n    g()\n    x") ==
          "int|str");
    CHECK(type_at_end("import os\nos") == "module os");
    CHECK(type_at_end("x: int\nx = f()\nx") == "bool|int");
}

TEST_CASE("names that depend on themselves settle") {
    CHECK(type_at_end("i = 0\nwhile x:\n    i = i + 1\ni") == "int");
    CHECK(type_at_end("i = 0\nwhile x:\n    i += 1\ni") == "int");
    CHECK(type_at_end("i = 0\nwhile x:\n    i = i / 2\ni") == "int|float");
    CHECK(type_at_end("s = ''\nfor c in x:\n    s += 'a'\ns") == "str");
    CHECK(type_at_end("s = ''\nfor c in x:\n    s += c\ns") == "unknown");
    CHECK(type_at_end("a = b = 0\nwhile x:\n    a, b = b, a\na") == "int");
}

TEST_CASE("types of calls") {
    CHECK(type_at_end("len(x)") == "int");
    CHECK(type_at_end("def len(x): ...\nlen(x)") == "None");
    CHECK(type_at_end("list(x)") == "list");
    CHECK(type_at_end("sorted(x)") == "list");
    CHECK(type_at_end("zip(x)") == "generator");
    CHECK(type_at_end("'a'.split()") == "list");
    CHECK(type_at_end("'a'.upper().encode()") == "bytes");
    CHECK(type_at_end("x.upper()") == "unknown");
    CHECK(type_at_end("import os\nos.getcwd()") == "str");
    CHECK(type_at_end("from pathlib import Path\nPath('a').read_text()") == "str");
    CHECK(type_at_end("from pathlib import Path as P\nP('a')") == "instance pathlib.Path");
    CHECK(type_at_end("from collections import defaultdict\ndefaultdict(list)") == "instance collections.defaultdict");
    CHECK(type_at_end("open(x)") == "instance io.TextIOWrapper");
    CHECK(type_at_end("from pathlib import Path\nPath(x).open('rb')") == "instance io.BufferedReader");
    CHECK(type_at_end("with open(x, 'rb') as f:\n    f.read()") == "bytes");
    CHECK(type_at_end("import re\nre.match(a, b)") == "None|instance re.Match");
    CHECK(type_at_end("from pathlib import Path\np = Path('a')\nq = p / 'b'\nq.parent / 'c'") ==
          "instance pathlib.Path");
    CHECK(type_at_end("from pathlib import Path\nPath('a') / x") == "unknown");
    CHECK(type_at_end("ValueError()") == "instance ValueError");
    CHECK(type_at_end("try: pass\nexcept ValueError as e: e") == "instance ValueError");
    CHECK(type_at_end("from wonders import *\nlen(x)") == "unknown");
    CHECK(type_at_end("from numpy import *\nlen(x)") == "int");
}

TEST_CASE("functions and classes of the file") {
    CHECK(type_at_end("def f(): return 1\nf()") == "int");
    CHECK(type_at_end("def f(x):\n    if x: return 'a'\nf(1)") == "None|str");
    CHECK(type_at_end("def f() -> str: return g()\nf()") == "str");
    CHECK(type_at_end("def f(): yield 1\nf()") == "generator");
    CHECK(type_at_end("async def f(): return 1\nf()") == "unknown");
    CHECK(type_at_end("@deco\ndef f(): return 1\nf()") == "unknown");
    CHECK(type_at_end("def f(n): return f(n - 1) if n else 0\nf(3)") == "int");
    CHECK(type_at_end("class C: ...\nC()") == "instance C");
    CHECK(type_at_end("class C: ...\nC") == "class C");
    CHECK(type_at_end("class C:\n    def f(self): self") == "instance C");
    CHECK(type_at_end("class C:\n    def f(self) -> int: ...\nC().f()") == "bool|int");
    CHECK(type_at_end("class C:\n    x: str\nC().x") == "str");
    CHECK(type_at_end("class C:\n    def f(self):\n        self.x: str = g()\nC().x") == "str");
    // Anybody may set it to something else.
    CHECK(type_at_end("class C:\n    def f(self):\n        self.x = ''\nC().x") == "unknown");
}

TEST_CASE("types of parameters") {
    CHECK(type_at_end("def f(x: str): x") == "str");
    CHECK(type_at_end("def f(x: 'str'): x") == "str");
    CHECK(type_at_end("def f(x: int = None): x") == "None|bool|int");
    CHECK(type_at_end("def f(x=0): x") == "unknown");
    CHECK(type_at_end("def f(*x, **y): x") == "tuple");
    CHECK(type_at_end("def f(*x: int, **y: int): y") == "dict");
    CHECK(type_at_end("from typing import Optional\ndef f(x: Optional[str]): x") == "None|str");
    CHECK(type_at_end("def f(x: list[int] | None): x") == "None|list");
    CHECK(type_at_end("def f(x: 'list[int] | None'): x") == "None|list");
    CHECK(type_at_end("def f(x: list[int]): x") == "list");
    CHECK(type_at_end("import typing as t\ndef f(x: t.List[int]): x") == "list");
    CHECK(type_at_end("from typing import Literal\ndef f(x: Literal['a', 'b']): x") == "str");
    CHECK(type_at_end("def f(x: float): x") == "bool|int|float");
    CHECK(type_at_end("from typing import Any\ndef f(x: Any): x") == "unknown");
    CHECK(type_at_end("def f(x: object): x") == "unknown");
}

TEST_CASE("conditions narrow types") {
    CHECK(type_at_end("def f(x: str | None):\n    if x is not None:\n        x") == "str");
    CHECK(type_at_end("def f(x: str | None):\n    if x is None:\n        return\n    x") == "str");
    CHECK(type_at_end("def f(x: str | None):\n    if x:\n        x") == "str");
    CHECK(type_at_end("def f(x: str | None):\n    x and x.upper()\n    x") == "None|str");
    CHECK(type_at_end("def f(x):\n    if isinstance(x, str):\n        x") == "str");
    CHECK(type_at_end("def f(x):\n    if isinstance(x, (list, tuple)):\n        x") == "list|tuple");
    CHECK(type_at_end("def f(x):\n    if not isinstance(x, str):\n        raise E\n    x") == "str");
    CHECK(type_at_end("def f(x):\n    assert isinstance(x, str)\n    x") == "str");
    CHECK(type_at_end("def f(x: str | None):\n    if x is None:\n        x = 1\n    x") == "int|str");
    CHECK(type_at_end("def f(x):\n    if isinstance(x, str):\n        x = g()\n        x") == "unknown");
    CHECK(type_at_end("def f(x):\n    if isinstance(x, str):\n        pass\n    x") == "unknown");
}

TEST_CASE("an attribute of a class of the file is what the body stores there, unless the class is changed") {
    CHECK(type_at_end("class A:\n    names = []\nA.names") == "list");
    CHECK(type_at_end("class A:\n    size: str = f()\nA.size") == "str");
    CHECK(type_at_end("class A:\n    names = []\nA.names = None\nA.names") == "unknown");
    CHECK(type_at_end("class A:\n    names = []\n    names = ()\nA.names") == "unknown");
    CHECK(type_at_end("class A:\n    def f(self):\n        self.names = []\nA.names") == "unknown");
    CHECK(type_at_end("import enum\nclass A(enum.Enum):\n    RED = 1\nA.RED") == "unknown");
    CHECK(type_at_end("@known\nclass A:\n    names = []\nA.names") == "unknown");
    CHECK(type_at_end("class B:\n    pass\nclass A:\n    part = B()\nA.part") == "unknown");
}

TEST_CASE("calls of static methods, of lambdas and of cast, and what is awaited") {
    CHECK(type_at_end("class A:\n    @staticmethod\n    def f():\n        return []\nA.f()") == "list");
    CHECK(type_at_end("class A:\n    @classmethod\n    def f(cls) -> str: ...\nA.f()") == "str");
    CHECK(type_at_end("class A:\n    def f(self):\n        return []\nA.f()") == "unknown");
    CHECK(type_at_end("f = lambda: 1\nf()") == "int");
    CHECK(type_at_end("f = lambda x: x\nf(1)") == "unknown");
    CHECK(type_at_end("f = lambda: 1\nif x: f = g\nf()") == "unknown");
    CHECK(type_at_end("(lambda: 'a')()") == "str");
    CHECK(type_at_end("from typing import cast\ncast(dict, x)") == "dict");
    CHECK(type_at_end("async def f() -> bool: ...\nawait f()") == "bool");
    CHECK(type_at_end("async def f():\n    return 'a'\nawait f()") == "str");
    CHECK(type_at_end("async def f() -> bool: ...\nf()") == "unknown");
    CHECK(type_at_end("async def f() -> int:\n    yield 1\nawait f()") == "unknown");
    CHECK(type_at_end("@known\nasync def f() -> bool: ...\nawait f()") == "unknown");
}

TEST_CASE("a method that the class body binds again is not certainly a method") {
    CHECK(type_at_end("class A:\n    def f(self): ...\nA().f") == "function");
    CHECK(type_at_end("class A:\n    def f(self): ...\n    f = property(f)\nA().f") == "unknown");
}

TEST_CASE("conditions narrow types wherever they are certain to hold") {
    const std::string head = "def f(x: str | None):\n    ";
    // Behind the name, and around the place where it is stored.
    CHECK(type_at_end(head + "(1 if x is None else x)") == "int|str");
    CHECK(type_at_end(head + "if (y := x) is not None:\n        y") == "str");
    CHECK(type_at_end(head + "while (y := x):\n        y") == "str");
    CHECK(type_at_end(head + "while x is None:\n        x = g\n    x") == "unknown");
    CHECK(type_at_end(head + "while x is None:\n        x = 'a'\n    x") == "str");
    CHECK(type_at_end(head + "while x is None:\n        if g():\n            break\n        x = 'a'\n    x") ==
          "None|str");
    CHECK(type_at_end(head + "if x is None or g():\n        return\n    x") == "str");
    CHECK(type_at_end(head + "if x is None and g():\n        return\n    x") == "None|str");
    CHECK(type_at_end(head + "if not (x and g()):\n        raise E\n    x") == "str");
    CHECK(type_at_end(head + "if g():\n        x = 1\n    elif x is None:\n        return\n    x") == "int|str");
    CHECK(type_at_end(head + "if x is not None:\n        pass\n    else:\n        return\n    x") == "str");
    CHECK(type_at_end(head + "if x == 'a':\n        x") == "str");
    CHECK(type_at_end(head + "if x in ('a', 'b'):\n        x") == "str");
    CHECK(type_at_end(head + "if x == g():\n        x") == "None|str");
    CHECK(type_at_end(head + "for i in g():\n        if x is None:\n            continue\n        x") == "str");
    // A store in the branch counts for itself; in a loop it comes back without a test.
    CHECK(type_at_end(head +
                      "if x:\n        for i in g():\n            if i:\n                x = None\n            x") ==
          "None|str");
}

TEST_CASE("isinstance() keeps what may be of the class") {
    CHECK(type_at_end("def f(x: int | str | list):\n    if not isinstance(x, (str, list)):\n        x") == "bool|int");
    CHECK(type_at_end("def f(x: str | int):\n    if isinstance(x, str):\n        return\n    x") == "bool|int");
    const std::string dates = "import datetime\ndef f(x: datetime.datetime | None, y: datetime.date | str):\n    ";
    CHECK(type_at_end(dates + "if isinstance(x, datetime.date):\n        x") == "instance datetime.datetime");
    CHECK(type_at_end(dates + "if isinstance(y, datetime.datetime):\n        y") == "instance datetime.datetime");
    CHECK(type_at_end(dates + "if not isinstance(y, datetime.date):\n        y") == "str");
    CHECK(type_at_end(dates + "if not isinstance(y, unheard_of):\n        y") == "unknown");
    CHECK(type_at_end("class C: pass\ndef f(x: C | None):\n    if not isinstance(x, C):\n        x") == "None");
    CHECK(type_at_end("x = None\nif a:\n    x = 'b'\nif x is not None:\n    x") == "str");
    CHECK(type_at_end("x = []\nif a:\n    x = g()\nif isinstance(x, str):\n    x") == "str");
    CHECK(type_at_end("def f(x: int | None):\n    if isinstance(x, unheard_of):\n        x") == "bool|int");
    CHECK(type_at_end("from typing import TypedDict\nclass D(TypedDict): a: int\nx: D = {'a': 1}\nx") == "dict");
    CHECK(type_at_end("from typing import cast\ndef f(x):\n    cast(str, x)") == "str");
}

TEST_CASE("an attribute is narrowed until something may have set it anew") {
    const std::string head = "class C:\n    x: str | None\n    def f(self):\n        ";
    CHECK(type_at_end(head + "self.x") == "None|str");
    CHECK(type_at_end(head + "if self.x is not None:\n            self.x") == "str");
    CHECK(type_at_end(head + "if self.x is None:\n            return\n        self.x") == "str");
    CHECK(type_at_end(head + "if self.x:\n            g()\n            self.x") == "unknown");
    CHECK(type_at_end(head + "if self.x is None:\n            self.x = 'a'\n        self.x") == "unknown");
    CHECK(type_at_end(head + "if self.y is not None:\n            self.x") == "None|str");
}

TEST_CASE("a variable is what its annotation says where more is stored than that") {
    CHECK(type_at_end("def f(x: str | None):\n    y: str = x\n    y") == "str");
    CHECK(type_at_end("2 ** 8") == "int");
    CHECK(type_at_end("def f(n: int):\n    2 ** n") == "int|float");
}

TEST_CASE("constants of the library are members of its enumerations, and type variables have bounds") {
    CHECK(type_at_end("import signal\nsignal.SIGINT") == "instance signal.Signals");
    CHECK(type_at_end("import re\nre.I | re.M") == "instance re.RegexFlag");
    CHECK(type_at_end("import ast\nast.parse('a')") == "instance ast.Module");
}

namespace {

// Is the value of the last expression statement certainly of no subclass?
bool made_at_end(std::string text) {
    Snippet s(text + "\n");
    Node last;
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::expression_statement)) last = n;
    return made_in_sight(*s, last.child(0u));
}

}  // namespace

TEST_CASE("What is made in sight is of no subclass") {
    CHECK(made_at_end("'a' + str(x)"));
    CHECK_FALSE(made_at_end("def f(x: str):\n    x"));
    // A slice of a string and what its methods give are plain strings, whatever it is.
    CHECK(made_at_end("def f(x: str):\n    x[1:]"));
    CHECK(made_at_end("def f(x: str):\n    x.lower()"));
    CHECK_FALSE(made_at_end("def f(x: list):\n    x[1:]"));
    // What gives back what it gets makes nothing.
    CHECK_FALSE(made_at_end("def f(x: str):\n    max(x, 'a')"));
    CHECK_FALSE(made_at_end("def f(x: str):\n    max([x, 'a'])"));
    CHECK(made_at_end("max('b', 'a')"));
    CHECK(made_at_end("def f(x: float):\n    round(x)"));
    CHECK_FALSE(made_at_end("def f(x: float):\n    round(x, 2)"));
    CHECK_FALSE(made_at_end("import os\ndef f(x: str):\n    os.fspath(x)"));
    CHECK_FALSE(made_at_end("import os\ndef f(x: str):\n    os.path.join(x)"));
    CHECK(made_at_end("import os\ndef f(x: str):\n    os.path.basename(x)"));
    CHECK(made_at_end("import os\ndef f(x: str):\n    os.path.splitext(x)[1]"));
    CHECK_FALSE(made_at_end("import os\ndef f(x: str):\n    os.path.splitext(x)[0]"));
    // The items that a loop takes.
    CHECK(made_at_end("for x in ['a', 'b']:\n    x"));
    CHECK_FALSE(made_at_end("for x in ['a', y]:\n    x"));
    CHECK(made_at_end("def f(text: str):\n    for x in text.split():\n        x"));
    CHECK_FALSE(made_at_end("def f(texts: list[str]):\n    for x in texts:\n        x"));
}

TEST_CASE("Only what the library says is a class stands on a side of |") {
    auto operand = [](const std::string& name, PythonVersion target = {3, 12}) {
        const std::size_t dot = name.rfind('.');
        Snippet s("import " + name.substr(0, dot) + "\n" + name + "\n", target);
        return union_operand(*s, Node(s->tree(), 0).last_child().child(0u));
    };
    for (const char* name : {"itertools.chain", "datetime.datetime", "functools.partial", "pathlib.Path",
                             "multiprocessing.Process", "collections.deque", "array.array"}) {
        CAPTURE(name);
        CHECK(operand(name) == UnionOperand::yes);
    }
    for (const char* name :
         {"threading.Lock", "threading.RLock", "multiprocessing.Queue", "multiprocessing.Event",
          "tempfile.NamedTemporaryFile", "collections.namedtuple", "weakref.proxy", "os.path.join"}) {
        CAPTURE(name);
        CHECK(operand(name) == UnionOperand::no);
    }
    CHECK(operand("threading.Lock", {3, 13}) == UnionOperand::yes);
    CHECK(operand("enum.StrEnum", {3, 10}) == UnionOperand::unknown);
    CHECK(operand("enum.StrEnum", {3, 11}) == UnionOperand::yes);
}
