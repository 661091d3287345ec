// Forks: the parts of the way that is left enter the tree.
#include "syntax/forks.h"

namespace zen {

using namespace grammar;

bool Forks::build(Id part) {
    to_build_.assign(1, {part, 0});
    while (!to_build_.empty()) {
        auto& [id, done] = to_build_.back();
        const Part& p = parts_[id];
        if (p.kind == Part::reduction && done < p.count) {
            const Id child = children_[p.children + done++];
            to_build_.emplace_back(child, 0);
            continue;
        }
        to_build_.pop_back();
        if (p.kind == Part::entry) {
            if (tree_.depth() + 1 != p.children) return false;
            tree_.restore_entry(p.end);
        } else if (p.kind == Part::token && !tree_.line_may_end() && lexer_->passes_line_end(p.after, p.start)) {
            return lexer_->refuse_line_end(p.after);
        } else if (p.extra) {
            tree_.shift_extra(token_info[p.symbol], p.start, p.end);
        } else if (p.kind == Part::token) {
            tree_.shift(token_info[p.symbol], p.start, p.end, 0);
        } else {
            tree_.reduce(p.which);
        }
    }
    return true;
}

// Everything on the one way that is left, from the bottom up.
bool Forks::build_all() {
    if (finished_ != none) {
        tree_.cut_to(0);
        const Part list = parts_[finished_list_];
        for (std::uint32_t i = 0; i < list.count; ++i)
            if (!build(children_[list.children + i])) return false;
        return true;
    }
    chains_.clear();
    std::vector<Id>& way = trailing_;
    way.clear();
    Id node = heads_[0].node;
    for (; nodes_[node].links != 0; node = nodes_[node].first.below) way.push_back(node);
    tree_.cut_to(nodes_[node].entry);
    while (!way.empty()) {
        const Node& n = nodes_[way.back()];
        way.pop_back();
        const Part::Kind kind = parts_[n.first.part].kind;
        const bool extra = parts_[n.first.part].extra;
        if (!build(n.first.part)) return false;
        if (!extra && kind != Part::entry) tree_.set_state(n.state);
    }
    return true;
}

}  // namespace zen
