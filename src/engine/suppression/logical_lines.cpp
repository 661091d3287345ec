#include "engine/suppression/logical_lines.h"

#include <algorithm>

namespace zen {
namespace {

struct Head {
    Rows rows;
    bool whole;  // there is nothing but the head
};

// The rows of a statement or clause, of a compound one up to its colon: not to where the block begins.
Head head_of(Node n, const LineIndex& lines) {
    std::uint32_t end = n.end();
    bool whole = true;
    for (Node c : n.tokens()) {
        if (c.is(Kind::block)) {
            whole = false;
            break;
        }
        end = c.end();
    }
    return {{lines.row(n.start()), lines.row(end > n.start() ? end - 1 : n.start())}, whole};
}

}  // namespace

Rows LogicalLines::around(std::uint32_t row) const {
    // Nodes stand in the order in which they begin: the last one up to the end of the row lies in its logical line.
    std::uint32_t limit = lines_.start(row + 1);
    auto after = std::ranges::lower_bound(tree_.nodes, limit, {}, &NodeRecord::start);
    while (after != tree_.nodes.begin() && ((after - 1)->flags & NodeRecord::extra)) --after;
    if (after == tree_.nodes.begin()) return {row, row};
    const auto last = static_cast<NodeId>(after - tree_.nodes.begin() - 1);
    if (first_ <= last && last < end_ && rows_.first <= row && row <= rows_.last) return rows_;
    for (Node n(tree_, last); n; n = n.parent()) {
        bool clause = n.is_any({Kind::elif_clause, Kind::else_clause, Kind::except_clause, Kind::finally_clause,
                                Kind::case_clause, Kind::decorator});
        if (!clause && (!is_statement(n.kind()) || n.is(Kind::decorated_definition))) continue;
        const auto [rows, whole] = head_of(n, lines_);
        if (row < rows.first || rows.last < row) continue;
        if (whole) {
            first_ = n.id();
            end_ = n.record().next;
            rows_ = rows;
        }
        return rows;
    }
    return {row, row};
}

PhysicalLines::PhysicalLines(const Tree& tree, const LineIndex& lines) : tree_(tree), lines_(lines) {
    for (const NodeRecord& node : tree.nodes) {
        if (node.kind != Kind::string && node.kind != Kind::line_continuation) continue;
        Rows rows{lines.row(node.start), lines.row(node.kind == Kind::string ? node.end - 1 : node.start)};
        if (node.kind == Kind::line_continuation) ++rows.last;
        if (rows.first >= rows.last) continue;
        if (!joined_.empty() && rows.first <= joined_.back().last)
            joined_.back().last = std::max(joined_.back().last, rows.last);
        else
            joined_.push_back(rows);
    }
}

Rows PhysicalLines::around(std::uint32_t row) const {
    auto after = std::ranges::upper_bound(joined_, row, {}, &Rows::first);
    if (after != joined_.begin() && row <= (after - 1)->last) return *(after - 1);
    return {row, row};
}

bool PhysicalLines::parts(std::uint32_t row) const {
    const std::uint32_t at = lines_.start(row + 1) - 1;
    const auto after = std::ranges::upper_bound(tree_.nodes, at, {}, &NodeRecord::start);
    if (after == tree_.nodes.begin()) return false;
    for (Node n(tree_, static_cast<NodeId>(after - tree_.nodes.begin() - 1)); n; n = n.parent()) {
        if (n.end() <= at) continue;
        if (n.is(Kind::interpolation)) return true;
        if (n.is_any({Kind::string, Kind::format_specifier, Kind::line_continuation})) return false;
    }
    return false;
}

Rows PhysicalLines::unparted(std::uint32_t row) const {
    Rows rows = around(row);
    for (std::uint32_t r = row; r < rows.last; ++r)
        if (parts(r)) rows.last = r;
    for (std::uint32_t r = row; r > rows.first; --r)
        if (parts(r - 1)) rows.first = r;
    return rows;
}

}  // namespace zen
