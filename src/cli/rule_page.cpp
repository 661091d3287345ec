#include "cli/rule_page.h"

#include <algorithm>

#include "report/harvest.h"
#include "report/highlight.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/rule_json.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/line_index.h"
#include "text/markdown.h"

namespace zen {
namespace {

constexpr unsigned widest_prose = 96;  // longer lines are hard to read

Ink ink_of(Shade shade) {
    switch (shade) {
        case Shade::keyword:
            return Ink::blue;
        case Shade::text:
            return Ink::green;
        case Shade::number:
            return Ink::cyan;
        case Shade::comment:
            return Ink::dim;
    }
    return Ink::plain;
}

// Appends bytes [from, to) of the code in its colours.
void paint_code(std::string& out, const Look& look, std::string_view code, const std::vector<Shaded>& shades,
                std::size_t from, std::size_t to) {
    for (const Shaded& s : shades) {
        if (s.span.end <= from) continue;
        if (s.span.start >= to) break;
        std::size_t start = std::max<std::size_t>(s.span.start, from), end = std::min<std::size_t>(s.span.end, to);
        out += code.substr(from, start - from);
        paint(out, look, ink_of(s.shade), code.substr(start, end - start));
        from = end;
    }
    out += code.substr(from, to - from);
}

void write_code(std::string& out, const Look& look, Ink ink, std::string_view label, std::string_view code) {
    paint(out, look, ink, label);
    out += '\n';
    std::vector<Shaded> shades;
    if (look.color) shades = highlighted(code);
    for (std::size_t at = 0; at < code.size();) {
        std::size_t end = std::min(code.find('\n', at), code.size());
        paint(out, look, Ink::dim, "  |");
        if (end > at) out += ' ';
        paint_code(out, look, code, shades, at, end);
        out += '\n';
        at = end + 1;
    }
    out += '\n';
}

void write_paragraphs(std::string& out, const Look& look, std::string_view text, unsigned width) {
    write_prose(out, look, width ? wrapped(text, width) : std::string(text));
}

}  // namespace

unsigned prose_width(int descriptor) {
    const unsigned columns = streams::terminal_width(descriptor);
    if (columns == 0) return widest_prose;  // a file or a pipe
    return columns < 20 ? 0 : std::min(columns, widest_prose);
}

std::string joined_aliases(const RuleBook::Entry& rule, std::string_view between) {
    std::string out;
    for (Str alias : RulePack::of(rule.pack->strings, rule.data->aliases))
        out += (out.empty() ? "" : std::string(between)) + std::string((*rule.pack)[alias]);
    return out;
}

void write_rule_page(std::string& out, const Look& look, const RuleBook& book, RuleId id, unsigned width) {
    const RuleBook::Entry& rule = book[id];
    paint(out, look, severity_ink(rule.data->severity), rule.code());
    out += ' ';
    paint(out, look, Ink::bold, rule.name());
    out += "\n";
    write_prose(out, look, rule.title());
    out += "\n\n";

    if (auto page = read_markdown((*rule.pack)[rule.data->path], (*rule.pack)[rule.data->page])) {
        for (const MarkdownBlock& block : page->blocks) {
            if (!block.fenced) {
                write_paragraphs(out, look, block.text, width);
                out += '\n';
                continue;
            }
            std::vector<std::string_view> words = info_words(block.info);
            std::string_view sort = words.size() > 1 && words[0] == "python" ? words[1] : "";
            bool unsafe = words.size() > 2 && words[2] == "unsafe";
            if (sort == "bad")
                write_code(out, look, Ink::red, "Instead of", block.text);
            else if (sort == "good")
                write_code(out, look, Ink::green, unsafe ? "write (the fix is unsafe here)" : "write", block.text);
            else if (sort == "ok")
                write_code(out, look, Ink::blue, "Fine as it is", block.text);
            else if (block.info != "zen")
                write_code(out, look, Ink::plain, "", block.text);
        }
    }
    auto fact = [&](std::string_view label, std::string_view text) {
        if (text.empty()) return;
        paint(out, look, Ink::dim, std::string(label) + std::string(12 - label.size(), ' '));
        out += text;
        out += '\n';
    };
    fact("fix", fix_text(rule.data->fix));
    fact("kind", rule_kind_name(rule.data->kind));
    fact("default", default_text(rule.data->by_default));
    fact("severity", severity_name(rule.data->severity));
    if (rule.data->python_major)
        fact("python", formatted("from {}", version_text({rule.data->python_major, rule.data->python_minor})));
    fact("also known", joined_aliases(rule, ", "));
    for (const OptionData& o : RulePack::of(rule.pack->options, rule.data->options))
        fact("option", formatted("{} = {}: {}", (*rule.pack)[o.name], (*rule.pack)[o.value], (*rule.pack)[o.meaning]));
    if (const CourseSection* section = book.section(id)) {
        paint(out, look, Ink::dim, "learn       ");
        link(out, look, section_title(*section), section->url);
        out += '\n';
    }
}

void write_rule_lesson(std::string& out, const Look& look, const RuleBook& book, RuleId id, unsigned width) {
    write_paragraphs(out, look, rule_reason(book[id]), width);
    if (!out.ends_with('\n')) out += '\n';
}

}  // namespace zen
