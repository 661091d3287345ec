// Every built-in page proves itself, and the good code of each is silent under all rules.
#include <catch2/catch_test_macros.hpp>

#include "engine/examples.h"
#include "engine/rule_table.h"

using namespace zen;

TEST_CASE("every page proves itself under all rules") {
    RuleBook book(builtin_rules(), course_sections());
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        INFO(book[rule].name());
        std::string wrong;
        for (const Trouble& t : check_examples(book, rule, true)) wrong += t.text() + "\n";
        INFO(wrong);
        CHECK(wrong.empty());
    }
}

TEST_CASE("every rule belongs to a section of the course") {
    RuleBook book(builtin_rules(), course_sections());
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        INFO(book[rule].name());
        REQUIRE(book.section(rule));
        CHECK(book.section(rule)->url.starts_with("https://"));
    }
}
