#include "engine/fix.h"

#include <algorithm>
#include <set>

#include "syntax/parse.h"

namespace zen {
namespace {

constexpr int most_rounds = 100;

struct Leaf {
    Kind kind;
    std::string_view text;
    friend bool operator==(const Leaf&, const Leaf&) = default;
};

// The leaves that lie wholly inside the span.
std::vector<Leaf> leaves(const Tree& tree, Span span) {
    std::vector<Leaf> out;
    auto n = std::ranges::lower_bound(tree.nodes, span.start, {}, &NodeRecord::start);
    for (; n != tree.nodes.end() && n->start < span.end; ++n)
        if (n->next == static_cast<NodeId>(n - tree.nodes.begin()) + 1 && n->end <= span.end && n->end > n->start)
            out.push_back({n->kind, tree.text.substr(n->start, n->end - n->start)});
    return out;
}

// Does the code between the edits still consist of the same tokens?
bool rest_unchanged(const Tree& before, const Tree& after, const std::vector<Edit>& edits) {
    std::uint32_t old_at = 0;
    std::int64_t shift = 0;
    auto same = [&](std::uint32_t old_end) {
        Span now{static_cast<std::uint32_t>(old_at + shift), static_cast<std::uint32_t>(old_end + shift)};
        return leaves(before, {old_at, old_end}) == leaves(after, now);
    };
    for (const Edit& e : edits) {
        if (!same(e.span.start)) return false;
        old_at = e.span.end;
        shift += static_cast<std::int64_t>(e.text.size()) - e.span.size();
    }
    return same(static_cast<std::uint32_t>(before.text.size()));
}

struct Candidate {
    const Finding* finding;
    std::vector<Edit> edits;
};

// Do the candidates' edits, together, give text that parses and leaves the rest alone?
bool sound(const Source& source, const Tree& before, const std::vector<Edit>& edits, std::string& text) {
    // CRLF is judged as LF here: only the parse matters.
    text = edited(source.text(), edits);
    Tree after = parse(std::string_view(text));
    return (!after.damaged() || before.damaged()) && rest_unchanged(before, after, edits);
}

std::vector<Edit> merged(const std::vector<Candidate>& candidates) {
    std::vector<Edit> out;
    for (const Candidate& c : candidates)
        for (const Edit& e : c.edits)
            if (std::ranges::find(out, e) == out.end()) out.push_back(e);  // two fixes may want the same import
    std::ranges::stable_sort(out, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    return out;
}

// Fixes in reading order, leaving out those that overlap an earlier one. Insertions at one place may share it only
// when they are the same (an import).
std::vector<Candidate> compatible(const std::vector<Finding>& findings, Applicability boldest,
                                  const std::set<std::pair<RuleId, std::string>>& faulty) {
    std::vector<Candidate> out;
    std::vector<Edit> taken;  // sorted by start
    std::vector<Span> moved;  // by the fixes taken so far
    for (const Finding& f : findings) {
        if (!f.fix || f.fix->applicability > boldest || f.fix->applicability == Applicability::display) continue;
        if (faulty.contains({f.rule, f.message})) continue;
        auto clashes = [&](const Edit& e) {
            auto near = std::ranges::lower_bound(taken, e.span.start, {}, [](const Edit& t) { return t.span.end; });
            for (; near != taken.end() && near->span.start <= e.span.end; ++near) {
                if (*near == e) continue;
                bool touching = near->span.end == e.span.start || near->span.start == e.span.end;
                if (!touching || near->span.empty() || e.span.empty()) return true;
            }
            return false;
        };
        if (std::ranges::any_of(f.fix->edits, clashes)) continue;
        // Lines that one fix moves are out of bounds for the others, even for an edit that looks the same.
        auto inside = [](Span lines, const Edit& e) { return e.span.start <= lines.end && lines.start <= e.span.end; };
        auto in_moved = [&](const Edit& e) {
            return std::ranges::any_of(moved, [&](Span lines) { return inside(lines, e); });
        };
        auto moves_taken = [&](Span lines) {
            return std::ranges::any_of(taken, [&](const Edit& e) { return inside(lines, e); });
        };
        if (std::ranges::any_of(f.fix->edits, in_moved) || std::ranges::any_of(f.fix->moved, moves_taken)) continue;
        moved.insert(moved.end(), f.fix->moved.begin(), f.fix->moved.end());
        for (const Edit& e : f.fix->edits) {
            auto place = std::ranges::upper_bound(taken, e.span.end, {}, [](const Edit& t) { return t.span.end; });
            if (std::ranges::find(taken, e) == taken.end()) taken.insert(place, e);
        }
        out.push_back({&f, f.fix->edits});
    }
    return out;
}

}  // namespace

std::optional<Source> with_fix(const Source& source, const Fix& fix) {
    std::vector<Edit> edits = fix.edits;
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::string text;
    if (!sound(source, parse(source), edits, text)) return std::nullopt;
    std::string next = edited(source.text(), edits, source.newline());
    if (next == source.text() || !source.encode(next)) return std::nullopt;
    return source.with_text(std::move(next));
}

Fixed fix(const Source& source, const RuleSet& rules, Applicability boldest, const Choose& choose) {
    Fixed out{source, {}, {}, std::vector<std::uint32_t>(rules.book().rules().size()), 0, true};
    std::set<std::pair<RuleId, std::string>> faulty;
    std::vector<Finding> faults;
    for (int round = 0;; ++round) {
        out.suppressed.clear();
        out.left = lint(out.source, rules, &out.suppressed);
        if (choose) choose(out.source, out.left);
        std::vector<Candidate> candidates = compatible(out.left, boldest, faulty);
        if (candidates.empty()) break;
        if (round == most_rounds) {
            Fixed undone{source, {}, {}, std::vector<std::uint32_t>(out.by_rule.size()), 0, false};
            undone.left = lint(source, rules, &undone.suppressed);
            if (choose) choose(source, undone.left);
            return undone;
        }
        Tree before = parse(out.source);
        std::string text;
        if (!sound(out.source, before, merged(candidates), text)) {
            // One of them is at fault: judge each alone, and keep those that pass.
            std::erase_if(candidates, [&](const Candidate& c) {
                std::string alone;
                if (sound(out.source, before, merged({c}), alone)) return false;
                faulty.insert({c.finding->rule, c.finding->message});
                if (auto rule = rules.book().find("internal-fault")) {
                    Finding fault;
                    fault.rule = *rule;
                    fault.span = c.finding->span;
                    fault.message = "the fix of " + std::string(rules.book()[c.finding->rule].name()) +
                                    " would break this code and was not made: please report it";
                    faults.push_back(std::move(fault));
                }
                return true;
            });
            if (candidates.empty()) continue;
            if (!sound(out.source, before, merged(candidates), text)) candidates.resize(1);
        }
        std::string next = edited(out.source.text(), merged(candidates), out.source.newline());
        if (!out.source.encode(next)) {
            // The encoding cannot hold what a fix inserts (an ellipsis, say): leave out the fixes that need it.
            std::erase_if(candidates, [&](const Candidate& c) {
                if (out.source.encode(edited(out.source.text(), merged({c}), out.source.newline()))) return false;
                faulty.insert({c.finding->rule, c.finding->message});
                return true;
            });
            if (candidates.empty()) continue;
            next = edited(out.source.text(), merged(candidates), out.source.newline());
        }
        if (next == out.source.text()) break;
        for (const Candidate& c : candidates) {
            ++out.by_rule[c.finding->rule];
            ++out.count;
        }
        out.source = out.source.with_text(std::move(next));
    }
    for (Finding& f : faults) out.left.push_back(std::move(f));
    return out;
}

}  // namespace zen
