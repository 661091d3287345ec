// The JSON of review tools: GitLab's code quality report, and reviewdog's diagnostics.
#include "report/json_text.h"
#include "report/places.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::string_view gitlab_severity(Severity severity) {
    return severity == Severity::error ? "critical" : severity == Severity::warning ? "major" : "minor";
}

std::string_view rdjson_severity(Severity severity) {
    return severity == Severity::error ? "ERROR" : severity == Severity::warning ? "WARNING" : "INFO";
}

void append_place(std::string& out, std::string_view name, Place place) {
    out += '"';
    out += name;
    append(out, "\":{{\"line\":{},\"column\":{}}}", place.row, place.column);
}

// reviewdog counts columns in bytes of UTF-8.
void append_range(std::string& out, const FileReport& report, Span span) {
    Spot at = file_spot(report, span, ColumnUnit::utf8);
    out += "\"range\":{";
    append_place(out, "start", at.start);
    out += ',';
    append_place(out, "end", at.end);
    out += '}';
}

void append_diagnostic(std::string& out, const FileReport& report, const Finding& f, std::string_view path,
                       bool with_source) {
    out += "{\"message\":";
    append_json(out, file_message(report, f));
    out += ",\"location\":{\"path\":";
    append_json(out, path);
    out += ',';
    append_range(out, report, f.span);
    out += "},\"severity\":";
    append_json(out, rdjson_severity(severity(report, f)));
    if (with_source) out += ",\"source\":{\"name\":\"zenlint\"}";
    out += ",\"code\":{\"value\":";
    append_json(out, report.book[f.rule].code());
    if (std::string_view url = course_url(report.book, f.rule); !url.empty()) {
        out += ",\"url\":";
        append_json(out, url);
    }
    out += '}';
    // A suggestion is a click away from being made: several edits would be as many clicks, each half a fix.
    if (f.fix && f.fix->edits.size() == 1 && f.fix->applicability != Applicability::display &&
        !report.source.cell(f.span.start)) {
        out += ",\"suggestions\":[{";
        append_range(out, report, f.fix->edits[0].span);
        out += ",\"text\":";
        append_json(out, f.fix->edits[0].text);
        out += "}]";
    }
    out += '}';
}

}  // namespace

void write_gitlab(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path = path_from(context, context.root, report.source.path());
    StableMarks marks(report, path);
    bool first = true;
    for (const Finding& f : report.findings) {
        Spot at = file_spot(report, f.span);
        out += first ? "\n  {" : ",\n  {";
        first = false;
        out += "\"description\":";
        append_json(out, file_message(report, f));
        out += ",\"check_name\":";
        append_json(out, report.book[f.rule].code());
        append(out, ",\"fingerprint\":\"{}\",\"severity\":", marks.next(f));
        append_json(out, gitlab_severity(severity(report, f)));
        out += ",\"location\":{\"path\":";
        append_json(out, path);
        out += ",\"positions\":{";
        append_place(out, "begin", at.start);
        out += ',';
        append_place(out, "end", at.end);
        out += "}}}";
    }
}

void write_rdjson(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path = path_from(context, context.folder, report.source.path());
    bool first = true;
    for (const Finding& f : report.findings) {
        out += first ? "\n  " : ",\n  ";
        first = false;
        append_diagnostic(out, report, f, path, false);
    }
}

void write_rdjsonl(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path = path_from(context, context.folder, report.source.path());
    for (const Finding& f : report.findings) {
        append_diagnostic(out, report, f, path, true);
        out += '\n';
    }
}

}  // namespace zen
