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

// `_`, or `_name` where code reads a `_` of its own.
std::string unused_loop_variable_dummy(const Match& m, Node name) {
    const std::optional<BindingId> own = m.ask.lookup("_", m.at);
    const Node function = m.ask.enclosing_function(m.at);
    auto read = [&](const Reference* r) {
        return r->access == Access::load && (!function || Node(m.ask.tree(), r->node).within(function));
    };
    if (!own || std::ranges::none_of(m.ask.references_of(*own), read)) return "_";
    return m.ask.fresh("_" + std::string(name.text()), m.at);
}

// Is it a name of a scope around, or does the loop delete it?
bool unused_loop_variable_kept(const Match& m, Node name) {
    const Reference* here = m.ask.reference(name);
    const std::optional<BindingId> id = m.ask.lookup(name.text(), name);
    if (here && id && m.ask.bindings()[*id].scope != here->scope) return true;  // `global name`
    return id && std::ranges::any_of(m.ask.references_of(*id), [&](const Reference* r) {
               return r->access == Access::del && Node(m.ask.tree(), r->node).within(m.at);
           });
}

}  // namespace

Verdict unused_loop_variable(const Match& m) {
    const Node target = m.at.child(Field::left);
    const Node body = m.at.child(Field::body);
    if (m.index() < 2) {
        if (!target.is(Kind::identifier) || target.text().starts_with('_')) return silent;
        if (m.ask.read_in(target, body) || m.ask.used_after(target, m.at)) return silent;
        if (unused_loop_variable_kept(m, target)) return silent;
        const std::string dummy = unused_loop_variable_dummy(m, target);
        Edits edits(m);
        edits.replace(target.span(), dummy);
        return found(target, edits,
                     m.message("`$x` is not used in the loop body: use it, or name it `$dummy`",
                               {{"x", target.text()}, {"dummy", dummy}}));
    }
    if (!target.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern})) return silent_for_all;
    std::vector<Node> names, unused, later;
    unused_loop_variable_names(target, names);
    const Node otherwise = m.at.child(Field::alternative);
    for (Node name : names)
        if (!name.text().starts_with('_') && !m.ask.read_in(name, body) &&
            !(otherwise && m.ask.read_in(name, otherwise)) && !unused_loop_variable_kept(m, name))
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
    for (Node name : unused) edits.replace(name.span(), unused_loop_variable_dummy(m, name));
    return found(said[0], edits,
                 all + verb + " not used in the loop body: " +
                     (said.size() == 1 ? "use it, or name it `_`" : "use them, or name them `_`"));
}

}  // namespace zen::rules
