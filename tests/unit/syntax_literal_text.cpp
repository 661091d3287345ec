// What string literals say.
#include "syntax/literal_text.h"

#include <catch2/catch_test_macros.hpp>

#include "semantics_snippet.h"

using namespace zen;

namespace {

// The value of the first expression of the code; "none" where it has none.
std::string value_of(const std::string& code) {
    Snippet s(code + "\n");
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::expression_statement)) return literal_text(n.child(0u)).value_or("none");
    return "no expression";
}

}  // namespace

TEST_CASE("a literal's escapes, prefixes and parts are read as Python reads them") {
    CHECK(value_of(R"('a\x2d\tb')") == "a-\tb");
    CHECK(value_of(R"("\u00e9")") == "\xc3\xa9");
    CHECK(value_of(R"('\101')") == "A");
    CHECK(value_of(R"(r'\d\N{DASH}')") == R"(\d\N{DASH})");
    CHECK(value_of(R"('\d')") == R"(\d)");
    CHECK(value_of("'''a\nb'''") == "a\nb");
    CHECK(value_of("'a' \"b\"") == "ab");
    CHECK(value_of("''").empty());
    CHECK(value_of(R"('\N{DASH}')") == "none");
    CHECK(value_of("b'a'") == "none");
    CHECK(value_of("f'a'") == "none");
    CHECK(value_of("'a' f'{b}'") == "none");
    CHECK(value_of("name") == "none");
}
