#include "engine/incremental/relint.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/incremental/affected.h"
#include "engine/notebook_magics.h"
#include "semantics/names/patch.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"
#include "syntax/verdict/verdict.h"

namespace zen {

struct Relinter::State {
    Source source;
    std::unique_ptr<Tree> tree = std::make_unique<Tree>();  // neither it nor the model's view of it may move
    std::unique_ptr<Model> model;
    std::vector<Piece> pieces;                    // and one behind the last
    std::vector<std::vector<KeptFinding>> found;  // by piece
    std::vector<KeptFinding> found_in_root;       // by rules on the file as one, which run at each edit
    std::vector<NodeId> directives;               // comments, see suppress.h
    std::vector<bool> gates;                      // see RuleSet::shut_gates
    std::set<std::string, std::less<>> magics;    // names that they may read, in a Python file with cells
};

namespace {

std::uint32_t size_of(std::string_view text) {
    return static_cast<std::uint32_t>(text.size());
}

// Which pieces of the old text give way to which of the new one.
struct Recut {
    std::size_t from, to;               // in the old pieces
    std::vector<std::uint32_t> starts;  // of the new ones
};

Recut recut(const std::vector<Piece>& pieces, const Source& last, const Source& now) {
    const std::string_view before = last.text(), after = now.text();
    const auto [head, tail] = now.ends_shared_with(last);
    auto holding = [&](std::size_t at) {
        return std::ranges::upper_bound(pieces, at, {}, &Piece::start) - pieces.begin() - 1;
    };
    // What stands where a piece begins decides whether it does: look at the one above too.
    const std::ptrdiff_t above =
        std::min(holding(head) - 1, holding(head - std::min<std::size_t>(head, piece_lookahead)));
    Recut out{static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, above)), 0, {}};
    out.from = std::min(out.from, pieces.size() - 2);
    std::uint32_t at = pieces[out.from].start;
    do {
        out.starts.push_back(at);
        at = next_piece(after, at);
        if (at < after.size() - tail) continue;
        const std::size_t old = at + before.size() - after.size();
        auto same = std::ranges::lower_bound(pieces, old, {}, &Piece::start);
        if (same == pieces.end() || same->start != old) continue;
        out.to = static_cast<std::size_t>(same - pieces.begin());
        break;
    } while (at < after.size());
    if (at >= after.size()) out.to = pieces.size() - 1;
    // Those that are as they were need no more than to be recognised.
    while (out.starts.size() > 1 && out.from + 1 < out.to && out.starts[1] == pieces[out.from + 1].start &&
           out.starts[1] <= head) {
        out.starts.erase(out.starts.begin());
        ++out.from;
    }
    return out;
}

// Parses the pieces that begin at `starts` (the last ends at `end`) and puts them at the tree's end.
void append_pieces(Tree& tree, const std::vector<std::uint32_t>& starts, std::uint32_t end, std::vector<Piece>& out) {
    for (std::size_t i = 0; i < starts.size(); ++i) {
        out.push_back({starts[i], static_cast<NodeId>(tree.nodes.size())});
        const std::uint32_t stop = i + 1 < starts.size() ? starts[i + 1] : end;
        append_piece(tree, parse_piece(tree.text.substr(starts[i], stop - starts[i])), starts[i]);
    }
}

// Items [from, to) give way to others.
template <typename T>
void splice(std::vector<T>& all, std::ptrdiff_t from, std::ptrdiff_t to, std::vector<T>& fresh) {
    const std::ptrdiff_t common = std::min(to - from, std::ssize(fresh));
    std::move(fresh.begin(), fresh.begin() + common, all.begin() + from);
    if (common < to - from)
        all.erase(all.begin() + from + common, all.begin() + to);
    else
        all.insert(all.begin() + to, std::make_move_iterator(fresh.begin() + common),
                   std::make_move_iterator(fresh.end()));
}

void move_finding(Finding& f, auto&& moved) {
    auto move = [&](Span& s) { s = {moved(s.start), moved(s.end)}; };
    move(f.span);
    for (Related& r : f.related) move(r.span);
    if (!f.fix) return;
    for (Edit& e : f.fix->edits) move(e.span);
    for (Span& s : f.fix->held) move(s);
}

}  // namespace

Relinter::Relinter(const RuleSet& rules, World world) : rules_(&rules), world_(std::move(world)) {}
Relinter::~Relinter() = default;
Relinter::Relinter(Relinter&&) noexcept = default;
Relinter& Relinter::operator=(Relinter&&) noexcept = default;

std::size_t Relinter::pieces() const {
    return state_ ? state_->found.size() : 0;
}

void Relinter::update(const Source& source) {
    if (state_ && state_->source.path() != source.path()) state_.reset();  // some rules look at it
    try {
        if (state_) {
            if (!edit(source)) return fall_back(source);
        } else {
            begin(source);
            if (!look(std::vector<bool>(state_->found.size(), true))) return fall_back(source);
        }
        finish();
    } catch (const std::exception&) {
        fall_back(source);  // which says what is wrong
    }
}

std::vector<Finding> Relinter::lint(const Source& source) {
    update(source);
    if (!state_) return own_;
    std::vector<Finding> out;
    for (const FindingRef& f : findings_) out.push_back(*f);
    find_noqa_rows(out, *state_->tree, source);
    return out;
}

void Relinter::fall_back(const Source& source) {
    state_.reset();
    own_ = zen::lint(source, *rules_, nullptr, world_);
    findings_.clear();
    for (const Finding& f : own_) findings_.push_back({&f});
}

void Relinter::begin(const Source& source) {
    state_ = std::make_unique<State>();
    State& now = *state_;
    now.source = source;
    const std::string_view text = source.text();
    std::vector<std::uint32_t> starts = piece_starts(text);
    Tree& tree = *now.tree;
    Parser parser;
    tree = parser.parse_undamaged(text);
    if (!tree.nodes.empty()) verdict::correct(tree, true, !parser.given_up().empty());
    if (tree.nodes.empty()) {
        tree = open_root(text);
        append_pieces(tree, starts, size_of(text), now.pieces);
        close_root(tree);
    } else {
        NodeId id = 1;
        for (std::uint32_t start : starts) {
            while (id < tree.nodes.size() && tree.nodes[id].start < start) id = tree.nodes[id].next;
            now.pieces.push_back({start, id});
        }
    }
    now.pieces.push_back({size_of(text), static_cast<NodeId>(tree.nodes.size())});
    now.model = std::make_unique<Model>(tree, rules_->selection().target, source.path(), world_);
    now.found.resize(starts.size());
    find_directives(tree, 0, static_cast<NodeId>(tree.nodes.size()), now.directives);
    now.gates = rules_->shut_gates(*now.model);
    now.magics = foreign_in_script(text).names;
}

bool Relinter::edit(const Source& source) {
    State& now = *state_;
    Tree& tree = *now.tree;
    std::vector<Piece>& pieces = now.pieces;
    const Source old = std::exchange(now.source, source);  // names are views into its text
    const std::string_view text = source.text();
    const Recut change = recut(pieces, old, source);
    const Piece first = pieces[change.from], after = pieces[change.to];
    const std::uint32_t by = size_of(text) - size_of(old.text());
    const StretchFacts facts = facts_of({*now.model, pieces, change.from, change.to});

    const Tree before = part_of(tree, first.first, after.first, first.start, after.start);
    Tree fresh = open_root(text);
    std::vector<Piece> added;
    append_pieces(fresh, change.starts, after.start + by, added);
    close_root(fresh);
    const TreeChange moved{first.first, after.first, first.first + static_cast<NodeId>(fresh.nodes.size()) - 1};
    const NodeId base = moved.end_after - moved.end_before;

    replace_nodes(tree, moved.first, moved.end_before, fresh, by);
    tree.text = text;
    NodeRecord& root = tree.nodes[0];
    const std::uint8_t damage = root.flags & NodeRecord::damaged;
    root.end = size_of(text);
    root.next = static_cast<NodeId>(tree.nodes.size());
    // Only where damage goes may the rest be sound.
    if (damage != 0 && before.damaged() && !fresh.damaged())
        close_root(tree);
    else
        root.flags =
            static_cast<std::uint8_t>(NodeRecord::named | damage | (fresh.nodes[0].flags & NodeRecord::damaged));
    for (Piece& p : added) p.first += moved.first - 1;
    for (std::size_t i = change.to; i < pieces.size(); ++i) {
        pieces[i].start += by;
        pieces[i].first += base;
    }
    const std::uint32_t stop = after.start;
    const auto from = static_cast<std::ptrdiff_t>(change.from), to = static_cast<std::ptrdiff_t>(change.to);
    splice(pieces, from, to, added);
    std::unique_ptr<Model> last;  // it owns names that the facts tell of
    if (!patch_model(*now.model, before, fresh, moved))
        last =
            std::exchange(now.model, std::make_unique<Model>(tree, rules_->selection().target, source.path(), world_));

    auto& comments = now.directives;
    const auto comment = std::ranges::lower_bound(comments, moved.first) - comments.begin();
    const auto behind = std::ranges::lower_bound(comments, moved.end_before) - comments.begin();
    for (auto c = comments.begin() + behind; c != comments.end(); ++c) *c += base;
    std::vector<NodeId> directives;
    find_directives(tree, moved.first, moved.end_after, directives);
    splice(comments, comment, behind, directives);

    std::vector<bool> wanted = affected_pieces(facts, {*now.model, pieces, change.from, change.from + added.size()},
                                               now.found, rules_->book());
    std::vector<bool> gates = rules_->shut_gates(*now.model);
    auto magics = foreign_in_script(text).names;
    if (gates != now.gates || magics != now.magics) wanted.assign(wanted.size(), true);
    now.gates = std::move(gates);
    now.magics = std::move(magics);
    std::vector<std::vector<KeptFinding>> none(added.size());
    splice(now.found, from, to, none);
    for (std::size_t i = 0; by != 0 && i < now.found.size(); ++i) {
        if (wanted[i]) continue;
        const bool above = i < change.from;
        for (KeptFinding& f : now.found[i])
            move_finding(f, [&](std::uint32_t at) {
                const bool moves = above ? at > first.start : at >= stop;
                return moves ? at + by : at;
            });
    }
    return look(wanted);
}

// False when a rule fails: it is asked no more in the whole file then, so that the other pieces hang on it.
bool Relinter::look(const std::vector<bool>& wanted) {
    State& now = *state_;
    std::vector<RuleSet::Part> parts{{0, 1}};  // the root, for rules that look at the file as one
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (wanted[i]) parts.push_back({now.pieces[i].first, now.pieces[i + 1].first}), which.push_back(i);
    looked_at_ = which.size();
    std::vector<std::vector<Finding>> found = rules_->scan(*now.model, parts);
    const std::optional<RuleId> fault = rules_->book().find("internal-fault");
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (fault && std::ranges::count(found[i], *fault, &Finding::rule)) return false;
        heed_magics(found[i], *now.model, now.source, rules_->book());
        std::ranges::stable_sort(found[i], comes_before);
        std::vector<KeptFinding>& kept = i == 0 ? now.found_in_root : now.found[which[i - 1]];
        kept.clear();
        kept.reserve(found[i].size());
        for (Finding& f : found[i]) kept.emplace_back(std::move(f));
    }
    return true;
}

void Relinter::finish() {
    State& now = *state_;
    std::vector<Finding*> all;
    all.reserve(findings_.size() + 64);
    for (KeptFinding& f : now.found_in_root) all.push_back(&f);
    for (std::vector<KeptFinding>& list : now.found)
        for (KeptFinding& f : list) all.push_back(&f);
    all = finish_lint(std::move(all), own_, *now.model, now.source, *rules_, now.directives);
    findings_.clear();
    const std::less<const Finding*> less;
    for (Finding* f : all) {
        const bool ours = !less(f, own_.data()) && less(f, own_.data() + own_.size());
        findings_.push_back({f, ours ? nullptr : &static_cast<KeptFinding*>(f)->note});
    }
}

}  // namespace zen
