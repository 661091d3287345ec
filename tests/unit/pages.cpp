// Every built-in page proves itself, and the good code of each is silent under all rules.
#include <catch2/catch_test_macros.hpp>

#include "engine/examples.h"
#include "engine/lint.h"
#include "engine/scanning/rule_table.h"

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

TEST_CASE(
    "no mistake is reported twice: on the bad code of the pages no line carries overlapping findings of two rules") {
    RuleBook book(builtin_rules(), course_sections());
    Selection selection = Selection::of(book);
    for (RuleId r = 0; r < book.rules().size(); ++r)
        if (book[r].data->by_default == Default::on) selection.select(book, r);
    RuleSet rules(book, selection);
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        const RuleBook::Entry& entry = book[rule];
        if (entry.data->by_default != Default::on) continue;
        for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples)) {
            if (e.sort != ExampleData::Sort::bad || e.only) continue;
            Source source = Source::from_text("example.py", std::string((*entry.pack)[e.code]));
            std::vector<Finding> found = lint(source, rules);
            for (std::size_t i = 0; i < found.size(); ++i)
                for (std::size_t k = i + 1; k < found.size(); ++k) {
                    bool same_row = source.place(found[i].span.start).row == source.place(found[k].span.start).row;
                    INFO(source.text());
                    INFO(book[found[i].rule].name() << " and " << book[found[k].rule].name());
                    CHECK((found[i].rule == found[k].rule || !same_row || !found[i].span.overlaps(found[k].span)));
                }
        }
    }
}
