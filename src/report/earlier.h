// What an earlier run has found, and what has been learned since.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/harvest.h"

namespace zen {

// Read from a report in JSON, see driver/earlier_report.h.
struct EarlierReport {
    std::string path;
    std::map<std::string, std::uint32_t, std::less<>> found;  // by the rule's code
    std::uint32_t lines = 0;                                  // 0: the report does not say
};

// The earlier run beside this one. Only rules that both have looked for are compared, as far as one can tell.
struct Comparison {
    struct Lesson {
        const CourseSection* section;  // null for users' own rules
        std::uint32_t before = 0, now = 0;
    };
    std::vector<Lesson> lessons;           // that one of them has findings in, in the order of the course
    std::vector<RuleBook::Entry> learned;  // rules that nothing breaks any more
    std::uint32_t before = 0, now = 0;     // all findings of the rules compared
    std::uint32_t lines_before = 0;        // 0: not known
    std::uint32_t left_out = 0;            // earlier findings of rules that this run does not look for
};
Comparison compared(const EarlierReport& earlier, const Harvest& harvest, const ReportContext& context);

// "42 findings then (31.0 per 1,000 lines), 17 now (12.1 per 1,000 lines)"
std::string comparison_text(const Comparison& comparison, std::uint32_t lines);

}  // namespace zen
