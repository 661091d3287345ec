// Pages that are wrong say what, and on which line.
#include "engine_snippet.h"

using namespace zen;

namespace {

std::string page_trouble(const std::string& page) {
    PackStore store;
    auto trouble = read_page(store, "rules/test/rule.md", page, false);
    return trouble ? trouble->text() : "";
}

}  // namespace

TEST_CASE("a good page is no trouble") {
    CHECK(page_trouble(page_of("match\n    len($x)\n")).empty());
}

TEST_CASE("a bad page names its line") {
    CHECK(page_trouble("# Title\n").starts_with("rules/test/rule.md:1: "));
    CHECK(page_trouble(page_of("match\n    len($x)\n", "code: TST0001\ncolour: red\n"))
              .starts_with("rules/test/rule.md:3: unknown key `colour`"));
    CHECK(page_trouble(page_of("match\n    len($x\n")).starts_with("rules/test/rule.md:11: the code is not Python"));
    CHECK(page_trouble(page_of("match\n    len($x)\nwhere\n    $x is purple\n"))
              .starts_with("rules/test/rule.md:13: unknown condition: `purple`"));
    CHECK(page_trouble(page_of("match\n    len($x)\nwhere\n    $y is pure\n")).find("`$y` is not in the pattern") !=
          std::string::npos);
    CHECK(page_trouble(page_of("match\n    len($x)\nrewrite\n    $y\n")).find("`$y` is not in the pattern") !=
          std::string::npos);
    CHECK(page_trouble(page_of("match\n    print($$a, $$b)\n")).find("two `$$`") != std::string::npos);
    CHECK(page_trouble(page_of("match\n    len($x)\nnative\n")).find("no C++ file") != std::string::npos);
    CHECK(page_trouble(page_of("native on purple_statement\n")).find("no node `purple_statement`") !=
          std::string::npos);
    CHECK(page_trouble(page_of("wherever\n    $x is pure\n")).find("unknown section") != std::string::npos);
}

TEST_CASE("matches of one page have aliases, conditions and messages of their own") {
    PageBook book{
        page_of("match\n    $x == None\naka E711\nsay\n    first\nmatch\n    $x != None\nwhere\n    $x is a "
                "name\nsay\n    second\n",
                "code: TST0001\naka: C0121\n")};
    const RuleBook& rules = book.rules().book();
    CHECK(rules.aliases(0, 0) == std::vector<std::string_view>{"E711"});
    CHECK(rules.aliases(0, 1) == std::vector<std::string_view>{"C0121"});
    CHECK(book.message("a.b == None\n") == "first");
    CHECK(book.message("a != None\n") == "second");
    CHECK(book.lint("a.b != None\n").empty());
}

TEST_CASE("the aliases of a match are those that it names itself, then those of its row, then those of all matches") {
    PageBook book{
        page_of("aka A1\nmatch\n    print($x)\nsay\n    a\nfor each $f | aka\n    abs | B1\n    round | B2\n"
                "match\n    $f($x)\nsay\n    b\nmatch\n    len($x)\naka C1\nsay\n    c\n")};
    const RuleBook& rules = book.rules().book();
    using Names = std::vector<std::string_view>;
    CHECK(rules.aliases(0, 0) == Names{"A1"});
    CHECK(rules.aliases(0, 1) == Names{"B1"});
    CHECK(rules.aliases(0, 2) == Names{"B2"});
    CHECK(rules.aliases(0, 3) == Names{"C1"});
    CHECK(rules[0].data->matches.count == 4);
}

TEST_CASE("conditions under `always` hold for every match") {
    PageBook book{page_of("match\n    len($x)\nrewrite\n    $x\nmatch\n    abs($x)\nalways\n    $x is a name\n")};
    CHECK(book.lint("len(a)\n").size() == 1);
    CHECK(book.lint("abs(a)\n").size() == 1);
    CHECK(book.lint("len(a.b)\n").empty());
    CHECK(book.lint("abs(a.b)\n").empty());
}

TEST_CASE("a rule yields to another that reports the same place") {
    PageBook book{page_of("match\n    len($x)\n", "code: TST0001\nyields: rule-b\n"),
                  page_of("match\n    len($x) == 0\n", "code: TST0002\n")};
    std::vector<Finding> found = book.lint("len(a) == 0\nlen(b)\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].rule == 1);
    CHECK(found[1].rule == 0);
}

TEST_CASE("a rule is silent below the version that its rewrite needs") {
    std::string page = page_of("match\n    len($x)\n", "code: TST0001\npython: 3.11\n");
    CHECK(PageBook({page}, {3, 10}).lint("len(a)\n").empty());
    CHECK(PageBook({page}, {3, 11}).lint("len(a)\n").size() == 1);
}
