#include "report/overview.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "report/counted.h"
#include "report/finding_text.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::size_t repeats_shown = 2;   // of a rule in a file, if there are more than three
constexpr std::size_t repeats_folded = 2;  // at least: one more finding takes hardly more room than the line about it
constexpr std::size_t rows_listed = 12;    // of folded findings
constexpr std::size_t most_pieces = 2000;  // kept before those that will not be shown are dropped
constexpr std::size_t rules_listed = 12;
constexpr std::size_t files_of_overview = 8;

unsigned rank_of(RuleKind kind, Severity severity) {
    return severity == Severity::error ? 0 : 1 + static_cast<unsigned>(kind);
}

}  // namespace

void Overview::add(const FileReport& report, const Look& look) {
    if (report.findings.empty()) return;
    files_.push_back({report.source.path(), static_cast<std::uint32_t>(report.findings.size())});
    found_ += files_.back().found;
    std::unordered_map<RuleId, std::size_t> found;
    for (const Finding& f : report.findings) {
        ++found[f.rule];
        ++counts_[report.book[f.rule].code()];
    }
    std::unordered_map<RuleId, std::pair<std::size_t, std::size_t>> shown;  // how many, and the last one's index
    for (const Finding& f : report.findings) {
        const RuleKind kind = report.book.kind(f.rule, f.match);
        auto& [count, last] = shown[f.rule];
        const bool folds = kind != RuleKind::bug && found[f.rule] >= repeats_shown + repeats_folded;
        if (folds && count == repeats_shown) {
            Piece& above = pieces_[last];
            if (above.folded < rows_listed)
                append(above.rows, "{}{}{}", above.folded ? ", " : "", cell_label(report, f.span.start),
                       spot(report, f.span).start.row);
            ++above.folded;
            folded_ = true;
            continue;
        }
        ++count;
        last = pieces_.size();
        Piece& piece = pieces_.emplace_back(Piece{&report.book, f.rule, rank_of(kind, severity(report, f)), "", 0, ""});
        write_finding(piece.text, look, report, f);
    }
}

void Overview::add(const Overview& other, bool all) {
    files_.insert(files_.end(), other.files_.begin(), other.files_.end());
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
    for (const auto& [code, count] : other.counts_) counts_[code] += count;
    found_ += other.found_;
    folded_ = folded_ || other.folded_;
    if (large(all) && pieces_.size() > most_pieces) thin_out();
}

void Overview::thin_out() {
    std::map<std::string_view, std::size_t> seen;
    std::erase_if(pieces_, [&](const Piece& piece) { return seen[piece.code()]++ >= most_shown; });
}

std::vector<const Overview::Piece*> Overview::best() const {
    struct Choice {
        const Piece* piece;
        std::size_t nth;  // of its rule
    };
    std::vector<Choice> choices;
    std::map<std::string_view, std::size_t> seen;
    for (const Piece& piece : pieces_) choices.push_back({&piece, seen[piece.code()]++});
    // Two of a rule, before other kinds have had their turn.
    constexpr std::size_t most_of_rule = 2;
    std::ranges::stable_sort(choices, [&](const Choice& a, const Choice& b) {
        if ((a.nth < most_of_rule) != (b.nth < most_of_rule)) return a.nth < most_of_rule;
        if (a.piece->rank != b.piece->rank) return a.piece->rank < b.piece->rank;
        if (a.nth != b.nth) return a.nth < b.nth;
        return counts_.at(a.piece->code()) > counts_.at(b.piece->code());
    });
    std::vector<const Piece*> out;
    for (const Choice& c : choices)
        if (out.size() < most_shown) out.push_back(c.piece);
    return out;
}

bool Overview::hides(bool all) const {
    return folded_ || large(all);
}

std::set<std::string_view> Overview::codes(bool all) const {
    std::set<std::string_view> out;
    if (large(all))
        for (const Piece* piece : best()) out.insert(piece->code());
    else
        for (const Piece& piece : pieces_) out.insert(piece.code());
    return out;
}

void Overview::write_rules(std::string& out, const Tally& tally, const Look& look) const {
    std::vector<Tally::Count> counts = tally.sorted();
    const std::size_t shown = counts.size() > rules_listed + 1 ? rules_listed : counts.size();
    std::uint32_t rest = 0;
    paint(out, look, Ink::bold, "findings  rule");
    out += '\n';
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const Tally::Count& c = counts[i];
        if (i >= shown) {
            rest += c.found;
            continue;
        }
        const RuleBook::Entry& rule = (*c.book)[c.rule];
        append(out, "{:>8}  ", c.found);
        link_only(out, look, finding_ink(c.kind(), rule.data->severity),
                  formatted("{:<7} {} {}", rule_kind_name(c.kind()), rule.code(), rule.name()),
                  course_url(*c.book, c.rule));
        if (c.safe) append(out, "  [*]{}", c.safe == c.found ? "" : formatted(" for {}", c.safe));
        out += '\n';
    }
    if (rest) append(out, "{:>8}  in {} more rules\n", rest, counts.size() - shown);
}

void Overview::write_files(std::string& out, const Look& look) const {
    if (files_.size() < 2) return;
    std::vector<const File*> files;
    for (const File& f : files_) files.push_back(&f);
    std::ranges::stable_sort(files, [](const File* a, const File* b) { return a->found > b->found; });
    const std::size_t shown = files.size() > files_of_overview + 1 ? files_of_overview : files.size();
    std::uint32_t rest = 0;
    out += '\n';
    paint(out, look, Ink::bold, "findings  file");
    out += '\n';
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (i >= shown) {
            rest += files[i]->found;
            continue;
        }
        append(out, "{:>8}  ", files[i]->found);
        append_safe(out, files[i]->path);
        out += '\n';
    }
    if (rest) append(out, "{:>8}  in {} more files\n", rest, files.size() - shown);
}

void Overview::write(std::string& out, const Tally& tally, const Look& look, bool all) const {
    if (large(all)) {
        write_rules(out, tally, look);
        write_files(out, look);
        out += '\n';
        std::vector<const Piece*> pieces = best();
        paint(out, look, Ink::bold, formatted("The {} most important findings:", pieces.size()));
        out += '\n';
        for (const Piece* piece : pieces) append(out, "\n{}", piece->text);
        return;
    }
    bool first = true;
    for (const Piece& piece : pieces_) {
        append(out, "{}{}", first ? "" : "\n", piece.text);
        first = false;
        if (!piece.folded) continue;
        append(out, "  and {} more in this file: lines {}{}\n", piece.folded, piece.rows,
               piece.folded > rows_listed ? ", …" : "");
    }
}

}  // namespace zen
