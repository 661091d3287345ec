// The comments that silence findings: where they reach, and whose codes they know.
#include "engine/suppression/pylint_lines.h"
#include "engine/suppression/pylint_names.h"
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
    CHECK(found("a == None  #noqaish\n") == 1);
    CHECK(found("a == None  # xnoqa\n") == 1);
    CHECK(found("b  # noqa\na == None\n") == 1);
}

TEST_CASE("noqa holds for the physical line of its owners, and with zenlint's codes for the logical line") {
    CHECK(found("f(a == None, '''\n  text\n  ''')  # noqa\n") == 0);
    CHECK(found("f(b or \\\n  a == None)  # noqa: E711\n") == 0);
    CHECK(found("f(a == None,\n  b)  # noqa\n") == 1);
    CHECK(found("f(a == None,\n  b)  # noqa: E711\n") == 1);
    CHECK(found("f(a == None,\n  b)  # noqa: TST0001\n") == 0);
    CHECK(found("if (a == None and\n        b):  # noqa: TST0001\n    c\n") == 0);
    CHECK(found("if b:  # noqa\n    a == None\n") == 1);
}

TEST_CASE("a noqa that either ruff or flake8 understands is enough") {
    CHECK(found("a == None  #noqa: E711\n") == 0);    // ruff alone
    CHECK(found("a == None  # noqa : F401\n") == 0);  // flake8 alone, which reads no codes there
    CHECK(found("a == None  # noqa: E7\n") == 0);     // flake8 alone, by prefix
    CHECK(found("a == None, '# noqa'\n") == 0);       // flake8 alone, which looks into strings
    CHECK(found("a == None  # noqa: E501 # noqa: E711\n") == 1);
    CHECK(found("a == None  # noqa: C0121\n") == 1);  // pylint's code
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

TEST_CASE("pylint's comments name messages by checkers and by former names") {
    CHECK(found("a == None  # pylint: disable=basic\n") == 0);
    CHECK(found("a == None  # pylint: disable=Exceptions,BASIC\n") == 0);
    CHECK(found("a == None  # pylint: disable=refactoring\n") == 1);
    CHECK(pylint_checker("C0117") == "refactoring");  // among those of `basic`
    CHECK(pylint_checker("C0203") == "classes");
    CHECK(pylint_checker("W4901") == "imports");
    CHECK(pylint_checker("X0001").empty());
    CHECK(former_pylint_name("broad-except", "W0718"));
    CHECK(former_pylint_name("w0703", "W0718"));
    CHECK(!former_pylint_name("broad-except", "W0702"));
    CHECK(pylint_shaped("unreachable"));  // a symbol of one word
}

TEST_CASE("A no-break space may stand between the codes of noqa") {
    CHECK(found("a == None  # noqa: F632\u00A0E711\n") == 0);
    CHECK(found("a == None  # noqa: F632\u00A0F401\n") == 1);
}

TEST_CASE("ruff 0.17.6 takes any white space of Unicode between the parts of its comments") {
    for (const std::string space : {"\u00A0", "\u0085", "\u2028", "\u2003", "\u3000", "\v", "\f"}) {
        INFO(space);
        CHECK(found("a == None  #" + space + "noqa\n") == 0);
        CHECK(found("a == None  # ruff" + space + ": ignore[E711]\n") == 0);
        CHECK(found("a == None  # ruff:" + space + "ignore" + space + "[" + space + "E711" + space + "]\n") == 0);
        CHECK(found("#" + space + "ruff" + space + ":" + space + "noqa" + space + ": E711\na == None\n") == 0);
        CHECK(found("# ruff: noqa" + space + ": F632\na == None\n") == 1);
        CHECK(found("#" + space + "ruff:" + space + "file-ignore[E711]\na == None\n") == 0);
    }
    // U+200B and U+FEFF are no white space.
    CHECK(found("a == None  #\u200Bnoqa\n") == 1);
    CHECK(found("a == None  #\uFEFFnoqa\n") == 1);
}

TEST_CASE("flake8 7.5.0 takes any white space before the noqa of a file, and one blank before its own name") {
    CHECK(found("# flake8:\u00A0noqa\na == None\n") == 0);
    CHECK(found("# flake8:\x1cnoqa\na == None\n") == 0);
    CHECK(found("#\u00A0flake8: noqa\na == None\n") == 1);
    CHECK(found("# flake8\u00A0: noqa\na == None\n") == 1);
}

// Python 3.12 and later: ruff 0.17.6 looks at the last row of the string, flake8 7.5.0 at the row of the finding.
TEST_CASE("a noqa in a field of a multi-line f-string holds for its own row") {
    CHECK(found("w = f\"{  # noqa: E711\n    a == None\n} {b == None}\"\n") == 2);
    CHECK(found("w = f\"{\n    a == None  # noqa: E711\n} {b == None}\"\n") == 1);
    CHECK(found("w = f\"{\n    a == None\n    # noqa\n} {b == None}\"\n") == 2);
    CHECK(found("w = f\"{\n    a == None\n} {b == None}\"  # noqa: E711\n") == 0);
    CHECK(found("w = f\"\"\"{a == None}\n{  # noqa\nb == None}\"\"\"\n") == 1);
}

TEST_CASE("pylint's comments hold for their line or block") {
    CHECK(found("a == None  # pylint: disable=C0121\na == None\n") == 1);
    CHECK(found("a == None  # pylint: disable=singleton-comparison\n") == 0);
    CHECK(found("a == None  # pylint: disable=C0200\n") == 1);
    CHECK(found("a == None  # pylint: disable=C\n") == 0);
    CHECK(found("a == None  # pylint: disable=E711\n") == 1);
    CHECK(found("a == None  # pylint: disable=none-comparison\n") == 1);  // zenlint's name
    CHECK(found("a == None  # pylint: disable=ZEN1601\n") == 1);
    CHECK(found("# pylint: disable-next=C0121\na == None\na == None\n") == 1);
    CHECK(found("a == None\n# pylint: skip-file\n") == 0);
    CHECK(found("a == None  # pylint: disable=all\n") == 0);
    CHECK(found("def f():\n    # pylint: disable=C0121\n    a == None\n\n\na == None\n") == 1);
    CHECK(found("def f():\n    a == None\n    # pylint: disable=C0121\n    a == None\n") == 1);
    CHECK(found("# pylint: disable=C0121\na == None\n# pylint: enable=C0121\na == None\n") == 1);
    CHECK(found("if b:\n    # pylint: disable=C0121\n    a == None\nelse:\n    a == None\n") == 1);
}

TEST_CASE("a comment for the names of a star import that are not used leaves the star import") {
    static const PageBook stars{
        page_of("match\n    from $m import *\n",
                "code: TST0001\naka: F403, W0401, wildcard-import, W0614, unused-wildcard-import\n")};
    CHECK(stars.lint("from os import *  # pylint: disable=unused-wildcard-import\n").size() == 1);
    CHECK(stars.lint("from os import *  # pylint: disable=W0614\n").size() == 1);
    CHECK(stars.lint("from os import *  # pylint: disable=wildcard-import\n").empty());
    CHECK(stars.lint("from os import *  # pylint: disable=unused-wildcard-import, wildcard-import\n").empty());
}

TEST_CASE("ruff's comments hold for their line, the statement below, a range or the file") {
    CHECK(found("a == None  # ruff: ignore[E711]\na == None\n") == 1);
    CHECK(found("# ruff: ignore[E711]\nf(a == None,\n  a == None)\na == None\n") == 1);
    CHECK(found("f(\n    # ruff: ignore[E711]\n    a == None,\n    a == None)\n") == 1);
    // A multi-line string is one line, but for line ends within replacement fields.
    CHECK(found("f\"\"\"{a == None}\n{a == None}\"\"\"  # ruff: ignore[E711]\n") == 0);
    CHECK(found("f\"\"\"{a == None}\n{\na == None}\"\"\"  # ruff: ignore[E711]\n") == 1);
    CHECK(found("f\"\"\"{a == None}\n{\na == None}\"\"\"  # noqa: E711\n") == 0);
    CHECK(found("# ruff: disable[E711]\na == None\n# ruff: enable[E711]\na == None\n") == 1);
    CHECK(found("def f():\n    # ruff: disable[E711]\n    a == None\n\n\na == None\n") == 1);
    CHECK(found("def f():\n    if b:\n        b\n    # ruff: disable[E711]\n    b\n\n\na == None\n") == 0);
    // Another comment that disables or enables has the block's end looked for; one that ignores has not.
    const std::string nested = "def f():\n    if b:\n        b\n    # ruff: disable[E711]\n    b\n\n\na == None\n";
    CHECK(found("b  # ruff: disable[F632]\n" + nested) == 1);
    CHECK(found("b  # ruff: ignore[F632]\n" + nested) == 0);
    CHECK(found("# ruff: file-ignore[F632]\n" + nested) == 0);
    CHECK(found("a == None  # ruff: disable[E711]\n") == 1);
    CHECK(found("a == None\n# ruff: file-ignore[E711]\n") == 0);
    CHECK(found("a == None  # ruff: noqa: E711\n") == 1);
    CHECK(found("# ruff: noqa: E711\na == None\n") == 0);
    CHECK(found("# ruff: noqa: E501\na == None\n") == 1);
}

TEST_CASE("flake8's comment for a file stands on a line of its own") {
    CHECK(found("# flake8: noqa\na == None\n") == 0);
    CHECK(found("def f():\n    # flake8=noqa: E501\n    a == None\n") == 0);
    CHECK(found("a == None  # flake8: noqa\n") == 1);
    CHECK(found("a == None\n#flake8: noqa\n") == 1);
}
