#include "engine/fix.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>

#include "engine/fixing/idle_imports.h"
#include "engine/fixing/soundness.h"
#include "text/formatted.h"

namespace zen {
namespace {

// A round looks at the whole file. So many may pass without the text getting shorter than it ever was, and so many in
// all.
constexpr int patience = 100, most_rounds = 2000;
// So many fixes of a round are tried by themselves to learn whether they fail alone.
constexpr std::size_t most_trials = 16;

struct Candidate {
    const Finding* finding;
    std::vector<Edit> edits;
};

// The candidates' edits together, each with the numbers of those that make it.
RoundEdits merged(std::span<const Candidate> candidates) {
    std::vector<std::pair<const Edit*, std::uint32_t>> all;
    for (std::uint32_t i = 0; i < candidates.size(); ++i)
        for (const Edit& e : candidates[i].edits) all.emplace_back(&e, i);
    std::ranges::stable_sort(all, {}, [](const auto& e) { return std::pair(e.first->span.start, e.first->span.end); });
    RoundEdits out;
    std::unordered_map<std::string_view, std::size_t> here;  // by text, the edits of one span
    for (auto [edit, owner] : all) {
        // Two fixes may want the same import.
        if (out.edits.empty() || out.edits.back().span != edit->span) here.clear();
        auto [same, is_new] = here.try_emplace(edit->text, out.edits.size());
        if (!is_new) {
            auto& owners = out.owners[same->second];
            if (owners.back() != owner) owners.push_back(owner);
            continue;
        }
        out.edits.push_back(*edit);
        out.owners.push_back({owner});
    }
    return out;
}

// Stretches of lines, joined where they touch.
class Lines {
  public:
    bool touch(Span span) const {
        auto next = ends_.upper_bound(span.end);
        return next != ends_.begin() && std::prev(next)->second >= span.start;
    }
    void add(Span span) {
        auto next = ends_.upper_bound(span.end);
        while (next != ends_.begin() && std::prev(next)->second >= span.start) {
            auto other = std::prev(next);
            span = {std::min(span.start, other->first), std::max(span.end, other->second)};
            next = ends_.erase(other);
        }
        ends_[span.start] = span.end;
    }

  private:
    std::map<std::uint32_t, std::uint32_t> ends_;  // by start
};

// The fixes that are not made: where their findings begin, their rules and messages; and why, where it is the rule's
// fault.
using Key = std::tuple<std::uint32_t, RuleId, std::string>;
using LeftOut = std::map<Key, std::string>;
using Drop = std::function<void(const Candidate&, const std::string& why)>;
Key key(const Finding& f) {
    return {f.span.start, f.rule, f.message};
}

// Statements, up to the indentation of the next one.
bool inserts_statements(const Edit& e) {
    const std::size_t last = e.text.find_last_not_of(" \t");
    return e.span.empty() && last + 1 < e.text.size() && last != e.text.npos && e.text[last] == '\n';
}

// One more name in an import.
bool adds_name(const Edit& e) {
    return e.span.empty() && e.text.starts_with(", ");
}

// Fixes in reading order, leaving out those that overlap an earlier one. Insertions at one place may share it only
// when they are the same (an import), or statements of one rule, which come one after the other.
std::vector<Candidate> compatible(const std::vector<Finding>& findings, Applicability boldest,
                                  const LeftOut& left_out) {
    std::vector<Candidate> out;
    std::vector<Edit> taken;                           // sorted by end
    Lines moved;                                       // by the fixes taken so far
    std::unordered_map<std::uint32_t, RuleId> stacks;  // statements that are put before others, by place
    for (const Finding& f : findings) {
        if (!f.fix || f.fix->applicability > boldest || f.fix->applicability == Applicability::display) continue;
        if (left_out.contains(key(f))) continue;
        auto stacked = [&](const Edit& e) {
            auto stack = stacks.find(e.span.start);
            return stack != stacks.end() && stack->second == f.rule && inserts_statements(e);
        };
        auto clashes = [&](const Edit& e) {
            if (stacked(e)) return false;
            auto near = std::ranges::lower_bound(taken, e.span.start, {}, [](const Edit& t) { return t.span.end; });
            for (; near != taken.end() && near->span.start <= e.span.end; ++near) {
                if (*near == e) continue;
                bool touching = near->span.end == e.span.start || near->span.start == e.span.end;
                // What replaces the names of an import may have the name already.
                if (adds_name(e) != adds_name(*near)) return true;
                if (!touching || near->span.empty() || e.span.empty()) return true;
            }
            return false;
        };
        if (std::ranges::any_of(f.fix->edits, clashes)) continue;
        // The very same edits, as for each of `bool(bool(bool(x)))`, are made once a round.
        auto made = [&](const Edit& e) {
            auto alike = std::ranges::equal_range(taken, e.span.end, {}, [](const Edit& t) { return t.span.end; });
            return std::ranges::find(alike, e) != alike.end();
        };
        if (std::ranges::all_of(f.fix->edits, made)) continue;
        // Lines that one fix moves are out of bounds for the others, even for an edit that looks the same.
        auto in_moved = [&](const Edit& e) { return moved.touch(e.span); };
        auto moves_taken = [&](Span lines) {
            auto near = std::ranges::lower_bound(taken, lines.start, {}, [](const Edit& t) { return t.span.end; });
            return near != taken.end() && near->span.start <= lines.end;
        };
        if (std::ranges::any_of(f.fix->edits, in_moved) || std::ranges::any_of(f.fix->held, moves_taken)) continue;
        for (Span lines : f.fix->held) moved.add(lines);
        for (const Edit& e : f.fix->edits) {
            if (stacked(e) || made(e)) continue;
            if (inserts_statements(e)) stacks[e.span.start] = f.rule;
            taken.insert(std::ranges::upper_bound(taken, e.span.end, {}, [](const Edit& t) { return t.span.end; }), e);
        }
        out.push_back({&f, f.fix->edits});
    }
    return out;
}

// Leaves those candidates that can be made together. Which are at fault is found by halves, as one seldom is.
template <typename Fit>
void keep_fitting(std::vector<Candidate>& candidates, const Fit& fit, const Drop& drop) {
    if (candidates.empty() || fit(candidates)) return;
    if (candidates.size() == 1) {
        drop(candidates.front(), "the fixed code does not parse");
        return candidates.clear();
    }
    auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(candidates.size() / 2);
    std::vector<Candidate> second(std::make_move_iterator(middle), std::make_move_iterator(candidates.end()));
    candidates.erase(middle, candidates.end());
    keep_fitting(candidates, fit, drop);
    keep_fitting(second, fit, drop);
    std::size_t first = candidates.size();
    candidates.insert(candidates.end(), second.begin(), second.end());
    // Each half is right by itself, and they quarrel: the second waits for the next round.
    if (first && first < candidates.size() && !fit(candidates)) candidates.resize(first);
}

// Leaves those candidates that can be made together without changing what other code means. `drop` gets those that
// cannot be made even alone; the rest waits for the next round.
// `all_reasons`: also those that are not the rule's fault.
void keep_sound(std::vector<Candidate>& candidates, Trial& trial, const Drop& drop, bool all_reasons = false) {
    std::vector<Candidate> waiting;    // right alone, as far as is known
    std::vector<std::string> reasons;  // of those: what is wrong with them together with others
    std::size_t trials = 0;
    while (!candidates.empty()) {
        auto found = trial.breaches(merged(candidates));
        if (!found) {
            keep_fitting(
                candidates, [&](std::span<const Candidate> some) { return trial.parses(merged(some).edits); }, drop);
            continue;
        }
        if (found->empty()) return;
        enum : char { stays, waits, alone };
        std::vector<char> fate(candidates.size(), stays);
        for (const Breach& b : *found)
            if (b.suspects.size() == 1) fate[b.suspects[0]] = alone;
        for (const Breach& b : *found) {
            if (std::ranges::any_of(b.suspects, [&](std::uint32_t f) { return fate[f] != stays; })) continue;
            for (std::uint32_t f : std::span(b.suspects).subspan(1)) fate[f] = waits;
        }
        auto reason = [&](std::size_t i) {
            for (const Breach& b : *found)
                if ((all_reasons || !b.nobodys_fault) && std::ranges::find(b.suspects, i) != b.suspects.end())
                    return b.what + (b.row ? formatted(" (line {} of the fixed code)", b.row) : "");
            return std::string();
        };
        std::vector<Candidate> kept;
        const bool only = candidates.size() == 1;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            Candidate& c = candidates[i];
            if (fate[i] == stays)
                kept.push_back(std::move(c));
            else if (fate[i] == alone && (only || trials++ >= most_trials || !trial.sound(c.edits)))
                drop(c, reason(i));
            else
                waiting.push_back(std::move(c)), reasons.push_back(reason(i));
        }
        candidates = std::move(kept);
    }
    // Where each stands in the way of another, one goes first.
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        if (trial.sound(waiting[i].edits)) return candidates.push_back(std::move(waiting[i]));
        drop(waiting[i], reasons[i]);
    }
}

// Where the places are after a round.
LeftOut moved(LeftOut left_out, const EditMap& map) {
    LeftOut out;
    for (auto& [known, why] : left_out) {
        auto& [start, rule, message] = known;
        // Code that an edit has changed gets another chance.
        if (!map.holding_before({start, start + 1})) out[{map.moved(start), rule, message}] = why;
    }
    return out;
}

// Is the rule a page of the user's?
bool of_user(const RuleBook& book, RuleId rule) {
    return book[rule].pack != book.rules().front().pack;
}

// A user's page is the user's to mend: its finding says so, and offers that fix no longer.
void refuse(Finding& finding, const RuleBook& book, std::string_view why) {
    const RuleBook::Entry& rule = book[finding.rule];
    const MatchData& match = RulePack::of(rule.pack->matches, rule.data->matches)[finding.match];
    std::string_view page = (*rule.pack)[rule.data->path];
    if (const std::string_view root = (*rule.pack)[rule.data->root];
        !root.empty() && page.starts_with(root) && page.substr(root.size()).starts_with('/'))
        page.remove_prefix(root.size() + 1);
    finding.message += formatted(" (the fix of {}:{} was not made: {})", page, match.line, why);
    finding.fix.reset();
}

}  // namespace

void refuse_unsound(const Source& source, const RuleSet& rules, std::vector<Finding>& findings) {
    std::vector<Finding> own;
    for (const Finding& f : findings)
        if (f.fix && of_user(rules.book(), f.rule)) own.push_back(f);
    if (own.empty()) return;
    Trial trial(source, rules.selection().target);
    if (trial.damaged()) return;
    // Those that overlap are tried in the next round, as far as rounds go.
    constexpr int rounds = 4;
    LeftOut tried, refused;
    for (int i = 0; i < rounds; ++i) {
        std::vector<Candidate> candidates = compatible(own, Applicability::unsafe, tried);
        if (candidates.empty()) break;
        // Those that wait for others are tried again.
        auto drop = [&](const Candidate& c, const std::string& why) {
            tried[key(*c.finding)];
            refused[key(*c.finding)] = why;
        };
        keep_sound(candidates, trial, drop, true);
        for (const Candidate& c : candidates) tried[key(*c.finding)];
    }
    for (Finding& f : findings)
        if (const auto known = refused.find(key(f)); f.fix && known != refused.end() && !known->second.empty())
            refuse(f, rules.book(), known->second);
}

std::optional<Source> with_fix(const Source& source, const Fix& fix, PythonVersion target) {
    if (!sound(source, fix, target)) return std::nullopt;
    std::string next = edited(source.text(), fix.edits, source.newline());
    if (next == source.text() || !source.encode(next)) return std::nullopt;
    return source.with_text(std::move(next));
}

bool sound(const Source& source, const Fix& fix, PythonVersion target) {
    std::vector<Edit> edits = fix.edits;
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    return Trial(source, target).sound(std::move(edits));
}

Fixed fix(const Source& source, const RuleSet& rules, Applicability boldest, const Choose& choose, const World& world) {
    Fixed out{source, {}, {}, std::vector<std::uint32_t>(rules.book().rules().size()), 0, {}, true};
    auto look = [&] {
        out.suppressed.clear();
        out.left = lint(out.source, rules, &out.suppressed, world);
        if (choose) choose(out.source, out.left);
    };
    LeftOut left_out;
    bool again = false;  // has the text changed since the first of them failed?
    // Fixes that undo each other come back to what was: neither the text nor the findings get fewer than before.
    std::size_t shortest = source.text().size(), fewest = std::numeric_limits<std::size_t>::max();
    for (int round = 0, since_progress = 0;; ++round, ++since_progress) {
        look();
        std::vector<Candidate> candidates = compatible(out.left, boldest, left_out);
        if (candidates.empty()) {
            if (!again) break;
            left_out.clear();  // what other fixes stood in the way of may be made now
            again = false;
            continue;
        }
        if (out.source.text().size() < shortest) shortest = out.source.text().size(), since_progress = 0;
        if (out.left.size() < fewest) fewest = out.left.size(), since_progress = 0;
        if (since_progress >= patience || round >= most_rounds) {
            out.converged = false;
            if (since_progress < patience) break;  // what is done is right
            out = Fixed{source, {}, {}, std::vector<std::uint32_t>(out.by_rule.size()), 0, {}, false};
            look();
            break;
        }
        Trial trial(out.source, rules.selection().target);
        // In damaged code a fix may change what is made of the damage: nobody's fault.
        keep_sound(candidates, trial, [&](const Candidate& c, const std::string& why) {
            left_out[key(*c.finding)] = trial.damaged() ? "" : why;
        });
        // The encoding may be unable to hold what a fix inserts (an ellipsis, say).
        auto next = [&](std::span<const Candidate> some) {
            return edited(out.source.text(), merged(some).edits, out.source.newline());
        };
        keep_fitting(
            candidates, [&](std::span<const Candidate> some) { return out.source.encode(next(some)).has_value(); },
            [&](const Candidate& c, const std::string&) { left_out[key(*c.finding)].clear(); });
        if (candidates.empty()) continue;
        std::string fixed = next(candidates);
        if (fixed == out.source.text()) break;
        for (const Candidate& c : candidates) {
            ++out.by_rule[c.finding->rule];
            ++out.count;
        }
        again = !left_out.empty();
        left_out = moved(std::move(left_out), EditMap(merged(candidates).edits));
        out.source = out.source.with_text(std::move(fixed));
    }
    if (out.count) {
        std::vector<Edit> idle = idle_imports(source, out.source);
        if (!idle.empty() && Trial(out.source, rules.selection().target).sound(idle)) {
            left_out = moved(std::move(left_out), EditMap(idle));
            out.source = out.source.with_text(edited(out.source.text(), std::move(idle), out.source.newline()));
            look();
        }
    }
    const auto internal = rules.book().find("internal-fault");
    for (std::size_t i = 0, end = out.left.size(); i < end && !left_out.empty(); ++i) {
        auto known = left_out.find(key(out.left[i]));
        if (!out.left[i].fix || known == left_out.end() || known->second.empty()) continue;
        out.refused.push_back({out.left[i].rule, known->second});
        const RuleBook::Entry& rule = rules.book()[out.left[i].rule];
        if (of_user(rules.book(), out.left[i].rule)) {
            refuse(out.left[i], rules.book(), known->second);
            continue;
        }
        if (!internal) continue;
        Finding fault;
        fault.rule = *internal;
        fault.span = out.left[i].span;
        fault.message = formatted("the fix of {} would break this code and was not made: {}, please report it",
                                  rule.name(), known->second);
        out.left.push_back(std::move(fault));
    }
    return out;
}

}  // namespace zen
