// Code in messages stays code when it is shortened.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "engine/matching/match.h"
#include "syntax/parse.h"

using namespace zen;

TEST_CASE("short code stays as it is, on one line and without comments", "[short]") {
    CHECK(short_code("a  +\n    b") == "a + b");
    CHECK(short_code("f(\n    a,  # the first\n    '# b',\n)") == "f(a, '# b',)");
    CHECK(short_code("a, \\\n    b, c") == "a, b, c");
    CHECK(short_code("x = 'one  two'  # three") == "x = 'one  two'");
    CHECK(short_code("rows = [\n    [ 1 ],\n]") == "rows = [[ 1 ],]");
}

TEST_CASE("what is in brackets goes first, the smallest that is enough", "[short]") {
    CHECK(short_code("open(join(folder, name), encoding='utf-8')", 34) == "open(join(...), encoding='utf-8')");
    CHECK(short_code("rows = await gather(*(load(one, two, three) for one in rows))", 50) ==
          "rows = await gather(*(load(...) for one in rows))");
    CHECK(short_code("if a == b and ((c < d and e < f) or g):", 30) == "if a == b and ((...) or g):");
}

TEST_CASE("strings lose their ends, but no part of a field, an escape or a character", "[short]") {
    CHECK(short_code("f\"{name} has {count} entries in the list\"", 32) == "f\"{name} has {count} entries...\"");
    CHECK(short_code("f\"{name} has {count_of_entries}\"", 24) == "f\"{name} has...\"");
    CHECK(short_code("'one\\ntwo three'", 11) == "'one...'");
    CHECK(short_code("'Grüße aus Köln'", 12) == "'Grüße a...'");
}

TEST_CASE("at last operands go, and never a part of a name", "[short]") {
    CHECK(short_code("first_name and second_name and third_name", 30) == "first_name and ...");
    CHECK(short_code("if first_name and second_name and third:", 32) == "if first_name and ...:");
    CHECK(short_code("one_module.one_class.one_method", 20) == "one_module.one_class.one_method");
}

TEST_CASE("shortened expressions still parse", "[short]") {
    const std::string code =
        "result = {key: [f(x, \"some (text\") for x in rows if x.value > limit(key)] for key, rows in groups.items()}";
    for (std::size_t most = 20; most < code.size(); ++most) {
        INFO(most << ": " << short_code(code, most));
        CHECK_FALSE(parse(short_code(code, most)).damaged());
    }
}

TEST_CASE("of an f-string that is cut, the fields are named", "[short]") {
    CHECK(short_fstring("f\"{name}: {age}\"") == "`f\"{name}: {age}\"`");
    CHECK(short_fstring("f\"{name} is a very long description\"", 20) == "`f\"{name} is a ve...\"`");
    CHECK(short_fstring("f\"The user {name} has no orders \" f\"since {day}\"", 30) ==
          "an f-string with `{name}` and `{day}`");
    CHECK(short_fstring("f\"{{}} {one[0]} and then {two} and {three:>{width}}\"", 16) ==
          "an f-string with `{one[0]}` and 2 more values");
}
