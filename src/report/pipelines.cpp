// Lines that build servers look for in a log: GitHub Actions, Azure Pipelines, and whoever reads pylint's.
// What comes from files is escaped, names of files too: a line end or a `:` in one would be a command of its own.
#include "report/look.h"
#include "report/places.h"
#include "text/formatted.h"

namespace zen {
namespace {

struct Escape {
    char plain;
    std::string_view text;
};

void append_escaped(std::string& out, std::string_view text, std::span<const Escape> escapes) {
    while (!text.empty()) {
        unsigned length = 1;
        char32_t c = code_point(text, length);
        std::string_view put = text.substr(0, length);
        if ((c < 0x20 && c != '\t') || c == 0x7f || c == 0xfffd) put = "\xef\xbf\xbd";  // nor may it steer a terminal
        for (const Escape& e : escapes)
            if (static_cast<unsigned char>(e.plain) == c) put = e.text;
        out += put;
        text.remove_prefix(length);
    }
}

constexpr Escape github_message[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}};
constexpr Escape github_property[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}};
constexpr Escape azure_message[] = {{'%', "%AZP25"}, {'\r', "%0D"}, {'\n', "%0A"}};
constexpr Escape azure_property[] = {{'%', "%AZP25"}, {'\r', "%0D"}, {'\n', "%0A"}, {';', "%3B"}, {']', "%5D"}};

}  // namespace

void write_github(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path;
    append_escaped(path, path_from(context, context.root, report.source.path()), github_property);
    for (const Finding& f : report.findings) {
        const RuleBook::Entry& rule = report.book[f.rule];
        Severity weight = severity(report, f);
        Spot at = file_spot(report, f.span);
        out += weight == Severity::error ? "::error" : weight == Severity::warning ? "::warning" : "::notice";
        out += " title=zenlint (";
        append_escaped(out, rule.code(), github_property);
        append(out, "),file={},line={},endLine={}", path, at.start.row, at.end.row);
        // The runner refuses columns where the lines differ.
        if (at.start.row == at.end.row) append(out, ",col={},endColumn={}", at.start.column, at.end.column);
        out += "::";
        append_escaped(out, file_message(report, f), github_message);
        if (std::string_view url = course_url(report.book, f.rule); !url.empty()) {
            out += "%0Alearn: ";
            append_escaped(out, url, github_message);
        }
        out += '\n';
    }
}

void write_azure(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path;
    append_escaped(path, path_from(context, context.root, report.source.path()), azure_property);
    for (const Finding& f : report.findings) {
        Place at = file_spot(report, f.span).start;
        out += "##vso[task.logissue type=";
        out += severity(report, f) == Severity::error ? "error" : "warning";  // it knows no other
        append(out, ";sourcepath={};linenumber={};columnnumber={};code=", path, at.row, at.column);
        append_escaped(out, report.book[f.rule].code(), azure_property);
        out += ";]";
        append_escaped(out, file_message(report, f), azure_message);
        out += '\n';
    }
}

void write_pylint(std::string& out, const FileReport& report, const ReportContext&) {
    std::string path;
    append_safe(path, report.source.path());
    for (const Finding& f : report.findings) {
        append(out, "{}:{}: [", path, file_spot(report, f.span).start.row);
        out += report.book[f.rule].code();
        out += "] ";
        append_safe(out, file_message(report, f));
        out += '\n';
    }
}

}  // namespace zen
