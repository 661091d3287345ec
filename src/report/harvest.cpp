#include "report/harvest.h"

#include <algorithm>
#include <numeric>

#include "report/counted.h"
#include "text/diff.h"
#include "text/edit.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::size_t examples_kept = 3;       // of a rule
constexpr std::uint32_t examples_tried = 3;    // of a rule in a file
constexpr std::uint32_t neighbourhood = 3;     // rows between an edit and the code that it belongs to, at most
constexpr std::size_t most_lines = 12;         // of either text; what is longer is cut
constexpr std::size_t comfortable_lines = 10;  // of both texts together
constexpr std::size_t widest_column = 60;      // bytes that two columns of a page have room for

struct Rows {
    std::uint32_t first, last;
};

Rows rows_of(const Source& source, Span span) {
    return {source.lines().row(span.start), source.lines().row(span.end > span.start ? span.end - 1 : span.end)};
}

std::size_t indent_of(std::string_view line) {
    std::size_t at = line.find_first_not_of(" \t");
    return at == line.npos || line[at] == '\n' || line[at] == '\r' ? std::string_view::npos : at;
}

// Without line ends and the indentation `shared`; a long text is cut.
std::string trimmed(std::string_view text, std::size_t shared) {
    std::string out;
    auto lines = split_lines(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view line = lines[i];
        while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
        if (i == most_lines && lines.size() > most_lines + 1) return out += "# …\n";
        line.remove_prefix(indent_of(line) == line.npos ? line.size() : std::min(shared, indent_of(line)));
        (out += line) += '\n';
    }
    return out;
}

std::size_t shared_indent(std::string_view text, std::size_t sofar) {
    for (std::string_view line : split_lines(text)) sofar = std::min(sofar, indent_of(line));
    return sofar;
}

bool too_wide(std::string_view text) {
    return std::ranges::any_of(split_lines(text), [](std::string_view line) { return line.size() > widest_column; });
}

Example example(const FileReport& report, const Finding& f) {
    const Source& source = report.source;
    Example out;
    out.path = source.path();
    out.row = spot(report, f.span).start.row;
    out.message = f.message;
    Rows rows = rows_of(source, f.span);
    static const std::vector<Edit> none;
    const std::vector<Edit>& edits = f.fix ? f.fix->edits : none;
    // A handler says little without the `try` that it belongs to.
    const auto line = [&](std::uint32_t row) { return source.slice(source.line(source.lines().start(row))); };
    const std::string_view head = line(rows.first);
    if (const std::size_t indent = indent_of(head); indent != head.npos && head.substr(indent).starts_with("except"))
        for (std::uint32_t row = rows.first; row > 1 && rows.first - row < comfortable_lines;) {
            const std::string_view above = line(--row);
            if (indent_of(above) != indent || !above.substr(indent).starts_with("try")) continue;
            rows.first = row;
            break;
        }
    for (bool grown = true; grown;) {
        grown = false;
        for (const Edit& e : edits) {
            Rows r = rows_of(source, e.span);
            if (r.last + neighbourhood < rows.first || r.first > rows.last + neighbourhood) continue;
            if (r.first >= rows.first && r.last <= rows.last) continue;
            rows = {std::min(rows.first, r.first), std::max(rows.last, r.last)};
            grown = true;
        }
    }
    std::uint32_t start = source.lines().start(rows.first), end = source.lines().start(rows.last + 1);
    std::string_view before = source.slice({start, end});
    if (edits.empty()) {
        std::size_t shared = shared_indent(before, 1000);
        out.before = trimmed(before, shared);
        out.clumsiness = 100 + static_cast<int>(split_lines(before).size());
        return out;
    }
    std::vector<Edit> near;
    std::string above;  // what is put elsewhere, such as an import
    for (const Edit& e : edits) {
        if (e.span.start >= start && e.span.end <= end)
            near.push_back({{e.span.start - start, e.span.end - start}, e.text});
        else if (e.span.end <= start)
            above += e.text;
    }
    std::string after = edited(before, near);
    std::size_t shared = shared_indent(after, shared_indent(before, 1000));
    out.before = trimmed(before, shared);
    out.after = trimmed(after, shared);
    while (above.ends_with('\n')) above.pop_back();
    if (!above.empty()) out.after = formatted("{}# …\n{}", trimmed(above, 0), out.after);
    if (out.after.find_first_not_of(" \n") == out.after.npos) out.after.clear(), out.removed = true;
    out.applicability = f.fix->applicability;
    std::size_t lines = split_lines(before).size() + split_lines(out.after).size();
    out.clumsiness = lines <= comfortable_lines ? (f.fix->applicability == Applicability::display ? 1 : 0)
                                                : static_cast<int>(std::min<std::size_t>(lines, 90));
    if (too_wide(out.before) || too_wide(out.after)) out.clumsiness += 5;
    return out;
}

void keep_best(std::vector<Example>& examples) {
    std::ranges::stable_sort(examples, {}, &Example::clumsiness);
    if (examples.size() > examples_kept) examples.resize(examples_kept);
}

template <class Member>
std::uint32_t total(std::span<const Harvest::Share> shares, Member member) {
    return std::accumulate(shares.begin(), shares.end(), 0u,
                           [&](std::uint32_t sum, const Harvest::Share& s) { return sum + s.*member; });
}

}  // namespace

std::uint32_t reading_weight(Severity severity) {
    return severity == Severity::error ? 4 : severity == Severity::warning ? 2 : 1;
}

Harvest::Share& Harvest::of(const FileReport& report, const Finding& finding) {
    const RuleData* data = report.book[finding.rule].data;
    for (Share& s : shares_)
        if (s.entry().data == data) return s;
    return shares_.emplace_back(Share{&report.book, finding.rule, severity(report, finding), 0, 0, 0, {}});
}

std::string per_thousand(std::uint32_t found, std::uint32_t lines) {
    return lines ? formatted("{:.1f} per 1,000 lines", 1000.0 * found / lines) : "";
}

std::string found_text(std::uint32_t found, std::uint32_t lines) {
    const std::string rate = per_thousand(found, lines);
    return formatted("{}{}{}", counted(found, "finding"), rate.empty() ? "" : ", ", rate);
}

std::string section_title(const CourseSection& section) {
    return section.heading.empty() ? std::string(section.lesson)
                                   : formatted("{} › {}", section.lesson, section.heading);
}

std::string chapter_name(const CourseSection* section) {
    if (!section) return "Your own rules";
    return section->heading.empty() ? "Look at these files first" : section_title(*section);
}

void Harvest::add(const FileReport& report) {
    const std::string_view text = report.source.text();
    lines_ += static_cast<std::uint32_t>(std::ranges::count(text, '\n')) + (!text.empty() && !text.ends_with('\n'));
    if (report.findings.empty()) return;
    files_.push_back({report.source.path(), static_cast<std::uint32_t>(report.findings.size())});
    for (const Finding& f : report.findings) {
        Share& share = of(report, f);
        ++share.found;
        if (f.fix && f.fix->applicability == Applicability::safe) ++share.safe;
        if (f.fix && f.fix->applicability == Applicability::unsafe) ++share.unsafe;
        if (share.found > examples_tried) continue;
        share.examples.push_back(example(report, f));
        keep_best(share.examples);
    }
}

void Harvest::add(Harvest other) {
    lines_ += other.lines_;
    std::ranges::move(other.files_, std::back_inserter(files_));
    for (Share& theirs : other.shares_) {
        auto mine =
            std::ranges::find_if(shares_, [&](const Share& s) { return s.entry().data == theirs.entry().data; });
        if (mine == shares_.end()) {
            shares_.push_back(std::move(theirs));
            continue;
        }
        mine->found += theirs.found;
        mine->safe += theirs.safe;
        mine->unsafe += theirs.unsafe;
        std::ranges::move(theirs.examples, std::back_inserter(mine->examples));
        keep_best(mine->examples);
    }
}

std::vector<Harvest::Chapter> Harvest::chapters() const {
    std::vector<Chapter> out;
    for (const Share& share : shares_) {
        const CourseSection* section = share.book->section(share.rule);
        auto at = std::ranges::find(out, section, &Chapter::section);
        if (at == out.end()) at = out.insert(at, {section, 0, 0, {}});
        at->found += share.found;
        at->weight += share.found * reading_weight(share.severity);
        at->shares.push_back(&share);
    }
    for (Chapter& chapter : out)
        std::ranges::sort(chapter.shares, [](const Share* a, const Share* b) {
            return a->found != b->found ? a->found > b->found : a->entry().code() < b->entry().code();
        });
    auto digits = [](const Chapter& c) { return c.section ? c.section->digits : "~"; };
    // What is no lesson (a file that cannot be read) comes last.
    auto lesson = [](const Chapter& c) { return !c.section || !c.section->heading.empty(); };
    std::ranges::sort(out, [&](const Chapter& a, const Chapter& b) {
        if (lesson(a) != lesson(b)) return lesson(a);
        return a.weight != b.weight ? a.weight > b.weight : digits(a) < digits(b);
    });
    return out;
}

std::uint32_t Harvest::found() const {
    return total(shares_, &Share::found);
}
std::uint32_t Harvest::safe() const {
    return total(shares_, &Share::safe);
}
std::uint32_t Harvest::unsafe() const {
    return total(shares_, &Share::unsafe);
}

std::vector<Harvest::File> Harvest::worst_files(std::size_t most) const {
    std::vector<File> out = files_;
    std::ranges::stable_sort(out, std::ranges::greater(), &File::found);
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace zen
