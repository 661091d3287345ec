#include "report/tally.h"

#include <algorithm>
#include <numeric>

#include "report/counted.h"
#include "report/harvest.h"
#include "report/json_text.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::string_view fixable_mark(const Tally::Count& count) {
    return count.safe == count.found ? "[*]" : count.safe || count.unsafe ? "[-]" : "[ ]";
}

// A lesson of the course, and what it explains.
struct Lesson {
    const CourseSection* section;
    std::uint32_t weight = 0;
    std::vector<std::string_view> codes;
};

std::vector<Lesson> lessons(const Tally& tally, const std::set<std::string_view>* codes) {
    std::vector<Lesson> out;
    for (const Tally::Count& count : tally.sorted()) {
        const CourseSection* section = count.book->section(count.rule);
        if (!section || section->heading.empty() || (codes && !codes->contains(count.code()))) continue;
        auto at = std::ranges::find(out, section, &Lesson::section);
        if (at == out.end()) at = out.insert(at, {section, 0, {}});
        at->weight += count.found * reading_weight((*count.book)[count.rule].data->severity);
        at->codes.push_back(count.code());
    }
    std::ranges::sort(out, [](const Lesson& a, const Lesson& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.section->digits < b.section->digits;
    });
    return out;
}

// " 3 bugs, 12 idioms"
std::string kinds_text(const Tally& tally) {
    std::array<std::uint32_t, rule_kind_names.size()> kinds{};
    for (const Tally::Count& count : tally.counts())
        for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] += count.kinds[i];
    std::string out;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i])
            append(out, "{}{}", out.empty() ? "" : ", ",
                   rule_kind_names[i] == "taste" ? formatted("{} of taste", kinds[i])
                                                 : counted(kinds[i], rule_kind_names[i]));
    return out;
}

template <class Member>
std::uint32_t total(std::span<const Tally::Count> counts, Member member) {
    return std::accumulate(counts.begin(), counts.end(), 0u,
                           [&](std::uint32_t sum, const Tally::Count& c) { return sum + c.*member; });
}

}  // namespace

RuleKind Tally::Count::kind() const {
    return static_cast<RuleKind>(std::ranges::max_element(kinds) - kinds.begin());
}

Tally::Count& Tally::of(const RuleBook* book, RuleId rule) {
    const RuleData* data = (*book)[rule].data;
    for (Count& c : counts_)
        if ((*c.book)[c.rule].data == data) return c;
    return counts_.emplace_back(Count{book, rule, 0, 0, 0, {}});
}

void Tally::add(const FileReport& report) {
    for (const Finding& f : report.findings) {
        Count& count = of(&report.book, f.rule);
        ++count.found;
        ++count.kinds[static_cast<std::size_t>(report.book.kind(f.rule, f.match))];
        if (f.fix && f.fix->applicability == Applicability::safe) ++count.safe;
        if (f.fix && f.fix->applicability == Applicability::unsafe) ++count.unsafe;
    }
}

void Tally::add(const Tally& other) {
    for (const Count& c : other.counts_) {
        Count& mine = of(c.book, c.rule);
        mine.found += c.found;
        for (std::size_t i = 0; i < mine.kinds.size(); ++i) mine.kinds[i] += c.kinds[i];
        mine.safe += c.safe;
        mine.unsafe += c.unsafe;
    }
}

std::vector<Tally::Count> Tally::sorted() const {
    std::vector<Count> out = counts_;
    std::ranges::sort(out, [](const Count& a, const Count& b) {
        return a.found != b.found ? a.found > b.found : a.code() < b.code();
    });
    return out;
}

std::uint32_t Tally::found() const {
    return total(counts_, &Count::found);
}
std::uint32_t Tally::safe() const {
    return total(counts_, &Count::safe);
}
std::uint32_t Tally::unsafe() const {
    return total(counts_, &Count::unsafe);
}

std::string statistics_text(const Tally& tally, const Look& look) {
    std::vector<Tally::Count> counts = tally.sorted();
    std::size_t width = counts.empty() ? 0 : std::to_string(counts.front().found).size();
    std::size_t code_width = 0;
    for (const Tally::Count& c : counts) code_width = std::max(code_width, c.code().size());
    std::string out;
    for (const Tally::Count& c : counts) {
        std::string number = std::to_string(c.found);
        paint(out, look, Ink::bold, std::string(width - number.size(), ' ') + number);
        out += '\t';
        paint(out, look, severity_ink((*c.book)[c.rule].data->severity), c.code());
        out.append(code_width - c.code().size(), ' ');
        out += '\t';
        paint(out, look, Ink::cyan, fixable_mark(c));
        out += ' ';
        out += (*c.book)[c.rule].name();
        out += '\n';
    }
    return out;
}

std::string statistics_json(const Tally& tally) {
    std::string out = "[";
    bool first = true;
    for (const Tally::Count& c : tally.sorted()) {
        out += first ? "\n  {\"code\":" : ",\n  {\"code\":";
        first = false;
        append_json(out, c.code());
        out += ",\"name\":";
        append_json(out, (*c.book)[c.rule].name());
        append(out, ",\"count\":{},\"safe_fixes\":{},\"unsafe_fixes\":{}}}", c.found, c.safe, c.unsafe);
    }
    return out += first ? "]\n" : "\n]\n";
}

std::string summary_text(const Tally& tally, const RunSummary& run, bool kinds, const Look& look) {
    if (run.only_note) return run.note;
    std::string out;
    std::uint32_t found = tally.found();
    if (run.fixed) {
        append(out, "Fixed {} in {}", counted(run.fixed, "finding"), counted(run.files_fixed, "file"));
        if (!run.fix_only || found) {
            out += "; ";
            paint(out, look, Ink::bold, found ? formatted("{} left", counted(found, "finding")) : "nothing left");
        }
    } else if (run.fix_only && !found && run.files) {
        append(out, "Nothing to fix in {}", counted(run.files, "file"));
    } else if (found) {
        paint(out, look, Ink::bold, formatted("Found {}", counted(found, "finding")));
        out += " in ";
        if (run.files_with_findings < run.files) append(out, "{} of ", run.files_with_findings);
        out += counted(run.files, "file");
        if (kinds) append(out, ": {}", kinds_text(tally));
    } else if (!run.files) {
        out += "There is no Python file to check";
    } else {
        paint(out, look, Ink::green, "All clear");
        append(out, ": no findings in {}", counted(run.files, "file"));
    }
    out += ".";
    if (run.most_shown && found > *run.most_shown)
        out += *run.most_shown == 0   ? " None is shown."
               : *run.most_shown == 1 ? " The first is shown."
                                      : formatted(" The first {} are shown.", *run.most_shown);
    // What this very run could not do, and another one would. In a report with much else, on a line of its own.
    const char before = kinds ? '\n' : ' ';
    const std::string_view mark = kinds ? " ([*])" : "";
    std::uint32_t safe = run.fixing ? 0 : tally.safe(), unsafe = tally.unsafe();
    if (run.fixing && run.unsafe_fixes) unsafe = 0;
    if (run.unsafe_fixes && safe + unsafe)
        append(out, "{}{} can be fixed with --fix --unsafe-fixes.", before, safe + unsafe);
    else if (safe)
        append(out, "{}{} can be fixed with --fix{}{}.", before, safe, mark,
               unsafe ? formatted(", {} more with --fix --unsafe-fixes", unsafe) : "");
    else if (unsafe)
        append(out, "{}{} can be fixed with --fix --unsafe-fixes.", before, unsafe);
    out += '\n';
    out += run.fixes_shown;
    out += run.note;
    return out;
}

std::string lessons_text(const Tally& tally, const std::set<std::string_view>* codes, const Look& look) {
    std::vector<Lesson> list = lessons(tally, codes);
    if (list.empty()) return {};
    std::string out;
    paint(out, look, Ink::bold, list.size() == 1 ? "Lesson" : "Lessons");
    out += '\n';
    for (const Lesson& l : list) {
        std::string explained;
        for (std::string_view code : l.codes) append(explained, "{}{}", explained.empty() ? "" : ", ", code);
        out += "  ";
        link_only(out, look, look.links ? Ink::cyan : Ink::plain,
                  formatted("{} › {}", l.section->lesson, l.section->heading), l.section->url);
        append(out, ": {}\n", explained);
        if (look.links) continue;
        out += "    ";
        paint(out, look, Ink::cyan, l.section->url);
        out += '\n';
    }
    return out;
}

}  // namespace zen
