// Comments, annotations and form feeds survive fixes.
#include "engine/scanning/rule_table.h"
#include "engine_snippet.h"

using namespace zen;

namespace {

const PageBook& book() {
    static const PageBook pages{
        page_of("match\n    if $x:\n        $y = $z\n    else:\n        $y = $w\nrewrite\n    $y = $z if $x else $w\n"),
        page_of("match\n    abs($x, 1)\nrewrite\n    $x\n"),
        page_of("match\n    $t: int = divmod\n    $t += $x\nrewrite\n    $t = hash($x)\n"),
        page_of("match\n    $t: int = divmod\n    $t -= $x\nrewrite\n    $t: int = hash($x)\n")};
    return pages;
}

bool offered(const std::string& code) {
    std::vector<Finding> found = book().lint(code);
    REQUIRE(found.size() == 1);
    return found[0].fix.has_value();
}

}  // namespace

TEST_CASE("a comment that an edit would swallow goes above the statement") {
    CHECK(book().fixed("def f():\n    if a:  # one\n        b = 1\n    else:\n        b = 2  # two\n") ==
          "def f():\n    # one\n    # two\n    b = 1 if a else 2\n");
    CHECK(book().fixed("print(abs(  # why\n    x, 1))\n") == "# why\nprint(x)\n");
    // The same comment twice is two comments.
    CHECK(book().fixed("if a:  # b\n    c = 1  # b\nelse:\n    c = 2\n") == "# b\n# b\nc = 1 if a else 2\n");
    CHECK(book().fixed("@d  # over\nclass A(abs(  # why\n        B, 1)):\n    pass\n") ==
          "# why\n@d  # over\nclass A(B):\n    pass\n");
}

TEST_CASE("moving a comment makes a fix unsafe") {
    std::vector<Finding> found = book().lint("print(abs(  # why\n    x, 1))\n");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].fix);
    CHECK(found[0].fix->applicability == Applicability::unsafe);
}

TEST_CASE("no fix where a comment has no other place") {
    CHECK(!offered("if a:\n    b = 1  # noqa: E1\nelse:\n    b = 2\n"));
    CHECK(!offered("if a:\n    b = 1  # type: ignore[x]\nelse:\n    b = 2\n"));
    CHECK(!offered("c = 3; print(abs(  # why\n    x, 1))\n"));
    CHECK(!offered("if c:\n    pass\nelif abs(  # why\n    x, 1):\n    pass\n"));
    CHECK(!offered("if c: print(abs(  # why\n    x, 1))\n"));
}

TEST_CASE("a directive stays behind the code that it is about") {
    PageBook split{page_of("match\n    print($x, $y)\nrewrite\n    print($x)\n    print($y)\n")};
    auto offers = [](const PageBook& pages, const std::string& code) {
        std::vector<Finding> found = pages.lint(code);
        REQUIRE(found.size() == 1);
        return found[0].fix.has_value();
    };
    CHECK(offers(split, "print(a, b)  # why\n"));
    CHECK(offers(split, "print(a, b)\nc = 1  # noqa: E1\n"));
    for (std::string directive :
         {"# noqa: E1", "# type: ignore[x]", "# pylint: disable=x", "# pyright: ignore", "# fmt: skip"}) {
        INFO(directive);
        CHECK(!offers(split, "print(a, b)  " + directive + "\n"));
        CHECK(!offers(split, "if c: print(a, b)  " + directive + "\n"));
    }
    // Loops that become one expression.
    RuleBook book(builtin_rules(), course_sections());
    const RuleSet rules = every_rule_of(book);
    for (std::string loop :
         {"    out = []\n    for x in xs:\n        out.append(x.y)#\n    return out\n",
          "    out = set()\n    for x in xs:\n        if x:\n            out.add(x.y)#\n    return out\n",
          "    out = 0\n    for x in xs:\n        out += x.y#\n    return out\n",
          "    out = {}\n    for x in xs:\n        out[x.y] = x.z#\n    return out\n",
          "    for x in xs:\n        if x.y:#\n            return True\n    return False\n"}) {
        const std::size_t at = loop.find('#');
        for (std::string comment : {"", "  # why", "  # noqa: E1", "  # type: ignore[x]"}) {
            std::string code = "def f(xs):\n" + loop;
            code.replace(11 + at, 1, comment);
            INFO(code);
            const std::string fixed(fix(Source::from_text("a.py", code), rules, Applicability::unsafe).source.text());
            CHECK((fixed.find("for x in xs:\n") == std::string::npos) == (comment.empty() || comment == "  # why"));
        }
    }
}

TEST_CASE("no fix loses an annotation or a form feed") {
    CHECK(!offered("if a:\n    b = 1\n\f\nelse:\n    b = 2\n"));
    CHECK(!offered("t: int = divmod\nt += x\n"));
    CHECK(book().fixed("t: int = divmod\nt -= x\n") == "t: int = hash(x)\n");
}
