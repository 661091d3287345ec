// Which expressions are paths, and which may not become one.
#include <catch2/catch_test_macros.hpp>

#include "engine/shapes/paths.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

// Of the last expression of the text.
bool last_is(bool (*question)(const Model&, Node), std::string text) {
    Snippet s("from pathlib import Path\nimport os\n" + text + "\n");
    Node last;
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::expression_statement)) last = n;
    return question(*s, last.child(0u));
}

}  // namespace

TEST_CASE("a Path is known by its type or its constructor") {
    CHECK(last_is(is_path, "Path(name)"));
    CHECK(last_is(is_path, "def f(p: Path):\n    p"));
    CHECK_FALSE(last_is(is_path, "name"));
    CHECK_FALSE(last_is(is_path, "'name'"));
}

TEST_CASE("text that may be empty is no plain path") {
    CHECK(last_is(plain_path, "'notes.txt'"));
    CHECK(last_is(plain_path, "Path(name)"));
    CHECK_FALSE(last_is(plain_path, "''"));
    CHECK_FALSE(last_is(plain_path, "name"));
    CHECK_FALSE(last_is(plain_path, "os.getcwd()"));
}

TEST_CASE("numbers and bytes become no Path") {
    CHECK(last_is(is_no_path, "3"));
    CHECK(last_is(is_no_path, "b_path"));
    CHECK(last_is(is_no_path, "self.b_path"));
    CHECK(last_is(is_no_path, "to_bytes(path)"));
    CHECK_FALSE(last_is(is_no_path, "path"));
    CHECK_FALSE(last_is(is_no_path, "'path'"));
    CHECK(last_is(is_bytes_path, "b'path'"));
}
