// The reading list: sections of the course by weight, with the reader's own lines before and after. As text for a
// terminal, and as Markdown.
#include <algorithm>

#include "report/counted.h"
#include "report/earlier.h"
#include "report/harvest.h"
#include "report/json_text.h"
#include "report/prose.h"
#include "report/tally.h"
#include "text/diff.h"
#include "text/formatted.h"
#include "text/line_index.h"

namespace zen {
namespace {

constexpr unsigned bar_width = 24;
constexpr unsigned widest_prose = 88;
constexpr std::size_t files_of_course = 10;

std::string bar(std::uint32_t part, std::uint32_t most) {
    constexpr std::string_view eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    std::uint64_t filled = most ? std::max<std::uint64_t>(1, std::uint64_t{part} * bar_width * 8 / most) : 0;
    std::string out;
    for (std::uint64_t i = 0; i < filled / 8; ++i) out += "█";
    out += eighths[filled % 8];
    for (std::uint64_t i = (filled + 7) / 8; i < bar_width; ++i) out += ' ';
    return out;
}

void append_lines(std::string& out, const Look& look, Ink ink, std::string_view sign, std::string_view text) {
    for (std::string_view line : split_lines(text)) {
        std::string shown(sign);
        append_safe(shown, line.substr(0, line.find('\n')));
        while (shown.ends_with(' ')) shown.pop_back();
        out += "       ";
        paint(out, look, ink, shown);
        out += '\n';
    }
}

void text_share(std::string& out, const Look& look, const Harvest::Share& share) {
    out += "   ";
    std::string title;
    append_safe(title, share.entry().title());
    paint(out, look, Ink::bold, title);
    const std::string facts =
        formatted("{} {}, {}", share.entry().code(), share.entry().name(), counted(share.found, "time"));
    const std::size_t both = 5 + columns(title, ColumnUnit::code_points) + facts.size();
    out += look.width && both > look.width ? "\n   " : "  ";
    paint(out, look, Ink::dim, facts);
    out += '\n';
    std::string reason;
    write_prose(reason, look,
                wrapped(rule_reason(share.entry()),
                        (look.width ? std::clamp(look.width, 40u, widest_prose) : widest_prose) - 3));
    for (std::string_view line : split_lines(reason)) append(out, "   {}", line);
    if (!out.ends_with('\n')) out += '\n';
    if (share.examples.empty()) return;
    const Example& e = share.examples.front();
    out += "     ";
    append_safe(out, e.path);
    append(out, ":{}\n", e.row);
    const bool as_is = e.after.empty() && !e.removed;
    append_lines(out, look, as_is ? Ink::plain : Ink::red, as_is ? "  " : "- ", e.before);
    append_lines(out, look, Ink::green, "+ ", e.after);
    out += '\n';
}

// "Python Fundamentals › 4. Control Flow  12 → 3"
void text_comparison(std::string& out, const Look& look, const Comparison& p, const RunEnd& run) {
    paint(out, look, Ink::bold, "Since ");
    append_safe(out, run.earlier->path);
    append(out, ": {}\n", comparison_text(p, run.harvest.lines()));
    std::size_t widest = 0;
    for (const Comparison::Lesson& l : p.lessons)
        widest = std::max<std::size_t>(widest, columns(chapter_name(l.section), ColumnUnit::code_points));
    for (const Comparison::Lesson& l : p.lessons) {
        if (l.before == l.now) continue;
        const std::string name = chapter_name(l.section);
        append(out, "   {}", name);
        out.append(widest - columns(name, ColumnUnit::code_points) + 2, ' ');
        paint(out, look, l.now < l.before ? Ink::green : Ink::yellow, formatted("{} → {}", l.before, l.now));
        out += '\n';
    }
    if (!p.learned.empty()) {
        out += "   No longer found: ";
        for (std::size_t i = 0; i < p.learned.size(); ++i)
            append(out, "{}{} {}", i ? ", " : "", p.learned[i].code(), p.learned[i].name());
        out += '\n';
    }
    if (p.left_out)
        append(out, "   Not compared: {} of rules that this run does not use\n", counted(p.left_out, "finding"));
    out += '\n';
}

// Text in Markdown's inline form: nothing in it may begin an element.
std::string plain(std::string_view text) {
    std::string safe, out;
    append_safe(safe, text);
    for (char c : safe) {
        if (std::string_view("\\`*_{}[]<>#|~$&").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

// A message: its `code` stays code.
std::string prose(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t open = text.find('`');
        std::size_t close = open == text.npos ? open : text.find('`', open + 1);
        if (close == text.npos) return out += plain(text);
        out += plain(text.substr(0, open));
        out += '`';
        append_safe(out, text.substr(open + 1, close - open - 1));
        out += '`';
        text.remove_prefix(close + 1);
    }
    return out;
}

void append_fenced(std::string& out, std::string_view before, std::string_view after, bool as_is) {
    std::string fence = "```";
    while (before.find(fence) != before.npos || after.find(fence) != after.npos) fence += '`';
    append(out, "{}{}\n", fence, as_is ? "python" : "diff");
    for (std::string_view line : split_lines(before)) append(out, "{}{}", as_is ? "" : "- ", line);
    for (std::string_view line : split_lines(after)) append(out, "+ {}", line);
    append(out, "{}\n\n", fence);
}

void markdown_comparison(std::string& out, const Comparison& p, const RunEnd& run) {
    append(out, "Since {}: {}.\n\n| lesson | then | now |\n|---|---:|---:|\n", plain(run.earlier->path),
           comparison_text(p, run.harvest.lines()));
    for (const Comparison::Lesson& l : p.lessons)
        append(out, "| {} | {} | {} |\n", plain(chapter_name(l.section)), l.before, l.now);
    out += '\n';
    if (!p.learned.empty()) {
        out += "No longer found: ";
        for (std::size_t i = 0; i < p.learned.size(); ++i)
            append(out, "{}`{}` {}", i ? ", " : "", p.learned[i].code(), plain(p.learned[i].name()));
        out += "\n\n";
    }
    if (p.left_out)
        append(out, "Not compared: {} of rules that this run does not use.\n\n", counted(p.left_out, "finding"));
}

}  // namespace

void end_course(std::string& out, const RunEnd& run, const ReportContext& context) {
    const Look& look = context.look;
    const Harvest& harvest = run.harvest;
    if (!harvest.found()) {
        out += run.summary.files
                   ? formatted("Nothing to read: no findings in {}.\n", counted(run.summary.files, "file"))
                   : "There is no Python file to check.\n";
        if (run.earlier && run.summary.files) text_comparison(out, look, compared(*run.earlier, harvest, context), run);
        return;
    }
    paint(out, look, Ink::bold, "Your reading list");
    append(out, ": {} in {} of {}, {}\n\n", counted(harvest.found(), "finding"), harvest.files(),
           counted(run.summary.files, "file"), per_thousand(harvest.found(), harvest.lines()));
    if (run.earlier) text_comparison(out, look, compared(*run.earlier, harvest, context), run);
    std::vector<Harvest::Chapter> chapters = harvest.chapters();
    std::uint32_t most = 0;
    for (const Harvest::Chapter& c : chapters) most = std::max(most, c.weight);
    unsigned number = 0;
    for (const Harvest::Chapter& c : chapters) {
        bool lesson = c.section && !c.section->heading.empty();
        std::string label = formatted("{}. ", ++number);
        out += label;
        std::string heading = chapter_name(c.section);
        if (look.links && c.section)
            link(out, look, heading, c.section->url);
        else
            paint(out, look, Ink::bold, heading);
        out += "\n   ";
        paint(out, look, Ink::blue, bar(c.weight, most));
        append(out, " {}\n", found_text(c.found, harvest.lines()));
        if (!look.links && lesson) {
            out += "   ";
            paint(out, look, Ink::cyan, c.section->url);
            out += '\n';
        }
        out += '\n';
        for (const Harvest::Share* share : c.shares) text_share(out, look, *share);
    }
    out += "`zenlint rule CODE` explains a rule. ";
    if (std::uint32_t fixable = harvest.safe() + harvest.unsafe())
        append(out, "zenlint can fix {} of these; you learn more if you fix them yourself.", fixable);
    if (out.ends_with(' ')) out.pop_back();
    out += '\n';
}

void end_course_json(std::string& out, const RunEnd& run, const ReportContext&) {
    const Harvest& harvest = run.harvest;
    append(out, "{{\"files\":{},\"lines\":{},\"findings\":{},\n \"lessons\":[", run.summary.files, harvest.lines(),
           harvest.found());
    std::string rules;
    bool first = true;
    for (const Harvest::Chapter& c : harvest.chapters()) {
        out += first ? "\n  {\"lesson\":" : ",\n  {\"lesson\":";
        append_json(out, c.section ? c.section->lesson : "");
        out += ",\"heading\":";
        append_json(out, c.section ? c.section->heading : "");
        out += ",\"url\":";
        append_json(out, c.section ? c.section->url : "");
        append(out, ",\"findings\":{},\"per_1000_lines\":{:.2f}}}", c.found,
               harvest.lines() ? 1000.0 * c.found / harvest.lines() : 0.0);
        for (const Harvest::Share* share : c.shares) {
            rules += first ? "\n  {\"code\":" : ",\n  {\"code\":";
            first = false;
            append_json(rules, share->entry().code());
            rules += ",\"name\":";
            append_json(rules, share->entry().name());
            append(rules, ",\"findings\":{}}}", share->found);
        }
    }
    append(out, "{}],\n \"rules\":[{}{}]}}\n", first ? "" : "\n ", rules, first ? "" : "\n ");
}

void end_markdown(std::string& out, const RunEnd& run, const ReportContext& context) {
    const Harvest& harvest = run.harvest;
    out += "# Reading list\n\n";
    if (!harvest.found()) {
        out += run.summary.files ? formatted("No findings in {}.\n", counted(run.summary.files, "file"))
                                 : "There is no Python file to check.\n";
        return;
    }
    append(out, "{} in {} of {}, {}; zenlint can fix {}.\n\n", counted(harvest.found(), "finding"), harvest.files(),
           counted(run.summary.files, "file"), per_thousand(harvest.found(), harvest.lines()),
           harvest.safe() + harvest.unsafe());
    if (run.earlier) markdown_comparison(out, compared(*run.earlier, harvest, context), run);
    std::vector<Harvest::Chapter> chapters = harvest.chapters();
    out += "| lesson | findings | per 1,000 lines |\n|---|---:|---:|\n";
    auto heading = [](const Harvest::Chapter& c) {
        std::string name = plain(chapter_name(c.section));
        return c.section && !c.section->heading.empty() ? formatted("[{}]({})", name, c.section->url) : name;
    };
    for (const Harvest::Chapter& c : chapters)
        append(out, "| {} | {} | {:.1f} |\n", heading(c), c.found,
               harvest.lines() ? 1000.0 * c.found / harvest.lines() : 0.0);
    for (const Harvest::Chapter& c : chapters) {
        append(out, "\n## {}\n\n", heading(c));
        for (const Harvest::Share* share : c.shares) {
            append(out, "### {}\n\n`{}` {}, {}\n\n", prose(share->entry().title()), share->entry().code(),
                   plain(share->entry().name()), counted(share->found, "time"));
            append(out, "{}\n\n", rule_reason(share->entry()));
            for (const Example& e : share->examples) {
                append(out, "{}:{}: {}\n\n", plain(e.path), e.row, prose(e.message));
                append_fenced(out, e.before, e.after, e.after.empty() && !e.removed);
            }
        }
        while (out.ends_with("\n\n")) out.pop_back();
    }
    out += "\n## Files\n\n| file | findings |\n|---|---:|\n";
    for (const Harvest::File& file : harvest.worst_files(files_of_course))
        append(out, "| {} | {} |\n", plain(file.path), file.found);
}

}  // namespace zen
