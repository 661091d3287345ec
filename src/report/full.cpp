// The report for people, every finding of it: what is wrong, the code or what to write instead, and why a fix is
// unsafe.
#include <algorithm>

#include "report/finding_text.h"
#include "report/report.h"
#include "report/snippet.h"
#include "text/formatted.h"
#include "text/line_index.h"

namespace zen {

namespace {

// Appends text that begins in that column, from 0. In a terminal, no word is broken, and what does not fit goes below,
// indented.
void write_words(std::string& out, const Look& look, Ink ink, std::string_view text, std::size_t column) {
    constexpr std::string_view indent = "    ";
    std::string line;
    while (look.width && !text.empty()) {
        std::size_t space = std::min(text.find(' ', 1), text.size());
        std::string_view word = text.substr(0, space);
        const std::size_t width = columns(word, ColumnUnit::code_points);
        if (column + width > look.width && column > indent.size()) {
            paint(out, look, ink, line);
            line.clear();
            out.append("\n").append(indent);
            column = indent.size();
            if (word.starts_with(' ')) word.remove_prefix(1);
        }
        line += word;
        column += width;
        text.remove_prefix(space);
    }
    paint(out, look, ink, line.append(text));
}

}  // namespace

Ink finding_ink(RuleKind kind, Severity severity) {
    if (severity == Severity::error) return Ink::red;
    switch (kind) {
        case RuleKind::bug:
            return Ink::red;
        case RuleKind::idiom:
            return Ink::yellow;
        case RuleKind::upgrade:
            return Ink::blue;
        case RuleKind::taste:
            return Ink::cyan;
    }
    return Ink::plain;
}

void write_finding(std::string& out, const Look& look, const FileReport& report, const Finding& f) {
    const RuleBook::Entry& rule = report.book[f.rule];
    const RuleKind kind = report.book.kind(f.rule, f.match);
    const Severity severe = severity(report, f);
    const Ink ink = finding_ink(kind, severe);
    const Place at = spot(report, f.span).start;
    std::string text;
    append_safe(text, report.source.path());
    append(text, ":{}{}:{}", cell_label(report, f.span.start), at.row, at.column);
    paint(out, look, Ink::bold, text);
    out += "  ";
    const std::string label = formatted("{}[{} {}]", rule_kind_name(kind), rule.code(), rule.name());
    link_only(out, look, ink, label, course_url(report.book, f.rule));
    const bool unusual = severe == Severity::info || (severe == Severity::error && kind != RuleKind::bug);
    const std::string level = unusual ? formatted(" ({})", severity_name(severe)) : "";
    append(out, "{}: ", level);
    std::size_t column = columns(text, ColumnUnit::code_points) + label.size() + level.size() + 4;
    if (f.fix && f.fix->applicability == Applicability::safe) {
        paint(out, look, Ink::green, "[*]");
        out += ' ';
        column += 4;
    }
    text.clear();
    append_safe(text, f.message);
    write_words(out, look, Ink::bold, text, column);
    out += '\n';
    show_snippet(out, look, report.source, f, ink);
    if (!f.fix || f.fix->applicability == Applicability::safe) return;
    out += "  ";
    if (f.fix->applicability == Applicability::unsafe) {
        paint(out, look, Ink::yellow, "unsafe");
        out += ": ";
        text.clear();
        append_safe(text, f.fix->reason.empty() ? "check that the code still does the same" : f.fix->reason);
        write_words(out, look, Ink::plain, text, 10);
    } else {
        out += "only a suggestion: make this change by hand";
    }
    out += '\n';
}

void write_full(std::string& out, const FileReport& report, const ReportContext& context) {
    bool first = true;
    for (const Finding& f : report.findings) {
        if (!first) out += '\n';
        first = false;
        write_finding(out, context.look, report, f);
    }
}

}  // namespace zen
