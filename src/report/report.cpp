#include "report/report.h"
#include "text/formatted.h"

#include <algorithm>

namespace zen {

std::span<const Format> formats() {
    static constexpr Format all[] = {
        {.name = "text",
         .meaning =
             "for people: the findings with their code and what to write instead; if more than 30, a table and the "
             "most important ones",
         .overview = true,
         .summary = true,
         .lessons = true},
        {.name = "full",
         .meaning = "the same with every finding",
         .between = "\n",
         .file = write_full,
         .summary = true,
         .lessons = true},
        {.name = "concise", .meaning = "one line per finding", .file = write_concise, .summary = true},
        {.name = "grouped",
         .meaning = "one line per finding, below the name of its file",
         .between = "\n",
         .file = write_grouped,
         .summary = true},
        {.name = "json",
         .meaning = "one array of objects",
         .head = "[",
         .between = ",",
         .tail = "\n]\n",
         .tail_if_empty = "]\n",
         .file = write_json},
        {.name = "jsonl", .meaning = "one object per line", .file = write_jsonl},
        {.name = "sarif",
         .meaning = "SARIF 2.1.0, for code scanning",
         .head = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
                 "\"results\":[",
         .between = ",",
         .tail = "\n],",
         .tail_if_empty = "],",
         .file = write_sarif,
         .end = end_sarif,
         .suppressed = true},
        {.name = "github", .meaning = "annotations of GitHub Actions", .file = write_github},
        {.name = "gitlab",
         .meaning = "GitLab's code quality report",
         .head = "[",
         .between = ",",
         .tail = "\n]\n",
         .tail_if_empty = "]\n",
         .file = write_gitlab},
        {.name = "junit",
         .meaning = "JUnit XML: a suite per file, a test case per finding",
         .head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"zenlint\">\n",
         .tail = "</testsuites>\n",
         .tail_if_empty = "</testsuites>\n",
         .file = write_junit},
        {.name = "rdjson",
         .meaning = "reviewdog's JSON",
         .head = "{\"source\":{\"name\":\"zenlint\"},\"diagnostics\":[",
         .between = ",",
         .tail = "\n]}\n",
         .tail_if_empty = "]}\n",
         .file = write_rdjson},
        {.name = "rdjsonl", .meaning = "the same, one object per line", .file = write_rdjsonl},
        {.name = "azure", .meaning = "logging commands of Azure Pipelines", .file = write_azure},
        {.name = "pylint", .meaning = "lines like those of pylint's `parseable` format", .file = write_pylint},
        {.name = "course", .meaning = "a reading list by section of the course", .end = end_course, .harvest = true},
        {.name = "markdown", .meaning = "the reading list in Markdown", .end = end_markdown, .harvest = true},
        {.name = "course-json",
         .meaning = "the counts of the reading list, for later comparison",
         .end = end_course_json,
         .harvest = true},
        {.name = "html", .meaning = "the reading list as one page, with charts", .end = end_html, .harvest = true},
    };
    return all;
}

const Format* format(std::string_view name) {
    auto found = std::ranges::find(formats(), name, &Format::name);
    return found == formats().end() ? nullptr : &*found;
}

void ReportContext::add_rules(const RuleSet& set) {
    const RuleBook& book = set.book();
    sections = book.sections();
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        if (!set.selected(id) && !book[id].data->made_by_engine) continue;
        if (rule_numbers.try_emplace(book[id].code(), static_cast<std::uint32_t>(rules.size())).second)
            rules.push_back(book[id]);
    }
}

std::string cell_label(const FileReport& report, std::uint32_t offset) {
    std::uint32_t cell = report.source.cell(offset);
    return cell ? formatted("cell {}:", cell) : "";
}

Spot spot(const FileReport& report, Span span, ColumnUnit unit) {
    return {report.source.place(span.start, unit), report.source.place(span.end, unit)};
}

std::string_view course_url(const RuleBook& book, RuleId rule) {
    const CourseSection* section = book.section(rule);
    return section ? section->url : std::string_view();
}

Severity severity(const FileReport& report, const Finding& finding) {
    return report.book[finding.rule].data->severity;
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
