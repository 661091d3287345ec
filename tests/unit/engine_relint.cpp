// Linting after an edit says what linting anew does, whatever the edit.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "engine/incremental/relint.h"
#include "engine/scanning/rule_table.h"
#include "engine_snippet.h"
#include "system/files.h"

using namespace zen;

namespace {

RuleSet every_rule() {
    static const RuleBook book(builtin_rules(), course_sections());
    return every_rule_of(book);
}

std::string shown(const std::vector<Finding>& findings, const RuleSet& rules) {
    std::string out;
    auto span = [&](Span s) { out += std::to_string(s.start) + '-' + std::to_string(s.end) + ' '; };
    for (const Finding& f : findings) {
        span(f.span);
        out += std::string(rules.book()[f.rule].name()) + ' ' + std::to_string(f.match) + ' ' +
               std::to_string(f.noqa_row) + ' ' + f.message + '\n';
        for (const Related& r : f.related) span(r.span), out += r.message + '\n';
        if (!f.fix) continue;
        out += "  " + f.fix->title + ' ' + std::string(applicability_name(f.fix->applicability)) + '\n';
        for (const Edit& e : f.fix->edits) span(e.span), out += e.text + '\n';
        for (Span s : f.fix->held) span(s);
    }
    return out;
}

// A file of many statements that have to do with each other.
std::string many_statements() {
    std::string out;
    namespace fs = std::filesystem;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ZENLINT_SOURCE_DIR) / "fixtures"))
        if (entry.path().extension() == ".py") paths.push_back(entry.path());
    std::ranges::sort(paths);
    for (const fs::path& path : paths) {
        Result<std::string> bytes = files::read(path.string());
        if (bytes && bytes->find("from __future__") == bytes->npos) out += *bytes + "\n";
        if (out.size() > 12000) break;
    }
    return out;
}

void check_same(Relinter& relinter, const std::string& text, const RuleSet& rules) {
    Source source = Source::from_text("a.py", text);
    std::string again = shown(relinter.lint(source), rules), anew = shown(lint(source, rules), rules);
    if (again != anew) {
        INFO(text);
        CHECK(again == anew);
    }
}

}  // namespace

TEST_CASE("an edit in a function leaves the other statements alone") {
    RuleSet rules = every_rule();
    std::string text = many_statements() + "\n\ndef last(xs):\n    return xs\n\n\nLATER = 1\n";
    Relinter relinter(rules);
    relinter.lint(Source::from_text("a.py", text));
    REQUIRE(relinter.pieces() > 20);
    std::size_t at = text.find("return xs\n\n\nLATER") + 9;
    for (char c : std::string(" == None or [x for x in range(len(xs))]")) {
        text.insert(at++, 1, c);
        check_same(relinter, text, rules);
        CHECK(relinter.looked_at() < relinter.pieces() / 2);
    }
}

TEST_CASE("a name that comes, goes or changes reaches those who use it") {
    RuleSet rules = every_rule();
    const std::string filler =
        "\n\ndef a():\n    pass\n\n\ndef b():\n    pass\n\n\ndef c():\n    pass\n\n\ndef d():\n    pass\n\n\n"
        "def e():\n    pass\n\n\n";
    Relinter relinter(rules);
    const std::string use = "def use(xs):\n    for i in range(len(xs)):\n        print(xs[i])\n";
    for (const char* head : {"x = 1\n", "len = 1\n", "x = 1\n", "def len(y):\n    return y\n", "", "from m import *\n",
                             "range = []\nx = 2\n", "def f():\n    global len\n    len = 1\n", "x = 1\n"})
        check_same(relinter, std::string("import os\n\nz = 1\n\n") + head + filler + use, rules);
    for (const char* shelf :
         {"shelf = {}\n", "shelf = []\n", "shelf = make()\n", "def make():\n    return {}\n\nshelf = make()\n"})
        check_same(relinter,
                   std::string("z = 1\n\n") + shelf + filler + "for k in shelf.keys():\n    print(k, shelf[k])\n",
                   rules);
}

TEST_CASE("rules on the file as one see each edit") {
    RuleSet rules = every_rule();
    Relinter relinter(rules);
    for (const char* text : {"import sys\n\n\ndef main():\n    print(sys.argv)\n\n\nmain()\n",
                             "import sys\n\n\ndef main():\n    print(sys.argv)\n\n\nmain\n",
                             "import sys\n\n\ndef main():\n    print(sys.argv, 1)\n\n\nmain()\n"})
        check_same(relinter, text, rules);
}

TEST_CASE("a string that begins with a line end is the same after an edit, though tree-sitter takes it for a string") {
    RuleSet rules = every_rule();
    Relinter relinter(rules);
    for (const char* text : {"print(\"count =\", count)\n", "print(\"\nimport os  # c =\", count)\n",
                             "print(f\"{x}\nimport os =\", count)\n"})
        check_same(relinter, text, rules);
}

TEST_CASE("a line end where the grammar wants none is the same mistake after an edit") {
    RuleSet rules = every_rule();
    Relinter relinter(rules);
    for (const char* text : {"from a import c\nimport b\n", "from a\nimport b\n", "from a\nimport\nb\n", "x =\ny\n",
                             "def f():\n    x =\n    y\n"})
        check_same(relinter, text, rules);
}

TEST_CASE("a replacement field over several lines is the same after an edit") {
    RuleSet rules = every_rule();
    Relinter relinter(rules);
    for (const char* text :
         {"x = f\"{\ny\n}\"\nimport os\n", "x = f\"{\ny +\nz\n}\"\nimport os\n", "x = f\"{\ny +\nz\n}\nimport os\n",
          "x = f\"{\ny +\nz\n\nimport os\n", "x = f\"{\na\nb\nc\nd\ne\n", "x = f\"{\na\nb\nc\nd\ne}\"\n",
          "x = f\"{\na\nb\nc\nd\ne\"\n", "x = \"{0:>8.2f\nimport os} {{ # c}}\".format(a)\n",
          "x = f\"{0:>8.2f\nos} {{ # c}}\".format(a)\n", "x = f'{a['b\n']}'\ny = 1\n"})
        check_same(relinter, text, rules);
}

TEST_CASE("a star import knows the names that far statements use") {
    RuleSet rules = every_rule();
    Relinter relinter(rules);
    std::string between;
    for (int i = 0; i < 40; ++i) between += "def f" + std::to_string(i) + "():\n    pass\n\n\n";
    for (const char* last :
         {"sin(1)\n", "cos(1) + sin(2)\n", "sin = 1\n", "x = sin\n", "def g():\n    return tan(1)\n"})
        check_same(relinter, "from math import *\n\n\n" + between + last, rules);
}

namespace {

void make_random_edits(const RuleSet& rules, std::initializer_list<const char*> more, int total) {
    std::vector<const char*> pieces = {"x",
                                       "\n",
                                       " ",
                                       "    ",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       "\"",
                                       "\"\"\"",
                                       "#",
                                       "# noqa\n",
                                       "\\\n",
                                       ":",
                                       "=",
                                       "def f(a=[]):\n    return a\n",
                                       "import re\n",
                                       "names = {}\n",
                                       "else:\n    pass\n",
                                       "@property\n",
                                       "class A(B):\n    x = []\n",
                                       "if x == None:\n    pass\n",
                                       "return\n",
                                       "global x\n",
                                       "# zenlint: off\n",
                                       "del x\n",
                                       "for i in range(len(xs)):\n    print(xs[i])\n"};
    pieces.insert(pieces.end(), more);
    std::string seed_text = many_statements().substr(0, 6000);
    for (const char* piece : more) seed_text += piece;
    std::mt19937 chance(7);
    auto below = [&](std::size_t n) { return static_cast<std::size_t>(chance() % n); };
    std::string text = seed_text, before = text;
    Relinter relinter(rules);
    for (int step = 0; step < total; ++step) {
        std::string was = text;
        std::size_t at = below(text.size() + 1);
        if (below(4) == 0)
            text = before;  // undo
        else if (below(3) == 0)
            text.erase(at, below(2) ? 1 : below(60));
        else
            text.insert(at, pieces[below(pieces.size())]);
        before = std::move(was);
        if (text.size() > 10000 || step % 100 == 99) text = seed_text;
        INFO("edit " << step);
        check_same(relinter, text, rules);
    }
}

}  // namespace

TEST_CASE("random edits") {
    make_random_edits(every_rule(), {}, std::getenv("ZENLINT_FULL") ? 10000 : 200);
}

TEST_CASE("random edits under pages that look around, along names and over the file") {
    PageBook book{
        page_of("match\n    $x = $e\n    $$gap\n    for $k in $xs:\n        $$_\nwhere\n    $x is not mentioned in "
                "$$gap\n"),
        page_of("match\n    $x = $v\nwhere\n    $x is followed by `$_ = $_`\n    $v is constant\n",
                "code: TST0002\nfix: none\n"),
        page_of("match\n    $x = $v\nwhere\n    no mention of $x is called\n    some mention of $x is in `$x.$_`\n",
                "code: TST0003\nfix: none\n"),
        page_of("match\n    print($$_)\nwhere\n    the file contains `global $_` or `def main(): $$_`\n",
                "code: TST0004\nfix: none\n"),
        page_of("match\n    def $f($$_):\n        $$body\nwhere\n    $$body contains `return $_`\n    each mention of "
                "$f is called\n",
                "code: TST0005\nfix: none\n"),
        page_of("match\n    $x = $v\nwhere\n    each value of $x is a number literal\n    $x is never read\n",
                "code: TST0006\nfix: none\n"),
        page_of("match\n    $x = []\nlet\n    $y is a new name like items\nrename $x to $y\n",
                "code: TST0007\nfix: safe\n"),
        page_of("match several as statements\n    $x.append($$y)\nsay\n    $$y\n", "code: TST0008\nfix: none\n"),
        page_of("match\n    class $c($$_):\n        $$_\nwhere\n    no method of the match is spelled get_*\n    the "
                "match is not subclassed\n",
                "code: TST0009\nfix: none\n")};
    make_random_edits(book.rules(),
                      {"x = 1\n", "xs = []\n", "print(x)\n", "x.append(1)\n", "xs.append(2)\nxs.append(3)\n",
                       "def main():\n    return x\n", "main()\n", "class A:\n    def get_x(self):\n        pass\n",
                       "class B(A):\n    pass\n", "for k in xs:\n    pass\n"},
                      std::getenv("ZENLINT_FULL") ? 10000 : 400);
}
