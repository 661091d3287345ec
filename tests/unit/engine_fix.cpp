// Fix rounds: overlaps wait, what breaks code is not made, everything ends.
#include "engine/scanning/rule_table.h"
#include "engine_snippet.h"

using namespace zen;

TEST_CASE("nested fixes are made in later rounds") {
    PageBook book{page_of("match\n    bool($x)\nrewrite\n    $x\n")};
    CHECK(book.fixed("z = bool(bool(bool(a)))\n") == "z = a\n");
}

TEST_CASE("safe fixes alone are made unless more is asked for") {
    PageBook book{page_of("match\n    bool($x)\nrewrite\n    $x\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("bool(a)\n", Applicability::safe) == "bool(a)\n");
    CHECK(book.fixed("bool(a)\n", Applicability::unsafe) == "a\n");
    PageBook sketch{page_of("match\n    bool($x)\nrewrite\n    $x\n", "code: TST0001\nfix: display\n")};
    CHECK(sketch.fixed("bool(a)\n") == "bool(a)\n");
}

TEST_CASE("fixes that undo each other change nothing") {
    PageBook book{page_of("match\n    min($x)\nrewrite\n    max($x)\n"),
                  page_of("match\n    max($x)\nrewrite\n    min($x)\n")};
    Source source = Source::from_text("a.py", "min(a)\n");
    Fixed fixed = fix(source, book.rules(), Applicability::safe);
    CHECK(!fixed.converged);
    CHECK(fixed.source.text() == "min(a)\n");
    CHECK(fixed.left.size() == 1);
}

TEST_CASE("fixes nested as deeply as Python reads are all made") {
    PageBook book{page_of("match\n    bool($x)\nrewrite\n    $x\n")};
    std::string code = "a";
    for (int i = 0; i < 200; ++i) code = "bool(" + code + ")";
    Source source = Source::from_text("a.py", "z = " + code + "\n");
    Fixed fixed = fix(source, book.rules(), Applicability::safe);
    CHECK(fixed.converged);
    CHECK(fixed.count == 200);
    CHECK(fixed.source.text() == "z = a\n");
    CHECK(fixed.left.empty());
}

TEST_CASE("fixes that wait for each other in a row and make the text longer are all made") {
    PageBook book{page_of("match\n    len($x)\nrewrite\n    sorted($x)\n")};
    std::string code = "a";
    for (int i = 0; i < 150; ++i) code = "len(" + code + ")";
    Fixed fixed = fix(Source::from_text("a.py", code + "\n"), book.rules(), Applicability::safe);
    CHECK(fixed.converged);
    CHECK(fixed.count == 150);
    CHECK(fixed.left.empty());
}

TEST_CASE("CRLF and CR files stay what they are") {
    PageBook book{
        page_of("match\n    if $x:\n        if $y:\n            $$body\nrewrite\n    if $x and $y:\n        $$body\n")};
    Source crlf = Source::from_text("a.py", "if a:\r\n    if b:\r\n        c()\r\n        d()\r\n");
    Fixed fixed = fix(crlf, book.rules(), Applicability::unsafe);
    CHECK(fixed.source.encode(fixed.source.text()) == "if a and b:\r\n    c()\r\n    d()\r\n");
    Source cr = Source::from_text("a.py", "if a:\r    if b:\r        c()\r        d()\r");
    fixed = fix(cr, book.rules(), Applicability::unsafe);
    CHECK(fixed.source.encode(fixed.source.text()) == "if a and b:\r    c()\r    d()\r");
}

TEST_CASE("a sometimes-safe fix is safe where its conditions hold") {
    PageBook book{page_of("match\n    len($x) == 0\nrewrite\n    not $x\nsafe when\n    $x is a list\n",
                          "code: TST0001\nfix: sometimes-safe\n")};
    CHECK(book.fixed("if len([a]) == 0:\n    b()\n", Applicability::safe) == "if not [a]:\n    b()\n");
    CHECK(book.fixed("if len(a) == 0:\n    b()\n", Applicability::safe) == "if len(a) == 0:\n    b()\n");
}

TEST_CASE("an edit is not cut inside a string") {
    PageBook book{page_of("match\n    $x + $y\nrewrite\n    $y + $x\n", "code: TST0001\nfix: safe\n")};
    std::vector<Finding> found = book.lint("z = 'a}' + f'{b}'\n");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].fix);
    REQUIRE(found[0].fix->edits.size() == 1);
    CHECK(found[0].fix->edits[0].span == Span{4, 17});
}

TEST_CASE("an edit is not cut inside an operator") {
    PageBook book{page_of("match\n    $x = $y\nrewrite\n    $x += $y\n", "code: TST0001\nfix: safe\n")};
    std::vector<Finding> found = book.lint("total = 1\n");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].fix);
    CHECK(found[0].fix->edits == std::vector<Edit>{{{6, 7}, "+="}});
}

TEST_CASE("a comment at the end of what is replaced does not take the line end along") {
    PageBook book{page_of("match\n    if $x:\n        $y = $z\nrewrite\n    $y = $z if $x else 0\n")};
    std::string code = "if a:\n    b = c  # why\nd()\n", fixed = book.fixed(code);
    auto crlf = [](const std::string& text) {
        std::string out;
        for (char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
        return out;
    };
    CHECK(fixed != code);
    CHECK(book.fixed(crlf(code)) == crlf(fixed));
}

TEST_CASE("a fix may take the last statement of a file that begins with empty lines") {
    const PageBook book{page_of("match\n    import os\nremove the match\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("\n\nimport os\n") == "\n\n");
}

TEST_CASE("two fixes never leave a block without a statement") {
    const PageBook book{page_of("match\n    print($x)\nremove the match\n", "code: TST0001\nfix: unsafe\n")};
    CHECK(book.fixed("def run():\n    print(1)\n    print(2)\n") == "def run():\n    pass\n");
}

TEST_CASE("parentheses that one fix removes are there for the operator that another one adds") {
    RuleBook book(builtin_rules(), course_sections());
    Selection selection = Selection::of(book);
    for (std::string_view rule : {"collapsible-if", "extraneous-parens"}) selection.select(book, *book.find(rule));
    const RuleSet rules(book, std::move(selection));
    auto fixed = [&](std::string text) {
        return std::string(fix(Source::from_text("a.py", std::move(text)), rules, Applicability::safe).source.text());
    };
    CHECK(fixed("if (a if b else c):\n    if d:\n        e()\n") == "if (a if b else c) and d:\n    e()\n");
    CHECK(fixed("if (a or b):\n    if c:\n        d()\n") == "if (a or b) and c:\n    d()\n");
    CHECK(fixed("if a:\n    if (lambda: b):\n        c()\n") == "if a and (lambda: b):\n    c()\n");
}

TEST_CASE("statements that one rule puts in the same place are put there in one round, in order") {
    RuleBook book(builtin_rules(), course_sections());
    Selection selection = Selection::of(book);
    selection.select(book, *book.find("mutable-default"));
    std::string code = "def f(", right = code, body;
    for (int i = 0; i < 2500; ++i) {  // more than there are rounds
        const std::string name = "a" + std::to_string(i);
        code += name + "=[], ";
        right += name + "=None, ";
        body += "    if " + name + " is None:\n        " + name + " = []\n";
    }
    Fixed fixed = fix(Source::from_text("a.py", code + "):\n    return 1\n"), RuleSet(book, std::move(selection)),
                      Applicability::unsafe);
    CHECK(fixed.converged);
    CHECK(fixed.count == 2500);
    CHECK(fixed.source.text() == right + "):\n" + body + "    return 1\n");
}

TEST_CASE("imports that the fixes leave without a use go with them") {
    const PageBook book{page_of("match\n    typing.Optional[$x]\nrewrite\n    $x | None\n")};
    CHECK(book.fixed("from typing import Optional\n\nx = Optional[int]\n") == "x = int | None\n");
    CHECK(book.fixed("from typing import Any, Optional\n\nx = Optional[Any]\n") ==
          "from typing import Any\n\nx = Any | None\n");
    CHECK(book.fixed("from typing import Optional, Any\n\nx = Optional[Any]\n") ==
          "from typing import Any\n\nx = Any | None\n");
    CHECK(book.fixed("from typing import (\n    Any,\n    Optional,\n)\n\nx = Optional[Any]\n") ==
          "from typing import (\n    Any,\n)\n\nx = Any | None\n");
    CHECK(book.fixed("\"\"\"Sizes.\"\"\"\n\nfrom typing import Optional\n\n\nx = Optional[int]\n") ==
          "\"\"\"Sizes.\"\"\"\n\n\nx = int | None\n");
    CHECK(book.fixed("import typing\nimport os\n\nx = typing.Optional[int]\n") == "import os\n\nx = int | None\n");
    // Another use, a mention in a string or comment, an export, a comment at the import, an import that was idle
    // before, and a module whose import may do more.
    for (std::string_view stays :
         {"from typing import Optional\nx = Optional[int]\ny = Optional\n",
          "from typing import Optional\nx = Optional[int]\ny = 1  # type: Optional[int]\n",
          "from typing import Optional\n__all__ = [\"Optional\"]\nx = Optional[int]\n",
          "from typing import Optional  # for annotations\nx = Optional[int]\n", "import os\nx = Optional[int]\n",
          "from our.types import Optional\nx = Optional[int]\n",
          "if fast:\n    from typing import Optional\nx = Optional[int]\n"}) {
        std::string code(stays);
        const std::string fixed = book.fixed(code);
        const std::string line = code.substr(0, code.find('\n') + 1);
        CAPTURE(code);
        CHECK(fixed.starts_with(line));
    }
}
