// Annotations: who evaluates them, the names in quoted ones, the arguments of generic types.
#include <catch2/catch_test_macros.hpp>

#include "engine/shapes/search_loop.h"
#include "semantics/types/annotations.h"
#include "semantics_snippet.h"

using namespace zen;

TEST_CASE("who evaluates an annotation") {
    Snippet s("A = B\nx: C = 0\ndef f(y: D):\n    z: E = 1\n    self.w: F = 2\n");
    CHECK(type_place(*s, s.name("B")) == TypePlace::expression);
    CHECK(type_place(*s, s.name("C")) == TypePlace::evaluated_annotation);
    CHECK(type_place(*s, s.name("D")) == TypePlace::evaluated_annotation);
    CHECK(type_place(*s, s.name("E")) == TypePlace::lazy_annotation);
    CHECK(type_place(*s, s.name("F")) == TypePlace::evaluated_annotation);
    Snippet later("def f(y: D): ...\n", {3, 14});
    CHECK(type_place(*later, later.name("D")) == TypePlace::lazy_annotation);
}

TEST_CASE("annotations may be postponed") {
    Snippet s("'''doc'''\nfrom __future__ import annotations\nx: C\n");
    CHECK(postpones_annotations(*s));
    CHECK(type_place(*s, s.name("C")) == TypePlace::lazy_annotation);
    CHECK_FALSE(postpones_annotations(*Snippet("from __future__ import division\n")));
}

TEST_CASE("libraries evaluate annotations when the program runs") {
    Snippet s(
        "from __future__ import annotations\nimport pydantic, functools, pydantic.dataclasses\nfrom web import route\n"
        "class Order(pydantic.BaseModel):\n    a: A\nclass Plain:\n    b: B\n"
        "@pydantic.dataclasses.dataclass\nclass Row:\n    c: C\n"
        "@app.get('/')\ndef home(d: D) -> E: ...\n@route\ndef far(f: F): ...\n"
        "@functools.cache\ndef near(g: G): ...\n"
        "class Page:\n    @property\n    def size(self) -> H: ...\n    @size.setter\n    def size(self, i: I): ...\n"
        "@far.register\ndef _(j: J):\n    k: K = 1\n");
    for (std::string_view read : {"A", "C", "D", "E", "F", "J"}) CHECK(evaluated_by_library(*s, s.name(read)));
    for (std::string_view idle : {"B", "G", "H", "I", "K"}) CHECK_FALSE(evaluated_by_library(*s, s.name(idle)));
}

TEST_CASE("the form of a type is asked") {
    CHECK(FormsAsked(*Snippet("from typing import get_origin as g\nx = g(y)\n")).anywhere);
    CHECK(FormsAsked(*Snippet("x = y.__origin__\n")).anywhere);
    CHECK_FALSE(FormsAsked(*Snippet("from typing import Union\nx = y.origin\n")).anywhere);
}

TEST_CASE("names in a quoted annotation are looked up") {
    Snippet s("import typing\nfrom typing import Union as U\nx: 'U[int, typing.List[\"A\"]]'\ny: Literal['U[int]']\n");
    auto names = quoted_names(*s, s.node(Kind::type, 1));
    REQUIRE(names.size() == 2);
    CHECK(names[0].qualified == "typing.Union");
    CHECK(names[1].qualified == "typing.List");
    auto list = quoted_arguments(*s, names[0]);
    REQUIRE(list);
    CHECK(list->arguments.size() == 2);
    CHECK(list->commas.size() == 1);
    CHECK(quoted_names(*s, s.node(Kind::type, 3)).empty());
}

TEST_CASE("where quoted annotations name a binding") {
    Snippet s(
        "import t\nx: 't.User | None'\ndef f(a: list['t.Order'], b: Literal['t']) -> \"t\": ...\n"
        "def g():\n    t = 1\n    y: 't' = t\nz = 't'\n");
    std::vector<Span> uses = quoted_uses(*s, *s->lookup("t", s.name("x")));
    REQUIRE(uses.size() == 3);
    CHECK(s->tree().text.substr(uses[0].start, uses[0].size()) == "t.User");
    CHECK(s->tree().text.substr(uses[1].start, uses[1].size()) == "t.Order");
    CHECK(uses[2].size() == 1);
}

TEST_CASE("the arguments of a generic type, in all shapes") {
    Snippet s("import t\nfrom t import U\nx: U[int, str]\ny: t.V[(int, str), float]\nz = U[int]\nw = U\n");
    CHECK(type_arguments(s.name("U", 2))->items.size() == 2);
    CHECK(type_arguments(s.at("t.V"))->items.size() == 3);
    CHECK(type_arguments(s.name("U", 3))->items.size() == 1);
    CHECK_FALSE(type_arguments(s.name("U", 4)));
}

TEST_CASE("a loop that stops at its first hit") {
    Snippet s(
        "def f(xs):\n    for x in xs:\n        if x.a:\n            return x\n    return None\n"
        "def g(xs):\n    found = None\n    for x in xs:\n        if x.a:\n            found = x\n            break\n"
        "    return found\n"
        "def h(xs):\n    for x in xs:\n        if x.a:\n            log(x)\n            return x\n    return None\n");
    auto returns = search_loop(*s, s.node(Kind::for_statement, 1));
    REQUIRE(returns);
    CHECK(returns->hit.text() == "x");
    CHECK(returns->miss.is(Kind::none));
    CHECK_FALSE(returns->name);
    auto stores = search_loop(*s, s.node(Kind::for_statement, 2));
    REQUIRE(stores);
    CHECK(stores->stops);
    CHECK(stores->name.text() == "found");
    CHECK_FALSE(search_loop(*s, s.node(Kind::for_statement, 3)));
}
