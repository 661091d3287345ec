// Is there a None before other members?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Is there a None in the row but for its last word? `Optional[int]` has one, too.
bool none_last_in_union_early(Node row) {
    const NodeRecord* const nodes = row.tree().nodes.data();
    for (NodeId id = row.id() + 1; id + 1 < row.record().next; ++id)
        if (nodes[id].kind == Kind::none || nodes[id].kind == Kind::generic_type || nodes[id].kind == Kind::subscript)
            return true;
    return false;
}

}  // namespace

Verdict none_last_in_union(const Match& m) {
    const Node whole = whole_union(m.at, m.index() == 1);
    if (!whole || (m.index() == 0 && !none_last_in_union_early(whole))) return silent;
    if (!inside_type(whole)) return silent;
    // A union in a union is judged with the outer one.
    int depth = 0;
    for (Node up = whole.parent(); up && !is_statement(up.kind()) && depth < 100; up = up.parent(), ++depth)
        if (up.is_any({Kind::union_type, Kind::binary_operator, Kind::generic_type}) &&
            !union_members(m.ask, up).empty())
            return silent;
    std::vector<UnionMember> members = union_members(m.ask, whole);
    auto last = std::ranges::find_if(members.rbegin(), members.rend(), [](const UnionMember& u) { return !u.none; });
    if (last == members.rend()) return silent;
    const bool early = std::any_of(last, members.rend(), [](const UnionMember& u) { return u.none; });
    if (!early) return silent;
    const bool plain = m.index() == 0 && std::ranges::none_of(members, [](const UnionMember& u) { return u.nested; });
    std::string code, shown = "a union with `None` last";
    for (const UnionMember& u : members)
        if (!u.none) code += (code.empty() ? "" : " | ") + std::string(u.node.text());
    code += " | None";
    if (!plain || whole.text().find('\n') != std::string_view::npos)
        return found(whole, "`None` is not last in this union: move it to the end");
    Edits edits(m);
    edits.replace(whole.span(), code);
    return found(whole, edits,
                 m.message("`None` is not last in this union: use `$code`", {{"code", short_code(code, 60)}}));
}

}  // namespace zen::rules
