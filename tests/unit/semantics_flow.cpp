// Control flow, uses and definitions, changes.
#include <catch2/catch_test_macros.hpp>

#include "semantics_snippet.h"

using namespace zen;

namespace {

using Exit = Model::Exit;

Exit exit_of_body(std::string body) {
    std::string text = "def f():\n    while w:\n";
    for (std::size_t from = 0; from < body.size();) {
        auto end = body.find('\n', from);
        text += "        " + body.substr(from, end - from) + "\n";
        from = end == std::string::npos ? body.size() : end + 1;
    }
    Snippet s(text);
    return s->exit(s.node(Kind::while_statement).child(Field::body));
}

// The rows (from 1) at which the nodes stand.
std::vector<int> rows(const Snippet& s, const std::vector<Node>& nodes) {
    std::vector<int> result;
    for (Node n : nodes) {
        int row = 1;
        for (char c : s->tree().text.substr(0, n.start())) row += c == '\n';
        result.push_back(row);
    }
    return result;
}
using Rows = std::vector<int>;

}  // namespace

TEST_CASE("whether a `with` may swallow an exception") {
    // By what follows `with …: return`: in its own function, so that nothing else does.
    auto swallows = [](const std::string& before, const std::string& manager, const std::string& after = "") {
        Snippet s(before + "def last():\n    with " + manager + ":\n        return 1\n" + after);
        return s->exit(s.node(Kind::with_statement)) == Exit::falls_through;
    };
    CHECK(swallows("import contextlib\n", "contextlib.suppress(E)"));
    CHECK(swallows("from contextlib import suppress as quiet\n", "quiet(E)"));
    CHECK_FALSE(swallows("import warnings\n", "warnings.catch_warnings()"));  // whatever its name
    CHECK_FALSE(swallows("", "open(p)", "    next()\n"));
    CHECK_FALSE(swallows("import threading\n", "threading.Lock()", "    next()\n"));
    const std::string enter = "class M:\n    def __enter__(self): ...\n    def __exit__(self, *error)";
    CHECK_FALSE(swallows(enter + ": close()\n", "M()", "    next()\n"));
    CHECK_FALSE(swallows(enter + ": return False\n", "M()"));
    CHECK_FALSE(swallows(enter + " -> None: ...\n", "M()"));
    CHECK(swallows(enter + ": return error[0] is E\n", "M()"));
    CHECK(swallows(enter + ": return True\nclass N(M): ...\n", "N()"));
    CHECK_FALSE(swallows(enter + ":\n        def inner(): return True\n", "M()"));
    const std::string made = "from contextlib import contextmanager\n@contextmanager\ndef made():\n";
    CHECK_FALSE(swallows(made + "    yield\n", "made()", "    next()\n"));
    CHECK_FALSE(swallows(made + "    try:\n        yield\n    finally:\n        close()\n", "made()"));
    CHECK_FALSE(swallows(made + "    try:\n        yield\n    except E:\n        raise\n", "made()"));
    CHECK(swallows(made + "    try:\n        yield\n    except E:\n        log()\n", "made()"));
    CHECK(swallows(made + "    try:\n        yield\n    except E as e:\n        if e: return\n        raise\n",
                   "made()"));
    CHECK_FALSE(swallows(made + "    try:\n        go()\n    except E:\n        log()\n    yield\n", "made()"));
    // Of a manager that nobody knows, code tells that waits for an exception.
    CHECK_FALSE(swallows("", "attempt()"));
    CHECK(swallows("", "attempt()", "    next()\n"));
    CHECK(swallows("", "a.attempt() as x, open(p)", "    next()\n"));
    Snippet s("def f(x):\n    with attempt():\n        return 1\n    if x:\n        x = b''\n    return x\n");
    CHECK(rows(s, s->definitions(s.name("x", 4))) == Rows{1, 5});
    const std::string handler = "    try:\n        yield\n    except E as e:\n        ";
    CHECK_FALSE(swallows(made + handler + "if e:\n            raise F\n        else:\n            raise\n", "made()"));
    CHECK(swallows(made + handler + "if e:\n            raise F\n", "made()"));
    CHECK(swallows(
        made + handler +
            "if e:\n            raise F\n        elif f:\n            log()\n        else:\n            raise\n",
        "made()"));
    CHECK_FALSE(swallows("import sys\n" + made + handler + "sys.exit(1)\n", "made()"));
    // What another `__exit__` returns tells nothing, and neither does an annotation where nothing is returned.
    CHECK_FALSE(swallows(enter + ": return self.inner.__exit__(*error)\n", "M()"));
    CHECK_FALSE(swallows(enter + " -> bool: return False\n", "M()"));
    CHECK(swallows(enter + " -> bool: return self.quiet\n", "M()"));
    // A manager that uses itself.
    Snippet self(made + "    with made():\n        yield\ndef last():\n    with made():\n        return 1\n");
    CHECK(self->exit(self.node(Kind::with_statement, 2)) == Exit::returns);
}

TEST_CASE("how a block is left") {
    CHECK(exit_of_body("return 1") == Exit::returns);
    CHECK(exit_of_body("raise E") == Exit::raises);
    CHECK(exit_of_body("break") == Exit::breaks);
    CHECK(exit_of_body("continue") == Exit::continues);
    CHECK(exit_of_body("x = 1") == Exit::falls_through);
    CHECK(exit_of_body("if x: return") == Exit::falls_through);
    CHECK(exit_of_body("if x: return\nelse: return") == Exit::returns);
    CHECK(exit_of_body("if x: return\nelif y: return\nelse: raise E") == Exit::mixed);
    CHECK(exit_of_body("if True: return") == Exit::returns);
    CHECK(exit_of_body("while True: pass") == Exit::mixed);  // never left at all
    CHECK(exit_of_body("while True:\n    if x: break") == Exit::falls_through);
    CHECK(exit_of_body("while True:\n    if x: return 1") == Exit::returns);
    CHECK(exit_of_body("while x: return") == Exit::falls_through);
    CHECK(exit_of_body("for x in y: return\nelse: return") == Exit::returns);
    CHECK(exit_of_body("for x in y: break\nelse: return") == Exit::falls_through);
    CHECK(exit_of_body("try: return 1\nexcept E: return 2") == Exit::returns);
    CHECK(exit_of_body("try: return 1\nexcept E: pass") == Exit::falls_through);
    CHECK(exit_of_body("try: x()\nexcept E: raise\nelse: return 1") == Exit::mixed);
    CHECK(exit_of_body("try: pass\nfinally: return 1") == Exit::returns);
    CHECK(exit_of_body("try: return 1\nfinally: pass") == Exit::returns);
    CHECK(exit_of_body("with x: return 1") == Exit::returns);
    CHECK(exit_of_body("with contextlib.suppress(E): return 1") == Exit::falls_through);
    CHECK(exit_of_body("match x:\n    case 1: return\n    case _: return") == Exit::returns);
    CHECK(exit_of_body("match x:\n    case 1: return\n    case 2: return") == Exit::falls_through);
    CHECK(exit_of_body("match x:\n    case _ if y: return") == Exit::falls_through);
    CHECK(exit_of_body("import sys\nsys.exit(1)") == Exit::raises);
    CHECK(exit_of_body("from os import execl\nexecl('/bin/ls', 'ls')") == Exit::raises);
    CHECK(exit_of_body("import os\nos.system('ls')") == Exit::falls_through);
    CHECK(exit_of_body("exit(1)") == Exit::raises);
    CHECK(exit_of_body("exit()") == Exit::raises);
    CHECK(exit_of_body("return 1\nx = 2") == Exit::returns);
    CHECK(exit_of_body("def g(): return") == Exit::falls_through);
}

TEST_CASE("functions annotated NoReturn do not come back") {
    Snippet s("from typing import NoReturn\ndef die() -> NoReturn: ...\ndef f():\n    die()\n");
    CHECK(s->leaves(s.node(Kind::function_definition, 2).child(Field::body)));
}

TEST_CASE("loops, async, yield and await around and inside") {
    Snippet s(
        "async def f():\n    for x in y:\n        a = 1\n        def g(): b = 2\n    else:\n        c = 3\n    await "
        "d\n    return (yield)\ndef h(): e = [await x]\n");
    CHECK(s->enclosing_loop(s.at("a = 1")) == s.node(Kind::for_statement));
    CHECK_FALSE(s->enclosing_loop(s.at("b = 2")));
    CHECK_FALSE(s->enclosing_loop(s.at("c = 3")));
    CHECK(s->in_async_function(s.at("a = 1")));
    CHECK_FALSE(s->in_async_function(s.at("b = 2")));
    CHECK(s->contains_await(s.node(Kind::function_definition)));
    CHECK_FALSE(s->contains_await(s.node(Kind::for_statement)));
    CHECK(s->contains_yield(s.node(Kind::return_statement)));
    CHECK_FALSE(s->contains_yield(s.at("a = 1")));
}

TEST_CASE("used after a statement, as far as control flows") {
    auto used = [](std::string text, std::string_view name, std::string_view statement) {
        Snippet s(std::move(text));
        Node at = s.at(statement);
        REQUIRE(at);
        return s->used_after(s.name(name), statement_of(at));
    };
    CHECK(used("x = 1\nprint(x)\n", "x", "x = 1"));
    CHECK(used("x = 1\ndel x\n", "x", "x = 1"));
    CHECK(used("def f():\n    x = 1\n    if y:\n        del x\n", "x", "x = 1"));
    CHECK_FALSE(used("def f():\n    x = 1\n    x = 2\n    del x\n", "x", "x = 1"));
    CHECK_FALSE(used("x = 1\nprint(y)\n", "x", "x = 1"));
    CHECK_FALSE(used("x = 1\nx = 2\nprint(x)\n", "x", "x = 1"));
    // Nothing runs it, and still it says that the name is bound.
    CHECK(used("def f():\n    x = 1\n    return 2\n    print(x)\n", "x", "return 2"));
    CHECK(used("def f():\n    x = 1\n    g(2)\n    while True:\n        g(3)\n    print(x)\n", "x", "g(2)"));
    CHECK(used("def f():\n    for i in y:\n        i\n    return i\n", "i", "for i in y:\n        i"));
    CHECK_FALSE(used("def f():\n    for i in y:\n        i\n    for i in z: i\n", "i", "for i in y:\n        i"));
    CHECK(used("def f():\n    while y:\n        print(x)\n        x = 1\n", "x", "x = 1"));
    CHECK_FALSE(used("def f():\n    while y:\n        x = 0\n        print(x)\n        x = 1\n", "x", "x = 1"));
    CHECK(used("def f():\n    x = 1\n    if y: x = 2\n    return x\n", "x", "x = 1"));
    CHECK(used("def f():\n    x = 1\n    try:\n        x = g()\n    except E:\n        print(x)\n", "x", "x = 1"));
    CHECK(
        used("def f():\n    x = 1\n    try:\n        return g()\n    finally:\n        print(x)\n", "x", "return g()"));
    CHECK(
        used("def f():\n    while y:\n        x = 1\n        if z:\n            break\n    return x\n", "x", "break"));
    CHECK(used("def f():\n    x = 1\n    def g(): return x\n    x = 2\n", "x", "x = 2"));
    CHECK_FALSE(used("def f():\n    with a as x:\n        x\n    return 1\n", "x", "with a as x:\n        x"));
    CHECK(used("x = 1\ndef f(): return x\n", "x", "x = 1"));
    CHECK_FALSE(used("def f():\n    [x for x in y]\n    x = 2\n    return x\n", "x", "[x for x in y]"));
    CHECK(used("def f():\n    x = 1\n    raise E\n    return x\n", "x", "raise E"));
    CHECK_FALSE(used("def f():\n    for i in y:\n        x = 1\n        continue\n", "x", "continue"));
    // What reads all names reads this one.
    CHECK(used("def f():\n    x = 1\n    return locals()\n", "x", "x = 1"));
    CHECK(used("def f():\n    x = 1\n    return eval(y)\n", "x", "x = 1"));
    CHECK(used("x = 1\ndef f():\n    return globals()\n", "x", "x = 1"));
    CHECK_FALSE(used("def f():\n    x = 1\n    return vars(y)\n", "x", "x = 1"));
    CHECK_FALSE(used("def f():\n    x = 1\ndef g():\n    return locals()\n", "x", "x = 1"));
}

TEST_CASE("uses and definitions") {
    Snippet s(
        "def f(a):\n"         // 1
        "    x = 1\n"         // 2
        "    if a:\n"         // 3
        "        x = 2\n"     // 4
        "        print(x)\n"  // 5
        "    print(x)\n"      // 6
        "    x = 3\n"         // 7
        "    for i in a:\n"   // 8
        "        print(x)\n"  // 9
        "        x += i\n"    // 10
        "    return x\n");    // 11
    CHECK(rows(s, s->uses(s.name("x", 1))) == Rows{6});
    CHECK(rows(s, s->uses(s.name("x", 2))) == Rows{5, 6});
    CHECK(rows(s, s->uses(s.name("x", 5))) == Rows{9, 10, 11});
    CHECK(rows(s, s->definitions(s.name("x", 3))) == Rows{4});
    CHECK(rows(s, s->definitions(s.name("x", 4))) == Rows{2, 4});
    CHECK(rows(s, s->definitions(s.name("x", 6))) == Rows{7, 10});
    CHECK(rows(s, s->definitions(s.name("a", 2))) == Rows{1});
}

TEST_CASE("definitions through exceptions, walruses and patterns") {
    Snippet s(
        "def f(a):\n"                    // 1
        "    x = 1\n"                    // 2
        "    try:\n"                     // 3
        "        x = g()\n"              // 4
        "        x = h()\n"              // 5
        "    except E:\n"                // 6
        "        print(x)\n"             // 7
        "    finally:\n"                 // 8
        "        print(x)\n"             // 9
        "    if a and (x := 2): pass\n"  // 10
        "    print(x)\n"                 // 11
        "    match a:\n"                 // 12
        "        case [x] if x: pass\n"  // 13
        "    print(x)\n");               // 14
    CHECK(rows(s, s->definitions(s.name("x", 4))) == Rows{2, 4, 5});
    CHECK(rows(s, s->definitions(s.name("x", 5))) == Rows{2, 4, 5});
    CHECK(rows(s, s->definitions(s.name("x", 7))) == Rows{2, 4, 5, 10});
    CHECK(rows(s, s->definitions(s.name("x", 9))) == Rows{13});
    CHECK(rows(s, s->definitions(s.name("x", 10))) == Rows{2, 4, 5, 10, 13});
}

TEST_CASE("rebound inside a stretch of code") {
    Snippet s(
        "def f(x, y):\n    for i in x:\n        y.a = 1\n        x = i\n    else:\n        z = y\n"
        "n = 0\ndef g():\n    global n\n    n = 1\ndef h():\n    n\n    g()\n");
    Node loop = s.node(Kind::for_statement);
    CHECK(s->rebound(s.name("x"), loop));
    CHECK_FALSE(s->rebound(s.name("y"), loop));
    Snippet t(
        "def f(self):\n    self.x\n    self.y\n    self.x = 1\n    self.z[0].a = 2\n    q[self.z[0].a.b, "
        "self.z[1].a]\n");
    Node body = t.node(Kind::block);
    CHECK(t->rebound(t.at("self.x"), body));
    CHECK_FALSE(t->rebound(t.at("self.y"), body));
    CHECK(t->rebound(t.at("self.z[0].a.b"), body));
    CHECK_FALSE(t->rebound(t.at("self.z[1].a"), body));
    // A call may run what rebinds a global.
    CHECK(s->rebound(s.name("n", 4), s.node(Kind::function_definition, 3)));
}

TEST_CASE("mutated inside a stretch of code") {
    Snippet s(
        "def f(a, b, c, d, e, g, self):\n"
        "    a.append(1)\n    b[0] = 1\n    c.x = 1\n    d += [1]\n    h(e)\n    len(g)\n    self.xs.pop()\n    del "
        "b[1]\n    c.name.upper()\n");
    Node body = s.node(Kind::block);
    CHECK(s->mutated(s.name("a"), body));
    CHECK(s->mutated(s.name("b"), body));
    CHECK(s->mutated(s.name("c"), body));
    CHECK(s->mutated(s.name("d"), body));
    CHECK_FALSE(s->mutated(s.name("e"), body));
    CHECK(s->mutated(s.name("e"), body, true));
    CHECK(s->mutated(s.at("self.xs"), body));
    CHECK_FALSE(s->mutated(s.name("self"), body));
    CHECK_FALSE(s->mutated(s.name("a"), s.at("b[0] = 1")));
}

TEST_CASE("a method that changes an object, taken as a value, changes it wherever something is called") {
    Snippet s(
        "def f(a, b, c, d):\n"
        "    put = a.append\n    each(b.add)\n    get = c.index\n    d.append = put\n    put(1)\n    x = 1\n");
    CHECK(s->mutated(s.name("a"), s.at("put(1)")));
    CHECK_FALSE(s->mutated(s.name("a"), s.at("x = 1")));
    CHECK(s->mutated(s.name("b"), s.at("each(b.add)")));
    CHECK_FALSE(s->mutated(s.name("c"), s.node(Kind::block)));
    CHECK_FALSE(s->mutated(s.name("d"), s.at("put(1)")));
}

TEST_CASE("stored and read") {
    Snippet s("def f(a, b):\n    a.x = b\n    b[0], (c, d.e) = a\n    del a.y\n    with a as g.h: pass\n    b += 1\n");
    CHECK(s->stored(s.at("a.x")));
    CHECK(s->stored(s.at("b[0]")));
    CHECK(s->stored(s.at("d.e")));
    CHECK(s->stored(s.at("a.y")));
    CHECK(s->stored(s.name("g").parent()));
    CHECK(s->stored(s.name("c")));
    CHECK_FALSE(s->stored(s.name("a", 2)));
    CHECK(s->read_in(s.name("b"), s.at("a.x = b")));
    CHECK(s->read_in(s.name("b"), s.at("b += 1")));
    CHECK_FALSE(s->read_in(s.name("c"), s.node(Kind::function_definition)));
}
