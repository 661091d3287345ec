// JUnit's XML: a suite a file, a failed case a finding. Build servers show it as they show tests.
#include "report/report.h"
#include "report/xml_text.h"
#include "text/formatted.h"

namespace zen {

void write_junit(std::string& out, const FileReport& report, const ReportContext&) {
    if (report.findings.empty()) return;
    std::string path, count = std::to_string(report.findings.size());
    append_xml(path, report.source.path(), true);
    append(out, "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n", path, count,
           count);
    for (const Finding& f : report.findings) {
        const RuleBook::Entry& rule = report.book[f.rule];
        Place at = spot(report, f.span).start;
        std::string place = formatted("{}{}:{}", cell_label(report, f.span.start), at.row, at.column);
        out += "    <testcase name=\"";
        append_xml(out, rule.code());
        out += ' ';
        append_xml(out, rule.name());
        append(out, " at {}\" classname=\"{}\" time=\"0\">\n      <failure type=\"", place, path);
        out += severity_name(severity(report, f));
        out += "\" message=\"";
        append_xml(out, f.message, true);
        append(out, "\">{}:{}: ", path, place);
        append_xml(out, f.message);
        if (std::string_view url = course_url(report.book, f.rule); !url.empty()) {
            out += "\nlearn: ";
            append_xml(out, url);
        }
        out += "</failure>\n    </testcase>\n";
    }
    out += "  </testsuite>\n";
}

}  // namespace zen
