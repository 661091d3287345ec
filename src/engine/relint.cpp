#include "engine/relint.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <optional>

#include "engine/affected.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"

namespace zen {

struct Relinter::State {
    Source source;
    std::unique_ptr<Tree> tree = std::make_unique<Tree>();  // neither it nor the model's view of it may move
    std::unique_ptr<Model> model;
    std::vector<Piece> pieces;  // and one behind the last
    std::vector<std::vector<Finding>> found;
};

namespace {

std::uint32_t size_of(std::string_view text) {
    return static_cast<std::uint32_t>(text.size());
}

std::size_t common_head(std::string_view a, std::string_view b) {
    constexpr std::size_t step = 4096;
    std::size_t most = std::min(a.size(), b.size()), at = 0;
    while (at + step <= most && std::memcmp(a.data() + at, b.data() + at, step) == 0) at += step;
    while (at < most && a[at] == b[at]) ++at;
    return at;
}

std::size_t common_tail(std::string_view a, std::string_view b, std::size_t most) {
    constexpr std::size_t step = 4096;
    std::size_t at = 0;
    while (at + step <= most &&
           std::memcmp(a.data() + a.size() - at - step, b.data() + b.size() - at - step, step) == 0)
        at += step;
    while (at < most && a[a.size() - at - 1] == b[b.size() - at - 1]) ++at;
    return at;
}

// Which pieces of the old text give way to which of the new one.
struct Recut {
    std::size_t from, to;               // in the old pieces
    std::vector<std::uint32_t> starts;  // of the new ones
};

Recut recut(const std::vector<Piece>& pieces, std::string_view before, std::string_view after) {
    const std::size_t head = common_head(before, after);
    const std::size_t tail = common_tail(before, after, std::min(before.size(), after.size()) - head);
    auto holding = std::ranges::upper_bound(pieces, head, {}, &Piece::start) - pieces.begin();
    // What stands where a piece begins decides whether it does: look at the one above too.
    Recut out{static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, holding - 2)), 0, {}};
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

void shift(Finding& f, auto&& moved) {
    auto move = [&](Span& s) { s = {moved(s.start), moved(s.end)}; };
    move(f.span);
    for (Related& r : f.related) move(r.span);
    if (!f.fix) return;
    for (Edit& e : f.fix->edits) move(e.span);
    for (Span& s : f.fix->moved) move(s);
}

}  // namespace

Relinter::Relinter(const RuleSet& rules) : rules_(&rules) {}
Relinter::~Relinter() = default;
Relinter::Relinter(Relinter&&) noexcept = default;
Relinter& Relinter::operator=(Relinter&&) noexcept = default;

std::size_t Relinter::pieces() const {
    return state_ ? state_->found.size() : 0;
}

std::vector<Finding> Relinter::lint(const Source& source) {
    const std::string_view text = source.text();
    if (state_ && state_->source.path() != source.path()) state_.reset();  // some rules look at it
    auto next = std::make_unique<State>();
    next->source = source;
    Tree& tree = *next->tree;
    std::vector<Piece>& pieces = next->pieces;
    std::optional<Recut> change;
    auto append = [&](const std::vector<std::uint32_t>& starts, std::uint32_t end) {
        for (std::size_t i = 0; i < starts.size(); ++i) {
            pieces.push_back({starts[i], static_cast<NodeId>(tree.nodes.size())});
            std::uint32_t stop = i + 1 < starts.size() ? starts[i + 1] : end;
            append_piece(tree, parse_piece(text.substr(starts[i], stop - starts[i])), starts[i]);
        }
    };
    if (!state_) {
        Tree whole = Parser().parse_undamaged(text);
        std::vector<std::uint32_t> starts = piece_starts(text);
        if (whole.nodes.empty()) {
            tree = open_root(text);
            append(starts, size_of(text));
            close_root(tree);
        } else {
            tree = std::move(whole);
            NodeId id = 1;
            for (std::uint32_t start : starts) {
                while (id < tree.nodes.size() && tree.nodes[id].start < start) id = tree.nodes[id].next;
                pieces.push_back({start, id});
            }
        }
    } else {
        const Tree& old = *state_->tree;
        change = recut(state_->pieces, old.text, text);
        const Piece first = state_->pieces[change->from], after = state_->pieces[change->to];
        const std::uint32_t by = size_of(text) - size_of(old.text);
        tree.text = text;
        tree.nodes.reserve(old.nodes.size() + old.nodes.size() / 64 + 4096);
        tree.nodes.assign(old.nodes.begin(), old.nodes.begin() + first.first);
        pieces.assign(state_->pieces.begin(), state_->pieces.begin() + static_cast<std::ptrdiff_t>(change->from));
        append(change->starts, after.start + by);
        const auto base = static_cast<NodeId>(tree.nodes.size()) - after.first;
        tree.nodes.insert(tree.nodes.end(), old.nodes.begin() + after.first, old.nodes.end());
        for (NodeId id = after.first + base; id < tree.nodes.size(); ++id) {
            NodeRecord& n = tree.nodes[id];
            n.start += by;
            n.end += by;
            if (n.parent != 0) n.parent += base;
            n.next += base;
        }
        for (std::size_t i = change->to; i + 1 < state_->pieces.size(); ++i)
            pieces.push_back({state_->pieces[i].start + by, state_->pieces[i].first + base});
        close_root(tree);
    }
    pieces.push_back({size_of(text), static_cast<NodeId>(tree.nodes.size())});
    next->model = std::make_unique<Model>(tree, rules_->selection().target, next->source.path());

    std::vector<bool> look(pieces.size() - 1, true);
    next->found.resize(look.size());
    if (change) {
        const std::size_t added = change->starts.size();
        Stretch before{*state_->model, state_->pieces, change->from, change->to};
        Stretch now{*next->model, pieces, change->from, change->from + added};
        look = affected_pieces(before, now, state_->found);
        const std::uint32_t start = pieces[now.from].start, end = state_->pieces[change->to].start;
        const std::uint32_t by = size_of(text) - size_of(state_->tree->text);
        for (std::size_t i = 0; i < state_->found.size(); ++i) {
            if (i >= change->from && i < change->to) continue;
            bool above = i < change->from;
            std::size_t to = above ? i : i - change->to + now.to;
            if (look[to]) continue;
            next->found[to] = std::move(state_->found[i]);
            for (Finding& f : next->found[to])
                shift(f, [&](std::uint32_t at) {
                    bool behind = above ? at > start : at >= end;
                    return behind ? at + by : at;
                });
        }
    }
    state_.reset();
    std::vector<RuleSet::Part> parts;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < look.size(); ++i)
        if (look[i]) parts.push_back({pieces[i].first, pieces[i + 1].first}), which.push_back(i);
    looked_at_ = which.size();
    try {
        std::vector<std::vector<Finding>> found = rules_->scan(*next->model, parts);
        // A rule that fails is asked no more in the whole file, so the other pieces hang on it.
        const std::optional<RuleId> fault = rules_->book().find("internal-fault");
        for (std::size_t i = 0; i < which.size(); ++i) {
            if (fault && std::ranges::count(found[i], *fault, &Finding::rule)) return zen::lint(source, *rules_);
            next->found[which[i]] = std::move(found[i]);
        }
    } catch (const std::exception&) {
        return zen::lint(source, *rules_);  // which says what is wrong
    }
    std::vector<Finding> all;
    for (const std::vector<Finding>& list : next->found) all.insert(all.end(), list.begin(), list.end());
    state_ = std::move(next);
    return finish_lint(std::move(all), *state_->tree, source, *rules_);
}

}  // namespace zen
