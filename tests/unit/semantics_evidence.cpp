// What the code around an expression gives away: dicts by use, handlers by what they name, loops that fill a
// collection.
#include <catch2/catch_test_macros.hpp>

#include "engine/shapes/accumulation.h"
#include "semantics/code/code_key.h"
#include "semantics/flow/handlers.h"
#include "semantics/types/evidence.h"
#include "semantics_snippet.h"

using namespace zen;

TEST_CASE("a dict by what is called on it in the same function") {
    Snippet s("def f(ages, rows):\n    ages.items()\n    use(ages[0])\n    use(rows[0])\n");
    CHECK(used_as_dict(*s, s.name("ages", 3)));
    CHECK_FALSE(used_as_dict(*s, s.name("rows", 2)));
}

TEST_CASE("a dict by what its class stores in it") {
    Snippet s(
        "class A:\n    def __init__(self):\n        self.ages = {}\n        self.rows = []\n        self.counts = "
        "defaultdict(int)\n"
        "    def f(self):\n        use(self.ages, self.rows, self.counts)\n");
    CHECK(used_as_dict(*s, s.at("self.ages", 2)));
    CHECK_FALSE(used_as_dict(*s, s.at("self.rows", 2)));
    CHECK_FALSE(used_as_dict(*s, s.at("self.counts", 2)));
}

TEST_CASE("a key is equal for the same code, and for no other") {
    Snippet s(
        "f((a), 'x') ; f( a , \"x\"); f(a, b'x'); f(a, 'y'); f(a, 'x',); (f)(((a)), '''x'''); f((a, 'x'))\n"
        "a.b[0]; a.b[0 ]; (a.b)[(0)]; a.b[1]; a.b[0:]; a[0].b; -a + b; -(a + b); (-a) + b; f'{a}'; f'{b}'; f'{a}b'\n"
        "f'{a:2}'; f'{a:3}'; f'{a:{b}}'\n");
    std::vector<Node> all;
    for (Node statement : Node(s->tree(), 0).children()) all.push_back(statement.child(0u));
    REQUIRE(all.size() == 22);
    for (Node a : all)
        for (Node b : all) {
            INFO(a.text() << " and " << b.text());
            CHECK((code_key(a) == code_key(b)) == same_code(a, b));
        }
    for (std::size_t i = all.size() - 3; i + 1 < all.size(); ++i) CHECK_FALSE(same_code(all[i], all[i + 1]));
}

TEST_CASE("the first use of a name in a function other than its own") {
    Snippet s("def f():\n    n = m = []\n    k = [n for _ in m]\n    def g(): return n\n    return n, k\n");
    auto binding = [&](Node name) { return s->reference(name)->binding; };
    CHECK(first_use_in_function(*s, binding(s.name("n", 1))) == s.name("n", 3).id());
    CHECK(first_use_in_function(*s, binding(s.name("m", 1))) == no_id);
    CHECK(first_use_in_function(*s, binding(s.name("k", 1))) == no_id);
}

TEST_CASE("what handlers catch") {
    Snippet s(
        "try: f()\nexcept OSError as e: pass\nexcept (ValueError, Exception): pass\nexcept errors.Exception: "
        "pass\nexcept: pass\n");
    CHECK(catches(*s, s.node(Kind::except_clause, 1)) == Catches::named);
    CHECK(handler_name(s.node(Kind::except_clause, 1)).text() == "e");
    CHECK(catches(*s, s.node(Kind::except_clause, 2)) == Catches::broad);
    CHECK(catches(*s, s.node(Kind::except_clause, 3)) == Catches::named);
    CHECK(catches(*s, s.node(Kind::except_clause, 4)) == Catches::bare);
}

TEST_CASE("a nest of loops around one statement") {
    Snippet s("for row in rows:\n    for cell in row:\n        if cell:\n            out.append(cell.value)\n");
    auto nest = accumulation(s.node(Kind::for_statement, 1));
    REQUIRE(nest);
    CHECK(nest->loops == 2);
    CHECK(nest->conditions == 1);
    CHECK(clauses(*nest) == " for row in rows for cell in row if cell");
    CHECK_FALSE(accumulation(s.node(Kind::for_statement, 2)));
}

TEST_CASE("a loop that does two things, or has an else, is no such nest") {
    Snippet s("for a in b:\n    f(a)\n    g(a)\nfor a in b:\n    f(a)\nelse:\n    g()\n");
    CHECK_FALSE(accumulation(s.node(Kind::for_statement, 1)));
    CHECK_FALSE(accumulation(s.node(Kind::for_statement, 2)));
}
