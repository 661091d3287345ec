// What a file costs grows with its size and no faster: counted in steps from node to node, never in time.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>

#include "engine/examples.h"
#include "engine/lint.h"
#include "engine/rule_table.h"
#include "engine_snippet.h"
#include "syntax/steps.h"

using namespace zen;

namespace {

// These still look through the scope around each of their findings, so that their cost grows with the square of the
// findings in one scope; what bounds it is the steps that a file is allowed (docs/reliability.md).
const std::set<std::string_view> by_scope = {
    "shadowed-builtin",          "late-binding-closure",       "star-args-call",
    "non-atomic-update",         "loop-to-list-comprehension", "loop-to-dict-comprehension",
    "loop-to-set-comprehension", "walrus-after-get",           "mutable-class-attribute",
    "static-only-class",         "eq-type-mismatch-result",    "init-only-class",
    "relative-parent-import",    "request-without-timeout",    "missing-wraps"};

// The bad and the ok code of the rule's page.
std::string examples_of(const RuleBook::Entry& entry) {
    std::string out;
    for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples))
        if (e.sort != ExampleData::Sort::good) out += (*entry.pack)[e.code], out += '\n';
    return out;
}

std::uint64_t steps_for(const std::string& code, int times, const RuleSet& rules) {
    std::string text;
    for (int i = 0; i < times; ++i) text += code;
    Source source = Source::from_text("example.py", text);
    const std::uint64_t before = steps_walked;
    lint(source, rules);
    return steps_walked - before;
}

}  // namespace

TEST_CASE("twice as much code costs every rule at most little more than twice the steps") {
    RuleBook book(builtin_rules(), course_sections());
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        Selection selection = Selection::of(book);
        selection.select(book, rule);
        RuleSet rules(book, selection);
        const std::string code = examples_of(book[rule]);
        const std::uint64_t once = steps_for(code, 64, rules), twice = steps_for(code, 128, rules);
        INFO(book[rule].name() << ": " << once << " steps, then " << twice);
        CHECK((twice <= once * 23 / 10) != by_scope.contains(book[rule].name()));
    }
}
