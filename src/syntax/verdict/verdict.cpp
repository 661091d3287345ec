#include "syntax/verdict/verdict.h"

#include <algorithm>
#include <span>

#include "syntax/pieces.h"
#include "syntax/verdict/characters.h"
#include "syntax/verdict/machine.h"
#include "syntax/verdict/suspects.h"

namespace zen::verdict {
namespace {

// What is larger is not read again: tree-sitter's answer has to do.
constexpr std::size_t largest_part = std::size_t{1} << 20;

class Correction {
  public:
    Correction(zen::Tree& tree, bool deep, Gathered* gathered) : tree_(tree), doubts_(suspects(tree, deep, gathered)) {}

    bool needed() const { return tree_.damaged() || !doubts_.empty(); }

    void run(const std::vector<std::uint32_t>& starts) {
        if (tree_.nodes[0].kind == zen::Kind::error) return foreign_root();
        NodeId first = 1;
        const auto count = static_cast<NodeId>(tree_.nodes.size());
        std::size_t doubt = 0;
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const bool last = i + 1 == starts.size();
            const auto stop = last ? static_cast<std::uint32_t>(tree_.text.size()) : starts[i + 1];
            NodeId end = first;
            while (end < count && (last || tree_.nodes[end].start < stop)) end = tree_.nodes[end].next;
            std::size_t doubt_end = doubt;
            while (doubt_end < doubts_.size() && (last || doubts_[doubt_end].node < end)) ++doubt_end;
            piece({starts[i], stop}, first, end, {doubts_.data() + doubt, doubt_end - doubt});
            doubt = doubt_end;
            first = end;
        }
        close_root(tree_);
        if (no_statement_) tree_.nodes[0].flags |= NodeRecord::damaged;
    }

  private:
    void forgive(NodeId first, NodeId end) {
        for (NodeId id = first; id < end; ++id)
            if (std::uint8_t& flags = tree_.nodes[id].flags; flags & NodeRecord::damaged)
                flags = static_cast<std::uint8_t>((flags & ~NodeRecord::damaged) | NodeRecord::unsupported);
    }
    // Error recovery has found no module at all.
    void foreign_root() {
        const Opinion says = compiler_says(part_of(tree_.text, 0, static_cast<std::uint32_t>(tree_.text.size())));
        if (says.certain && !says.mistake) forgive(0, static_cast<NodeId>(tree_.nodes.size()));
    }
    void piece(Span span, NodeId first, NodeId end, std::span<const Suspicion> doubts) {
        for (const Suspicion& doubt : doubts) misread_alias(doubt.node);
        bool damaged = false;
        for (NodeId id = first; id < end; id = tree_.nodes[id].next)
            damaged = damaged || (tree_.nodes[id].flags & NodeRecord::damaged);
        if (!damaged && !worth_reading(span, doubts)) return;
        const Opinion says = compiler_says(part_of(tree_.text, span.start, span.end));
        if (!says.certain) return;
        if (damaged && !says.mistake) return forgive(first, end);
        if (!damaged && says.mistake) mark(first, end, span.start + says.mistake->span.start);
        if (says.mistake) torn(first, end);
    }

    bool named(NodeId id) const {
        return (tree_.nodes[id].flags & (NodeRecord::named | NodeRecord::extra)) == NodeRecord::named;
    }

    // Where the mistake has torn a statement into several, each of them is guesswork. What begins a line is one by
    // itself.
    void torn(NodeId first, NodeId end) {
        for (NodeId id = first, before = 0; id < end; id = tree_.nodes[id].next) {
            if (!named(id)) continue;
            const std::uint32_t start = tree_.nodes[id].start;
            const bool stray = tree_.nodes[id].kind == zen::Kind::error || (start > 0 && tree_.text[start - 1] != '\n');
            if (before != 0 && stray) doubt_end(before), doubt_end(id);
            before = id;
        }
    }
    // Statements, their last clauses, and what those end with.
    void doubt_end(NodeId id) {
        for (NodeId at = id, last = id; last != 0; at = last) {
            const bool in_block = tree_.nodes[at].kind == zen::Kind::block;
            if (!in_block) tree_.nodes[at].flags |= NodeRecord::damaged;
            last = 0;
            for (NodeId c = at + 1; c < tree_.nodes[at].next; c = tree_.nodes[c].next)
                if (named(c)) last = c;
            if (last != 0 && !in_block && tree_.nodes[last].kind != zen::Kind::block && !holds_block(last)) last = 0;
        }
    }
    bool holds_block(NodeId id) const {
        for (NodeId c = id + 1; c < tree_.nodes[id].next; c = tree_.nodes[c].next)
            if (tree_.nodes[c].kind == zen::Kind::block) return true;
        return false;
    }

    // `type(a).b = c` is an assignment, although the tree has it as a type alias.
    void misread_alias(NodeId id) {
        NodeRecord& n = tree_.nodes[id];
        if (n.kind != zen::Kind::type_alias_statement || id + 2 >= n.next) return;
        if (!letter(tree_.text[tree_.nodes[id + 2].start])) n.flags |= NodeRecord::unsupported;
    }

    // Does a doubt hold in the statement that it is about?
    bool worth_reading(Span span, std::span<const Suspicion> doubts) {
        bool tokens_read = false;
        NodeId last = 0;
        for (const Suspicion& doubt : doubts) {
            if (doubt.sort == Suspicion::lines) return true;
            if (doubt.sort == Suspicion::blanks) {
                if (!tokens_read && tokenize(part_of(tree_.text, span.start, span.end), newest).mistake) return true;
                tokens_read = true;
                continue;
            }
            const zen::Node statement = statement_of(zen::Node(tree_, doubt.node));
            if (!statement) return true;
            if (statement.id() == last) continue;
            last = statement.id();
            const std::uint32_t start = statement.start();
            std::uint32_t line = start;
            while (line > 0 &&
                   (tree_.text[line - 1] == ' ' || tree_.text[line - 1] == '\t' || tree_.text[line - 1] == '\f'))
                --line;
            Part part{statement.text(), 0, true, tree_.text.substr(line, start - line)};
            if (line != 0 && tree_.text[line - 1] != '\n') part.indentation = {};
            const Answer answer = read(part, newest);
            if (answer.mistake || !answer.certain) return true;
        }
        return false;
    }

    // The innermost node around the place becomes an error, and those around it hold one.
    void mark(NodeId first, NodeId end, std::uint32_t at) {
        NodeId holder = 0, last = 0;
        for (NodeId id = first; id < end;) {
            const NodeRecord& n = tree_.nodes[id];
            const bool holds = n.start <= at && at < n.end && (n.flags & NodeRecord::named);
            if (holds) holder = id;
            id = holds ? id + 1 : n.next;
        }
        // Between the statements: the last that begins above it, else the first.
        for (NodeId id = first; id < end; id = tree_.nodes[id].next)
            if (id == first || tree_.nodes[id].start <= at) last = id;
        if (holder < first) holder = last;
        if (holder == 0) {
            no_statement_ = true;
            return;
        }
        while (!is_statement(tree_.nodes[holder].kind) && tree_.nodes[holder].parent != 0)
            holder = tree_.nodes[holder].parent;
        for (;; holder = tree_.nodes[holder].parent) {
            tree_.nodes[holder].flags |= NodeRecord::damaged;
            if (holder == 0) break;
        }
    }

    zen::Tree& tree_;
    std::vector<Suspicion> doubts_;
    bool no_statement_ = false;  // a mistake where there is nothing to mark
};

}  // namespace

Opinion compiler_says(const Part& part, int minor) {
    if (part.text.size() > largest_part) return {std::nullopt, false};
    Answer now = read(part, newest);
    if (!now.mistake || minor >= newest) return {std::move(now.mistake), now.certain};
    // Some of it older versions read, above all in f-strings: `f"{a for a in b}"`.
    if (const Answer target = read(part, minor); target.certain && !target.mistake) return {std::nullopt, true};
    Answer then = read(part, std::max(minor, 10));
    return {then.mistake ? std::move(then.mistake) : std::move(now.mistake), true};
}

Part part_of(std::string_view text, std::uint32_t start, std::uint32_t stop) {
    return {text.substr(start, stop - start),
            static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + start, '\n')),
            stop < text.size(),
            {}};
}

void correct(zen::Tree& tree, bool whole, bool deep, Gathered* gathered) {
    if (tree.nodes.empty()) return;
    Correction correction(tree, deep, gathered);
    if (correction.needed()) correction.run(whole ? piece_starts(tree.text) : std::vector<std::uint32_t>{0});
}

}  // namespace zen::verdict
