#include "engine/lint.h"

#include <algorithm>
#include <exception>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/syntax_error.h"
#include "syntax/pieces.h"

namespace zen {

namespace {

// The places of one rule's findings, to be asked what overlaps.
class Places {
  public:
    Places(std::span<const Finding> findings, RuleId rule) {
        for (const Finding& f : findings)
            if (f.rule == rule) spans_.push_back(f.span);
        std::ranges::sort(spans_, {}, [](Span s) { return std::pair(s.start, s.end); });
        std::uint32_t most = 0;
        for (Span s : spans_) ends_.push_back(most = std::max(most, s.end));
    }
    bool meet(Span span) const {
        auto behind = std::ranges::lower_bound(spans_, span.end, {}, &Span::start) - spans_.begin();
        if (behind && ends_[static_cast<std::size_t>(behind) - 1] > span.start) return true;
        return std::ranges::binary_search(spans_, std::pair(span.start, span.end), {},
                                          [](Span s) { return std::pair(s.start, s.end); });
    }

  private:
    std::vector<Span> spans_;          // by start
    std::vector<std::uint32_t> ends_;  // the greatest end up to here
};

}  // namespace

void drop_yielding(std::vector<Finding>& findings, const RuleSet& rules) {
    const RuleBook& book = rules.book();
    std::map<std::string_view, std::vector<Places>> winners;  // by name: users' pages may take one that is there
    std::vector<bool> dropped(findings.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const RuleBook::Entry& rule = book[findings[i].rule];
        for (Str s : RulePack::of(rule.pack->strings, rule.data->yields)) {
            auto [places, fresh] = winners.try_emplace((*rule.pack)[s]);
            if (fresh)
                for (RuleId id = 0; id < book.rules().size(); ++id)
                    if (book[id].name() == places->first) places->second.emplace_back(findings, id);
            for (const Places& of_rule : places->second) dropped[i] = dropped[i] || of_rule.meet(findings[i].span);
        }
    }
    std::size_t i = 0;
    std::erase_if(findings, [&](const Finding&) { return dropped[i++]; });
}

namespace {

// In a notebook, what touches the lines that are not Python, or two cells at once, is guesswork.
void drop_foreign(std::vector<Finding>& findings, const Source& source) {
    std::span<const Span> foreign = source.foreign();
    if (foreign.empty()) return;
    auto touches = [&](Span span) { return std::ranges::any_of(foreign, [&](Span f) { return f.overlaps(span); }); };
    std::erase_if(findings, [&](const Finding& f) { return touches(f.span); });
    for (Finding& f : findings)
        if (f.fix && (std::ranges::any_of(f.fix->edits, [&](const Edit& e) { return touches(e.span); }) ||
                      std::ranges::any_of(f.fix->moved, touches)))
            f.fix.reset();
}

// Puts the user's word on fixes over that of the rules.
void apply_policies(std::vector<Finding>& findings, const RuleSet& rules) {
    const auto& fixes = rules.selection().fixes;
    if (fixes.empty()) return;
    for (Finding& f : findings) {
        if (!f.fix || f.fix->applicability == Applicability::display) continue;
        switch (fixes[f.rule][f.match]) {
            case FixPolicy::as_is:
                break;
            case FixPolicy::never:
                f.fix->applicability = Applicability::display;
                break;
            case FixPolicy::safe:
                f.fix->applicability = Applicability::safe;
                break;
            case FixPolicy::unsafe:
                f.fix->applicability = Applicability::unsafe;
                break;
        }
    }
}

}  // namespace

void sort_findings(std::vector<Finding>& findings) {
    auto key = [](const Finding& f) { return std::tuple(f.span.start, f.span.end, f.rule, f.match); };
    std::ranges::stable_sort(findings, {}, key);
    auto same = [](const Finding& a, const Finding& b) {
        return a.span == b.span && a.rule == b.rule && a.message == b.message;
    };
    findings.erase(std::ranges::unique(findings, same).begin(), findings.end());
}

std::vector<Finding> lint(const Source& source, const RuleSet& rules, std::vector<Suppressed>* silenced) {
    Tree tree = parse_by_pieces(source.text());
    Model model(tree, rules.selection().target, source.path());
    const RuleBook& book = rules.book();
    std::vector<Finding> findings;
    try {
        findings = rules.scan(model);
    } catch (const std::exception& fault) {
        if (auto rule = book.find("internal-fault")) {
            Finding f;
            f.rule = *rule;
            f.message = std::string("a fault of zenlint's own on this file, please report it: ") + fault.what();
            findings.push_back(std::move(f));
        }
    }
    return finish_lint(std::move(findings), tree, source, rules, silenced);
}

std::vector<Finding> finish_lint(std::vector<Finding> findings, const Tree& tree, const Source& source,
                                 const RuleSet& rules, std::vector<Suppressed>* silenced) {
    const RuleBook& book = rules.book();
    drop_yielding(findings, rules);
    if (auto rule = book.find("syntax-error"))
        if (auto error = syntax_error(tree)) {
            Finding f;
            f.rule = *rule;
            f.span = error->span;
            f.message = std::move(error->message);
            findings.push_back(std::move(f));
        }
    std::optional<RuleId> unused = book.find("unused-suppression");
    if (unused && !rules.selected(*unused)) unused.reset();
    suppress(findings, rules, tree, source, unused, silenced);
    drop_foreign(findings, source);
    apply_policies(findings, rules);
    sort_findings(findings);
    if (silenced)
        std::ranges::stable_sort(*silenced, {}, [](const Suppressed& s) {
            return std::tuple(s.finding.span.start, s.finding.span.end, s.finding.rule);
        });
    if (!findings.empty()) {
        LogicalLines logical(tree, source.lines());
        for (Finding& f : findings) f.noqa_row = logical.around(source.lines().row(f.span.start)).last;
    }
    return findings;
}

}  // namespace zen
