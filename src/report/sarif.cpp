// SARIF 2.1.0, for code scanning. The results come first, the list of rules that they refer to by number at the end.
#include <algorithm>
#include <vector>

#include "report/fold.h"
#include "report/json_text.h"
#include "report/places.h"
#include "report/tally.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

// "key": comes before all but the first member of an object.
void key(std::string& out, std::string_view name) {
    if (!out.ends_with('{')) out += ',';
    out += '"';
    out += name;
    out += "\":";
}

void text_member(std::string& out, std::string_view name, std::string_view text) {
    key(out, name);
    append_json(out, text);
}

void message(std::string& out, std::string_view name, std::string_view text, std::string_view markdown = {}) {
    key(out, name);
    out += '{';
    text_member(out, "text", text);
    if (!markdown.empty()) text_member(out, "markdown", markdown);
    out += '}';
}

std::string_view level(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

void region(std::string& out, std::string_view name, const FileReport& report, Span span, bool snippet) {
    Spot at = file_spot(report, span);
    key(out, name);
    append(out, "{{\"startLine\":{},\"startColumn\":{},\"endLine\":{},\"endColumn\":{}", at.start.row, at.start.column,
           at.end.row, at.end.column);
    if (snippet && !span.empty() && !report.source.cell(span.start)) message(out, "snippet", report.source.slice(span));
    out += '}';
}

// The file, as seen from %SRCROOT% where it lies below.
std::string artifact(const FileReport& report, const ReportContext& context) {
    std::string path = path_from(context, context.folder, report.source.path()), uri;
    bool absolute = is_absolute(path);
    append_uri(uri, absolute ? to_uri_path(path) : path);
    std::string out = "{";
    text_member(out, "uri", absolute ? "file://" + uri : uri);
    if (!absolute) text_member(out, "uriBaseId", "%SRCROOT%");
    return out += '}';
}

void location(std::string& out, const FileReport& report, Span span, std::string_view file, bool snippet) {
    key(out, "physicalLocation");
    out += '{';
    key(out, "artifactLocation");
    out += file;
    region(out, "region", report, span, snippet);
    out += '}';
}

void fix(std::string& out, const FileReport& report, const Fix& made, std::string_view file) {
    key(out, "fixes");
    out += "[{";
    if (!made.title.empty()) message(out, "description", made.title + unsafe_note(made));
    key(out, "artifactChanges");
    out += "[{";
    key(out, "artifactLocation");
    out += file;
    key(out, "replacements");
    out += '[';
    for (const Edit& edit : made.edits) {
        out += out.ends_with('[') ? "{" : ",{";
        region(out, "deletedRegion", report, edit.span, false);
        if (!edit.text.empty()) message(out, "insertedContent", edit.text);
        out += '}';
    }
    out += "]}]}]";
}

void result(std::string& out, const FileReport& report, const ReportContext& context, const Finding& f,
            const Suppressed* silenced, std::string_view file, const std::string& fingerprint) {
    const RuleBook::Entry& rule = report.book[f.rule];
    out += '{';
    text_member(out, "ruleId", rule.code());
    if (auto number = context.rule_numbers.find(rule.code()); number != context.rule_numbers.end()) {
        key(out, "ruleIndex");
        out += std::to_string(number->second);
    }
    text_member(out, "level", level(severity(report, f)));
    message(out, "message", file_message(report, f));
    key(out, "locations");
    out += "[{";
    location(out, report, f.span, file, true);
    out += "}]";
    if (!f.related.empty() || !f.repeats.empty()) {
        key(out, "relatedLocations");
        out += '[';
        auto add = [&](const auto& place) {
            out += out.ends_with('[') ? "{" : ",{";
            location(out, report, place.span, file, true);
            message(out, "message", place.message);
            out += '}';
        };
        for (const Finding& repeat : f.repeats) add(repeat);
        for (const Related& r : f.related) add(r);
        out += ']';
    }
    key(out, "partialFingerprints");
    append(out, "{{\"zenlint/v1\":\"{}\"}}", fingerprint);
    if (f.fix && f.fix->applicability != Applicability::display && !report.source.cell(f.span.start))
        fix(out, report, *joined_fix(f), file);
    if (silenced) {
        key(out, "suppressions");
        out += "[{\"kind\":\"inSource\"";
        if (!silenced->reason.empty()) text_member(out, "justification", silenced->reason);
        key(out, "location");
        out += '{';
        location(out, report, silenced->directive, file, false);
        out += "}}]";
    }
    out += '}';
}

void descriptor(std::string& out, const RuleBook::Entry& rule, std::span<const CourseSection> sections) {
    auto text = [&](auto s) { return (*rule.pack)[s]; };
    out += '{';
    text_member(out, "id", rule.code());
    text_member(out, "name", rule.name());
    message(out, "shortDescription", rule.title());
    message(out, "fullDescription", rule.title());
    if (rule.data->prose.size) message(out, "help", text(rule.data->prose), text(rule.data->prose));
    key(out, "defaultConfiguration");
    out += '{';
    text_member(out, "level", level(rule.data->severity));
    out += '}';
    auto section = std::ranges::find_if(sections, [&](const CourseSection& s) {
        return rule.code().starts_with("ZEN") && rule.code().substr(3, 2) == s.digits;
    });
    if (section != sections.end()) text_member(out, "helpUri", section->url);
    key(out, "properties");
    out += "{\"tags\":[";
    for (Str alias : RulePack::of(rule.pack->strings, rule.data->aliases)) {
        if (!out.ends_with('[')) out += ',';
        append_json(out, text(alias));
    }
    out += "]}}";
}

}  // namespace

void write_sarif(std::string& out, const FileReport& report, const ReportContext& context) {
    struct Entry {
        const Finding* finding;
        const Suppressed* silenced;
    };
    std::vector<Entry> all;
    for (const Finding& f : report.findings) all.push_back({&f, nullptr});
    for (const Suppressed& s : report.suppressed) all.push_back({&s.finding, &s});
    std::ranges::stable_sort(all, {},
                             [](const Entry& e) { return std::pair(e.finding->span.start, e.finding->span.end); });
    std::string file = artifact(report, context);
    StableMarks marks(report, path_from(context, context.folder, report.source.path()));
    bool first = true;
    for (const Entry& e : all) {
        out += first ? "\n" : ",\n";
        first = false;
        result(out, report, context, *e.finding, e.silenced, file, marks.next(*e.finding));
    }
}

void end_sarif(std::string& out, const RunEnd& run, const ReportContext& context) {
    out += "\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{\"%SRCROOT%\":{\"uri\":";
    std::string folder;
    append_uri(folder, to_uri_path(context.folder));
    append_json(out, formatted("file://{}{}", folder, folder.ends_with('/') ? "" : "/"));
    out += "}},\"invocations\":[{\"executionSuccessful\":";
    out += run.trouble ? "false" : "true";
    out += "}],\"tool\":{\"driver\":{\"name\":\"zenlint\",\"version\":";
    append_json(out, context.version);
    out += ",\"rules\":[";
    bool first = true;
    for (const RuleBook::Entry& rule : context.rules) {
        out += first ? "\n" : ",\n";
        first = false;
        descriptor(out, rule, context.sections);
    }
    out += "]}}}]}\n";
}

}  // namespace zen
