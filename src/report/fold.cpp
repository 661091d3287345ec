#include "report/fold.h"
#include "text/formatted.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace zen {
namespace {

// How many findings of the rule are reported as one; 0 if each is reported by itself.
std::uint32_t folded_from(const RuleSet& rules, RuleId rule) {
    const std::vector<bool>& asked = rules.selection().asked_for;
    return rule < asked.size() && asked[rule] ? 0 : rules.book()[rule].data->folded_from;
}

// "; 12 more in this file: lines 4, 9, 13, …"
std::string more(const Finding& f, const Source& source) {
    constexpr std::uint32_t most_named = 5;
    auto row_of = [&](const Finding& repeat) { return source.shown_row(source.lines().row(repeat.span.start)); };
    const bool one_row =
        std::ranges::all_of(f.repeats, [&](const Finding& r) { return row_of(r) == row_of(f.repeats[0]); });
    const bool cell = source.cell(f.span.start) != 0;
    std::string out =
        formatted("; {} more in this {}{}", f.repeats.size(), cell ? "cell" : "file", one_row ? ": line " : ": lines ");
    std::uint32_t named = 0, last = 0;
    for (const Finding& repeat : f.repeats) {
        const std::uint32_t row = row_of(repeat);
        if (row == last) continue;
        last = row;
        if (named == most_named) return out + ", …";
        out += (named++ ? ", " : "") + std::to_string(row);
    }
    return out;
}

}  // namespace

void fold(std::vector<Finding>& findings, const Source& source, const RuleSet& rules) {
    using Group = std::pair<RuleId, std::uint32_t>;  // rule and cell
    auto group = [&](const Finding& f) { return Group(f.rule, source.cell(f.span.start)); };
    std::map<Group, std::uint32_t> number;
    for (const Finding& f : findings)
        if (folded_from(rules, f.rule)) ++number[group(f)];
    std::map<Group, std::size_t> first;  // which of those that stay
    std::size_t stay = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const std::uint32_t from = folded_from(rules, findings[i].rule);
        if (from && number[group(findings[i])] >= from) {
            auto [at, fresh] = first.try_emplace(group(findings[i]), stay);
            if (!fresh) {
                findings[at->second].repeats.push_back(std::move(findings[i]));
                continue;
            }
        }
        if (stay != i) findings[stay] = std::move(findings[i]);
        ++stay;
    }
    findings.resize(stay);
    for (auto& [place, index] : first)
        if (Finding& f = findings[index]; !f.repeats.empty()) f.message += more(f, source);
}

std::optional<Fix> joined_fix(const Finding& finding) {
    if (!finding.fix || finding.repeats.empty()) return finding.fix;
    Fix out = *finding.fix;
    for (const Finding& f : finding.repeats) {
        if (!f.fix || f.fix->applicability != out.applicability) continue;
        std::vector<Edit> added;
        auto clashes = [&](const Edit& e) {
            // Every fix brings its imports along; one of them is enough.
            if (std::ranges::find(out.edits, e) != out.edits.end()) return false;
            added.push_back(e);
            return std::ranges::any_of(out.edits, [&](const Edit& other) {
                return e.span.start <= other.span.end && other.span.start <= e.span.end;
            });
        };
        if (std::ranges::any_of(f.fix->edits, clashes)) continue;
        out.edits.insert(out.edits.end(), added.begin(), added.end());
        std::ranges::sort(out.edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    }
    return out;
}

}  // namespace zen
