#include "report/report.h"

#include <algorithm>

namespace zen {

std::span<const Format> formats() {
    static constexpr Format all[] = {
        {"full", "the code, what to write instead, and where to read on", "", "\n", "", "", write_full, true},
        {"concise", "one line a finding", "", "", "", "", write_concise, true},
        {"json", "one array of objects", "[", ",", "\n]\n", "]\n", write_json, false},
    };
    return all;
}

const Format* format(std::string_view name) {
    auto found = std::ranges::find(formats(), name, &Format::name);
    return found == formats().end() ? nullptr : &*found;
}

std::string_view course_url(const RuleBook& book, RuleId rule) {
    const CourseSection* section = book.section(rule);
    return section ? section->url : std::string_view();
}

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::info:
            return "info";
    }
    return "";
}

Ink severity_ink(Severity severity) {
    return severity == Severity::error ? Ink::red : severity == Severity::warning ? Ink::yellow : Ink::blue;
}

}  // namespace zen
