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
    CHECK(all[0].message.find("this file is written for Python 2") != std::string::npos);
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
    CHECK(scope("def f():\n    return 1\nasync def g():\n    return [await x for x in y]\n").empty());
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
