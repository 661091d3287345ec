// Line ends and comments of code that a fix writes anew.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "engine/fixing/layout.h"
#include "syntax/parse.h"

using namespace zen;

namespace {

// The text after the edit that puts `now` in the place of `old`.
std::string laid_out(std::string text, std::string_view old, std::string now) {
    const Tree tree = parse(std::string_view(text));
    const auto at = static_cast<std::uint32_t>(text.find(old));
    Edit edit{{at, at + static_cast<std::uint32_t>(old.size())}, std::move(now)};
    keep_layout(tree, edit, [](std::string_view line) { return line.size() <= 30; });
    return edited(text, {edit});
}

std::string laid_out(const std::string& code, std::string now) {
    return laid_out(code, std::string_view(code).substr(0, code.size() - 1), std::move(now));
}

}  // namespace

TEST_CASE("a new argument goes on a line of its own where the others do", "[layout]") {
    CHECK(laid_out("warn(\n    text,\n    Warning,\n)\n", "warn(text,\n    Warning, stacklevel=2)") ==
          "warn(\n    text,\n    Warning,\n    stacklevel=2,\n)\n");
    CHECK(laid_out("warn(\n    text,\n    Warning\n)\n", "warn(text, Warning, stacklevel=2)") ==
          "warn(\n    text,\n    Warning,\n    stacklevel=2\n)\n");
    CHECK(laid_out("warn(\n    text\n)\n", "warn(text, stacklevel=2)") == "warn(text, stacklevel=2)\n");
    CHECK(laid_out("warn(text,\n     Warning)\n", "warn(text, Warning, stacklevel=2)") ==
          "warn(text,\n     Warning, stacklevel=2)\n");
}

TEST_CASE("a keyword is on the line of its value", "[layout]") {
    CHECK(laid_out("cut(\n    text,\n    n,\n)\n", "cut(text, width=n)") == "cut(\n    text,\n    width=n,\n)\n");
    CHECK(laid_out("cut(\n    text,\n    n=n,\n    more=1,\n)\n", "shorten(text, width=n, more=1)") ==
          "shorten(\n    text,\n    width=n,\n    more=1,\n)\n");
    CHECK(laid_out("cut(\n    text,\n    len(n),  # all\n)\n", "cut(text=text, width=len(n))") ==
          "cut(\n    text=text,\n    width=len(n),  # all\n)\n");
}

TEST_CASE("a comment in the brackets stays where it was", "[layout]") {
    CHECK(laid_out("run(\n    command,\n    env={},  # nothing\n)\n", "run(command, env={}, check=True)") ==
          "run(\n    command,\n    env={},  # nothing\n    check=True,\n)\n");
    CHECK(laid_out("warn(  # once\n    text,\n)\n", "warn(text, stacklevel=2)") ==
          "warn(  # once\n    text,\n    stacklevel=2,\n)\n");
}

TEST_CASE("other brackets around the same items keep their lines", "[layout]") {
    CHECK(laid_out("first = [\n    panel\n    for panel in panels\n    if panel.open\n][0]\n",
                   "first = next(panel for panel in panels if panel.open)") ==
          "first = next(\n    panel\n    for panel in panels\n    if panel.open\n)\n");
    CHECK(laid_out("count = len([\n    panel\n    for panel in panels\n    if panel.open\n])\n",
                   "count = sum(1 for panel in panels if panel.open)") ==
          "count = sum(\n    1\n    for panel in panels\n    if panel.open\n)\n");
    CHECK(laid_out("box = set([\n    1,\n    2,\n])\n", "box = {1, 2}") == "box = {\n    1,\n    2,\n}\n");
}

TEST_CASE("no line ends outside of brackets", "[layout]") {
    CHECK(laid_out("found = (\n    name\n    in names\n)\n", "found = name in names") == "found = name in names\n");
    CHECK(laid_out("found = any(\n    name == other\n    for other in names\n)\n", "found = name in names") ==
          "found = name in names\n");
    CHECK(laid_out("total = f(\n    a,\n    b,\n)[0]\n", "total = a") == "total = a\n");
}

TEST_CASE("a line may end in the brackets around the code", "[layout]") {
    CHECK(laid_out("x = (\n    first_of_them\n    or first_of_them\n    or last_of_them\n)\n",
                   "first_of_them\n    or first_of_them\n    or last_of_them",
                   "first_of_them or last_of_them") == "x = (\n    first_of_them\n    or last_of_them\n)\n");
}

TEST_CASE("a comma is added only where another one makes a row", "[layout]") {
    CHECK(laid_out("f(\n    a,\n)\n", "f(x for x in a)") == "f(\n    x for x in a\n)\n");
    CHECK(laid_out("f(\n    [x for x in a],\n)\n", "f(x for x in a)") == "f(\n    x for x in a\n)\n");
}

TEST_CASE("short code goes on one line, unless a comma asks for more", "[layout]") {
    CHECK(laid_out("f(\n    a,\n    b\n)\n", "f(a, b, c)") == "f(a, b, c)\n");
    CHECK(laid_out("f(\n    a,\n    b,\n)\n", "f(a, b, c)") == "f(\n    a,\n    b,\n    c,\n)\n");
    CHECK(laid_out("f(\n    a,  # first\n    b\n)\n", "f(a, b, c)") == "f(\n    a,  # first\n    b,\n    c\n)\n");
}

TEST_CASE("empty brackets hold no line end", "[layout]") {
    CHECK(laid_out("super(\n    Box, self,\n).fold(\n    a,\n)\n", "super().fold(a)") == "super().fold(\n    a,\n)\n");
}

TEST_CASE("code of one line stays as the edit has it", "[layout]") {
    CHECK(laid_out("f(a, b)\n", "f(a,\n  b)") == "f(a,\n  b)\n");
    CHECK(laid_out("s = \"\"\"a\nb\"\"\"\n", "s = \"a\\nb\"") == "s = \"a\\nb\"\n");
}
