#include "engine/lint.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/doctests.h"
#include "engine/notebook_magics.h"
#include "engine/notebook_scripts.h"
#include "engine/scanning/generated.h"
#include "engine/suppression/logical_lines.h"
#include "engine/syntax_advice.h"
#include "engine/syntax_error.h"
#include "semantics/verdict/newer_syntax.h"
#include "semantics/verdict/scope_checks.h"
#include "syntax/pieces.h"
#include "syntax/verdict/verdict.h"
#include "text/formatted.h"

namespace zen {

namespace {

// The findings of one rule, to be asked what overlaps a span.
class Places {
  public:
    void add(Span span) { spans_.push_back({span, 0}); }
    void arrange() {
        std::ranges::sort(spans_, {}, [](const Item& i) { return i.span.start; });
        std::uint32_t furthest = 0;
        for (Item& i : spans_) i.furthest = furthest = std::max(furthest, i.span.end);
    }
    // Does one overlap the span, or is one the same?
    bool touch(Span span) const {
        auto at = std::ranges::upper_bound(spans_, span.end, {}, [](const Item& i) { return i.span.start; });
        while (at != spans_.begin() && (--at)->furthest >= span.start)
            if (at->span.overlaps(span) || at->span == span) return true;
        return false;
    }

  private:
    struct Item {
        Span span;
        std::uint32_t furthest;  // end of this and all before
    };
    std::vector<Item> spans_;
};

// What an earlier match of a page reports is not reported again, at the same place, by a later one. A scan of the whole
// file sees to it as it goes; parts of it that are scanned by themselves do not know of each other.
void drop_found_again(std::vector<Finding*>& findings) {
    auto place = [](const Finding* f) { return std::tuple(f->span.start, f->span.end, f->rule); };
    std::vector<const Finding*> sorted(findings.begin(), findings.end());
    std::ranges::stable_sort(sorted, {}, [&](const Finding* f) { return std::pair(place(f), f->match); });
    std::vector<const Finding*> again;
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (place(sorted[i]) == place(sorted[i - 1])) again.push_back(sorted[i]);
    if (again.empty()) return;
    std::ranges::sort(again);
    std::erase_if(findings, [&](const Finding* f) { return std::ranges::binary_search(again, f); });
}

// Drops the findings of rules that yield to another one that reports an overlapping span.
void drop_yielding(std::vector<Finding*>& findings, const RuleSet& rules) {
    std::map<RuleId, Places> winners;
    std::vector<bool> seen(rules.book().rules().size());
    for (const Finding* f : findings) {
        if (seen[f->rule]) continue;
        seen[f->rule] = true;
        for (RuleId winner : rules.yields(f->rule)) winners[winner];
    }
    if (winners.empty()) return;
    std::vector<Places*> by_rule(seen.size());
    for (auto& [rule, places] : winners) by_rule[rule] = &places;
    for (const Finding* f : findings)
        if (by_rule[f->rule]) by_rule[f->rule]->add(f->span);
    for (auto& [rule, places] : winners) places.arrange();
    std::erase_if(findings, [&](const Finding* f) {
        return std::ranges::any_of(rules.yields(f->rule),
                                   [&](RuleId winner) { return by_rule[winner]->touch(f->span); });
    });
}

}  // namespace

namespace {

// In a notebook, what touches the lines that are not Python, or two cells at once, is guesswork.
void drop_foreign(std::vector<Finding*>& findings, const Source& source) {
    std::span<const Span> foreign = source.foreign();
    if (foreign.empty()) return;
    auto touches = [&](Span span) { return std::ranges::any_of(foreign, [&](Span f) { return f.overlaps(span); }); };
    std::erase_if(findings, [&](const Finding* f) { return touches(f->span); });
    for (Finding* f : findings)
        if (f->fix && (std::ranges::any_of(f->fix->edits, [&](const Edit& e) { return touches(e.span); }) ||
                       std::ranges::any_of(f->fix->held, touches)))
            f->fix.reset();
}

// Puts the user's word on fixes over that of the rules.
void apply_policies(std::vector<Finding*>& findings, const RuleSet& rules) {
    const auto& fixes = rules.selection().fixes;
    if (fixes.empty()) return;
    for (Finding* f : findings) {
        if (!f->fix || f->fix->applicability == Applicability::display) continue;
        switch (fixes[f->rule][f->match]) {
            case FixPolicy::as_is:
                break;
            case FixPolicy::never:
                f->fix->applicability = Applicability::display;
                f->fix->reason.clear();
                break;
            case FixPolicy::safe:
                f->fix->applicability = Applicability::safe;
                f->fix->reason.clear();
                break;
            case FixPolicy::unsafe:
                f->fix->applicability = Applicability::unsafe;
                if (f->fix->reason.empty()) f->fix->reason = "the configuration makes this fix unsafe";
                break;
        }
    }
}

// Only syntax errors are reported in files that a program writes.
bool left_out(const Source& source, const RuleSet& rules) {
    return !rules.selection().include_generated && generated(source.path(), source.text());
}

bool same(const Finding& a, const Finding& b) {
    return a.span == b.span && a.rule == b.rule && a.message == b.message;
}

// The rules on comments that are selected.
CommentRules comment_rules(const RuleSet& rules) {
    auto selected = [&](std::string_view name) {
        std::optional<RuleId> rule = rules.book().find(name);
        return rule && rules.selected(*rule) ? rule : std::nullopt;
    };
    return {selected("unused-suppression"), selected("unknown-suppression")};
}

}  // namespace

bool comes_before(const Finding& a, const Finding& b) {
    auto key = [](const Finding& f) { return std::tuple(f.span.start, f.span.end, f.rule, f.match); };
    return key(a) < key(b);
}

void sort_findings(std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, comes_before);
    findings.erase(std::ranges::unique(findings, same).begin(), findings.end());
}

std::vector<Finding> lint(const Source& source, const RuleSet& rules, std::vector<Suppressed>* silenced,
                          const World& world) {
    verdict::Gathered gathered{scope_kinds(), std::nullopt};
    Tree tree = parse_by_pieces(source.text(), &gathered);
    Model model(tree, rules.selection().target, source.path(), world);
    const RuleBook& book = rules.book();
    const bool silent = left_out(source, rules);
    std::vector<Finding> found;
    try {
        if (!silent) found = rules.scan(model);
    } catch (const std::exception& fault) {
        if (auto rule = book.find("internal-fault")) {
            Finding f;
            f.rule = *rule;
            f.message = formatted("internal error in zenlint on this file, please report it: {}", fault.what());
            found.push_back(std::move(f));
        }
    }
    heed_magics(found, model, source, book);
    std::vector<Finding> apart;
    if (rules.selection().doctests && !source.blocks() && !silent)
        find_in_docstrings(found, apart, model, source, rules, world, silenced);
    std::vector<NodeId> directives;  // nobody asks for them where there is nothing to silence
    const CommentRules about = comment_rules(rules);
    if (!found.empty() || tree.damaged() || about.unused || about.unknown)
        find_directives(tree, 0, static_cast<NodeId>(tree.nodes.size()), directives);
    std::vector<Finding*> all;
    for (Finding& f : found) all.push_back(&f);
    std::vector<Finding> own, out;
    for (Finding* f : finish_lint(std::move(all), own, model, source, rules, directives, silenced,
                                  gathered.nodes ? &*gathered.nodes : nullptr))
        out.push_back(std::move(*f));
    if (!apart.empty()) {
        std::ranges::move(apart, std::back_inserter(out));
        sort_findings(out);
    }
    find_noqa_rows(out, tree, source);
    return out;
}

namespace {

std::string with_compile_advice(std::string message) {
    if (const std::string_view what = compile_advice(message); !what.empty()) message.append("; ").append(what);
    return message;
}

// Does the mistake come of the one above it, which the parser has found? A `return` stands outside of its function
// where the head of that is damaged, and what stands on a damaged line is guesswork.
bool follows_from(const Finding& error, Span span, std::string_view message, std::string_view text) {
    const std::uint32_t first = std::min(error.span.start, span.start), last = std::max(error.span.start, span.start);
    const std::string_view between = text.substr(first, last - first);
    if (between.find('\n') == between.npos) return true;
    if (error.span.start > span.start) return false;
    const bool outside =
        message.find(" outside ") != message.npos || message.find(" not properly in loop") != message.npos;
    if (!outside) return false;
    for (std::string_view head : {"\ndef ", "\nclass ", "\nasync ", "\n@"})
        if (between.find(head) != between.npos) return false;
    return true;
}

// What Python's compiler refuses, and what the target's would.
std::vector<Finding> compiler_findings(const Model& model, const Source& source, const RuleSet& rules,
                                       const std::vector<NodeId>* scope_nodes) {
    const RuleBook& book = rules.book();
    const Selection& selection = rules.selection();
    std::vector<Finding> out;
    if (source.is_examples()) return out;  // an example need not be complete
    auto add = [&](RuleId rule, Span span, std::string message) {
        Finding f;
        f.rule = rule;
        f.span = span;
        f.message = std::move(message);
        out.push_back(std::move(f));
    };
    const auto target = selection.target_known ? std::optional(selection.target) : std::nullopt;
    if (auto rule = book.find("syntax-error"))
        for (SyntaxError& e : syntax_errors(model.tree(), target)) add(*rule, e.span, std::move(e.message));
    if (!out.empty()) {
        const std::vector<Span> foreign = foreign_in_script(source.text()).spans;
        // A block may hold nothing but magics, which are comments to Python.
        auto only_magics = [&](const Finding& f) {
            if (!f.message.starts_with("expected an indented block")) return false;
            const auto above =
                std::find_if(foreign.rbegin(), foreign.rend(), [&](Span s) { return s.end <= f.span.start; });
            if (above == foreign.rend()) return false;
            const std::string_view gap = source.slice({above->end, f.span.start});
            return gap.find_first_not_of(" \t\r\n") == gap.npos;
        };
        std::erase_if(out, [&](const Finding& f) {
            return only_magics(f) ||
                   std::ranges::any_of(foreign, [&](Span s) { return s.overlaps(f.span) || s.contains(f.span.start); });
        });
    }
    const std::size_t errors = out.size();
    auto follows = [&](Span span, std::string_view message) {
        return std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(errors),
                           [&](const Finding& e) { return follows_from(e, span, message, source.text()); });
    };
    if (auto rule = book.find("compile-error"); rule && rules.selected(*rule)) {
        const int minor = target ? target->minor : verdict::newest;
        std::vector<ScopeMistake> mistakes = scope_mistakes(model, {minor, source.is_notebook()}, scope_nodes);
        // IPython runs the cells of a Python file as those of a notebook.
        if (!mistakes.empty() && notebook_script(source) == NotebookScript::cells)
            mistakes = scope_mistakes(model, {minor, true}, scope_nodes);
        std::erase_if(mistakes, [&](const ScopeMistake& m) { return follows(m.span, m.message); });
        for (ScopeMistake& m : mistakes) add(*rule, m.span, with_compile_advice(std::move(m.message)));
    }
    if (auto rule = book.find("newer-than-target"); rule && target && rules.selected(*rule))
        for (NewerSyntax& n : newer_syntax(model.tree(), *target))
            if (!follows(n.span, {})) add(*rule, n.span, std::move(n.message));
    return out;
}

}  // namespace

std::vector<Finding*> finish_lint(std::vector<Finding*> findings, std::vector<Finding>& own, const Model& model,
                                  const Source& source, const RuleSet& rules, std::span<const NodeId> directives,
                                  std::vector<Suppressed>* silenced, const std::vector<NodeId>* scope_nodes) {
    const bool silent = left_out(source, rules);
    if (silent) findings.clear();
    follow_notebook(findings, model, source, rules.book());
    keep_prompts(findings, source);
    drop_found_again(findings);
    drop_yielding(findings, rules);
    const Tree& tree = model.tree();
    std::vector<Finding> broken = compiler_findings(model, source, rules, scope_nodes);
    for (Finding& f : broken) findings.push_back(&f);
    const CommentRules about = silent ? CommentRules{} : comment_rules(rules);
    own = suppress(findings, suppressions(tree, source, directives), rules, tree, source, about, silenced);
    for (Finding& f : broken)
        if (std::erase(findings, &f)) own.push_back(std::move(f));
    std::vector<Finding*> added;
    for (Finding& f : own) added.push_back(&f);
    for (std::vector<Finding*>* list : {&findings, &added}) {
        drop_foreign(*list, source);
        apply_policies(*list, rules);
        auto before = [](const Finding* a, const Finding* b) { return comes_before(*a, *b); };
        if (!std::ranges::is_sorted(*list, before)) std::ranges::stable_sort(*list, before);
    }
    std::vector<Finding*> all;
    all.reserve(findings.size() + added.size());
    std::ranges::merge(findings, added, std::back_inserter(all),
                       [](const Finding* a, const Finding* b) { return comes_before(*a, *b); });
    auto twice = std::ranges::unique(all, [](const Finding* a, const Finding* b) { return same(*a, *b); });
    all.erase(twice.begin(), twice.end());
    if (silenced)
        std::ranges::stable_sort(*silenced, {}, [](const Suppressed& s) {
            return std::tuple(s.finding.span.start, s.finding.span.end, s.finding.rule);
        });
    return all;
}

void find_noqa_rows(std::vector<Finding>& findings, const Tree& tree, const Source& source) {
    LogicalLines logical(tree, source.lines());
    for (Finding& f : findings) f.noqa_row = logical.around(source.lines().row(f.span.start)).last;
}

}  // namespace zen
