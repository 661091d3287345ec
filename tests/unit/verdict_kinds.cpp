// Kinds of code that CPython's later stages and its older versions judge by rules of their own.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "engine/syntax_error.h"
#include "semantics/model.h"
#include "semantics/verdict/newer_syntax.h"
#include "semantics/verdict/scope_checks.h"
#include "syntax/pieces.h"

namespace {

using namespace zen;

// The compiler's words for the first thing that it refuses; "" for a sound text.
std::string refusal(std::string_view text, int minor = 15) {
    const Tree tree = parse_by_pieces(text);
    const PythonVersion version{3, static_cast<std::uint8_t>(minor)};
    if (const auto errors = syntax_errors(tree, version); !errors.empty())
        return errors[0].message.substr(0, errors[0].message.size() - errors[0].advice);
    const auto scope = scope_mistakes(Model(tree, version), {minor, false});
    return scope.empty() ? "" : scope[0].message;
}

}  // namespace

TEST_CASE("a declaration may follow imports and what has a scope of its own, and nothing else that names it") {
    for (std::string_view first : {"import x", "import x.y", "from y import x", "y: x", "def g(y: x): pass",
                                   "type y = x", "class A[T](x): pass", "[x for i in y]"}) {
        INFO(first);
        CHECK(refusal("def f():\n    " + std::string(first) + "\n    global x\n") == "");
    }
    CHECK(refusal("from __future__ import annotations\ndef f():\n    y: x\n    global x\n", 11) == "");
    CHECK(refusal("def f():\n    y: x\n    global x\n", 13) == "name 'x' is used prior to global declaration");
    CHECK(refusal("def f():\n    [(x := i) for i in y]\n    global x\n") ==
          "name 'x' is assigned to before global declaration");
    CHECK(refusal("[(x := i) for i in y]\nglobal x\n") == "");
    CHECK(refusal("class A:\n    nonlocal __class__\n") == "no binding for nonlocal '__class__' found");
    CHECK(refusal("class A:\n    def f(self):\n        nonlocal __class__\n") == "");
}

TEST_CASE("no code is made for the annotations of a function's variables before 3.14") {
    CHECK(refusal("def f():\n    x: await a\n", 13) == "");
    CHECK(refusal("def f():\n    x: [i async for i in a]\n", 13) == "");
    CHECK(refusal("x: await a\n", 13) == "'await' outside function");
    CHECK(refusal("from __future__ import annotations\nx: (yield)\n", 9) == "");
    CHECK(refusal("from __future__ import annotations\nx: (yield)\n", 10) != "");
}

TEST_CASE("names are compared in their normal form, private ones with their class in front") {
    CHECK(refusal("def f(\xEF\xAC\x81, fi): pass\n") == "duplicate parameter 'fi' in function definition");
    CHECK(refusal("f(\xEF\xAC\x81=1, fi=2)\n") == "keyword argument repeated: fi");
    CHECK(refusal("match v:\n    case [\xEF\xAC\x81, fi]: pass\n") == "multiple assignments to name 'fi' in pattern");
    CHECK(refusal("__\xF0\x9D\x90\x9D"
                  "ebug__ = 1\n") == "cannot assign to __debug__");
    CHECK(refusal("\xF0\x9D\x90\x93rue = 1\n") == "identifier field can't represent 'True' constant");
    CHECK(refusal("class A:\n    def f(self, __x, _A__x): pass\n") ==
          "duplicate parameter '_A__x' in function definition");
    CHECK(refusal("class A[__x, _A__x]: pass\n") == "duplicate type parameter '_A__x'");
    CHECK(refusal("class A:\n    g(__x=1, _A__x=2)\n") == "");
}

TEST_CASE("a star by itself is no target, wherever targets stand, and there is one among several") {
    for (std::string_view text : {"*(a, b) = c\n", "*a.b = c\n", "with x as *y: pass\n", "with (x as *y): pass\n",
                                  "[i for *(a, b) in c]\n", "for *[a] in c: pass\n"}) {
        INFO(text);
        CHECK(refusal(text) == "starred assignment target must be in a list or tuple");
    }
    CHECK(refusal("*a, *(b, c) = d\n") == "multiple starred expressions in assignment");
    CHECK(refusal("*a, (*b, c) = [*d] = e\n") == "");
    std::string names;
    for (int i = 0; i < 255; ++i) names += "a" + std::to_string(i) + ", ";
    CHECK(refusal(names + "*b = c\n") == "");
    CHECK(refusal(names + "a, *b = c\n") == "too many expressions in star-unpacking assignment");
}

TEST_CASE("nesting is limited as CPython limits it") {
    auto brackets = [](std::size_t n) { return "x = " + std::string(n, '(') + "1" + std::string(n, ')') + "\n"; };
    CHECK(refusal(brackets(200)) == "");
    CHECK(refusal(brackets(201)) == "too many nested parentheses");
    auto blocks = [](std::size_t n, std::string_view head) {
        std::string out;
        for (std::size_t i = 0; i < n; ++i) {
            std::string line(head);
            for (std::size_t at = 0; (at = line.find('\n', at)) != line.npos; ++at)
                line.insert(at + 1, std::string(i, ' '));
            out += std::string(i, ' ') + line + "\n";
        }
        return out + std::string(n, ' ') + "pass\n";
    };
    CHECK(refusal(blocks(99, "if x:")) == "");
    CHECK(refusal(blocks(100, "if x:")) == "too many levels of indentation");
    CHECK(refusal(blocks(20, "while x:"), 12) == "");
    CHECK(refusal(blocks(21, "while x:"), 12) == "too many statically nested blocks");
    CHECK(refusal(blocks(21, "while x:"), 13) == "");
    CHECK(refusal(blocks(11, "with x, y:"), 13) == "too many statically nested blocks");
    CHECK(refusal(blocks(22, "for x in y: pass\nelse:"), 13) == "");
}

TEST_CASE("a line that begins with a backslash has the indentation of the next one") {
    CHECK(refusal("if x:\n\\\n  y\n") == "");
    CHECK(refusal("if x:\n  \\\ny\n") == "");
    CHECK(refusal("if x:\n\\\ny\n") != "");
}

TEST_CASE("what the target reads and later versions do not is no error for that target") {
    CHECK(refusal("f'{x for x in y}'\n", 11) == "");
    CHECK(refusal("f'{x for x in y}'\n", 12) != "");
    CHECK(refusal("f'{x for in y}'\n", 11) == "f-string: invalid syntax");
    CHECK(refusal("[x for x in y if lambda: z]\n", 8) == "");
    CHECK(refusal("[x for x in y if lambda: z]\n", 9) != "");
}

TEST_CASE("an f-string of before 3.12 is read as those versions did") {
    auto newer = [](std::string_view text) { return !newer_syntax(parse_by_pieces(text), {3, 11}).empty(); };
    for (std::string_view text :
         {"f'{x!r }'\n", "f'{x:{y:{z}}}'\n", "f'{\"\\n\"}'\n", "f'{x['a']}'\n", "f'{x:{y\n}}'\n"}) {
        INFO(text);
        CHECK(newer(text));
    }
    for (std::string_view text : {"f'{x:\\\ny}'\n", "f'{x!r:>{y}}'\n", "f\"\"\"{x\n}\"\"\"\n", "f'{x[\"a\"]}'\n"}) {
        INFO(text);
        CHECK_FALSE(newer(text));
    }
}

TEST_CASE("a key of a dict is not unpacked, neither in a comprehension") {
    CHECK(refusal("{**x: y for x in z}\n") == "cannot use dict unpacking in a dictionary key");
    CHECK(refusal("{*x: y}\n") == "cannot use a starred expression in a dictionary key");
    CHECK(refusal("{**x for x in y}\n") == "");
}

TEST_CASE("a pattern may begin with a plus since 3.15") {
    CHECK(refusal("match x:\n    case +1 | -2: pass\n") == "");
    CHECK(refusal("match x:\n    case x | +1: pass\n") == "name capture 'x' makes remaining patterns unreachable");
}
