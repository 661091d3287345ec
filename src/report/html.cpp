// The reading list as one page that needs nothing else: charts, the reader's own lines before and after, two themes.
#include <algorithm>

#include "report/counted.h"
#include "report/harvest.h"
#include "report/html_page.h"
#include "report/tally.h"
#include "report/xml_text.h"

namespace zen {
namespace {

constexpr std::size_t files_listed = 12;

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

std::string heading(const Harvest::Chapter& c) {
    if (!c.section) return "Your own rules";
    return c.section->heading.empty() ? "Look at these files first" : std::string(c.section->heading);
}

std::string anchor(const Harvest::Chapter& c) {
    return "section-" + (c.section ? std::string(c.section->digits) : "own");
}

std::string percent(std::uint32_t part, std::uint32_t whole) {
    std::uint32_t tenths = whole ? static_cast<std::uint32_t>(std::uint64_t{part} * 1000 / whole) : 0;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
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
    out += "<span class=\"name\">";
    append_prose(out, label);
    out += "</span><span class=\"track\"><i class=\"";
    out += ink;
    out += "\" style=\"width:" + percent(length, most) + "%\"></i></span><span class=\"number\">" +
           std::to_string(number) + "</span>";
    if (!target.empty()) out += "</a>";
    out += "</li>\n";
}

// A ring: what zenlint would mend, and what is left to the reader.
void ring(std::string& out, const Harvest& harvest) {
    struct Part {
        std::string_view ink, name;
        std::uint32_t number;
    };
    std::uint32_t all = harvest.found(), sofar = 0;
    const Part parts[] = {{"safe", "by a safe fix", harvest.safe()},
                          {"unsafe", "by a fix that wants a second look", harvest.unsafe()},
                          {"hand", "by hand", all - harvest.safe() - harvest.unsafe()}};
    out +=
        "<div class=\"ring\"><svg viewBox=\"0 0 42 42\" role=\"img\" aria-label=\"How to mend it\">"
        "<circle class=\"rest\" cx=\"21\" cy=\"21\" r=\"15.9155\"/>";
    for (const Part& part : parts) {
        if (!part.number) continue;
        // The radius makes the circumference 100. A quarter back, so that the ring begins at the top.
        out += "<circle class=\"" + std::string(part.ink) + "\" cx=\"21\" cy=\"21\" r=\"15.9155\" stroke-dasharray=\"" +
               percent(part.number, all) + " 100\" stroke-dashoffset=\"-" + percent(sofar, all) +
               "\" transform=\"rotate(-90 21 21)\"/>";
        sofar += part.number;
    }
    out += "<text x=\"21\" y=\"23.6\">" + std::to_string(all) + "</text></svg>\n<ul>";
    for (const Part& part : parts)
        if (part.number)
            out += "<li><i class=\"" + std::string(part.ink) + "\"></i>" + std::to_string(part.number) + ' ' +
                   std::string(part.name) + "</li>";
    out += "</ul></div>\n";
}

void code(std::string& out, std::string_view which, std::string_view label, std::string_view text) {
    out += "<figure class=\"";
    out += which;
    out += "\"><figcaption>";
    out += label;
    out += "</figcaption><pre>";
    append_xml(out, text);
    out += "</pre></figure>";
}

void example(std::string& out, const Example& e) {
    out += "<div class=\"example\"><p class=\"place\">";
    append_xml(out, e.path);
    out += ':' + std::to_string(e.row) + " <span>";
    append_prose(out, e.message);
    out += "</span></p>\n<div class=\"pair\">";
    code(out, e.after.empty() ? "as-is" : "before", e.after.empty() ? "Your code" : "You wrote", e.before);
    if (!e.after.empty()) {
        std::string_view label = e.applicability == Applicability::safe     ? "Write instead"
                                 : e.applicability == Applicability::unsafe ? "Write instead, after a second look"
                                                                            : "A sketch of what to write";
        code(out, "after", label, e.after);
    }
    out += "</div></div>\n";
}

void rule(std::string& out, const Harvest::Share& share) {
    out += "<section class=\"rule\"><h3>";
    append_prose(out, share.entry().title());
    out += "</h3><p class=\"facts\"><i class=\"dot " + std::string(severity_name(share.severity)) + "\"></i><code>";
    append_xml(out, share.entry().code());
    out += "</code> ";
    append_xml(out, share.entry().name());
    out += " · " + counted(share.found, "time");
    if (std::uint32_t fixable = share.safe + share.unsafe) out += " · zenlint can mend " + std::to_string(fixable);
    out += "</p>\n";
    for (std::size_t i = 0; i < share.examples.size(); ++i) {
        if (i == 1) out += "<details><summary>More of yours</summary>\n";
        example(out, share.examples[i]);
    }
    if (share.examples.size() > 1) out += "</details>\n";
    out += "</section>\n";
}

void charts(std::string& out, const Harvest& harvest, const std::vector<Harvest::Chapter>& chapters) {
    std::uint32_t most = 0;
    for (const Harvest::Chapter& c : chapters) most = std::max(most, c.weight);
    out += "<section class=\"card wide\"><h2>What to read, by weight</h2><ol class=\"bars\">\n";
    for (const Harvest::Chapter& c : chapters) bar_row(out, heading(c), anchor(c), c.found, c.weight, most, "lesson");
    out +=
        "</ol><p class=\"note\">The bar weighs errors more than warnings; the number counts findings.</p></section>\n";

    out += "<section class=\"card\"><h2>How to mend it</h2>\n";
    ring(out, harvest);
    out += "</section>\n<section class=\"card\"><h2>Where</h2><ol class=\"bars files\">\n";
    std::vector<Harvest::File> files = harvest.worst_files(files_listed);
    for (const Harvest::File& f : files) bar_row(out, f.path, "", f.found, f.found, files.front().found, "file");
    out += "</ol>";
    if (harvest.files() > files.size())
        out += "<p class=\"note\">… and " + std::to_string(harvest.files() - files.size()) + " more.</p>";
    out += "</section>\n";
}

}  // namespace

void end_html(std::string& out, const RunEnd& run, const ReportContext& context) {
    const Harvest& harvest = run.harvest;
    out += html_head;
    std::string files = counted(run.summary.files, "file");
    out += "<header><div><h1>Reading list</h1><p>";
    if (harvest.found())
        out += counted(harvest.found(), "finding") + " in " + std::to_string(harvest.files()) + " of " + files +
               ". Each links to the section of the course that teaches it.";
    else
        out += run.summary.files ? "No findings in " + files + ": nothing to read up on."
                                 : "There is no Python file to check.";
    out +=
        "</p></div><button id=\"theme\" type=\"button\" aria-label=\"Change between light and dark\">◐</button>"
        "</header>\n<main>\n";
    if (harvest.found()) {
        std::vector<Harvest::Chapter> chapters = harvest.chapters();
        out += "<div class=\"tiles\">\n";
        tile(out, std::to_string(harvest.found()), "findings");
        tile(out, std::to_string(chapters.size()), chapters.size() == 1 ? "section to read" : "sections to read");
        tile(out, std::to_string(harvest.safe() + harvest.unsafe()), "that zenlint can mend");
        tile(out, std::to_string(run.summary.files), "files looked at");
        out += "</div>\n<div class=\"charts\">\n";
        charts(out, harvest, chapters);
        out += "</div>\n";
        for (const Harvest::Chapter& c : chapters) {
            out += "<article class=\"card\" id=\"" + anchor(c) + "\"><h2>";
            bool lesson = c.section && !c.section->heading.empty();
            append_prose(out, heading(c));
            out += "</h2><p class=\"facts\">" + counted(c.found, "finding");
            if (lesson) {
                out += " · <a href=\"";
                append_xml(out, c.section->url);
                out += "\">Read: ";
                append_xml(out, c.section->lesson);
                out += "</a>";
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
