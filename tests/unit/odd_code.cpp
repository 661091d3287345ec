// Code that the grammar takes and Python does not: blocks without a statement. Found by fuzzing; sanitizers watch here.
#include <catch2/catch_test_macros.hpp>

#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/scanning/rule_table.h"
#include "engine_snippet.h"

using namespace zen;

TEST_CASE("empty blocks are no trouble for any rule") {
    RuleBook book(builtin_rules(), course_sections());
    RuleSet rules = every_rule_of(book);
    for (const char* code :
         {"def f(a):\n    if a:\n        return 1\n    else:\n", "if a:\n    x = 1\nelif b:\nelse:\n",
          "with open(a) as b:\n    with open(c) as d:\n        with lock:\n (b, d)\n", "for a in b:\nelse:\n",
          "while a:\n", "try:\nexcept A:\nelse:\nfinally:\n", "class A:\n", "def f(a=[]):\n", "match a:\n    case 1:\n",
          "with a:\n", "for a in b:\n    if a:\n    else:\n", "async def f():\n    async with a:\n"}) {
        INFO(code);
        CHECK(fix(Source::from_text("a.py", code), rules, Applicability::unsafe).converged);
    }
}

// An editor asks while a block is being written: behind its colon stands a comment, or nothing.
TEST_CASE("no rule is troubled by the bad code of a page up to any of its colons") {
    RuleBook book(builtin_rules(), course_sections());
    RuleSet rules = every_rule_of(book);
    const RuleBook::Entry* fault = &book[*book.find("internal-fault")];
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        const RuleBook::Entry& entry = book[rule];
        for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples)) {
            if (e.sort != ExampleData::Sort::bad) continue;
            const std::string code((*entry.pack)[e.code]);
            for (std::size_t at = code.find(":\n"); at != code.npos; at = code.find(":\n", at + 1)) {
                const std::string begun = code.substr(0, at + 2) + "        # To be written.\n    ";
                INFO(begun);
                bool well = true;
                for (const Finding& f : lint(Source::from_text("a.py", begun), rules)) well &= &book[f.rule] != fault;
                CHECK(well);
            }
        }
    }
}
