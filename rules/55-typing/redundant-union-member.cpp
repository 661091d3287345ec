// Which member of the union adds nothing?
#include "rule.h"

namespace zen::rules {

namespace {

bool redundant_union_member_never(const Model& model, Node n) {
    if (!n.is_any({Kind::identifier, Kind::attribute})) return false;
    std::string name = model.qualified(n);
    return is_typing(name, "Never") || is_typing(name, "NoReturn");
}

// Does the file spell one of these types, if only to import it under another name?
struct RedundantUnionMemberFile {
    bool never;
    explicit RedundantUnionMemberFile(const Model& ask)
        : never(ask.tree().text.find("Never") != std::string_view::npos ||
                ask.tree().text.find("NoReturn") != std::string_view::npos) {}
};

// `str | None`, as most are.
bool redundant_union_member_plain(Node row) {
    return row.has_children(2) && row.child(0u).is(Kind::identifier) && row.child(1u).is(Kind::none);
}

}  // namespace

Verdict redundant_union_member(const Match& m) {
    if (m.index() >= 2 && !m.of_file<RedundantUnionMemberFile>().never) return silent_in_file;
    const Node whole = whole_union(m.at, m.index() % 2 == 1);
    if (!whole) return silent;
    const bool never = m.index() >= 2;
    if (!never && m.index() == 0 && redundant_union_member_plain(whole)) return silent;
    if (!never && !inside_type(whole)) return silent;
    std::vector<UnionMember> members = union_members(m.ask, whole);
    if (members.size() < 2 || members.size() > 100) return silent;
    Node redundant;
    for (std::size_t i = 0; i < members.size() && !redundant; ++i) {
        if (never) {
            if (redundant_union_member_never(m.ask, members[i].node)) redundant = members[i].node;
            continue;
        }
        for (std::size_t j = 0; j < i && !redundant; ++j)
            if (members[i].none || members[j].none ? members[i].none && members[j].none
                                                   : same_code(members[i].node, members[j].node))
                // An `Optional` has no None of its own to point at.
                redundant = members[i].none && !members[i].node.is(Kind::none) ? members[j].node : members[i].node;
    }
    if (!redundant) return silent;
    std::string message = m.message(
        never ? "`$type` has no values: leave it out of the union" : "`$type` is in the union already: leave it out",
        {{"type", short_code(redundant.text(), 40)}});
    bool plain = m.index() % 2 == 0 && whole.text().find('\n') == std::string_view::npos;
    std::string code;
    std::vector<Node> kept;
    for (const UnionMember& u : members) {
        plain &= !u.nested;
        bool again = never ? redundant_union_member_never(m.ask, u.node) : false;
        for (Node k : kept) again |= !never && same_code(k, u.node);
        if (again) continue;
        kept.push_back(u.node);
        code += (code.empty() ? "" : " | ") + std::string(u.node.text());
    }
    if (!plain || kept.empty()) return found(redundant, message);
    Edits edits(m);
    edits.replace(whole.span(), code);
    return found(redundant, edits, message);
}

}  // namespace zen::rules
