// The class model, and the comments that belong to a statement.
#include <catch2/catch_test_macros.hpp>

#include "semantics/code/comments.h"
#include "semantics/types/classes.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

ClassKind kind_of(std::string text) {
    Snippet s(text + "\n");
    Node last;
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::class_definition)) last = n;
    return class_info(*s, last)->kind;
}

}  // namespace

TEST_CASE("kinds of classes") {
    CHECK(kind_of("class C: pass") == ClassKind::plain);
    CHECK(kind_of("class C(object): pass") == ClassKind::plain);
    CHECK(kind_of("from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C: x: int") ==
          ClassKind::dataclass);
    CHECK(kind_of("import attr\n@attr.s\nclass C: pass") == ClassKind::attrs);
    CHECK(kind_of("from typing import NamedTuple\nclass C(NamedTuple): x: int") == ClassKind::named_tuple);
    CHECK(kind_of("from collections import namedtuple\nclass C(namedtuple('C', 'a')): pass") == ClassKind::named_tuple);
    CHECK(kind_of("import enum\nclass C(str, enum.Enum): A = 'a'") == ClassKind::enumeration);
    CHECK(kind_of("from typing import Protocol, TypeVar\nT = TypeVar('T')\nclass C(Protocol[T]): pass") ==
          ClassKind::protocol);
    CHECK(kind_of("import abc\nclass C(metaclass=abc.ABCMeta): pass") == ClassKind::abstract);
    CHECK(kind_of("class C(ValueError): pass") == ClassKind::exception);
    CHECK(kind_of("class B(Exception): pass\nclass C(B): pass") == ClassKind::exception);
    CHECK(kind_of("import pydantic\nclass C(pydantic.BaseModel): x: int") == ClassKind::framework);
    CHECK(kind_of("from elsewhere import B\nclass C(B): pass") == ClassKind::unknown);
    CHECK(kind_of("from elsewhere import B\nclass D(B): pass\nclass C(D): pass") == ClassKind::unknown);
    CHECK(kind_of("@register\nclass C: pass") == ClassKind::unknown);
    CHECK(kind_of("class C(C): pass") == ClassKind::plain);
}

TEST_CASE("methods and attributes") {
    Snippet s(
        "class C:\n    __slots__ = ('a', 'b')\n    z: int = 0\n"
        "    def __init__(self, a):\n        self.a = a\n        self.b: int = 0\n        self.a.x = 1\n"
        "    @property\n    def p(self): return self.a\n"
        "    @p.setter\n    def p(self, v): self.a, self.c = v\n"
        "    @staticmethod\n    def s(x): x.y = 1\n"
        "    async def t(me): me.d += 1\n");
    const ClassInfo* c = class_info(*s, s.node(Kind::class_definition));
    REQUIRE(c);
    CHECK(c->has_slots);
    CHECK(c->slots == std::vector<std::string_view>{"a", "b"});
    REQUIRE(c->methods.size() == 5);
    CHECK(c->method("p")->flags == ClassMethod::property);
    CHECK(c->methods[2].flags == ClassMethod::setter);
    CHECK(c->method("s")->flags == ClassMethod::static_);
    CHECK(c->method("t")->flags == ClassMethod::async);
    REQUIRE(c->attribute("a"));
    CHECK(c->attribute("a")->in_init);
    CHECK(c->attribute("a")->stores == 2);
    CHECK(c->attribute("b")->annotated);
    CHECK_FALSE(c->attribute("c")->in_init);
    CHECK(c->attribute("d"));
    CHECK(c->attribute("z")->in_body);
    CHECK_FALSE(c->attribute("x"));
    CHECK_FALSE(c->attribute("y"));
}

TEST_CASE("deriving and overriding inside the file") {
    Snippet s(
        "class A(OSError):\n    def f(self): ...\nclass B(A): ...\nclass C(B):\n    def f(self): ...\n    def g(self): "
        "...\n");
    Node c = s.node(Kind::class_definition, 3);
    CHECK(derives_from(*s, c, "A"));
    CHECK(derives_from(*s, c, "OSError"));
    CHECK(derives_from(*s, c, "Exception"));
    CHECK_FALSE(derives_from(*s, c, "ValueError"));
    CHECK(overridden(*s, s.node(Kind::function_definition, 2)) == s.node(Kind::function_definition, 1));
    CHECK_FALSE(overridden(*s, s.node(Kind::function_definition, 3)));
    CHECK_FALSE(overridden(*s, s.node(Kind::function_definition, 1)));
}

TEST_CASE("comments that belong to a statement") {
    Snippet s("a = 1  # of a\n\n# apart\n\n# one\n# two\nb = [  # open\n    1,\n]  # last\nc = 3\n");
    auto texts = [&](std::string_view statement_start) {
        std::vector<std::string_view> result;
        for (Node n : Node(s->tree(), 0).children())
            if (n.text().starts_with(statement_start))
                for (Node comment : comments_of(n)) result.push_back(comment.text());
        return result;
    };
    using Texts = std::vector<std::string_view>;
    CHECK(texts("a =") == Texts{"# of a"});
    CHECK(texts("b =") == Texts{"# one", "# two", "# open", "# last"});
    CHECK(texts("c =").empty());
}
