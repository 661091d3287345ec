// From a function created in a loop to the names that the loop binds, unless it has run before the next iteration.
#include <algorithm>
#include <map>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

// Calls whose names say that they keep what they are given, rather than run it at once.
constexpr std::string_view late_binding_keepers[] = {
    "append",      "add",     "insert", "push",    "put",     "set",      "register", "connect", "bind",   "subscribe",
    "callback",    "handler", "hook",   "listen",  "defer",   "schedule", "later",    "soon",    "after",  "submit",
    "spawn",       "thread",  "timer",  "partial", "default", " on_",     "command",  "route",   "target", "start",
    "create_task", "button",  "action", "trace",   "patch",   "extend",   "update"};

// Is a function that stands here called at once, or handed to a call that has no reason to keep it?
bool late_binding_used_up(Node place, bool items) {
    while (place.parent().is(Kind::parenthesized_expression)) place = place.parent();
    Node up = place.parent();
    if (up.is(Kind::call)) return place.field() == Field::function;
    // With `items`, one of the items of an argument, too: `first(rows, (lambda row: row.key == key, "name"))`.
    const Node item = place;
    for (int depth = 0; items && depth < 6 &&
                        up.is_any({Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::pair,
                                   Kind::parenthesized_expression, Kind::list_splat, Kind::conditional_expression});
         ++depth)
        place = up, up = up.parent();
    const bool nested = place != item;
    std::string names;
    if (up.is(Kind::keyword_argument)) {
        if (up.child(Field::name).text() == "key") return true;
        names = up.child(Field::name).text();
        up = up.parent();
    }
    if (!up.is(Kind::argument_list)) return false;
    // What the call returns is used up by the loop of which it is the iterable.
    if (const Node call = up.parent();
        call.field() == Field::right && call.parent().is_any({Kind::for_statement, Kind::for_in_clause}))
        return true;
    Node function = up.parent().child(Field::function);
    names +=
        " " + std::string(function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text());
    // An object that is created with a list of functions keeps them.
    std::string_view called = std::string_view(names).substr(names.rfind(' ') + 1);
    called.remove_prefix(std::min(called.find_first_not_of('_'), called.size()));
    if (nested && (called.empty() || (called[0] >= 'A' && called[0] <= 'Z') || called == "dict" || called == "list"))
        return false;
    for (char& c : names) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    return std::ranges::none_of(late_binding_keepers, [&](std::string_view keeper) {
        for (std::size_t at = names.find(keeper); at != std::string::npos; at = names.find(keeper, at + 1))
            if (at == 0 || keeper[0] == ' ' || names[at - 1] < 'a' || names[at - 1] > 'z' || keeper.size() > 4)
                return true;  // short ones begin a word
        return false;
    });
}

// Does it go to whoever drives the generator, while the loop waits?
bool late_binding_yielded(Node place) {
    for (Node up = place.parent(); up && !is_statement(up.kind()) && !is_function(up.kind()); up = up.parent())
        if (up.is(Kind::yield)) return true;
    return false;
}

// The names that loops bind: by loop and binding, the first and the last place in the loop that does.
class LateBindingStores {
  public:
    explicit LateBindingStores(const Model&) {}

    // Does the loop bind the name outside of what was `made` in it?
    bool bound(const Model& ask, Node loop, BindingId id, Node made) const {
        auto [known, fresh] = places_.try_emplace({loop.id(), id}, no_id, no_id);
        if (fresh) known->second = look(ask, loop, id);
        auto [first, last] = known->second;
        return first != no_id && (first < made.id() || last >= made.record().next);
    }

  private:
    static std::pair<NodeId, NodeId> look(const Model& ask, Node loop, BindingId id) {
        std::pair<NodeId, NodeId> out{no_id, no_id};
        Node otherwise = loop.child(Field::alternative);
        auto all = ask.references_of(id);
        auto r = std::ranges::lower_bound(all, loop.id(), {}, [](const Reference* each) { return each->node; });
        for (; r != all.end() && (*r)->node < loop.record().next; ++r) {
            Node n(ask.tree(), (*r)->node);
            bool definition =
                n.parent().is_any({Kind::function_definition, Kind::class_definition}) && n.field() == Field::name;
            if ((*r)->access != Access::store || definition || n.within(otherwise)) continue;
            if (out.first == no_id) out.first = n.id();
            out.second = n.id();
        }
        return out;
    }

    mutable std::map<std::pair<NodeId, BindingId>, std::pair<NodeId, NodeId>> places_;
};

// The last statements of blocks that leave the function, and those that leave the loop.
class LateBindingExits {
  public:
    explicit LateBindingExits(const Model&) {}

    // Does the statement's block go on to leave the loop, with nothing asked?
    bool leaves_after(const Model& ask, Node statement, Node loop) const {
        Node block = statement.parent();
        auto [known, fresh] = last_.try_emplace(block.id());
        auto& [leave, leave_loop] = known->second;
        if (fresh)
            for (Node n : block.children()) {
                if (n.is_any({Kind::return_statement, Kind::raise_statement})) leave = n.id();
                if (n.is(Kind::break_statement)) leave_loop = n.id();
            }
        return leave > statement.id() ||
               (leave_loop > statement.id() && ask.enclosing_loop(Node(ask.tree(), leave_loop)) == loop);
    }

  private:
    mutable std::map<NodeId, std::pair<NodeId, NodeId>> last_;  // by block
};

// Is it called, or does the loop end, before the next iteration begins?
bool late_binding_consumed(const Match& m, Node made, Node loop) {
    if (made.is(Kind::lambda) && (late_binding_used_up(made, m.index() == 0) || late_binding_yielded(made)))
        return true;
    // `@when(ready)` above `def _()`: nobody can call it by that name later, the decorator does so now.
    Node decorated = made.parent();
    if (decorated.is(Kind::decorated_definition) && made.child(Field::name).text() == "_") return true;
    Node place = made;
    while (place.parent().is(Kind::parenthesized_expression)) place = place.parent();
    Node up = place.parent();
    // One of several is chosen and called: `{"a": lambda: x}[key]()`.
    if (up.is(Kind::pair) && up.parent().parent().is(Kind::subscript) && up.parent().parent().parent().is(Kind::call))
        return true;
    if (is_comprehension(loop.kind())) return false;
    for (Node at = statement_of(made); at && at.within(loop) && at != loop; at = statement_of(at.parent()))
        if (at.is(Kind::return_statement) || at.is(Kind::raise_statement) ||
            m.of_file<LateBindingExits>().leaves_after(m.ask, at, loop))
            return true;
    // A local name that is only called, in the same iteration.
    Node name;
    if (made.is(Kind::function_definition)) name = made.child(Field::name);
    while (up.is(Kind::conditional_expression)) place = up, up = up.parent();
    if (up.is(Kind::assignment) && place.field() == Field::right) name = up.child(Field::left);
    if (!name.is(Kind::identifier) || !m.ask.binding(name)) return false;
    bool called = false;
    std::vector<Node> uses = m.ask.uses(name);
    // Only the last one is wanted, with the loop's last values.
    if (!uses.empty() && std::ranges::none_of(uses, [&](Node use) { return use.within(loop); })) return true;
    for (Node use : uses) {
        if (!(late_binding_used_up(use, m.index() == 0) || late_binding_yielded(use)) || !use.within(loop))
            return false;
        called = true;
    }
    return called;
}

}  // namespace

Verdict late_binding_closure(const Match& m) {
    Node owner = m.ask.enclosing_function(m.at);
    // A test makes and uses its stand-ins in one iteration.
    if (owner.child(Field::name).text().starts_with("test")) return silent_for_all;
    // The loops around it, in the same function.
    std::vector<Node> loops;
    for (Node inner = m.at, up = m.at.parent(); up && up != owner; inner = up, up = up.parent()) {
        if (up.is(Kind::class_definition)) break;
        bool body = up.is_any({Kind::for_statement, Kind::while_statement}) && inner.field() == Field::body;
        if (body || (is_comprehension(up.kind()) && inner.field() == Field::body)) loops.push_back(up);
    }
    if (loops.empty()) return silent_for_all;
    const Tree& tree = m.ask.tree();
    std::map<NodeId, bool> consumed;  // by loop
    auto all = m.ask.references();
    for (auto at = std::ranges::lower_bound(all, m.at.id(), {}, &Reference::node);
         at != all.end() && at->node < m.at.record().next; ++at) {
        const Reference& r = *at;
        if (r.access != Access::load || r.binding == no_id || r.annotation) continue;
        const Binding& binding = m.ask.bindings()[r.binding];
        Node defined(tree, m.ask.scopes()[binding.scope].node), reader(tree, m.ask.scopes()[r.scope].node);
        if (!reader.within(m.at) || (binding.scope != 0 && defined.within(m.at))) continue;
        for (Node loop : loops) {
            // The name must be the loop's own: bound in it, in the function (or comprehension) that runs it.
            if (is_comprehension(loop.kind())
                    ? defined != loop
                    : (is_comprehension(defined.kind()) || defined != (owner ? owner : Node(tree, 0))))
                continue;
            bool bound = m.of_file<LateBindingStores>().bound(m.ask, loop, r.binding, m.at);
            if (!bound) continue;
            auto [known, fresh] = consumed.try_emplace(loop.id());
            if (fresh) known->second = late_binding_consumed(m, m.at, loop);
            if (known->second) continue;
            Node name(tree, r.node);
            std::string text(name.text());
            return found(name, m.message("`$text` is looked up when the function is called, maybe after the loop: bind "
                                         "it with `$text=$text`",
                                         {{"text", text}}))
                .related(m.at.span(), "created in a loop here");
        }
    }
    return silent;
}

}  // namespace zen::rules
