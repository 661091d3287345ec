// path:row:column: CODE [*] message
#include "report/report.h"

namespace zen {

void write_concise(std::string& out, const FileReport& report, const Look& look) {
    for (const Finding& f : report.findings) {
        Place at = report.source.place(f.span.start);
        std::string path;
        append_safe(path, report.source.path());
        paint(out, look, Ink::bold, path);
        out += ':' + std::to_string(at.row) + ':' + std::to_string(at.column) + ": ";
        const RuleBook::Entry& rule = report.book[f.rule];
        paint(out, look, severity_ink(rule.data->severity), rule.code());
        out += ' ';
        if (f.fix && f.fix->applicability == Applicability::safe) {
            out += '[';
            paint(out, look, Ink::cyan, "*");
            out += "] ";
        }
        append_safe(out, f.message);
        out += '\n';
    }
}

}  // namespace zen
