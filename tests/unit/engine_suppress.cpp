// The comments that silence findings: where they reach, and whose codes they know.
#include "engine_snippet.h"

using namespace zen;

namespace {

const PageBook& book() {
    static const PageBook made{
        page_of("match\n    $x == None\n", "code: TST0001\naka: E711, C0121, singleton-comparison\n")};
    return made;
}

std::size_t found(const std::string& code) {
    return book().lint(code).size();
}

}  // namespace

TEST_CASE("noqa holds for its line") {
    CHECK(found("a == None\n") == 1);
    CHECK(found("a == None  # noqa\n") == 0);
    CHECK(found("a == None  # NOQA\n") == 0);
    CHECK(found("a == None  # noqa: TST0001\n") == 0);
    CHECK(found("a == None  # noqa: F401, E711\n") == 0);
    CHECK(found("a == None  # noqa:E711 because of the query builder\n") == 0);
    CHECK(found("a == None  # type: ignore  # noqa: E711\n") == 0);
    CHECK(found("a == None  # noqa: F401\n") == 1);
    CHECK(found("a == None  # noqaish\n") == 1);
    CHECK(found("b  # noqa\na == None\n") == 1);
}

TEST_CASE("noqa holds for the whole logical line, and no further") {
    CHECK(found("f(a == None,\n  '''\n  text\n  ''')  # noqa\n") == 0);
    CHECK(found("if (a == None and\n        b):  # noqa\n    c\n") == 0);
    CHECK(found("if b:  # noqa\n    a == None\n") == 1);
}

TEST_CASE("zenlint's own comments name rules, and cover the statement below when they stand alone") {
    CHECK(found("a == None  # zenlint: ignore\n") == 0);
    CHECK(found("a == None  # zenlint: ignore[rule-a]\n") == 0);
    CHECK(found("a == None  # zenlint: ignore[E711] the query builder wants it\n") == 0);
    CHECK(found("a == None  # zenlint: ignore[rule-b]\n") == 1);
    CHECK(found("# zenlint: ignore[rule-a]\ndef f():\n    x\n    a == None\n\na == None\n") == 1);
    CHECK(found("# zenlint: off\na == None\nb == None\n# zenlint: on\nc == None\n") == 1);
    CHECK(found("# zenlint: off\na == None\n") == 0);
    CHECK(found("a == None\n# zenlint: ignore-file\n") == 0);
}

TEST_CASE("comments for other linters are honoured through the aliases") {
    CHECK(found("a == None  # pylint: disable=C0121\n") == 0);
    CHECK(found("a == None  # pylint: disable=singleton-comparison\n") == 0);
    CHECK(found("# pylint: disable-next=C0121\na == None\n") == 0);
    CHECK(found("a == None  # pylint: disable=C0200\n") == 1);
    CHECK(found("# ruff: noqa: E711\na == None\n") == 0);
    CHECK(found("# flake8: noqa\na == None\n") == 0);
    CHECK(found("# pylint: skip-file\na == None\n") == 0);
}
