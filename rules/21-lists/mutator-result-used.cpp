// A call of a function of the file that returns nothing.
#include <cstdint>
#include <map>

#include "rule.h"

namespace zen::rules {

namespace {

enum class MutatorResult : std::uint8_t { value, never_returned, none_returned };

// What the functions of the file return that calls name; asked once of each.
struct MutatorResultFile {
    mutable std::map<NodeId, MutatorResult> known;

    explicit MutatorResultFile(const Model&) {}
};

MutatorResult mutator_result_of(const Model& ask, Node function) {
    const Node body = function.child(Field::body);
    if (body.last_child().is(Kind::raise_statement) && body.has_children(1)) return MutatorResult::value;
    MutatorResult out = MutatorResult::never_returned;
    for (Node n : body.descendants()) {
        if (!n.is_any({Kind::return_statement, Kind::yield}) || ask.enclosing_function(n) != function) continue;
        const Node value = unparenthesized(n.child(0u));
        if (n.is(Kind::yield) || (value && !value.is(Kind::none))) return MutatorResult::value;
        out = MutatorResult::none_returned;
    }
    return out;
}

}  // namespace

// The function must be bound once and undecorated.
Verdict mutator_result_used(const Match& m) {
    const Node call = unparenthesized(m.at.child(Field::right)), name = call.child(Field::function);
    if (!call.is(Kind::call) || !name.is(Kind::identifier)) return silent_for_all;
    const Binding* binding = m.ask.binding(name);
    if (!binding || !(binding->flags & Binding::definition) || binding->stores != 1) return silent_for_all;
    const Node function = Node(m.ask.tree(), binding->first_store).parent();
    if (!function.is(Kind::function_definition) || function.parent().is(Kind::decorated_definition) ||
        function.text().starts_with("async"))
        return silent_for_all;
    auto [known, fresh] = m.of_file<MutatorResultFile>().known.try_emplace(function.id());
    if (fresh) known->second = mutator_result_of(m.ask, function);
    // The page's last match has those that say `return None`.
    const bool last = m.index() + 1 == RulePack::of(m.pack().matches, m.rule().matches).size();
    if (known->second != (last ? MutatorResult::none_returned : MutatorResult::never_returned)) return silent;
    return found(
        call, m.message("`$function()` returns `None`: call it in a separate statement", {{"function", name.text()}}));
}

}  // namespace zen::rules
