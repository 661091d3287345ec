// What the report for people shows of few findings, and of many; and what a later run has learned.
#include <catch2/catch_test_macros.hpp>

#include "engine/scanning/rule_table.h"
#include "report/earlier.h"
#include "report/overview.h"

using namespace zen;

namespace {

const RuleBook& overview_book() {
    static const RuleBook all(builtin_rules(), course_sections());
    return all;
}

Finding finding(std::string_view rule, std::uint32_t at) {
    Finding f;
    f.rule = overview_book().find(rule).value();
    f.span = {at, at + 1};
    f.message = "message";
    return f;
}

// A file with so many findings of the rule, one a line.
struct File {
    Source source;
    std::vector<Finding> findings;

    File(std::string path, std::string_view rule, std::uint32_t count) : source(Source::from_text(path, text(count))) {
        for (std::uint32_t i = 0; i < count; ++i) findings.push_back(finding(rule, 2 * i));
    }
    static std::string text(std::uint32_t lines) {
        std::string out;
        while (lines--) out += "x\n";
        return out;
    }
    FileReport report() const { return {source, overview_book(), findings}; }
};

struct Shown {
    std::string text;
    std::size_t findings = 0;
    bool hides = false;
};

Shown shown(const std::vector<File>& files, bool all = false) {
    Overview overview;
    Tally tally;
    for (const File& file : files) {
        Overview part;
        part.add(file.report(), Look{});
        overview.add(part, all);
        tally.add(file.report());
    }
    Shown out;
    overview.write(out.text, tally, Look{}, all);
    out.hides = overview.hides(all);
    for (std::size_t at = 0; (at = out.text.find("]: message", at)) != std::string::npos; ++at) ++out.findings;
    return out;
}

std::uint32_t now(const Comparison& comparison, std::string_view digits) {
    for (const Comparison::Lesson& l : comparison.lessons)
        if (l.section && l.section->digits == digits) return l.now;
    return ~0u;
}

}  // namespace

TEST_CASE("repeats of a rule in a file are folded from the fourth on, bugs are not") {
    Shown three = shown({File("a.py", "not-in-and-is-not", 3)});
    CHECK(three.findings == 3);
    CHECK(!three.hides);
    Shown many = shown({File("a.py", "not-in-and-is-not", 20)});
    CHECK(many.findings == 2);
    CHECK(many.hides);
    CHECK(many.text.ends_with("  and 18 more in this file: lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …\n"));
    CHECK(shown({File("a.py", "mutable-default", 20)}).findings == 20);
    CHECK(shown({File("a.py", "not-in-and-is-not", 3), File("b.py", "not-in-and-is-not", 3)}).findings == 6);
}

TEST_CASE("of more than thirty findings, tables come first and then the most important ten") {
    std::vector<File> files;
    for (int i = 0; i < 12; ++i) files.emplace_back("f" + std::to_string(i) + ".py", "not-in-and-is-not", 3);
    files.emplace_back("last.py", "mutable-default", 1);
    Shown report = shown(files);
    CHECK(report.findings == Overview::most_shown);
    CHECK(report.hides);
    CHECK(report.text.starts_with("findings  rule\n      36  idiom   ZEN1411 not-in-and-is-not\n"));
    CHECK(report.text.find("      13  in 5 more files\n") != std::string::npos);
    CHECK(report.text.find("findings  file\n       3  f0.py\n") != std::string::npos);
    // The bug comes first, although its file is the last.
    CHECK(report.text.find("findings:\n\nlast.py:1:1  bug[ZEN1501 mutable-default]") != std::string::npos);
    CHECK(shown(files, true).findings == 37);
}

TEST_CASE("a run that finds much is reported like a small one") {
    std::vector<File> files;
    for (int i = 0; i < 1500; ++i) files.emplace_back("f" + std::to_string(i) + ".py", "not-in-and-is-not", 2);
    files.emplace_back("last.py", "none-comparison", 1);
    Shown report = shown(files);
    CHECK(report.findings == Overview::most_shown);
    CHECK(report.text.find("last.py:1:1") != std::string::npos);
}

TEST_CASE("an earlier report is compared by lesson, where both runs looked for the rule") {
    Harvest harvest;
    File file("a.py", "not-in-and-is-not", 3);
    harvest.add(file.report());
    ReportContext context;
    context.sections = overview_book().sections();
    for (std::string_view rule : {"not-in-and-is-not", "none-comparison"}) {
        const RuleBook::Entry& entry = overview_book()[overview_book().find(rule).value()];
        context.rule_numbers[entry.code()] = static_cast<std::uint32_t>(context.rules.size());
        context.rules.push_back(entry);
    }
    EarlierReport earlier;
    earlier.found = {{"ZEN1411", 12}, {"ZEN1601", 4}, {"OUR001", 7}};
    earlier.lines = 1000;
    Comparison since = compared(earlier, harvest, context);
    CHECK(now(since, "14") == 3);
    CHECK(now(since, "16") == 0);
    REQUIRE(since.learned.size() == 1);
    CHECK(since.learned[0].code() == "ZEN1601");
    CHECK(since.left_out == 7);
    CHECK(comparison_text(since, harvest.lines()) ==
          "16 findings then (16.0 per 1,000 lines), 3 findings now (1000.0 per 1,000 lines)");
}
