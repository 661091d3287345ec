// Branches of a function, levels of blocks, operands of a condition: each against its limit.
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

bool complex_function_block(Node n) {
    return n.is_any(
        {Kind::if_statement, Kind::for_statement, Kind::while_statement, Kind::with_statement, Kind::try_statement});
}

enum ComplexFunctionSort : std::uint8_t { complex_branch = 1, complex_block = 2, complex_in_try = 4 };
std::uint8_t complex_function_sort(Kind kind) {
    switch (kind) {
        case Kind::if_statement:
        case Kind::for_statement:
        case Kind::while_statement:
        case Kind::function_definition:
            return complex_branch | complex_block;
        case Kind::with_statement:
        case Kind::try_statement:
        case Kind::lambda:
            return complex_block;
        case Kind::elif_clause:
        case Kind::except_clause:
        case Kind::case_clause:
            return complex_branch;
        case Kind::else_clause:
            return complex_in_try;
        default:
            return 0;
    }
}

// The branches and blocks of the file, in order: of a function or block, it is a part of the list.
struct ComplexFunctionFile {
    std::vector<NodeId> branches, blocks;  // with functions among both

    explicit ComplexFunctionFile(const Model& ask) {
        static const auto sorts = [] {
            std::array<std::uint8_t, kind_bound> out{};
            for (std::size_t kind = 0; kind < kind_bound; ++kind)
                out[kind] = complex_function_sort(static_cast<Kind>(kind));
            return out;
        }();
        const NodeRecord* const nodes = ask.tree().nodes.data();
        for (NodeId id : Landmarks(ask).nodes) {
            const std::uint8_t sort = sorts[static_cast<std::size_t>(nodes[id].kind)];
            const bool in_try = (sort & complex_in_try) != 0 && nodes[nodes[id].parent].kind == Kind::try_statement;
            if ((sort & complex_branch) != 0 || in_try) branches.push_back(id);
            if ((sort & complex_block) != 0) blocks.push_back(id);
        }
    }
    static std::span<const NodeId> within(const std::vector<NodeId>& all, Node node) {
        auto first = std::ranges::lower_bound(all, node.id());
        return {first, std::lower_bound(first, all.end(), node.record().next)};
    }
};

// One more than the branches of the function and of the functions in it (McCabe).
int complex_function_branches(const Match& m) {
    return static_cast<int>(ComplexFunctionFile::within(m.of_file<ComplexFunctionFile>().branches, m.at).size());
}

// The most blocks within one another, this one counted; those of functions in it are their own.
int complex_function_depth(const Match& m, std::span<const NodeId> blocks) {
    int most = 0;
    std::vector<NodeId> open;  // where the blocks around end
    NodeId inner = 0;
    for (NodeId id : blocks) {
        if (id < inner) continue;
        const NodeRecord& n = m.ask.tree().nodes[id];
        if (is_function(n.kind)) {
            inner = n.next;
            continue;
        }
        while (!open.empty() && open.back() <= id) open.pop_back();
        open.push_back(n.next);
        most = std::max(most, static_cast<int>(open.size()));
    }
    return most;
}

// Is a block of the same function around it?
bool complex_function_nested(Node n) {
    for (n = n.parent(); n && !is_function(n.kind()); n = n.parent())
        if (complex_function_block(n)) return true;
    return false;
}

}  // namespace

Verdict complex_function(const Match& m) {
    if (m.index() == 0) {
        int most = m.option_number("complexity"), count = most ? complex_function_branches(m) : 0;
        if (!most || count <= most) return silent;
        return found(m.at.child(Field::name),
                     m.message("`$name` has a complexity of $count (limit $most): extract a part of it",
                               {{"name", m.at.child(Field::name).text()},
                                {"count", std::to_string(count)},
                                {"most", std::to_string(most)}}));
    }
    if (m.index() == 1) {
        int most = m.option_number("nesting");
        // Each block is six nodes at least, and they are no deeper than they are many.
        if (!most || m.at.record().next - m.at.id() <= 6 * static_cast<unsigned>(most)) return silent;
        const auto blocks = ComplexFunctionFile::within(m.of_file<ComplexFunctionFile>().blocks, m.at);
        if (static_cast<int>(blocks.size()) <= most || complex_function_nested(m.at)) return silent;
        int depth = complex_function_depth(m, blocks);
        if (depth <= most) return silent;
        return found(Span{m.at.start(), m.at.start() + 1},
                     m.message("$depth nested blocks (limit $most): return early or extract a part",
                               {{"depth", std::to_string(depth)}, {"most", std::to_string(most)}}));
    }
    int most = m.option_number("operands"), count = 0;
    Node test = m.at.child(Field::condition);
    // Each operator has two operands.
    if (!test || test.record().next - test.id() <= 3 * static_cast<unsigned>(std::max(most, 1)) - 2) return silent;
    for (Node n : test.descendants()) count += n.is(Kind::boolean_operator) ? 1 : 0;
    if (!most || count + 1 <= most || count == 0) return silent;
    return found(test, m.message("$count operands in one condition (limit $most): give a part of it a name",
                                 {{"count", std::to_string(count + 1)}, {"most", std::to_string(most)}}));
}

}  // namespace zen::rules
