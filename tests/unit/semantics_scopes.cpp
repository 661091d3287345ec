// Scopes, bindings, references and look-up.
#include <catch2/catch_test_macros.hpp>

#include "semantics_snippet.h"

using namespace zen;

namespace {

// The sort of scope that the name's binding belongs to; "none" for builtins and unknown names.
std::string home(const Snippet& snippet, std::string_view name, int n = 1) {
    const Binding* b = snippet->binding(snippet.name(name, n));
    if (!b) return "none";
    constexpr const char* names[] = {"module", "class", "function", "lambda", "comprehension", "type parameters"};
    return names[snippet->scopes()[b->scope].sort];
}

}  // namespace

TEST_CASE("names belong to the scope that binds them") {
    Snippet s("x = 1\ndef f(a):\n    b = a + x\n    return lambda c: b + c\n");
    CHECK(home(s, "x", 2) == "module");
    CHECK(home(s, "a", 2) == "function");
    CHECK(home(s, "b", 2) == "function");
    CHECK(home(s, "c", 2) == "lambda");
}

TEST_CASE("a store anywhere in a function makes the name local in all of it") {
    Snippet s("x = 1\ndef f():\n    print(x)\n    x = 2\n");
    CHECK(home(s, "x", 2) == "function");
    CHECK(home(s, "print") == "none");
}

TEST_CASE("methods do not see the names of their class") {
    Snippet s("class C:\n    x = 1\n    y = x\n    def f(self):\n        return x\n    z = [x for _ in x]\n");
    CHECK(home(s, "x", 2) == "class");
    CHECK(home(s, "x", 3) == "none");
    CHECK(home(s, "x", 4) == "none");   // the element is computed inside the comprehension
    CHECK(home(s, "x", 5) == "class");  // the first iterable outside
}

TEST_CASE("global and nonlocal") {
    Snippet s(
        "def f():\n    n = 0\n    def g():\n        nonlocal n\n        global m\n        n = m = 1\n    return "
        "g\nprint(m)\n");
    CHECK(home(s, "n", 3) == "function");
    CHECK(s->binding(s.name("n", 3)) == s->binding(s.name("n", 1)));
    CHECK(home(s, "m", 2) == "module");
    CHECK(s->binding(s.name("m", 3)) == s->binding(s.name("m", 2)));
    CHECK(s->binding(s.name("m", 1))->flags & Binding::global_declared);
    CHECK(s->binding(s.name("n", 1))->flags & Binding::nonlocal_declared);
    CHECK(s->reference(s.name("n", 2))->access == Access::declare);
}

TEST_CASE("a walrus in a comprehension binds outside of it") {
    Snippet s("def f(xs):\n    [y for x in xs if (y := x)]\n    return y\n");
    CHECK(home(s, "y", 1) == "function");
    CHECK(s->binding(s.name("y", 3)) == s->binding(s.name("y", 2)));
    CHECK(home(s, "x", 1) == "comprehension");
}

TEST_CASE("default values are read outside, parameters bound inside") {
    Snippet s("a = 1\ndef f(a, b=a, *c, d: a = 2, **e): return a, b, c, d, e\n");
    CHECK(home(s, "a", 2) == "function");
    CHECK(home(s, "a", 3) == "module");
    CHECK(home(s, "a", 4) == "module");
    CHECK(home(s, "a", 5) == "function");
    for (std::string_view name : {"b", "c", "d", "e"}) {
        CHECK(home(s, name, 2) == "function");
        CHECK(s->binding(s.name(name, 2))->flags == Binding::parameter);
    }
}

TEST_CASE("targets of every kind bind") {
    Snippet s(
        "import a.b, c as d\nfrom e import f as g, h\n"
        "for i, (j, *k) in x: pass\n"
        "with x as l, x as (m, n): pass\n"
        "try: pass\nexcept E as o: pass\n"
        "p = q, r = 1, 2\n[s, t[u]] = 1, 2\nv += 1\n(w := 1)\n"
        "del y\nz: int\n");
    for (std::string_view name :
         {"a", "d", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "v", "w"}) {
        INFO(name);
        REQUIRE(s->reference(s.name(name)));
        CHECK(s->reference(s.name(name))->access == Access::store);
    }
    CHECK(s->reference(s.name("b")) == nullptr);
    CHECK(s->reference(s.name("t"))->access == Access::load);
    CHECK(s->reference(s.name("u"))->access == Access::load);
    CHECK(s->reference(s.name("v"))->reads_too);
    CHECK(s->reference(s.name("y"))->access == Access::del);
    CHECK(s->reference(s.name("z"))->access == Access::declare);
}

TEST_CASE("patterns capture, values and classes are read") {
    Snippet s(
        "match x:\n"
        "    case A.B(c, d=e, f=G()): pass\n"
        "    case [h, *i] | {'k': j, **k} as l: pass\n"
        "    case m.n | _: pass\n"
        "    case o if o: pass\n");
    for (std::string_view name : {"c", "e", "h", "i", "j", "k", "l", "o"}) {
        INFO(name);
        REQUIRE(s->reference(s.name(name)));
        CHECK(s->reference(s.name(name))->access == Access::store);
    }
    for (std::string_view name : {"A", "G", "m"}) CHECK(s->reference(s.name(name))->access == Access::load);
    for (std::string_view name : {"B", "d", "f", "n"}) CHECK(s->reference(s.name(name)) == nullptr);
}

TEST_CASE("type parameters have a scope of their own") {
    Snippet s("class C[T]:\n    def f[U: T](self, a: U) -> T: ...\ntype X[V] = list[V]\ntype Y = X\n");
    CHECK(home(s, "T", 2) == "type parameters");
    CHECK(home(s, "U", 2) == "type parameters");
    CHECK(home(s, "V", 2) == "type parameters");
    CHECK(home(s, "X", 2) == "module");
    CHECK(home(s, "C") == "module");
}

TEST_CASE("private names of a class are stored with its name") {
    Snippet s("class _C:\n    def f(self):\n        __x = 1\n        return __x, __y__\n");
    CHECK(s->name(s->reference(s.name("__x"))->name) == "_C__x");
    CHECK(s->name(s->reference(s.name("__y__"))->name) == "__y__");
    CHECK(home(s, "__x", 2) == "function");
}

TEST_CASE("methods know their class as __class__") {
    Snippet s("class C:\n    def f(self): return __class__\n    g = __class__\n");
    REQUIRE(s->binding(s.name("__class__")));
    CHECK(s->binding(s.name("__class__"))->flags & Binding::implicit);
    CHECK(s->binding(s.name("__class__", 2)) == nullptr);
}

TEST_CASE("flags of a binding") {
    Snippet s("import os\nimport sys\nsys = None\nfor i in sys: pass\ndef f(): return i\n");
    CHECK(s->binding(s.name("os"))->flags == Binding::import);
    CHECK_FALSE(s->binding(s.name("sys"))->flags & Binding::import);
    CHECK(s->binding(s.name("sys"))->stores == 2);
    CHECK(s->binding(s.name("i"))->flags == (Binding::loop_target | Binding::cell));
}

TEST_CASE("look-up follows Python's rules from where the node stands") {
    Snippet s("x = 1\nclass C:\n    y = 2\n    def f(self, z):\n        return 0\nw = 3\n");
    Node inside = s.at("return 0");
    CHECK(s->lookup("x", inside));
    CHECK(s->lookup("z", inside));
    CHECK_FALSE(s->lookup("y", inside));
    CHECK(s->lookup("y", s.at("y = 2")));
    CHECK_FALSE(s->lookup("z", s.at("w = 3")));
    CHECK_FALSE(s->lookup("len", inside));
}

TEST_CASE("enclosing function and class") {
    Snippet s("class C:\n    a = 1\n    def f(self):\n        b = 2\n        def g(): c = 3\nd = lambda: 4\n");
    CHECK(s->enclosing_function(s.at("b = 2")) == s.node(Kind::function_definition));
    CHECK_FALSE(s->enclosing_function(s.at("a = 1")));
    CHECK(s->enclosing_function(s.at("4")) == s.node(Kind::lambda));
    CHECK(s->enclosing_class(s.at("b = 2")) == s.node(Kind::class_definition));
    CHECK_FALSE(s->enclosing_class(s.at("c = 3")));
    CHECK_FALSE(s->enclosing_class(s.at("4")));
}

TEST_CASE("references come in reading order, grouped by binding on demand") {
    Snippet s("x = 1\nprint(x)\ndef f(): return x\n");
    auto uses = s->references_of(*s->lookup("x", s.node(Kind::module)));
    REQUIRE(uses.size() == 3);
    CHECK(uses[0]->node < uses[1]->node);
    CHECK(uses[1]->node < uses[2]->node);
}

TEST_CASE("identifiers are one name in any spelling that Python folds (PEP 3131)") {
    Snippet s("\ufb01le = 1\nprint(file)\n\u212b = 2\n\u00c5 = 3\n");
    CHECK(s->binding(s.at("file"))->stores == 1);
    CHECK(s->name(s->binding(s.at("\ufb01le"))->name) == "file");
    CHECK(s->binding(s.at("\u00c5"))->stores == 2);
    CHECK(s->lookup("\ufb01le", s.at("file")) == s->lookup("file", s.at("file")));
}

TEST_CASE("damage and emptiness are survived") {
    for (const char* text : {"",         "\n",     "def",           "class :", "x = (",           "lambda",
                             "for in :", "import", "from . import", "def f(",  "match x:\n case", "[x for",
                             "global",   "del",    "with as x:",    "(((((",   "def f[T",         "type X[T",
                             "async",    "@",      "try:\n"}) {
        Snippet s(text);
        CHECK(s->scopes().size() >= 1);
        for (const Reference& r : s->references()) CHECK_FALSE(s->name(r.name).empty());
    }
}
