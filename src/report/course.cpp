// The reading list: sections of the course by weight, with the reader's own lines before and after. As text for a
// terminal, and as Markdown.
#include <algorithm>

#include "report/counted.h"
#include "report/harvest.h"
#include "report/tally.h"
#include "text/diff.h"

namespace zen {
namespace {

constexpr unsigned bar_width = 24;
constexpr std::size_t files_listed = 10;

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
    out += "  ";
    paint(out, look, Ink::dim,
          std::string(share.entry().code()) + " " + std::string(share.entry().name()) + ", " +
              counted(share.found, "time"));
    out += '\n';
    if (share.examples.empty()) return;
    const Example& e = share.examples.front();
    out += "     ";
    append_safe(out, e.path);
    out += ':' + std::to_string(e.row) + '\n';
    append_lines(out, look, e.after.empty() ? Ink::plain : Ink::red, e.after.empty() ? "  " : "- ", e.before);
    append_lines(out, look, Ink::green, "+ ", e.after);
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

void append_fenced(std::string& out, std::string_view before, std::string_view after) {
    std::string fence = "```";
    while (before.find(fence) != before.npos || after.find(fence) != after.npos) fence += '`';
    out += fence + (after.empty() ? "python\n" : "diff\n");
    for (std::string_view line : split_lines(before)) out += (after.empty() ? "" : "- ") + std::string(line);
    for (std::string_view line : split_lines(after)) out += "+ " + std::string(line);
    out += fence + "\n\n";
}

}  // namespace

void end_course(std::string& out, const RunEnd& run, const ReportContext& context) {
    const Look& look = context.look;
    const Harvest& harvest = run.harvest;
    if (!harvest.found()) {
        out += run.summary.files ? "Nothing to read up on: no findings in " + counted(run.summary.files, "file") + ".\n"
                                 : "There is no Python file to check.\n";
        return;
    }
    paint(out, look, Ink::bold, "Your reading list");
    out += ": " + counted(harvest.found(), "finding") + " in " + std::to_string(harvest.files()) + " of " +
           counted(run.summary.files, "file") + "\n\n";
    std::vector<Harvest::Chapter> chapters = harvest.chapters();
    std::uint32_t most = 0;
    for (const Harvest::Chapter& c : chapters) most = std::max(most, c.weight);
    unsigned number = 0;
    for (const Harvest::Chapter& c : chapters) {
        bool lesson = c.section && !c.section->heading.empty();
        std::string label = std::to_string(++number) + ". ";
        out += label;
        std::string heading = !c.section ? "Your own rules"
                              : lesson   ? std::string(c.section->lesson) + " › " + std::string(c.section->heading)
                                         : "Look at these files first";
        if (look.links && c.section)
            link(out, look, heading, c.section->url);
        else
            paint(out, look, Ink::bold, heading);
        out += "\n   ";
        paint(out, look, Ink::blue, bar(c.weight, most));
        out += ' ' + counted(c.found, "finding") + '\n';
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
        out += "zenlint can mend " + std::to_string(fixable) + " of these; writing them yourself teaches more.";
    if (out.ends_with(' ')) out.pop_back();
    out += '\n';
}

void end_markdown(std::string& out, const RunEnd& run, const ReportContext&) {
    const Harvest& harvest = run.harvest;
    out += "# Reading list\n\n";
    if (!harvest.found()) {
        out += run.summary.files ? "No findings in " + counted(run.summary.files, "file") + ".\n"
                                 : "There is no Python file to check.\n";
        return;
    }
    out += counted(harvest.found(), "finding") + " in " + std::to_string(harvest.files()) + " of " +
           counted(run.summary.files, "file") + "; zenlint can mend " +
           std::to_string(harvest.safe() + harvest.unsafe()) + ".\n\n";
    std::vector<Harvest::Chapter> chapters = harvest.chapters();
    out += "| section | findings |\n|---|---:|\n";
    auto heading = [](const Harvest::Chapter& c) {
        if (!c.section) return std::string("Your own rules");
        if (c.section->heading.empty()) return std::string("Look at these files first");
        return "[" + plain(c.section->heading) + "](" + std::string(c.section->url) + ")";
    };
    for (const Harvest::Chapter& c : chapters) out += "| " + heading(c) + " | " + std::to_string(c.found) + " |\n";
    for (const Harvest::Chapter& c : chapters) {
        out += "\n## " + heading(c) + "\n\n";
        if (c.section && !c.section->heading.empty()) out += plain(c.section->lesson) + "\n\n";
        for (const Harvest::Share* share : c.shares) {
            out += "### " + prose(share->entry().title()) + "\n\n`" + std::string(share->entry().code()) + "` " +
                   plain(share->entry().name()) + ", " + counted(share->found, "time") + "\n\n";
            for (const Example& e : share->examples) {
                out += plain(e.path) + ":" + std::to_string(e.row) + ": " + prose(e.message) + "\n\n";
                append_fenced(out, e.before, e.after);
            }
        }
        while (out.ends_with("\n\n")) out.pop_back();
    }
    out += "\n## Files\n\n| file | findings |\n|---|---:|\n";
    for (const Harvest::File& file : harvest.worst_files(files_listed))
        out += "| " + plain(file.path) + " | " + std::to_string(file.found) + " |\n";
}

}  // namespace zen
