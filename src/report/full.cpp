// The report for people: the finding, the code, what to write instead, and where to read on.
#include "report/report.h"
#include "report/snippet.h"

namespace zen {
namespace {

void arrow(std::string& out, const Look& look, const FileReport& report, std::uint32_t offset, unsigned gutter) {
    Place at = spot(report, {offset, offset}).start;
    out.append(gutter, ' ');
    paint(out, look, Ink::blue, "--> ");
    append_safe(out, report.source.path());
    out += ':' + cell_label(report, offset) + std::to_string(at.row) + ':' + std::to_string(at.column) + '\n';
}

void help(std::string& out, const Look& look, const Source& source, const Fix& fix, unsigned gutter) {
    paint(out, look, Ink::bold, "help");
    out += ": ";
    append_safe(out, fix.title.empty() ? "write this instead" : fix.title);
    switch (fix.applicability) {
        case Applicability::safe:
            out += " (--fix does it)\n";
            break;
        case Applicability::unsafe:
            out += " (";
            paint(out, look, Ink::yellow, "unsafe");
            out += ": ";
            append_safe(out, fix.reason.empty() ? "check that the behavior stays the same" : fix.reason);
            out += "; --unsafe-fixes does it)\n";
            break;
        case Applicability::display:
            out += " (a sketch: no fix does it)\n";
            break;
    }
    show_bar(out, look, gutter);
    show_edits(out, look, source, fix.edits, gutter);
    show_bar(out, look, gutter);
}

void write(std::string& out, const FileReport& report, const Look& look, const Finding& f) {
    const RuleBook::Entry& rule = report.book[f.rule];
    const Source& source = report.source;
    Ink ink = severity_ink(severity(report, f));
    paint(out, look, ink, severity_name(severity(report, f)));
    out += '[';
    paint(out, look, ink, rule.code());
    out += "]: ";
    std::string message;
    append_safe(message, f.message);
    paint(out, look, Ink::bold, message);
    paint(out, look, Ink::dim, "  (" + std::string(rule.name()) + ")");
    out += '\n';

    std::uint32_t last = source.lines().row(f.span.end) + 1;
    for (const Related& r : f.related) last = std::max(last, source.lines().row(r.span.end) + 1);
    if (f.fix)
        for (const Edit& e : f.fix->edits) last = std::max(last, source.lines().row(e.span.end) + 1);
    unsigned gutter = gutter_width(last);
    arrow(out, look, report, f.span.start, gutter);
    bool code = !source.text().empty();
    if (code) {
        show_bar(out, look, gutter);
        show_code(out, look, source, f.span, gutter, ink);
        show_bar(out, look, gutter);
    }
    for (const Related& r : f.related) {
        paint(out, look, Ink::bold, "note");
        out += ": ";
        append_safe(out, r.message);
        out += '\n';
        arrow(out, look, report, r.span.start, gutter);
        show_bar(out, look, gutter);
        show_code(out, look, source, r.span, gutter, Ink::blue);
        show_bar(out, look, gutter);
    }
    if (f.fix) help(out, look, source, *f.fix, gutter);
    if (const CourseSection* section = report.book.section(f.rule); section && !section->heading.empty()) {
        paint(out, look, Ink::bold, "learn");
        out += ": ";
        link(out, look, std::string(section->lesson) + " › " + std::string(section->heading), section->url);
        out += '\n';
    }
}

}  // namespace

void write_full(std::string& out, const FileReport& report, const ReportContext& context) {
    bool first = true;
    for (const Finding& f : report.findings) {
        if (!first) out += '\n';
        first = false;
        write(out, report, context.look, f);
    }
}

}  // namespace zen
