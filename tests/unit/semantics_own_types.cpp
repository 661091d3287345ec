// Types that the project's own classes give: calls, attributes, operators, iteration, `with`; and where they say
// nothing.
#include <catch2/catch_test_macros.hpp>

#include "semantics_snippet.h"

using namespace zen;

namespace {

std::string type_of_last(const std::string& text) {
    Snippet s(text + "\n");
    Node last;
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::expression_statement)) last = n;
    return type_text(s->type(last.child(0u)));
}

}  // namespace

TEST_CASE("an operator on an object of the file asks its class") {
    const std::string v =
        "class V:\n    def __add__(self, o) -> 'V': ...\n    def __rmul__(self, o) -> bytes: ...\n"
        "    def __sub__(self, o): return 1\n    def __neg__(self) -> float: ...\n"
        "    def __getitem__(self, i) -> str: ...\n    def __call__(self) -> None: ...\n"
        "    def __iter__(self) -> 'It': ...\n"
        "class It:\n    def __next__(self) -> bytes: ...\nv = V()\n";
    CHECK(type_of_last(v + "v + 1") == "V");
    CHECK(type_of_last(v + "3 * v") == "bytes");
    CHECK(type_of_last(v + "-v") == "bool | int | float");
    CHECK(type_of_last(v + "v[0]") == "str");
    CHECK(type_of_last(v + "v[1:]") == "str");
    CHECK(type_of_last(v + "v()") == "None");
    CHECK(type_of_last(v + "for x in v:\n    x") == "bytes");
    // Nothing says what these give.
    for (const char* code : {"v - 1", "v * 2", "1 + v", "[1] * v", "+v", "v % 2", "v @ v", "1.5 - v"})
        CHECK(type_of_last(v + code) == "unknown");
    CHECK(type_of_last(v + "v += 1\nv") == "unknown");
    CHECK(type_of_last("class S(str):\n    def __radd__(self, o): return 5\n'a' + S('b')") == "unknown");
    CHECK(type_of_last("import datetime\nclass S: ...\ndatetime.timedelta(1) * S()") == "unknown");
    CHECK(type_of_last("import datetime\ndatetime.timedelta(1) * 2") == "datetime.timedelta");
}

TEST_CASE("members are inherited along the file's classes") {
    const std::string a =
        "import functools\nclass A:\n    n: int\n    @property\n    def p(self) -> str: ...\n"
        "    @functools.cached_property\n    def q(self) -> bytes: ...\n    @p.setter\n    def p(self, v): ...\n"
        "    @property\n    def bare(self): return 1\n    def m(self) -> 'A': ...\n    def w(self): return 1\n"
        "class B(A):\n    def own(self) -> int: ...\n"
        "class C(A):\n    def p(self) -> int: ...\n    n = None\n"
        "class D(A, Other):\n    pass\n";
    CHECK(type_of_last(a + "A().p") == "str");
    CHECK(type_of_last(a + "B().q") == "bytes");
    CHECK(type_of_last(a + "B().n") == "bool | int");
    CHECK(type_of_last(a + "B().m()") == "A");
    CHECK(type_of_last(a + "B().m") == "function");
    CHECK(type_of_last(a + "C().p()") == "bool | int");
    CHECK(type_of_last(a + "C().p") == "function");
    for (const char* code : {"A().bare", "B().w()", "C().n", "D().m()", "D().p", "A().p()", "A().missing"})
        CHECK(type_of_last(a + code) == "unknown");
    // Each read of a property makes a new value.
    const std::string o = "class O:\n    @property\n    def p(self) -> 'str | None': ...\n";
    CHECK(type_of_last(o + "def f(o: O):\n    if o.p is None:\n        return\n    o.p") == "str | None");
}

TEST_CASE("a call of a class is an instance where nothing else may come of it") {
    CHECK(type_of_last("class A: ...\nA()") == "A");
    CHECK(type_of_last("class A:\n    def __new__(cls): return 1\nA()") == "unknown");
    CHECK(type_of_last("class A:\n    def __new__(cls): return 1\nclass B(A): ...\nB()") == "unknown");
    CHECK(type_of_last("class M(type): ...\nclass A(metaclass=M): ...\nclass B(A): ...\nB()") == "unknown");
    CHECK(type_of_last("class A(metaclass=make()): ...\nA()") == "unknown");
    CHECK(type_of_last("import abc\nclass A(metaclass=abc.ABCMeta): ...\nA()") == "A");
    const std::string d = "from typing import TypedDict\nclass D(TypedDict):\n    k: int\n";
    CHECK(type_of_last(d + "D(k=1)") == "dict");
    CHECK(type_of_last(d + "def f(d: D, e: 'D'):\n    d") == "dict");
    CHECK(type_of_last(d + "def f(d: D, e: 'D'):\n    e") == "dict");
}

TEST_CASE("`with` gives what `__enter__` says") {
    const std::string m =
        "class M:\n    def __enter__(self): return self\n    def __exit__(self, *e): ...\n"
        "class N(M): ...\nclass I:\n    def __enter__(self) -> int: ...\n    def __exit__(self, *e): ...\n"
        "class O:\n    def __enter__(self): return self.x\n";
    CHECK(type_of_last(m + "with M() as x:\n    x") == "M");
    CHECK(type_of_last(m + "with N() as x:\n    x") == "N");
    CHECK(type_of_last(m + "with I() as x:\n    x") == "bool | int");
    CHECK(type_of_last(m + "with O() as x:\n    x") == "unknown");
    // What is a subclass may give something else.
    CHECK(type_of_last(m + "def f(m: M):\n    with m as x:\n        x") == "unknown");
}

TEST_CASE("what a star brings has its module's types") {
    CHECK(type_of_last("from math import *\nsqrt(2)") == "float");
    CHECK(type_of_last("from os.path import *\njoin('a', 'b')") == "str");
    CHECK(type_of_last("from datetime import *\ndate.today() - date.today()") == "datetime.timedelta");
    CHECK(type_of_last("from math import *\nsumprod([1], [2])") == "unknown");  // an int, of ints
}

TEST_CASE("what is in an annotated object is what the annotation says") {
    CHECK(type_of_last("x: list[str | None] = [None]\nx.append('a')\nx[0]") == "str | None");
    CHECK(type_of_last("x: list[Foreign] = [1]\nx.append(y)\nx[0]") == "unknown");
    CHECK(type_of_last("x: set[object] = {1}\nx.add('a')\nfor y in x:\n    y") == "unknown");
    CHECK(type_of_last("x: dict[str, str | bytes] = dict(a=b'')\nx['b'] = ''\nx['a']") == "str | bytes");
    CHECK(type_of_last("x: list = [1]\nx.append('a')\nx[0]") == "unknown");
    CHECK(type_of_last("from collections.abc import Sequence\nx: Sequence = [1]\nput(x)\nx[0]") == "unknown");
    CHECK(type_of_last("x: tuple[str | None, ...] = (None,)\nx[0]") == "None");
    CHECK(type_of_last("x: list[str] | None = []\nx[0]") == "str");
    const std::string v = "from contextvars import ContextVar\n";
    CHECK(type_of_last(v + "v: ContextVar[str | None] = ContextVar('v', default=None)\nv.get()") == "str | None");
    CHECK(type_of_last(v + "v = ContextVar('v', default=None)\nv.get()") == "unknown");
    CHECK(type_of_last(v + "ContextVar('v', default=None).get()") == "unknown");
}

TEST_CASE("an overload takes an iterable only when what is in it certainly fits") {
    const std::string u = "from urllib.parse import urlunsplit\ndef f(x):\n    ";
    CHECK(type_of_last(u + "urlunsplit(list(x))") == "unknown");
    CHECK(type_of_last(u + "urlunsplit((x, 'b', 'c', 'd', 'e'))") != "bytes");
    CHECK(type_of_last(u + "urlunsplit(['a', 'b', 'c', 'd', 'e'])") == "str");
}
