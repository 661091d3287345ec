// The forms that findings are shown in.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "engine/suppression/suppress.h"
#include "report/look.h"
#include "text/source.h"

namespace zen {

class Harvest;
struct EarlierReport;
class Overview;
class Tally;
struct RunSummary;

// One file's findings, with what they refer to. The path shown is the source's.
struct FileReport {
    const Source& source;
    const RuleBook& book;
    std::span<const Finding> findings;
    std::span<const Suppressed> suppressed = {};  // for the forms that tell them too
};

// What all parts of one output share.
struct ReportContext {
    Look look;
    std::string folder;   // absolute: relative paths start here
    std::string root;     // absolute: of the project that a server shows; its paths are relative to this
    std::string version;  // of the program
    // Number of a rule, by its code, in the list that a report gives of the rules that were looked for.
    std::map<std::string_view, std::uint32_t> rule_numbers;
    std::vector<RuleBook::Entry> rules;
    std::span<const CourseSection> sections;  // of the course

    // Takes in the rules that the set looks for, and those that are made by the program itself.
    void add_rules(const RuleSet& set);
};

// What is known when all files are through.
struct RunEnd {
    const Tally& tally;
    const RunSummary& summary;
    const Harvest& harvest;  // empty unless the format asks for one
    bool trouble = false;
    const EarlierReport* earlier = nullptr;  // to compare with
};

// A whole report is `head`, the files' parts (with `between` between those that are not empty), and an end.
struct Format {
    std::string_view name, meaning;
    std::string_view head = {}, between = {}, tail = {}, tail_if_empty = {};
    void (*file)(std::string& out, const FileReport& report, const ReportContext& context) = nullptr;
    // What follows the tail, for forms whose end depends on the run.
    void (*end)(std::string& out, const RunEnd& run, const ReportContext& context) = nullptr;
    bool overview = false;    // made of an Overview, at the end
    bool summary = false;     // for people: a closing line follows
    bool lessons = false;     // and, before it, the lessons that explain the findings
    bool suppressed = false;  // tells what comments have silenced
    bool harvest = false;     // made of what was gathered, at the end
};

std::span<const Format> formats();
// Null for no such format.
const Format* format(std::string_view name);

// The parts of single formats, see formats().
void write_full(std::string& out, const FileReport& report, const ReportContext& context);
void write_concise(std::string& out, const FileReport& report, const ReportContext& context);
void write_grouped(std::string& out, const FileReport& report, const ReportContext& context);
void write_json(std::string& out, const FileReport& report, const ReportContext& context);
void write_jsonl(std::string& out, const FileReport& report, const ReportContext& context);
void write_sarif(std::string& out, const FileReport& report, const ReportContext& context);
void end_sarif(std::string& out, const RunEnd& run, const ReportContext& context);
void write_gitlab(std::string& out, const FileReport& report, const ReportContext& context);
void write_rdjson(std::string& out, const FileReport& report, const ReportContext& context);
void write_rdjsonl(std::string& out, const FileReport& report, const ReportContext& context);
void write_github(std::string& out, const FileReport& report, const ReportContext& context);
void write_azure(std::string& out, const FileReport& report, const ReportContext& context);
void write_pylint(std::string& out, const FileReport& report, const ReportContext& context);
void write_junit(std::string& out, const FileReport& report, const ReportContext& context);
void end_course(std::string& out, const RunEnd& run, const ReportContext& context);
void end_markdown(std::string& out, const RunEnd& run, const ReportContext& context);
void end_course_json(std::string& out, const RunEnd& run, const ReportContext& context);
void end_html(std::string& out, const RunEnd& run, const ReportContext& context);

// Where a span lies, as people and programs are told.
struct Spot {
    Place start, end;
};
Spot spot(const FileReport& report, Span span, ColumnUnit unit = ColumnUnit::code_points);

// "cell 3:", to stand before row and column in a notebook; empty for other files.
std::string cell_label(const FileReport& report, std::uint32_t offset);

// The course link of a finding's section; for users' own rules none.
std::string_view course_url(const RuleBook& book, RuleId rule);
Severity severity(const FileReport& report, const Finding& finding);
std::string_view severity_name(Severity severity);
Ink severity_ink(Severity severity);

}  // namespace zen
