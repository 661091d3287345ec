// The JSON that other programs rely on; its keys are fixed by the design, and ruff's where both have them.
#include "report/fold.h"
#include "report/json_text.h"
#include "report/report.h"
#include "text/formatted.h"

namespace zen {
namespace {

void append_place(std::string& out, Place place) {
    append(out, "{{\"row\":{},\"column\":{}}}", place.row, place.column);
}

void append_span(std::string& out, const FileReport& report, Span span) {
    Spot at = spot(report, span);
    out += "\"location\":";
    append_place(out, at.start);
    out += ",\"end_location\":";
    append_place(out, at.end);
}

void append_fix(std::string& out, const FileReport& report, const Fix& fix) {
    out += "{\"applicability\":";
    append_json(out, applicability_name(fix.applicability));
    out += ",\"message\":";
    append_json(out, fix.title);
    if (!fix.reason.empty()) {
        out += ",\"reason\":";
        append_json(out, fix.reason);
    }
    out += ",\"edits\":[";
    bool first = true;
    for (const Edit& edit : fix.edits) {
        out += first ? "{" : ",{";
        first = false;
        append_span(out, report, edit.span);
        out += ",\"content\":";
        append_json(out, edit.text);
        out += '}';
    }
    out += "]}";
}

// Related places or repeats: each with a span and a message. Nothing when there are none.
void append_places(std::string& out, const FileReport& report, std::string_view key, const auto& places) {
    if (places.empty()) return;
    out.append(",\"").append(key).append("\":[");
    bool first = true;
    for (const auto& place : places) {
        out += first ? "{" : ",{";
        first = false;
        append_span(out, report, place.span);
        out += ",\"message\":";
        append_json(out, place.message);
        out += '}';
    }
    out += ']';
}

void append_finding(std::string& out, const FileReport& report, const Finding& f, std::string_view filename) {
    const RuleBook::Entry& rule = report.book[f.rule];
    out += "{\"code\":";
    append_json(out, rule.code());
    out += ",\"name\":";
    append_json(out, rule.name());
    out += ",\"aliases\":[";
    bool first = true;
    for (std::string_view alias : report.book.aliases(f.rule, f.match)) {
        if (!first) out += ',';
        first = false;
        append_json(out, alias);
    }
    out += "],\"message\":";
    append_json(out, f.message);
    out += ",\"filename\":";
    out += filename;
    out += ',';
    append_span(out, report, f.span);
    out += ",\"fix\":";
    if (auto fix = joined_fix(f))
        append_fix(out, report, *fix);
    else
        out += "null";
    append_places(out, report, "related", f.related);
    out += ",\"url\":";
    std::string_view url = course_url(report.book, f.rule);
    if (url.empty())
        out += "null";
    else
        append_json(out, url);
    out += ",\"kind\":";
    append_json(out, rule_kind_name(report.book.kind(f.rule, f.match)));
    out += ",\"severity\":";
    append_json(out, severity_name(severity(report, f)));
    std::uint32_t row = f.noqa_row ? f.noqa_row : report.source.lines().row(f.span.start);
    std::uint32_t cell = report.source.cell(f.span.start);
    append(out, ",\"cell\":{},\"noqa_row\":{}", cell ? std::to_string(cell) : "null", report.source.shown_row(row));
    append_places(out, report, "repeats", f.repeats);
    out += '}';
}

}  // namespace

void write_json(std::string& out, const FileReport& report, const ReportContext&) {
    std::string filename;
    append_json(filename, report.source.path());
    bool first = true;
    for (const Finding& f : report.findings) {
        out += first ? "\n  " : ",\n  ";
        first = false;
        append_finding(out, report, f, filename);
    }
}

void write_jsonl(std::string& out, const FileReport& report, const ReportContext&) {
    std::string filename;
    append_json(filename, report.source.path());
    for (const Finding& f : report.findings) {
        append_finding(out, report, f, filename);
        out += '\n';
    }
}

}  // namespace zen
