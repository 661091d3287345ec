#include "engine/fix.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "syntax/parse.h"

namespace zen {
namespace {

constexpr int most_rounds = 100;  // each looks at the whole file

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

// Is the place inside a comment, with some of it on both sides?
bool parts_comment(const Tree& tree, std::uint32_t at) {
    auto n = std::ranges::lower_bound(tree.nodes, at, {}, &NodeRecord::start);
    return n != tree.nodes.begin() && std::prev(n)->kind == Kind::comment && std::prev(n)->end > at;
}

// Does the code between the edits still consist of the same tokens?
bool rest_unchanged(const Tree& before, const Tree& after, const std::vector<Edit>& edits) {
    std::uint32_t old_at = 0;
    std::int64_t shift = 0;
    auto same = [&](std::uint32_t old_end) {
        Span now{static_cast<std::uint32_t>(old_at + shift), static_cast<std::uint32_t>(old_end + shift)};
        std::vector<Leaf> left = leaves(after, now);
        // What an edit leaves of a comment is one that was not there before.
        auto comment = [](const Leaf& leaf) { return leaf.kind == Kind::comment; };
        if (parts_comment(before, old_end) && !left.empty() && comment(left.back())) left.pop_back();
        if (parts_comment(before, old_at) && !left.empty() && comment(left.front())) left.erase(left.begin());
        return leaves(before, {old_at, old_end}) == left;
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

std::vector<Edit> merged(std::span<const Candidate> candidates) {
    std::vector<Edit> all;
    for (const Candidate& c : candidates) all.insert(all.end(), c.edits.begin(), c.edits.end());
    std::ranges::stable_sort(all, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::vector<Edit> out;
    for (Edit& e : all) {
        // Two fixes may want the same import.
        bool there = false;
        for (auto same = out.rbegin(); same != out.rend() && same->span == e.span && !there; ++same) there = *same == e;
        if (!there) out.push_back(std::move(e));
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

// Fixes in reading order, leaving out those that overlap an earlier one. Insertions at one place may share it only
// when they are the same (an import).
std::vector<Candidate> compatible(const std::vector<Finding>& findings, Applicability boldest,
                                  const std::set<std::pair<RuleId, std::string>>& faulty) {
    std::vector<Candidate> out;
    std::vector<Edit> taken;  // sorted by end
    Lines moved;              // by the fixes taken so far
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
        auto in_moved = [&](const Edit& e) { return moved.touch(e.span); };
        auto moves_taken = [&](Span lines) {
            auto near = std::ranges::lower_bound(taken, lines.start, {}, [](const Edit& t) { return t.span.end; });
            return near != taken.end() && near->span.start <= lines.end;
        };
        if (std::ranges::any_of(f.fix->edits, in_moved) || std::ranges::any_of(f.fix->moved, moves_taken)) continue;
        for (Span lines : f.fix->moved) moved.add(lines);
        for (const Edit& e : f.fix->edits) {
            auto alike = std::ranges::equal_range(taken, e.span.end, {}, [](const Edit& t) { return t.span.end; });
            if (std::ranges::find(alike, e) == alike.end()) taken.insert(alike.end(), e);
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

namespace {

// Leaves those candidates that can be made together. Which are at fault is found by halves, as one seldom is.
template <typename Fit>
void keep_fitting(std::vector<Candidate>& candidates, const Fit& fit,
                  const std::function<void(const Candidate&)>& drop) {
    if (candidates.empty() || fit(candidates)) return;
    if (candidates.size() == 1) {
        drop(candidates.front());
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

}  // namespace

Fixed fix(const Source& source, const RuleSet& rules, Applicability boldest, const Choose& choose) {
    Fixed out{source, {}, {}, std::vector<std::uint32_t>(rules.book().rules().size()), 0, true};
    using Known = std::set<std::pair<RuleId, std::string>>;
    Known left_out, faulty;  // rule and message of the fixes that are not made, and of those that would break code
    for (int round = 0;; ++round) {
        out.suppressed.clear();
        out.left = lint(out.source, rules, &out.suppressed);
        if (choose) choose(out.source, out.left);
        std::vector<Candidate> candidates = compatible(out.left, boldest, left_out);
        if (candidates.empty()) break;
        if (round >= most_rounds) {
            // Nested a hundred deep, and shrinking: that would end, but not soon. What is done is right.
            if (out.source.text().size() < source.text().size()) break;
            Fixed undone{source, {}, {}, std::vector<std::uint32_t>(out.by_rule.size()), 0, false};
            undone.left = lint(source, rules, &undone.suppressed);
            if (choose) choose(source, undone.left);
            return undone;
        }
        Tree before = parse(out.source);
        std::string text;
        auto drop = [&](Known& why) {
            return [&](const Candidate& c) {
                std::pair known{c.finding->rule, c.finding->message};
                left_out.insert(known);
                why.insert(std::move(known));
            };
        };
        keep_fitting(
            candidates, [&](std::span<const Candidate> some) { return sound(out.source, before, merged(some), text); },
            // In damaged code a fix may change what is made of the damage: nobody's fault.
            drop(before.damaged() ? left_out : faulty));
        // The encoding may be unable to hold what a fix inserts (an ellipsis, say).
        auto next = [&](std::span<const Candidate> some) {
            return edited(out.source.text(), merged(some), out.source.newline());
        };
        keep_fitting(
            candidates, [&](std::span<const Candidate> some) { return out.source.encode(next(some)).has_value(); },
            drop(left_out));
        if (candidates.empty()) continue;
        std::string fixed = next(candidates);
        if (fixed == out.source.text()) break;
        for (const Candidate& c : candidates) {
            ++out.by_rule[c.finding->rule];
            ++out.count;
        }
        out.source = out.source.with_text(std::move(fixed));
    }
    if (auto internal = rules.book().find("internal-fault"))
        for (std::size_t i = 0, end = out.left.size(); i < end && !faulty.empty(); ++i) {
            if (!out.left[i].fix || !faulty.contains({out.left[i].rule, out.left[i].message})) continue;
            Finding fault;
            fault.rule = *internal;
            fault.span = out.left[i].span;
            fault.message = "the fix of " + std::string(rules.book()[out.left[i].rule].name()) +
                            " would break this code and was not made: please report it";
            out.left.push_back(std::move(fault));
        }
    return out;
}

}  // namespace zen
