// Lines: path:row:column: CODE [*] message, and the same below the name of the file.
#include <algorithm>

#include "report/report.h"
#include "text/formatted.h"

namespace zen {
namespace {

void append_rest(std::string& out, const FileReport& report, const Finding& f, const Look& look) {
    const RuleBook::Entry& rule = report.book[f.rule];
    paint(out, look, severity_ink(severity(report, f)), rule.code());
    out += ' ';
    if (f.fix && f.fix->applicability == Applicability::safe) {
        out += '[';
        paint(out, look, Ink::cyan, "*");
        out += "] ";
    }
    append_safe(out, f.message);
    out += '\n';
}

}  // namespace

void write_concise(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path;
    append_safe(path, report.source.path());
    for (const Finding& f : report.findings) {
        Place at = spot(report, f.span).start;
        paint(out, context.look, Ink::bold, path);
        append(out, ":{}{}:{}: ", cell_label(report, f.span.start), at.row, at.column);
        append_rest(out, report, f, context.look);
    }
}

void write_grouped(std::string& out, const FileReport& report, const ReportContext& context) {
    std::string path;
    append_safe(path, report.source.path());
    paint(out, context.look, Ink::bold, path);
    out += ":\n";
    auto place = [&](const Finding& f) {
        Place at = spot(report, f.span).start;
        return formatted("{}{}:{}", cell_label(report, f.span.start), at.row, at.column);
    };
    std::size_t widest = 0;
    for (const Finding& f : report.findings) widest = std::max(widest, place(f).size());
    for (const Finding& f : report.findings) {
        std::string at = place(f);
        out.append(widest - at.size() + 2, ' ');
        paint(out, context.look, Ink::dim, at);
        out += "  ";
        append_rest(out, report, f, context.look);
    }
}

}  // namespace zen
