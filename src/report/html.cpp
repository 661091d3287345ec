// The reading list as one page that needs nothing else: charts, the reader's own lines before and after, two themes.
#include <algorithm>

#include "report/counted.h"
#include "report/earlier.h"
#include "report/harvest.h"
#include "report/highlight.h"
#include "report/html_page.h"
#include "report/prose.h"
#include "report/tally.h"
#include "report/xml_text.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::size_t files_of_page = 12;

// `code` in a message becomes an element.
void append_prose(std::string& out, std::string_view text) {
    while (!text.empty()) {
        std::size_t open = text.find('`');
        std::size_t close = open == text.npos ? open : text.find('`', open + 1);
        if (close == text.npos) return append_xml(out, text);
        append_xml(out, text.substr(0, open));
        out += "<code>";
        append_xml(out, text.substr(open + 1, close - open - 1));
        out += "</code>";
        text.remove_prefix(close + 1);
    }
}

std::string anchor(const Harvest::Chapter& c) {
    return formatted("section-{}", c.section ? c.section->digits : "own");
}

std::string percent(std::uint32_t part, std::uint32_t whole) {
    std::uint32_t tenths = whole ? static_cast<std::uint32_t>(std::uint64_t{part} * 1000 / whole) : 0;
    return formatted("{}.{}", tenths / 10, tenths % 10);
}

void tile(std::string& out, std::string_view number, std::string_view label) {
    out += "<div class=\"tile\"><b>";
    out += number;
    out += "</b><span>";
    append_xml(out, label);
    out += "</span></div>\n";
}

// A row of a bar chart; `most` is the longest bar's number.
void bar_row(std::string& out, std::string_view label, std::string_view target, std::uint32_t number,
             std::uint32_t length, std::uint32_t most, std::string_view ink) {
    out += "<li>";
    if (!target.empty()) {
        out += "<a href=\"#";
        append_xml(out, target);
        out += "\">";
    }
    // A path is cut at its beginning, see the style of `.files`.
    const bool path = ink == "file";
    out += path ? "<span class=\"name\"><bdi>" : "<span class=\"name\">";
    append_prose(out, label);
    out += path ? "</bdi></span><span class=\"track\"><i class=\"" : "</span><span class=\"track\"><i class=\"";
    out += ink;
    append(out, "\" style=\"width:{}%\"></i></span><span class=\"number\">{}</span>", percent(length, most), number);
    if (!target.empty()) out += "</a>";
    out += "</li>\n";
}

// A ring: what zenlint can fix, and what is left to the reader.
void ring(std::string& out, const Harvest& harvest) {
    struct Part {
        std::string_view ink, name;
        std::uint32_t number;
    };
    std::uint32_t all = harvest.found(), sofar = 0;
    const Part parts[] = {{"safe", "with a safe fix", harvest.safe()},
                          {"unsafe", "with an unsafe fix: review it first", harvest.unsafe()},
                          {"hand", "by hand", all - harvest.safe() - harvest.unsafe()}};
    out +=
        "<div class=\"ring\"><svg viewBox=\"0 0 42 42\" role=\"img\" aria-label=\"How to fix it\">"
        "<circle class=\"rest\" cx=\"21\" cy=\"21\" r=\"15.9155\"/>";
    for (const Part& part : parts) {
        if (!part.number) continue;
        // The radius makes the circumference 100. A quarter back, so that the ring begins at the top.
        append(out,
               "<circle class=\"{}\" cx=\"21\" cy=\"21\" r=\"15.9155\" stroke-dasharray=\"{} 100\" "
               "stroke-dashoffset=\"-{}\" transform=\"rotate(-90 21 21)\"/>",
               part.ink, percent(part.number, all), percent(sofar, all));
        sofar += part.number;
    }
    append(out, "<text x=\"21\" y=\"23.6\">{}</text></svg>\n<ul>", all);
    for (const Part& part : parts)
        if (part.number) append(out, "<li><i class=\"{}\"></i>{} {}</li>", part.ink, part.number, part.name);
    out += "</ul></div>\n";
}

std::string rate(std::uint32_t found, std::uint32_t lines) {
    return formatted("{:.1f}", lines ? 1000.0 * found / lines : 0.0);
}

// What has changed since an earlier report.
void since(std::string& out, const Comparison& p, const RunEnd& run) {
    out += "<section class=\"card since\"><h2>Since ";
    append_xml(out, run.earlier->path);
    append(out, "</h2><p>{}.</p>\n<table><tr><th>lesson</th><th>then</th><th>now</th></tr>\n",
           comparison_text(p, run.harvest.lines()));
    for (const Comparison::Lesson& l : p.lessons) {
        append(out, "<tr class=\"{}\"><td>", l.now < l.before ? "better" : l.now > l.before ? "more" : "same");
        append_prose(out, chapter_name(l.section));
        append(out, "</td><td>{}</td><td>{}</td></tr>\n", l.before, l.now);
    }
    out += "</table>\n";
    if (!p.learned.empty()) {
        out += "<p>No longer found: ";
        for (std::size_t i = 0; i < p.learned.size(); ++i) {
            if (i) out += ", ";
            append_prose(out, p.learned[i].title());
        }
        out += ".</p>\n";
    }
    if (p.left_out)
        append(out, "<p class=\"note\">Not compared: {} of rules that this run does not use.</p>\n",
               counted(p.left_out, "finding"));
    out += "</section>\n";
}

std::string_view shade_class(Shade shade) {
    return shade == Shade::keyword ? "k" : shade == Shade::text ? "t" : shade == Shade::number ? "n" : "c";
}

void code(std::string& out, std::string_view which, std::string_view label, std::string_view text) {
    out += "<figure class=\"";
    out += which;
    out += "\"><figcaption>";
    out += label;
    out += "</figcaption><pre>";
    std::size_t at = 0;
    for (const Shaded& s : highlighted(text)) {
        append_xml(out, text.substr(at, s.span.start - at));
        append(out, "<span class=\"{}\">", shade_class(s.shade));
        append_xml(out, text.substr(s.span.start, s.span.size()));
        out += "</span>";
        at = s.span.end;
    }
    append_xml(out, text.substr(at));
    out += "</pre></figure>";
}

void example(std::string& out, const Example& e) {
    out += "<div class=\"example\"><p class=\"place\">";
    append_xml(out, e.path);
    append(out, ":{} <span>", e.row);
    append_prose(out, e.message);
    out += "</span></p>\n<div class=\"pair\">";
    const bool as_is = e.after.empty() && !e.removed;
    code(out, as_is ? "as-is" : "before", as_is ? "Your code" : e.removed ? "Remove this" : "You wrote", e.before);
    if (!e.after.empty()) {
        std::string_view label = e.applicability == Applicability::safe ? "Write instead"
                                 : e.applicability == Applicability::unsafe
                                     ? "Write instead (unsafe fix: check that it does the same)"
                                     : "A sketch of what to write";
        code(out, "after", label, e.after);
    }
    out += "</div></div>\n";
}

void rule(std::string& out, const Harvest::Share& share) {
    out += "<section class=\"rule\"><h3>";
    append_prose(out, share.entry().title());
    append(out, "</h3><p class=\"facts\"><i class=\"dot {}\"></i><code>", severity_name(share.severity));
    append_xml(out, share.entry().code());
    out += "</code> ";
    append_xml(out, share.entry().name());
    append(out, " · {}", counted(share.found, "time"));
    if (std::uint32_t fixable = share.safe + share.unsafe) append(out, " · zenlint can fix {}", fixable);
    out += "</p>\n<p class=\"reason\">";
    append_prose(out, rule_reason(share.entry()));
    out += "</p>\n";
    for (std::size_t i = 0; i < share.examples.size(); ++i) {
        if (i == 1) out += "<details><summary>More examples from your code</summary>\n";
        example(out, share.examples[i]);
    }
    if (share.examples.size() > 1) out += "</details>\n";
    out += "</section>\n";
}

void charts(std::string& out, const Harvest& harvest, const std::vector<Harvest::Chapter>& chapters) {
    std::uint32_t most = 0;
    for (const Harvest::Chapter& c : chapters) most = std::max(most, c.weight);
    out += "<section class=\"card wide\"><h2>Lessons to read</h2><ol class=\"bars\">\n";
    for (const Harvest::Chapter& c : chapters)
        bar_row(out, chapter_name(c.section), anchor(c), c.found, c.weight, most, "lesson");
    bool errors = false;
    for (const Harvest::Chapter& c : chapters)
        for (const Harvest::Share* share : c.shares) errors = errors || share->severity == Severity::error;
    append(out, "</ol><p class=\"note\">The number is the number of findings{}.</p></section>\n",
           errors ? "; in the bar, an error counts twice as much as a warning" : "");

    out += "<section class=\"card\"><h2>How to fix it</h2>\n";
    ring(out, harvest);
    out += "</section>\n<section class=\"card\"><h2>Files</h2><ol class=\"bars files\">\n";
    std::vector<Harvest::File> files = harvest.worst_files(files_of_page);
    for (const Harvest::File& f : files) bar_row(out, f.path, "", f.found, f.found, files.front().found, "file");
    out += "</ol>";
    if (harvest.files() > files.size())
        append(out, "<p class=\"note\">… and {} more.</p>", harvest.files() - files.size());
    out += "</section>\n";
}

}  // namespace

void end_html(std::string& out, const RunEnd& run, const ReportContext& context) {
    const Harvest& harvest = run.harvest;
    out += html_head;
    std::string files = counted(run.summary.files, "file");
    out += "<header><div><h1>Reading list</h1><p>";
    if (harvest.found())
        append(out, "{} in {} of {}. Each links to the section of the course that explains it.",
               counted(harvest.found(), "finding"), harvest.files(), files);
    else
        out += run.summary.files ? formatted("No findings in {}: nothing to read.", files)
                                 : "There is no Python file to check.";
    out +=
        "</p></div><button id=\"theme\" type=\"button\" aria-label=\"Switch between light and dark\">◐</button>"
        "</header>\n<main>\n";
    if (harvest.found()) {
        std::vector<Harvest::Chapter> chapters = harvest.chapters();
        out += "<div class=\"tiles\">\n";
        tile(out, std::to_string(harvest.found()), "findings");
        tile(out, std::to_string(chapters.size()), chapters.size() == 1 ? "section to read" : "sections to read");
        tile(out, std::to_string(harvest.safe() + harvest.unsafe()), "fixable");
        if (harvest.lines()) tile(out, rate(harvest.found(), harvest.lines()), "findings per 1,000 lines");
        tile(out, std::to_string(run.summary.files), "files checked");
        out += "</div>\n";
        if (run.earlier) since(out, compared(*run.earlier, harvest, context), run);
        out += "<div class=\"charts\">\n";
        charts(out, harvest, chapters);
        out += "</div>\n";
        for (const Harvest::Chapter& c : chapters) {
            append(out, "<article class=\"card\" id=\"{}\"><h2>", anchor(c));
            bool lesson = c.section && !c.section->heading.empty();
            append_prose(out, chapter_name(c.section));
            append(out, "</h2><p class=\"facts\">{}", found_text(c.found, harvest.lines()));
            if (lesson) {
                out += " · <a href=\"";
                append_xml(out, c.section->url);
                out += "\">Read the lesson</a>";
            }
            out += "</p>\n";
            for (const Harvest::Share* share : c.shares) rule(out, *share);
            out += "</article>\n";
        }
    }
    out += "</main>\n<footer>Made by zenlint ";
    append_xml(out, context.version);
    out += ". <code>zenlint rule CODE</code> explains a rule.</footer>\n";
    out += html_tail;
}

}  // namespace zen
