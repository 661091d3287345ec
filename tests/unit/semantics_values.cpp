// Purity and its kin, names that are free, singulars, comments.
#include <catch2/catch_test_macros.hpp>

#include "semantics_snippet.h"

using namespace zen;

namespace {
Node value_of(const Snippet& s) {
    return s.node(Kind::assignment).child(Field::right);
}
}  // namespace

TEST_CASE("pure expressions") {
    for (const char* code : {"a", "a.b", "a[0]", "a + b * c", "a < b < c", "not a", "a and b", "(a, [b], {c: d})",
                             "f'{a}'", "lambda: f()", "a if b else c", "a[1:2]", "'x'", "-1"}) {
        Snippet s(std::string("x = ") + code + "\n");
        INFO(code);
        CHECK(s->pure(value_of(s)));
    }
    for (const char* code :
         {"f()", "a.b()", "[a for a in b]", "(a := b)", "(await a)", "(yield)", "[*a]", "a[f()]", "{**a}"}) {
        Snippet s(std::string("x = ") + code + "\n");
        INFO(code);
        CHECK_FALSE(s->pure(value_of(s)));
    }
}

TEST_CASE("constant and cheap expressions") {
    for (const char* code : {"1", "-1", "'a'", "'a' 'b'", "(1, 'a')", "None", "True", "()", "..."}) {
        Snippet s(std::string("x = ") + code + "\n");
        INFO(code);
        CHECK(s->constant(value_of(s)));
        CHECK(s->cheap(value_of(s)));
    }
    for (const char* code : {"a", "a.b.c", "[]", "{}", "''.join"}) {
        Snippet s(std::string("x = ") + code + "\n");
        INFO(code);
        CHECK_FALSE(s->constant(value_of(s)));
        CHECK(s->cheap(value_of(s)));
    }
    for (const char* code : {"f()", "a + b", "f'{a}'", "[a, b]", "[x for x in y]"}) {
        Snippet s(std::string("x = ") + code + "\n");
        INFO(code);
        CHECK_FALSE(s->constant(value_of(s)));
        CHECK_FALSE(s->cheap(value_of(s)));
    }
}

TEST_CASE("expressions that build something mutable") {
    for (const char* code : {"[]", "{}", "{1}", "[x for x in y]", "list()", "dict(a=1)", "set()", "[0] * 3", "a + [1]",
                             "collections.defaultdict(list)"}) {
        Snippet s(std::string("import collections\nx = ") + code + "\n");
        INFO(code);
        CHECK(s->builds_mutable(value_of(s)));
    }
    for (const char* code : {"()", "1", "a", "f()", "tuple()", "(x for x in y)", "frozenset()"}) {
        Snippet s(std::string("x = ") + code + "\n");
        INFO(code);
        CHECK_FALSE(s->builds_mutable(value_of(s)));
    }
}

TEST_CASE("singular names") {
    CHECK(singular("names") == "name");
    CHECK(singular("self.entries") == "entry");
    CHECK(singular("boxes") == "box");
    CHECK(singular("classes") == "class_");
    CHECK(singular("matches") == "match_");
    CHECK(singular("children") == "child");
    CHECK(singular("file_names") == "file_name");
    CHECK(singular("_rows") == "row");
    CHECK(singular("data") == "item");
    CHECK(singular("status") == "item");
    CHECK(singular("address") == "item");
    CHECK(singular("get_users()") == "user");
    CHECK(singular("lists") == "list_");
    CHECK(singular("f(x)") == "item");
    CHECK(singular("s") == "item");
    CHECK(singular("NAMES") == "name");
    CHECK(singular("cases") == "case_");
}

TEST_CASE("fresh names") {
    Snippet s("a = 1\ndef f(b):\n    c = d\n    return c\ndef g(): return h\n");
    Node inside = s.at("return c");
    CHECK(s->fresh("x", inside) == "x");
    CHECK(s->fresh("a", inside) == "a_1");
    CHECK(s->fresh("b", inside) == "b_1");
    CHECK(s->fresh("d", inside) == "d_1");
    CHECK(s->fresh("h", inside) == "h");
    CHECK(s->fresh("h", s.at("a = 1")) == "h_1");
    CHECK(s->fresh("b", s.at("a = 1")) == "b");
    CHECK(s->fresh("c", s.at("a = 1")) == "c");
    CHECK(s->fresh("class", inside) == "class_1");
    CHECK(s->fresh("len", inside) == "len_1");
}

TEST_CASE("comments in a span") {
    Snippet s("a = 1  # one\nb = '# none'\n");
    CHECK(s->has_comment({0, 13}));
    CHECK_FALSE(s->has_comment(s.at("a = 1").span()));
    CHECK_FALSE(s->has_comment(s.at("b = '# none'").span()));
}
