#include "report/tally.h"

#include <algorithm>
#include <numeric>

#include "report/counted.h"
#include "report/harvest.h"
#include "report/json_text.h"

namespace zen {
namespace {

std::string_view fixable_mark(const Tally::Count& count) {
    return count.safe == count.found ? "[*]" : count.safe || count.unsafe ? "[-]" : "[ ]";
}

struct Reading {
    const CourseSection* section;
    std::uint32_t found = 0, weight = 0;
};

std::vector<Reading> readings(const Tally& tally) {
    std::vector<Reading> out;
    for (const Tally::Count& count : tally.counts()) {
        const CourseSection* section = count.book->section(count.rule);
        if (!section || section->heading.empty()) continue;
        auto at = std::ranges::find(out, section, &Reading::section);
        if (at == out.end()) at = out.insert(at, {section});
        at->found += count.found;
        at->weight += count.found * reading_weight((*count.book)[count.rule].data->severity);
    }
    std::ranges::sort(out, [](const Reading& a, const Reading& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.section->digits < b.section->digits;
    });
    return out;
}

template <class Member>
std::uint32_t total(std::span<const Tally::Count> counts, Member member) {
    return std::accumulate(counts.begin(), counts.end(), 0u,
                           [&](std::uint32_t sum, const Tally::Count& c) { return sum + c.*member; });
}

}  // namespace

Tally::Count& Tally::of(const RuleBook* book, RuleId rule) {
    const RuleData* data = (*book)[rule].data;
    for (Count& c : counts_)
        if ((*c.book)[c.rule].data == data) return c;
    return counts_.emplace_back(Count{book, rule});
}

void Tally::add(const FileReport& report) {
    for (const Finding& f : report.findings) {
        Count& count = of(&report.book, f.rule);
        ++count.found;
        if (f.fix && f.fix->applicability == Applicability::safe) ++count.safe;
        if (f.fix && f.fix->applicability == Applicability::unsafe) ++count.unsafe;
    }
}

void Tally::add(const Tally& other) {
    for (const Count& c : other.counts_) {
        Count& mine = of(c.book, c.rule);
        mine.found += c.found;
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
        out += ",\"count\":" + std::to_string(c.found) + ",\"safe_fixes\":" + std::to_string(c.safe) +
               ",\"unsafe_fixes\":" + std::to_string(c.unsafe) + '}';
    }
    return out += first ? "]\n" : "\n]\n";
}

std::string summary_text(const Tally& tally, const RunSummary& run, bool reading, const Look& look) {
    if (run.only_note) return run.note;
    std::string out;
    std::uint32_t found = tally.found();
    if (run.fixed) {
        out += "Fixed " + counted(run.fixed, "finding") + " in " + counted(run.files_fixed, "file");
        if (!run.fix_only || found) {
            out += "; ";
            paint(out, look, Ink::bold, found ? counted(found, "finding") + " left" : "nothing is left");
        }
    } else if (run.fix_only && !found && run.files) {
        out += "Nothing to fix in " + counted(run.files, "file");
    } else if (found) {
        paint(out, look, Ink::bold, "Found " + counted(found, "finding"));
        out += " in ";
        if (run.files_with_findings < run.files) out += std::to_string(run.files_with_findings) + " of ";
        out += counted(run.files, "file");
    } else if (!run.files) {
        out += "There is no Python file to check";
    } else {
        paint(out, look, Ink::green, "All clear");
        out += ": no findings in " + counted(run.files, "file");
    }
    out += ".";
    if (run.most_shown && found > *run.most_shown)
        out += *run.most_shown == 0   ? " None is shown."
               : *run.most_shown == 1 ? " The first is shown."
                                      : " The first " + std::to_string(*run.most_shown) + " are shown.";
    // What this very run could not do, and another one would.
    std::uint32_t safe = run.fixing ? 0 : tally.safe(), unsafe = tally.unsafe();
    if (run.fixing && run.unsafe_fixes) unsafe = 0;
    if (run.unsafe_fixes && safe + unsafe)
        out += ' ' + std::to_string(safe + unsafe) + " can be fixed with --fix --unsafe-fixes.";
    else if (safe)
        out += ' ' + std::to_string(safe) + " can be fixed with --fix" +
               (unsafe ? ", " + std::to_string(unsafe) + " more with --fix --unsafe-fixes." : ".");
    else if (unsafe)
        out += ' ' + std::to_string(unsafe) + " can be fixed with --fix --unsafe-fixes.";
    out += '\n';
    out += run.fixes_shown;

    std::vector<Reading> list = reading ? readings(tally) : std::vector<Reading>();
    list.resize(std::min<std::size_t>(list.size(), 3));
    if (!list.empty()) out += list.size() == 1 ? "Worth reading:\n" : "Worth reading first:\n";
    for (const Reading& r : list) {
        out += "  ";
        link(out, look, std::string(r.section->heading) + " (" + counted(r.found, "finding") + ")", r.section->url);
        out += '\n';
    }
    out += run.note;
    return out;
}

}  // namespace zen
