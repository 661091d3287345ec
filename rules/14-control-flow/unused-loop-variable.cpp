// Which names of a tuple that a loop unpacks, however deep, does its body not read?
#include <string>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

void unused_loop_variable_names(Node target, std::vector<Node>& out) {
    for (Node item : target.children()) {
        if (item.is(Kind::identifier)) out.push_back(item);
        if (item.is_any({Kind::tuple_pattern, Kind::list_pattern, Kind::pattern_list, Kind::list_splat_pattern}))
            unused_loop_variable_names(item, out);
    }
}

// `del name` in the loop needs the name.
bool unused_loop_variable_deleted(const Match& m, Node name) {
    const Reference* own = m.ask.reference(name);
    if (!own || own->binding == no_id) return false;
    for (const Reference* other : m.ask.references_of(own->binding))
        if (other->access == Access::del && Node(m.ask.tree(), other->node).within(m.at)) return true;
    return false;
}

}  // namespace

Verdict unused_loop_variable(const Match& m) {
    const Node target = m.at.child(Field::left);
    if (!target.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern})) return silent_for_all;
    std::vector<Node> names, unused, later;
    unused_loop_variable_names(target, names);
    const Node otherwise = m.at.child(Field::alternative);
    for (Node name : names)
        if (!name.text().starts_with('_') && !m.ask.read_in(name, m.at.child(Field::body)) &&
            !unused_loop_variable_deleted(m, name) && !(otherwise && m.ask.read_in(name, otherwise)))
            (m.ask.used_after(name, m.at) ? later : unused).push_back(name);
    if (unused.empty() && later.empty()) return silent_for_all;
    // Matches: a loop in a function, elsewhere, and the names that only other code reads.
    if ((m.index() == 5) != unused.empty()) return silent;
    const std::vector<Node>& said = unused.empty() ? later : unused;
    std::string all;
    for (Node name : said) all += (all.empty() ? "`" : ", `") + std::string(name.text()) + "`";
    const std::string verb = said.size() == 1 ? " is" : " are";
    if (unused.empty())
        return found(said[0], all + verb + " not used in the loop body: only other code reads " +
                                  (said.size() == 1 ? "it" : "them"));
    Edits edits(m);
    for (Node name : unused) edits.replace(name.span(), "_");
    return found(said[0], edits,
                 all + verb + " not used in the loop body: " +
                     (said.size() == 1 ? "use it, or name it `_`" : "use them, or name them `_`"));
}

}  // namespace zen::rules
