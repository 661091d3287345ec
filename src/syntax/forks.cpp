// Forks: the parser's moves, until one way is left.
#include "syntax/forks.h"

#include <algorithm>

namespace zen {

using namespace grammar;

namespace {

// The runtime's limits. What it drops beyond them, we drop.
constexpr std::size_t max_heads = 6, max_heads_overflow = 4, max_paths = 64;
constexpr std::size_t no_head = static_cast<std::size_t>(-1);

}  // namespace

bool Forks::read(std::size_t head, Token& token, ScanState& after) {
    const Node& node = nodes_[heads_[head].node];
    const LexMode mode = lex_modes[node.state];
    ScanState scan = heads_[head].scan;
    if (!read_.valid || read_.at != node.at || !read_.mode.reads_like(mode) || read_.scan != scan) {
        read_.valid = false;
        if (!lexer_->read_any(mode, node.at, scan, read_.token)) return false;
        read_.valid = true;
        read_.at = node.at;
        read_.mode = mode;
        read_.scan = scan;
        read_.after = lexer_->after();
    }
    after = read_.after;
    token = read_.token;
    token.symbol = Lexer::choose(token, node.state);
    return true;
}

// As ts_parser__advance: reductions until one token is shifted, or the way ends.
void Forks::advance(std::size_t head, const Token* ahead) {
    const std::uint32_t at = nodes_[heads_[head].node].at;
    Token token;
    ScanState after = lexer_->after();
    if (ahead) {
        token = *ahead;
    } else if (!read(head, token, after)) {
        heads_[head].status = Status::paused;
        return;
    }
    while (!lost_) {
        const State state = nodes_[heads_[head].node].state;
        const Action action = action_for(state, token.symbol);
        const Conflict single{1, {action}};
        const Conflict& todo = conflicts(action) ? conflict_list[operand(action)] : single;
        bool reduced = false;
        std::size_t last = no_head;
        for (unsigned i = 0; i < todo.count && action != 0; ++i) {
            const Action each = todo.actions[i];
            if (shifts(each) || each == shift_extra) {
                const bool extra = each == shift_extra;
                const Id part = make_token(token, after, at, extra);
                heads_[head].node = push(heads_[head].node, part, extra ? state : each);
                if (token.external()) heads_[head].scan = after;
                return;
            }
            if (each == grammar::accept) return accept(head, token);
            const unsigned which = unit_reduces(each) ? unit_reductions[unit_column(each)] : operand(each);
            reduced = true;
            bool merged = false;
            if (todo.count == 1 && reduce_straight(head, which, merged)) {
                if (!merged) last = head;
                continue;
            }
            const std::size_t made = reduce(head, which);
            if (made != no_head) last = made;
        }
        if (last != no_head) {
            if (last != head) {
                heads_[head] = heads_[last];
                heads_.erase(heads_.begin() + static_cast<std::ptrdiff_t>(last));
            }
            continue;
        }
        if (reduced) {  // into another head, which goes on for both
            heads_[head].status = Status::halted;
            return;
        }
        if (token.keyword != 0 && token.symbol != identifier &&
            !reserved_words[lex_modes[state].reserved()][token.symbol] && action_for(state, identifier) != 0) {
            token.symbol = identifier;
            continue;
        }
        heads_[head].status = Status::paused;
        return;
    }
}

// All ways down over `count` parts that are no extras (or to the bottom), as slices_, with a new head for each node
// they end at. As stack__iter.
void Forks::pop(std::size_t head, unsigned count, bool all) {
    slices_.clear();
    paths_.assign(1, {heads_[head].node, none, 0, 0});
    auto add_slice = [&](const Path& path) {
        for (std::size_t i = slices_.size(); i-- > 0;)
            if (heads_[slices_[i].head].node == path.node) {
                slices_.insert(slices_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                               {path.chain, path.length, slices_[i].head});
                return;
            }
        heads_.push_back({path.node, heads_[head].scan, Status::active});
        slices_.push_back({path.chain, path.length, static_cast<std::uint32_t>(heads_.size() - 1)});
    };
    while (!paths_.empty()) {
        for (std::size_t i = 0, size = paths_.size(); i < size; ++i) {
            const Id node = paths_[i].node;
            open(node);
            const unsigned links = nodes_[node].links;
            const bool ends = all ? links == 0 : paths_[i].counted == count;
            if (ends) add_slice(paths_[i]);
            if ((ends && !all) || links == 0) {
                paths_.erase(paths_.begin() + static_cast<std::ptrdiff_t>(i));
                --i, --size;
                continue;
            }
            for (unsigned j = 1; j <= links; ++j) {
                std::size_t next = i;
                if (j < links) {
                    if (paths_.size() >= max_paths) {
                        lost_ = true;
                        continue;
                    }
                    next = paths_.size();
                    paths_.push_back(Path(paths_[i]));
                }
                const Link way = link(node, j < links ? j : 0);
                Path& path = paths_[next];
                chains_.push_back({way.part, path.chain});
                path.node = way.below;
                path.chain = static_cast<Id>(chains_.size() - 1);
                ++path.length;
                path.counted += !parts_[way.part].extra;
            }
        }
    }
}

// Puts a finished reduction on `below`, and the extras that were above its children on it.
void Forks::place(std::size_t head, Id below, Id part, const std::vector<Id>& trailing) {
    const Part& p = parts_[part];
    const State next = goto_state(nodes_[below].state, reductions[p.which].goto_column);
    Id top = push(below, part, next);
    for (Id extra : trailing) top = push(top, extra, next);
    heads_[head].node = top;
}

// The usual case of `reduce`, without the detour of a new head: one way down, one action. False where it does not
// apply.
bool Forks::reduce_straight(std::size_t head, unsigned which, bool& merged) {
    if (heads_.size() > max_heads + max_heads_overflow) return false;
    const unsigned count = child_count(which);
    Id node = heads_[head].node;
    std::uint32_t length = 0;
    for (unsigned counted = 0; counted < count; ++length) {
        open(node);
        if (nodes_[node].links != 1) return false;
        const Link way = nodes_[node].first;
        counted += !parts_[way.part].extra;
        node = way.below;
    }
    const auto first = static_cast<std::uint32_t>(children_.size());
    children_.resize(first + length);
    node = heads_[head].node;
    for (std::uint32_t i = length; i-- > 0; node = nodes_[node].first.below)
        children_[first + i] = nodes_[node].first.part;
    const Id part = make_reduction(which, first, trailing_);
    parts_[part].precedence += reduction_ranks[which].precedence;
    const Id before = heads_[head].node;
    place(head, node, part, trailing_);
    for (std::size_t other = 0; other < heads_.size() && !merged; ++other) {
        if (other == head || nodes_[heads_[other].node].state != nodes_[heads_[head].node].state) continue;
        heads_.push_back(heads_[head]);  // `merge` takes away the one that it merges
        merged = merge(other, heads_.size() - 1);
        if (!merged) heads_.pop_back();
    }
    if (merged) heads_[head].node = before;
    return true;
}

// As ts_parser__reduce. Returns the first head that it made, if one is left.
std::size_t Forks::reduce(std::size_t head, unsigned which) {
    const std::size_t heads_before = heads_.size();
    pop(head, child_count(which), false);
    std::size_t removed = 0;
    const auto halted = static_cast<std::size_t>(std::ranges::count(heads_, Status::halted, &Head::status));
    for (std::size_t i = 0; i < slices_.size() && !lost_; ++i) {
        const std::size_t made = slices_[i].head - removed;
        if (made > max_heads + max_heads_overflow + halted) {
            lost_ = true;
            break;
        }
        Id part = make_reduction(which, append_children(slices_[i].chain), trailing_);
        // Several ways down to one node: the best of them stays.
        while (i + 1 < slices_.size() && slices_[i + 1].head == slices_[i].head) {
            ++i;
            const Id other = make_reduction(which, append_children(slices_[i].chain), other_trailing_);
            if (prefers(part, other)) {
                part = other;
                trailing_.swap(other_trailing_);
            }
        }
        parts_[part].precedence += reduction_ranks[which].precedence;
        place(made, heads_[made].node, part, trailing_);
        for (std::size_t other = 0; other < made; ++other) {
            if (other == head || !merge(other, made)) continue;
            ++removed;
            break;
        }
    }
    return heads_.size() > heads_before ? heads_before : no_head;
}

// As ts_parser__accept. The root takes the place of the module's node: it is compared with the module's children in
// between.
void Forks::accept(std::size_t head, const Token& token) {
    position_ = token.end;
    pop(head, 0, true);
    const std::vector<Slice> ways = slices_;
    for (const Slice& way : ways) {
        const std::uint32_t list = append_children(way.chain);
        std::uint32_t module = way.length;
        while (module > 0 && parts_[children_[list + module - 1]].extra) --module;
        if (module == 0 || parts_[children_[list + module - 1]].kind != Part::reduction) {
            lost_ = true;
            return;
        }
        --module;
        const Part inner = parts_[children_[list + module]];
        const auto first = static_cast<std::uint32_t>(children_.size());
        for (std::uint32_t i = 0; i < way.length; ++i) {
            if (i != module)
                children_.push_back(Id(children_[list + i]));
            else
                for (std::uint32_t j = 0; j < inner.count; ++j) children_.push_back(Id(children_[inner.children + j]));
        }
        const auto count = static_cast<std::uint32_t>(children_.size()) - first;
        Part root{Part::reduction, false, inner.symbol, inner.which, 0, 0, 0, first, count, 0, {}};
        for (std::uint32_t i = 0; i < count; ++i) root.precedence += parts_[children_[first + i]].precedence;
        const Id made = make_part(root);
        if (finished_ == none || prefers(finished_, made)) {
            finished_ = made;
            finished_list_ = make_part({Part::reduction, false, no_symbol, 0, 0, 0, 0, list, way.length, 0, {}});
        }
    }
    heads_.erase(heads_.begin() + ways[0].head);
    heads_[head].status = Status::halted;
}

// As ts_parser__condense_stack: drops dead ways, merges, and sorts the others. False if all are stuck.
bool Forks::condense() {
    auto drop = [&](std::size_t i) { heads_.erase(heads_.begin() + static_cast<std::ptrdiff_t>(i)); };
    for (std::size_t i = 0; i < heads_.size();) {
        bool gone = heads_[i].status == Status::halted;
        if (gone) drop(i);
        for (std::size_t j = 0; !gone && j < i; ++j) {
            const bool left_stuck = heads_[j].status == Status::paused,
                       right_stuck = heads_[i].status == Status::paused;
            if (left_stuck && !right_stuck) {
                drop(j);
                --i, --j;
                continue;
            }
            const bool right_better = nodes_[heads_[i].node].precedence > nodes_[heads_[j].node].precedence;
            if (!left_stuck && right_stuck) {
                drop(i);
                gone = true;
            } else if (merge(j, i)) {
                gone = true;
            } else if (right_better) {
                std::swap(heads_[i], heads_[j]);
            }
        }
        if (!gone) ++i;
    }
    if (heads_.size() > max_heads) heads_.resize(max_heads);
    return heads_.empty() || heads_[0].status != Status::paused;
}

Forks::Outcome Forks::run(Lexer& lexer, Building& tree, const Token& ahead, std::uint32_t at, ScanState scan) {
    lexer_ = &lexer;
    clear(tree);
    Id top = node_of_entry(first_depth_);
    std::uint32_t after = tree.text_end();
    for (std::uint32_t i = 0; i < tree.extra_count(); ++i) {
        const PostNode& e = tree.extras()[i];  // the symbol of an extra is its kind: generate_tables sees to that
        top = push(top, make_part({Part::token, true, e.head.kind(), 0, after, e.start, e.end, 0, 0, 0, {}}),
                   nodes_[top].state);
        after = e.end;
    }
    nodes_[top].at = at;
    heads_.push_back({top, scan, Status::active});
    tree_.drop_extras();

    const Token* given = &ahead;
    for (std::uint32_t last = at;;) {
        for (std::size_t head = 0; head < heads_.size(); ++head) {
            while (heads_[head].status == Status::active) {
                advance(head, given);
                given = nullptr;
                if (lost_) return Outcome::failed;
                const std::uint32_t reached = nodes_[heads_[head].node].at;
                if (reached > last || (head > 0 && reached == last)) {
                    last = reached;
                    break;
                }
            }
        }
        const bool going = condense();
        if (lost_ || (!going && finished_ == none)) return Outcome::failed;
        if (heads_.empty() || !going) break;
        if (heads_.size() == 1 && finished_ == none && straight(heads_[0].node)) break;
    }
    if (finished_ == none && heads_.empty()) return Outcome::failed;
    if (!build_all()) return Outcome::failed;
    tree = tree_;
    if (finished_ != none) return Outcome::accepted;
    position_ = nodes_[heads_[0].node].at;
    scan_ = heads_[0].scan;
    return Outcome::settled;
}

}  // namespace zen
