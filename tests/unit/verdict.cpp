// What Python's compiler refuses, in its words and at its place. tests/verdict holds far more against real compilers.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/syntax_error.h"
#include "semantics/model.h"
#include "semantics/verdict/newer_syntax.h"
#include "semantics/verdict/scope_checks.h"
#include "syntax/pieces.h"
#include "syntax/verdict/machine.h"

namespace {

using namespace zen;

std::vector<SyntaxError> errors(std::string_view text) {
    return syntax_errors(parse_by_pieces(text), std::nullopt);
}
// The compiler's words of the only error; "" for a sound text.
std::string error(std::string_view text) {
    const auto all = errors(text);
    if (all.empty()) return "";
    REQUIRE(all.size() == 1);
    return all[0].message.substr(0, all[0].message.size() - all[0].advice);
}
std::string scope(std::string_view text, int minor = 15) {
    const Tree tree = parse_by_pieces(text);
    const Model model(tree, {3, static_cast<std::uint8_t>(minor)});
    const auto all = scope_mistakes(model, {minor, false});
    return all.empty() ? "" : all[0].message;
}

}  // namespace

TEST_CASE("a text that the tree-sitter grammar accepts and Python does not is an error in Python's words") {
    CHECK(error("def f():\nx = 1\n") == "expected an indented block after function definition on line 1");
    CHECK(error("x = 0777\n").starts_with("leading zeros in decimal integer literals"));
    CHECK(error("f(**a, *b)\n") == "iterable argument unpacking follows keyword argument unpacking");
    CHECK(error("if x:\n\ta\n        b\n") == "inconsistent use of tabs and spaces in indentation");
    CHECK(error("if x:\n        a\n    b\n") == "unindent does not match any outer indentation level");
    CHECK(error("print 'x'\n") == "Missing parentheses in call to 'print'. Did you mean print(...)?");
    CHECK(error("x = (1,\n") == "'(' was never closed");
    CHECK(error("if x\n    pass\n") == "expected ':'");
    CHECK(error("a b\n") == "invalid syntax");
    CHECK(error("x = 1; class A: pass\n") == "invalid syntax");
    CHECK(error("(a).b: int\n") == "illegal target for annotation");
    CHECK(error("f'{1, lambda: x}'\n") == "f-string: lambda expressions are not allowed without parentheses");
    CHECK_FALSE(error("x = (**a[1], *b)\n").empty());
    CHECK_FALSE(error("x = **a[1], b\n").empty());
    CHECK(error("for *[*a] in b: pass\n") == "starred assignment target must be in a list or tuple");
    CHECK(error("'\\N{a_b}'\n").ends_with("unknown Unicode character name"));
    CHECK(error("\v\n") == "invalid non-printable character U+000B");
    CHECK(error("x = 1\xEF\xBB\xBF\n") == "invalid non-printable character U+FEFF");
    CHECK(error("'\\x4'\n").starts_with("(unicode error) 'unicodeescape' codec can't decode bytes"));
}

TEST_CASE("what Python accepts is no error, whatever the tree-sitter grammar makes of it") {
    for (std::string_view text :
         {"a\t= 1\n", "try:\n    pass\nexcept ValueError,:\n    pass\n", "[*(b := a) for a in y]\n",
          "[*[*b for b in a] for a in y]\n", "match x:\n    case a.b as c:\n        pass\n", "lazy import a\n"}) {
        INFO(text);
        CHECK(error(text).empty());
    }
}

// The grammar of 3.12 and later tries `type` and `lazy import` before expressions: to `star_expressions` they are
// names.
TEST_CASE("statements that begin with a soft keyword are read, and so are names that are spelled like one") {
    for (std::string_view text :
         {"type A = int\n", "type A[T] = list[T]\n", "type A[T: int, *Ts, **P] = dict[T, P]\n",
          "type = 1\ntype(x)\ntype\n", "match x:\n    case 1: pass\n", "match = 1\nmatch(x)\nmatch[x]\nmatch\n",
          "case = _ = 1\ncase\n", "lazy import a\n", "lazy from a import b\n", "lazy = 1\nlazy(x)\nlazy\n",
          "print(type, match, lazy)\n"}) {
        INFO(text);
        CHECK(error(text) == "");
    }
}

TEST_CASE("each damaged statement is one error, and the others are sound") {
    const auto all = errors("def f(:\n    pass\nx = 1\nclass A\n    pass\n");
    REQUIRE(all.size() == 2);
    CHECK(all[0].span.start == 6);
    CHECK(all[1].message.starts_with("expected ':'"));
}

TEST_CASE("a file for Python 2 is one error that says so") {
    const auto all = errors("print 'a'\nimport os\nprint 'b'\n");
    REQUIRE(all.size() == 1);
    CHECK(all[0].message.find("this file is for Python 2") != std::string::npos);
}

TEST_CASE("the stages behind the parser are judged on the model") {
    for (auto [text, message] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"return\n", "'return' outside function"},
             {"class A:\n    yield\n", "'yield' outside function"},
             {"def f():\n    await x\n", "'await' outside async function"},
             {"if x:\n    break\n", "'break' outside loop"},
             {"def f(a, a): pass\n", "duplicate parameter 'a' in function definition"},
             {"def f():\n    x = 1\n    global x\n", "name 'x' is assigned to before global declaration"},
             {"def f():\n    nonlocal x\n", "no binding for nonlocal 'x' found"},
             {"f(a=1, a=2)\n", "keyword argument repeated: a"},
             {"*a, *b = c\n", "multiple starred expressions in assignment"},
             {"x = 1\nfrom __future__ import annotations\n",
              "from __future__ imports must occur at the beginning of the file"},
             {"match x:\n    case _: pass\n    case 1: pass\n", "wildcard makes remaining patterns unreachable"},
             {"[x := 1 for x in y]\n", "assignment expression cannot rebind comprehension iteration variable 'x'"}}) {
        INFO(text);
        CHECK(scope(text) == message);
    }
    CHECK(scope("'a'\nfrom __future__ import annotations\n").empty());
    CHECK(scope("('a')\nfrom __future__ import annotations\n").empty());
    CHECK(scope("from __future__ import *\n") == "future feature * is not defined");
    CHECK(scope("x.__debug__ = 1\n") == "cannot assign to __debug__");
    CHECK(scope("a[*b]: int\n") == "can't use starred expression here");
    CHECK(scope("a[*b]: int = 1\n").empty());
    CHECK(scope("__debug__: int\n") == "cannot assign to __debug__");
    CHECK(scope("x = __debug__\ny.a = x.__debug__\n").empty());
    CHECK(scope("def f():\n    return 1\nasync def g():\n    return [await x for x in y]\n").empty());
}

TEST_CASE("a lazy import may not stand in a function, a class or a `try`, and imports no stars") {
    CHECK(scope("if x:\n    lazy import a\n").empty());
    CHECK(scope("def f():\n    lazy import a\n") == "lazy import not allowed inside functions");
    CHECK(scope("class A:\n    lazy from a import b\n") == "lazy from ... import not allowed inside classes");
    CHECK(scope("try:\n    lazy import a\nfinally:\n    pass\n") == "lazy import not allowed inside try/except blocks");
    CHECK(scope("lazy from a import *\n") == "lazy from ... import * is not allowed");
    CHECK(scope("lazy from __future__ import annotations\n") == "lazy from __future__ import is not allowed");
}

TEST_CASE("patterns are judged in the compiler's order, and keys by their values") {
    auto pattern = [](std::string_view code) { return scope("match x:\n    case " + std::string(code) + ": pass\n"); };
    for (std::string_view sound :
         {"{0: _, 1: _, 'a': _, b'a': _, -1: _}", "{a.b: _, a.b: _}", "{1: _, 1.5: _, 1j: _, 1 + 1j: _}", "(a)",
          "[1 | _]", "1 | (2 | _)", "[(1 as a) | (2 as a)]"}) {
        INFO(sound);
        CHECK(pattern(sound).empty());
    }
    for (auto [code, repr] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"{0: _, 0.0: _}", "0.0"},
                                                                    {"{0: _, 0j: _}", "0j"},
                                                                    {"{0: _, False: _}", "False"},
                                                                    {"{-1: _, - 1: _}", "-1"},
                                                                    {"{0x10: _, 1_6: _}", "16"},
                                                                    {"{1e100: _, 1.0e+100: _}", "1e+100"},
                                                                    {"{0.00001: _, 1e-5: _}", "1e-05"},
                                                                    {"{1 - 2j: _, 1-2j: _}", "(1-2j)"},
                                                                    {"{'a' 'b': _, \"\\x61b\": _}", "'ab'"},
                                                                    {"{b'\\0': _, b'\\x00': _}", "b'\\x00'"},
                                                                    {"{None: _, None: _}", "None"}}) {
        INFO(code);
        CHECK(pattern(code) == "mapping pattern checks duplicate key (" + std::string(repr) + ")");
    }
    CHECK(pattern("(None | _) | _") == "wildcard makes remaining patterns unreachable");
    CHECK(pattern("(a | 1) | 2") == "name capture 'a' makes remaining patterns unreachable");
    CHECK(pattern("{f'a': b}") == "mapping pattern keys may only match literals and attribute lookups");
    CHECK(pattern("A(b=1, c=2, b=3)") == "attribute name repeated in class pattern: b");
    CHECK(pattern("[a, b] | [a, c]") == "alternative patterns bind different names");
}

TEST_CASE("type parameters, type aliases and bases of a generic class have a scope of their own") {
    CHECK(scope("def f[T: (x := 1)](): pass\n") == "named expression cannot be used within a TypeVar bound");
    CHECK(scope("def f[T: (int, (x := 1))](): pass\n") ==
          "named expression cannot be used within a TypeVar constraint");
    CHECK(scope("def f[*T = (yield)](): pass\n") == "yield expression cannot be used within a TypeVarTuple default");
    CHECK(scope("type X = (yield)\n") == "yield expression cannot be used within a type alias");
    CHECK(scope("async def f():\n    class C[T](await x): pass\n") ==
          "await expression cannot be used within the definition of a generic");
    CHECK(scope("type X = [(x := 1) for _ in y]\n") ==
          "assignment expression within a comprehension cannot be used in a type alias");
    CHECK(scope("class C[T = int, U]: pass\n") == "non-default type parameter 'U' follows default type parameter");
    CHECK(scope("class C[T = int, U = int]: pass\n").empty());
    CHECK(scope("class C:\n    type X = lambda: y\n", 12) ==
          "Cannot use lambda in annotation scope within class scope");
    CHECK(scope("class C:\n    type X = lambda: y\n").empty());
}

TEST_CASE("a docstring cannot hold half of a surrogate pair since 3.13") {
    for (std::string_view text : {"'\\ud834'\n", "def f():\n    ('a' '\\uD834')\n", "class A:\n    '\\U0000dfff'\n"}) {
        INFO(text);
        CHECK(scope(text, 12).empty());
        CHECK(scope(text, 13).ends_with("surrogates not allowed"));
    }
    for (std::string_view text : {"x = '\\ud834'\n", "r'\\ud834'\n", "'\\\\ud834'\n", "x\n'\\ud834'\n", "'\\ud7ff'\n"})
        CHECK(scope(text).empty());
}

TEST_CASE("an assignment to what begins with `type(` is no type alias") {
    const Tree tree = parse_by_pieces("type(t).x = t\n");
    CHECK(newer_syntax(tree, {3, 11}).empty());
    CHECK(newer_syntax(parse_by_pieces("type(t).x = t\nprint 'a'\n"), {3, 11}).empty());
    CHECK(newer_syntax(parse_by_pieces("type T = t\n"), {3, 11}).size() == 1);
}

TEST_CASE("syntax newer than the target is named with its version") {
    const Tree tree = parse_by_pieces("match x:\n    case 1: pass\n");
    CHECK(newer_syntax(tree, {3, 10}).empty());
    const auto found = newer_syntax(tree, {3, 9});
    REQUIRE(found.size() == 1);
    CHECK(found[0].minor == 10);
}

TEST_CASE("a version's compiler refuses what it does, not what later ones do") {
    auto newer = [](std::string_view text, std::uint8_t minor) {
        return !newer_syntax(parse_by_pieces(text), {3, minor}).empty();
    };
    CHECK(newer("{x := 1}\n", 8));
    CHECK(newer("{x := y for y in z}\n", 8));
    CHECK_FALSE(newer("{x := 1}\n", 9));
    CHECK(newer("a[x := 1]\n", 9));
    CHECK_FALSE(newer("a[x := 1]\n", 10));
    CHECK(newer("f'{x:{y:{z}}}'\n", 11));
    CHECK_FALSE(newer("f'{x:{y:z}}'\n", 11));
    CHECK(newer("f'{\na}'\n", 11));
    CHECK(newer("def f[T: a[:2] in (b'c', b'd')](x): pass\n", 11));
    CHECK(newer("a[*b.c[d]]\n", 10));
    CHECK(scope("[*a[b]]\n", 10).empty());
    CHECK(scope("[[i async for i in a] for a in b]\n", 10).size() > 0);
    CHECK(scope("from .__future__ import spam\n", 12) == "future feature spam is not defined");
    CHECK(scope("from .__future__ import spam\n", 13).empty());
    CHECK(scope("class A:\n    def f(self):\n        [(__x := 1) for __x in y]\n", 12).empty());
    CHECK_FALSE(scope("class A:\n    def f(self):\n        [(__x := 1) for __x in y]\n", 13).empty());
    CHECK(scope("del __debug__\n", 9).empty());
    CHECK(scope("del __debug__\n", 10) == "cannot delete __debug__");
    auto nested = [](int depth) {
        std::string text;
        for (int i = 0; i < depth; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "while x:\n";
        return text + std::string(static_cast<std::size_t>(depth), ' ') + "pass\n";
    };
    CHECK(scope(nested(20), 12).empty());
    CHECK_FALSE(scope(nested(21), 12).empty());
    CHECK(scope(nested(21), 13).empty());
    CHECK_FALSE(scope(nested(22), 13).empty());
}

TEST_CASE("reading is linear in what is nested, and gives up rather than overflow the stack") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "not ";
    text += "x\n";
    const verdict::Answer answer = verdict::read({text, 0, false, ""}, 15);
    CHECK_FALSE(answer.mistake);
    CHECK_FALSE(answer.certain);
}

TEST_CASE("what to do about a mistake follows the compiler's message") {
    auto advice = [](std::string_view text) {
        const auto all = errors(text);
        REQUIRE(all.size() == 1);
        return all[0].message.substr(all[0].message.size() - all[0].advice);
    };
    for (auto [text, what] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"def f()\n    pass\n", "; end the line with a colon"},
             {"if x:\n    y\nelse if z:\n    y\n", "; write `elif`, not `else if`"},
             {"if x && y:\n    z\n", "; write `and`, not `&&`"},
             {"if x || y:\n    z\n", "; write `or`, not `||`"},
             {"if !x:\n    z\n", "; write `not`, not `!`"},
             {"i++\n", "; write `i += 1`"},
             {"// x\n", "; begin a comment with `#`"},
             {"x = a > 1 ? b : c\n", "; write `a if condition else b`"},
             {"if (x) {\n    y\n}\n", "; write a colon and an indented block, not braces"},
             {"if x then:\n    y\n", "; write `:`, not `then`"},
             {"switch x:\n    case 1:\n        y\n", "; write `match`, not `switch`"},
             {"for i range(3):\n    y\n", "; write `in` after the loop variable"},
             {"f = lambda x: return x\n", "; write the value of a `lambda` without `return`"},
             {"class = 1\n", "; `class` is a keyword: choose another name"},
             {"my var = 1\n", "; a name cannot contain spaces: write `my_var`"},
             {"1st = 1\n", "; a name cannot begin with a digit"},
             {"print(\xE2\x80\x9Cx\xE2\x80\x9D)\n", "; write `\"`"},
             {"def f:\n    pass\n", "; write the parameters in parentheses; without any, `()`"},
             {"x = f(1\n", "; add the closing bracket"},
             {"print 'x'\n", " `print` and `exec` are functions since Python 3"},
             {"for i in range 10:\n    x\n", "; write `range(...)` with parentheses"},
             {"def add(a b):\n    x\n", "; write a comma between the parameters"},
             {"function add(a, b):\n    x\n", "; write `def add(...):`, not `function`"},
             {"int x = 5\n", "; a variable is not declared: write `x = ...`"},
             {"if x => 3:\n    y\n", "; write `>=`, not `=>`"},
             {"if x === 3:\n    y\n", "; write `==`, not `===`"},
             {"if (x > 3:\n    y\n", "; close the `(` before the colon"},
             {"x = 5 y = 6\n", "; begin a new line for the next statement"},
             {"raise X, 'm'\n", "; write `raise X(...)`"},
             {">>> x\n", "; delete `>>>`, the prompt of interactive Python"},
             {"pip install x\n", "; this is a command for the terminal, not Python code"},
             {"if x:\n    y\nelse x < 3:\n    z\n", "; `else` takes no condition: write `elif ...:`"},
             {"try:\n    x\ncatch E:\n    y\n", "; write `except ...:`, not `catch`"},
             {"my-name = 1\n", " a name cannot contain a hyphen: write `my_name`"},
             {"x = {'a' = 1}\n", " write `:` between a key and its value"},
             {"print('It's me')\n", "; write a backslash before the apostrophe, or double quotes around the string"},
             {"x = [1, 2 3]\n", ""}}) {
        INFO(text);
        CHECK(advice(text) == what);
    }
    const auto open = errors("def a():\n    f(1\n\ndef b():\n    f(2\n\nx = 1\n");
    REQUIRE_FALSE(open.empty());
    CHECK(open[0].message == "invalid syntax; `(` above was never closed");
}

TEST_CASE("where a mistake tears a statement, what the pieces end with is doubtful too") {
    const Tree tree = parse_by_pieces("def f():\n        x = 1\n        y = 2\n    return x\nz = 3\n");
    std::vector<std::string_view> sound;
    for (NodeId id = 0; id < tree.nodes.size(); ++id)
        if (const Node n(tree, id); is_statement(n.kind()) && !n.damaged()) sound.push_back(n.text());
    CHECK(sound == std::vector<std::string_view>{"x = 1", "z = 3"});
}
