// Fixes that move whole lines: nested ones take turns, strings and blank lines stay.
#include <catch2/catch_test_macros.hpp>

#include "engine/fix.h"
#include "engine/scanning/rule_table.h"

using namespace zen;

namespace {

std::string without_else(std::string code) {
    RuleBook book(builtin_rules(), course_sections());
    Selection selection = Selection::of(book);
    selection.select(book, *book.find("superfluous-else"));
    Fixed fixed =
        fix(Source::from_text("a.py", std::move(code)), RuleSet(book, std::move(selection)), Applicability::unsafe);
    CHECK(fixed.converged);
    return std::string(fixed.source.text());
}

}  // namespace

TEST_CASE("fixes that move the same lines take turns") {
    CHECK(without_else("def f(a, b):\n"
                       "    if a:\n"
                       "        return 1\n"
                       "    else:\n"
                       "        if b:\n"
                       "            return 2\n"
                       "        else:\n"
                       "            return 3\n") ==
          "def f(a, b):\n"
          "    if a:\n"
          "        return 1\n"
          "    if b:\n"
          "        return 2\n"
          "    return 3\n");
}

TEST_CASE("lines inside strings and blank lines are not moved") {
    CHECK(without_else("def f(a):\n"
                       "    if a:\n"
                       "        return 1\n"
                       "    else:\n"
                       "        text = '''\n"
                       "        kept\n"
                       "        '''\n"
                       "\n"
                       "        return text\n") ==
          "def f(a):\n"
          "    if a:\n"
          "        return 1\n"
          "    text = '''\n"
          "        kept\n"
          "        '''\n"
          "\n"
          "    return text\n");
}
