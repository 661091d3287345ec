// The arguments of calls, by parameter.
#include <catch2/catch_test_macros.hpp>

#include "semantics/code/arguments.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

Node first_call(const Snippet& s) {
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::call)) return n;
    return {};
}

std::string given(std::string call, std::string_view keyword, int position = -1) {
    Snippet s(call + "\n");
    return std::string(argument(first_call(s), keyword, position).text());
}

// The texts of the bound arguments, parted by bars.
std::string bound(std::string call, std::size_t positional) {
    constexpr std::string_view parameters[] = {"path", "mode", "root"};
    Snippet s(call + "\n");
    auto values = bound_arguments(first_call(s), parameters, positional);
    if (!values) return "none";
    std::string out;
    for (Node v : *values) out += std::string(v.text()) + "|";
    return out;
}

}  // namespace

TEST_CASE("an argument is found by its keyword or its position") {
    CHECK(given("open(p, 'w')", "mode", 1) == "'w'");
    CHECK(given("open(p, mode='w')", "mode", 1) == "'w'");
    CHECK(given("open(p, x='w')", "mode", 1) == "");
    CHECK(given("open(p, 'w')", "mode") == "");
    CHECK(given("open(*p, 'w')", "mode", 1) == "");
    CHECK(given("open(p, **more)", "more", 1) == "");
    CHECK(given("open()", "mode", 0) == "");
}

TEST_CASE("arguments are bound to parameters, or not at all") {
    CHECK(bound("mkdir(a)", 2) == "a|||");
    CHECK(bound("mkdir(a, b, root=c)", 2) == "a|b|c|");
    CHECK(bound("mkdir(root=c, path=a)", 2) == "a||c|");
    CHECK(bound("mkdir(a, b, c)", 2) == "none");
    CHECK(bound("mkdir(a, path=b)", 2) == "none");
    CHECK(bound("mkdir(a, size=b)", 2) == "none");
    CHECK(bound("mkdir(*a)", 2) == "none");
    CHECK(bound("mkdir(a, **b)", 2) == "none");
}
