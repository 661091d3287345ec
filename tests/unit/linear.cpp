// What a file costs grows with its size and no faster: counted in steps from node to node, never in time.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "engine/examples.h"
#include "engine/lint.h"
#include "engine/scanning/rule_table.h"
#include "engine_snippet.h"
#include "syntax/steps.h"

using namespace zen;

namespace {

// The bad and the ok code of the rule's page.
std::string examples_of(const RuleBook::Entry& entry) {
    std::string out;
    for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples))
        if (e.sort != ExampleData::Sort::good) out += (*entry.pack)[e.code], out += '\n';
    return out;
}

// The code in a function, all its lines indented.
std::string in_function(const std::string& code) {
    std::string out = "def outer(self, *args):\n    ";
    for (char c : code) {
        out += c;
        if (c == '\n') out += "    ";
    }
    return out + "pass\n";
}

std::uint64_t steps_for(const std::string& text, const RuleSet& rules) {
    Source source = Source::from_text("example.py", text);
    const std::uint64_t before = steps_walked;
    lint(source, rules);
    return steps_walked - before;
}

std::string repeated(const std::string& code, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += code;
    return text;
}

}  // namespace

TEST_CASE("twice as much code costs every rule twice the steps, and next to nothing more") {
    RuleBook book(builtin_rules(), course_sections());
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        Selection selection = Selection::of(book);
        selection.select(book, rule);
        RuleSet rules(book, selection);
        const std::string code = examples_of(book[rule]), much = repeated(code, 64), twice = repeated(code, 128);
        for (bool function : {false, true}) {
            const std::uint64_t some = steps_for(function ? in_function(much) : much, rules),
                                all = steps_for(function ? in_function(twice) : twice, rules);
            INFO(book[rule].name() << (function ? ", in one function: " : ": ") << some << " steps, then " << all);
            CHECK(all <= some * 205 / 100);
        }
    }
}

TEST_CASE("twice as many targets, operands, calls or brackets in one statement cost twice the steps") {
    RuleBook book(builtin_rules(), course_sections());
    Selection selection = Selection::of(book);
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) selection.select(book, rule);
    RuleSet rules(book, selection);
    auto in_method = [](const std::string& statement) {
        return "class Order:\n    def load(self, rows):\n        for row in rows:\n            try:\n                " +
               statement + "\n            except OSError:\n                raise\n";
    };
    struct Shape {
        const char *first, *again, *last;
    };
    for (const Shape& shape : {Shape{"", "row = ", "rows"}, Shape{"", "item = self = ", "rows"},
                               Shape{"total = row", " + row", ""}, Shape{"text = row", ".strip()", ""},
                               Shape{"item = row", "[0]", ""}, Shape{"total = (row", "\n + 1.5 * row", ")"}}) {
        const std::uint64_t some = steps_for(in_method(shape.first + repeated(shape.again, 500) + shape.last), rules),
                            all = steps_for(in_method(shape.first + repeated(shape.again, 1000) + shape.last), rules);
        INFO(shape.again << ": " << some << " steps, then " << all);
        CHECK(all <= some * 205 / 100);
    }
}
