#include "engine/example_judge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/bare_classes.h"
#include "engine/example_parts.h"
#include "engine/explain.h"
#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/matching/spelled_parts.h"
#include "engine/silent_parts.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen {

std::vector<Trouble> Judge::run() {
    auto examples = RulePack::of(entry_.pack->examples, entry_.data->examples);
    bool bad = false, ok = false, safe = false, unsafe = false;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const ExampleData& e = examples[i];
        safe = safe || e.safety == 1;
        unsafe = unsafe || e.safety == 2;
        if (!context(e)) continue;
        const ExampleData* good =
            i + 1 < examples.size() && examples[i + 1].sort == ExampleData::Sort::good ? &examples[i + 1] : nullptr;
        switch (e.sort) {
            case ExampleData::Sort::bad:
                bad = true;
                judge_bad(e, good);
                break;
            case ExampleData::Sort::good:
                judge_good(e);
                break;
            case ExampleData::Sort::ok:
                ok = true;
                judge_ok(e);
                break;
        }
    }
    if (examples.empty() && entry_.data->made_by_engine) return {};  // files that cannot be read are no examples
    if (!bad) say(1, "no `python bad` block");
    if (!ok) say(1, "no `python ok` block: show code that must not be reported");
    if (entry_.data->fix == FixSafety::sometimes_safe && !(safe && unsafe))
        say(1, "a sometimes-safe page needs both a `good safe` and a `good unsafe`");
    const bool as_told = wrong_.empty();
    for (const MatchData& m : RulePack::of(entry_.pack->matches, entry_.data->matches)) {
        // The rows of a table are one match.
        if (as_told && !entry_.data->made_by_engine && reached_.insert(m.line).second)
            say(m.line, "no `bad` example is reported by this match");
        for (const PatternData& p : RulePack::of(entry_.pack->patterns, m.patterns))
            if (as_told && p.line != 0 && reached_.insert(p.line).second)
                say(p.line, "no `bad` example needs this pattern: add one that it alone reports, or delete it");
        check_needed(m.where, "no example needs ", [&](const Clause& c) {
            return formatted(": without it, no `ok` is reported, and each `bad` has the same finding{}{}", parted_,
                             missing_ok(c, m));
        });
        check_needed(m.safe_when, "no `good unsafe` needs ");
        check_joined(m.where, "no `bad` example needs ");
        check_joined(m.safe_when, "no `good safe` needs ");
        each_variant(m, [&](Slice when) { check_needed(when, "no `bad` gets another message or fix because of "); });
    }
    for (Trouble& t : unknown_bare_classes(entry_)) wrong_.push_back(std::move(t));
    return std::move(wrong_);
}

void Judge::say(std::uint32_t line, std::string message) {
    wrong_.push_back({std::string((*entry_.pack)[entry_.data->path]), line, 0, std::move(message)});
}

// The fence's words after the sort: py312, file=a.py, option.limit=3, taste.
bool Judge::context(const ExampleData& e) {
    selection_ = Selection::of(book_);
    path_ = "example.py";
    taste_ = false;
    std::string_view rest = (*entry_.pack)[e.context];
    auto options = RulePack::of(entry_.pack->options, entry_.data->options);
    OptionValues values;
    for (const OptionData& o : options) values.emplace_back((*entry_.pack)[o.value]);
    while (!rest.empty()) {
        std::size_t blank = std::min(rest.find(' '), rest.size());
        std::string_view word = rest.substr(0, blank);
        rest.remove_prefix(std::min(blank + 1, rest.size()));
        if (word == "taste") {
            taste_ = true;
        } else if (auto version = python_version(word)) {
            selection_.target = *version, selection_.target_known = true;
        } else if (word.starts_with("file=")) {
            path_ = word.substr(5);
        } else if (std::size_t equals = word.find('='); word.starts_with("option.") && equals != word.npos) {
            bool known = false;
            for (std::size_t i = 0; i < options.size(); ++i)
                if ((*entry_.pack)[options[i].name] == word.substr(7, equals - 7))
                    values[i] = word.substr(equals + 1), known = true;
            if (!known) say(e.line, formatted("the rule has no option `{}`", word.substr(7, equals - 7)));
        } else {
            say(e.line, formatted("unknown word in the fence: `{}`", word));
            return false;
        }
    }
    if (PythonVersion least{entry_.data->python_major, entry_.data->python_minor};
        selection_.target < least && e.context.size == 0)
        selection_.target = least;
    selection_.options[rule_] = std::move(values);
    return true;
}

RuleSet Judge::alone() const {
    Selection s = selection_;
    s.select(book_, rule_);
    // What an unused suppression suppresses must run too.
    if (entry_.data->made_by_engine)
        for (RuleId r = 0; r < book_.rules().size(); ++r) s.select(book_, r);
    return RuleSet(book_, std::move(s));
}

std::vector<Finding> Judge::mine(const Source& source, const RuleSet& rules) const {
    std::vector<Finding> out = lint(source, rules);
    std::erase_if(out, [&](const Finding& f) { return f.rule != rule_; });
    return out;
}

bool Judge::parses(const ExampleData& e, std::string_view code) {
    if (entry_.name() == "syntax-error" || !parse(code).damaged()) return true;
    say(e.line, formatted("the example is not Python:\n{}", code));
    return false;
}

// Why the rule has found nothing: the conditions that do not hold where a pattern fits, else where none fits.
std::string Judge::why_silent(const Source& source) const {
    const std::vector<Explained> all = explain(alone(), rule_, source, 0);
    std::vector<std::string> out;
    for (bool fits : {true, false}) {
        for (const Explained& one : all)
            if (out.size() < 4 && (one.text.find(" does not hold") != one.text.npos) == fits && !one.reports)
                out.push_back(one.text);
        if (!out.empty()) break;
    }
    std::string text;
    for (const std::string& line : out) text += (text.empty() ? "" : "\n") + line;
    return text;
}

std::string Judge::found(const Source& source, const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& f : findings) append(text, "line {}: {}\n", source.place(f.span.start).row, f.message);
    return text;
}

// One finding in the block, or one in each of its parts.
void Judge::judge_bad(const ExampleData& e, const ExampleData* good) {
    const std::string code((*entry_.pack)[e.code]);
    if (!parses(e, code)) return;
    const Source whole = Source::from_text(path_, code);
    const RuleSet rules = alone();
    std::vector<ExamplePart> parts;
    auto context = [&](std::string_view part, std::string_view below) {
        return makes_names_for(part, below) && mine(Source::from_text(path_, std::string(part)), rules).empty();
    };
    if (mine(whole, rules).size() > 1) parts = example_parts(code, context);
    std::erase_if(parts, [](const ExamplePart& part) { return part.imports; });
    if (parts.size() < 2) parts = {{code, false}};
    for (const ExamplePart& part : parts) {
        const Source source = Source::from_text(path_, part.code);
        if (!parses(e, part.code) || !judge_part(e, good, source, rules, parts.size())) return;
    }
    if (parts.size() == 1 && !entry_.code().starts_with("ZEN")) judge_parts(e, whole, rules);
    if (good) judge_fix(e, *good, whole, rules);
}

// Of a block of a user's page that is reported once, are there other parts, which are not?
void Judge::judge_parts(const ExampleData& e, const Source& whole, const RuleSet& rules) {
    const std::vector<Finding> found = mine(whole, rules);
    if (found.size() != 1) return;
    auto finds = [&](const std::string& code) { return !mine(Source::from_text(path_, code), rules).empty(); };
    auto near = [&](const Model& model) { return rules.near(model); };
    for (const SilentPart& part : silent_parts(whole.text(), found[0].span, finds, near))
        say(e.line + part.row,
            formatted("a blank line begins another example of the block, and this one is not reported (without the "
                      "blank line, it is part of the example above):\n{}{}",
                      part.code, why_silent(Source::from_text(path_, part.code))));
}

// Is the fix refused, as one that would break the code?
bool Judge::unfixed(const Source& source, const RuleSet& rules) {
    const Fixed fixed = fix(source, rules, Applicability::unsafe);
    return fixed.count == 0 && !fixed.refused.empty();
}

bool Judge::judge_part(const ExampleData& e, const ExampleData* good, const Source& source, const RuleSet& rules,
                       std::size_t parts) {
    auto wrong = [&](std::string text) {
        say(e.line, std::move(text));
        return false;
    };
    learn_variants(source, rules);
    const std::vector<Finding> findings = mine(source, rules);
    if (findings.size() != 1)
        return wrong(formatted("expected one finding{}, got {}:\n{}{}", parts > 1 ? " in each part of the block" : "",
                               findings.size(), source.text(),
                               findings.empty() ? why_silent(source) : found(source, findings)));
    if (taste_ && book_.kind(rule_, findings[0].match) != RuleKind::taste)
        say(e.line,
            formatted("reported although no rule is selected, but it should be a matter of taste:\n{}", source.text()));
    if (!entry_.data->made_by_engine) {  // those have no matches
        learn_choice(source, rules, findings[0].match);
        learn_alternatives(source, rules, findings[0].match);
        const std::uint32_t line = RulePack::of(entry_.pack->matches, entry_.data->matches)[findings[0].match].line;
        reached_.insert(line);
        learn_bad(e, source, line);
    }
    if (entry_.data->fix == FixSafety::none || entry_.data->fix == FixSafety::display)
        return entry_.data->fix == FixSafety::display || !findings[0].fix || wrong("`fix: none`, but there is a fix");
    if (!good)
        return !findings[0].fix || unfixed(source, rules) ||
               wrong(formatted("a `python good` block is missing: the fix of the bad one, which gives\n{}",
                               fix(source, rules, Applicability::unsafe).source.text()));
    if (!findings[0].fix) {
        std::string why;
        for (const Explained& one : explain(rules, rule_, source, 0))
            if (why.empty() && !one.no_fix.empty()) why = ": " + one.no_fix;
        return wrong(formatted("the finding has no fix{}", why));
    }
    const bool is_safe = findings[0].fix->applicability == Applicability::safe;
    if (good->safety && is_safe != (good->safety == 1))
        say(good->line, formatted("the fix is {}", is_safe ? "safe" : "unsafe"));
    if (!good->safety && !is_safe && entry_.data->fix == FixSafety::safe)
        say(good->line, formatted("the page says `fix: safe`, and this fix is unsafe: {}; write `fix: sometimes-safe`, "
                                  "and `python good unsafe` here",
                                  findings[0].fix->reason));
    if (good->safety == 2) learn_unsafe(source);
    if (good->safety == 1) learn_safe(source);
    return true;
}

void Judge::judge_fix(const ExampleData& e, const ExampleData& good, const Source& source, const RuleSet& rules) {
    if (entry_.data->fix == FixSafety::none || entry_.data->fix == FixSafety::display) return;
    const Fixed fixed = fix(source, rules, Applicability::unsafe);
    if (!fixed.converged) return say(e.line, "the fix does not converge");
    if (fixed.source.text() == (*entry_.pack)[good.code]) return;
    for (const Refused& r : fixed.refused)
        if (r.rule == rule_)
            return say(e.line, formatted("the fix was not made, because it would break the code: {}", r.why));
    say(good.line, formatted("the fix gives\n{}", fixed.source.text()));
}

void Judge::judge_good(const ExampleData& e) {
    std::string code((*entry_.pack)[e.code]);
    if (!parses(e, code)) return;
    Source source = Source::from_text(path_, code);
    if (std::vector<Finding> found = mine(source, alone()); !found.empty())
        return say(e.line, formatted("the good code is reported: {}", found[0].message));
    if (!all_ || e.only) return;
    Selection s = selection_;
    for (RuleId r = 0; r < book_.rules().size(); ++r)
        if (book_[r].data->by_default == Default::on) s.select(book_, r);
    // A snippet may show a `return` without the function around it: that is not what the page is about.
    for (const Finding& f : lint(source, RuleSet(book_, std::move(s))))
        if (!book_[f.rule].data->made_by_engine)
            say(e.line, formatted("the good code is reported by {}: {}; `python good only` tests this rule alone",
                                  book_[f.rule].name(), f.message));
}

void Judge::judge_ok(const ExampleData& e) {
    RuleSet rules = alone();
    std::set<std::string> before;
    for (const auto& [code, imports] : example_parts((*entry_.pack)[e.code])) {
        if (!parses(e, code)) continue;
        Source source = Source::from_text(path_, code);
        std::vector<Finding> found = mine(source, rules);
        auto drop_taste = [&](std::vector<Finding>& findings) {
            if (!e.by_default) return;
            std::erase_if(findings, [&](const Finding& f) { return book_.kind(rule_, f.match) == RuleKind::taste; });
        };
        drop_taste(found);
        if (!found.empty()) say(e.line, formatted("reported, but should not be ({}):\n{}", found[0].message, code));
        if (entry_.data->made_by_engine) continue;
        Tree tree = parse(source);
        Model model(tree, selection_.target, path_);
        learn_parted(model, e.line, before);
        if (!imports && !rules.near(model))
            say(e.line,
                formatted("tests nothing: it has no {}, with which a pattern begins (code that is only to be shown "
                          "is a block `python` without another word, which is not tested):\n{}",
                          beginnings(), code));
        for (const MatchData& m : RulePack::of(entry_.pack->matches, entry_.data->matches))
            for (const Clause& c : RulePack::of(entry_.pack->clauses, m.where)) {
                std::vector<Finding> without = rules.scan(model, &c);
                drop_taste(without);
                if (!without.empty()) needed_.push_back(&c);
            }
    }
}

std::vector<Trouble> check_examples(const RuleBook& book, RuleId rule, bool all) {
    return Judge(book, rule, all).run();
}

}  // namespace zen
