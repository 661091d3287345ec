// The parts of a function's definition.
#include "semantics/code/functions.h"

#include <catch2/catch_test_macros.hpp>

#include "semantics/types/classes.h"
#include "semantics_snippet.h"

using namespace zen;

TEST_CASE("parameters and their sorts") {
    Snippet s("def f(a, b: int, /, c=1, *rest: int, d: str = '', e, **more): pass\n");
    std::vector<Parameter> all = parameters(s.node(Kind::function_definition));
    std::string seen;
    for (const Parameter& p : all) seen += std::string(p.name()) + std::to_string(p.sort) + " ";
    CHECK(seen == "a0 b0 c1 rest2 d3 e3 more4 ");
    CHECK(all[1].annotation.text() == "int");
    CHECK(all[2].value.text() == "1");
    CHECK(all[4].annotation.text() == "str");
    CHECK(first_parameter(s.node(Kind::function_definition)).text() == "a");
    CHECK(parameters(Snippet("f = lambda *, k: k\n").node(Kind::lambda))[0].sort == Parameter::keyword_only);
    CHECK_FALSE(first_parameter(Snippet("def f(*a): pass\n").node(Kind::function_definition)));
    CHECK(parameters(Snippet("def f(): pass\n").node(Kind::function_definition)).empty());
}

TEST_CASE("what a body says") {
    Snippet s("def f():\n    \"\"\"Text.\"\"\"\n    return 1\n");
    CHECK(docstring(s.node(Kind::function_definition)));
    CHECK(body_statements(s.node(Kind::function_definition)).size() == 1);
    auto stub = [](std::string body) {
        Snippet f("def f():\n    " + body + "\n");
        return is_stub(*f, f.node(Kind::function_definition));
    };
    CHECK(stub("pass"));
    CHECK(stub("'''Text.'''\n    ..."));
    CHECK(stub("raise NotImplementedError('later')"));
    CHECK_FALSE(stub("return 1"));
    CHECK_FALSE(stub("raise ValueError"));
}

TEST_CASE("an __init__ that only stores") {
    auto fields = [](std::string text) {
        Snippet s(text);
        auto stored = stored_parameters(s.node(Kind::function_definition));
        return stored ? static_cast<int>(stored->size()) : -1;
    };
    CHECK(fields("def __init__(self, a, b=1):\n    self.b = b\n    self.a: int = a\n") == 2);
    CHECK(fields("def __init__(self): pass\n") == -1);
    CHECK(fields("def __init__(self, a):\n    self._a = a\n") == -1);
    CHECK(fields("def __init__(self, a):\n    self.a = a\n    self.a = a\n") == -1);
    CHECK(fields("def __init__(self, a, b):\n    self.a = a\n") == -1);
    CHECK(fields("def __init__(self, *a):\n    self.a = a\n") == -1);
}

TEST_CASE("classes that others derive from") {
    Snippet s("class A: pass\nclass B(A): pass\nclass C: pass\nclass D(metaclass=C): pass\nprint(C)\n");
    CHECK(subclassed(*s, s.node(Kind::class_definition, 1)));
    CHECK_FALSE(subclassed(*s, s.node(Kind::class_definition, 2)));
}

TEST_CASE("methods and the functions inside them") {
    Snippet s("def g():\n    class A:\n        def f(self):\n            def h(): pass\n        k = lambda self: 1\n");
    CHECK_FALSE(class_of_method(*s, s.node(Kind::function_definition, 1)));
    CHECK(class_of_method(*s, s.node(Kind::function_definition, 2)));
    CHECK_FALSE(class_of_method(*s, s.node(Kind::function_definition, 3)));
    CHECK(class_of_method(*s, s.node(Kind::lambda)));
}

TEST_CASE("methods in the cases of a match") {
    Snippet s("class A:\n    match x:\n        case 1:\n            def f(self): pass\n");
    CHECK(class_info(*s, s.node(Kind::class_definition))->method("f"));
}
