// Half of the pair is `_`, or a name that nothing reads: neither the loop nor the code after it.
#include "rule.h"

namespace zen::rules {

namespace {

// Is any name in the target read?
bool items_half_read(const Match& m, Node target, Node loop) {
    for (Node n : target.descendants()) {
        if (n.is_any({Kind::attribute, Kind::subscript})) return true;
        if (!n.is(Kind::identifier)) continue;
        const Binding* b = m.ask.binding(n);
        if (!b || (b->flags & (Binding::global_declared | Binding::nonlocal_declared))) return true;
        auto id = static_cast<BindingId>(b - m.ask.bindings().data());
        for (const Reference* r : m.ask.references_of(id)) {
            if (r->access == Access::store && !r->reads_too) continue;
            Node use(m.ask.tree(), r->node);
            // A store inside the loop that the use reads instead is rare: any mention counts.
            if (use.within(loop)) return true;
        }
        if (loop.is(Kind::for_statement) && m.ask.used_after(n, loop)) return true;
    }
    return false;
}

// Is this the method of a mapping that makes its keys or values from its own items?
bool items_half_of_itself(const Match& m, Node dict) {
    Node method = m.ask.enclosing_function(m.at);
    std::string_view name = method ? method.child(Field::name).text() : "";
    return dict.text() == "self" && (name == "keys" || name == "values" || name == "items" || name == "__iter__");
}

// Is it an object of a class of this file that has `items` but not what the shorter form calls: `values`, or
// `__iter__`?
bool items_half_lacks(const Match& m, Node dict, std::string_view needed) {
    Type type = m.ask.type(dict);
    Node owner = dict.text() == "self" ? m.ask.enclosing_class(m.ask.enclosing_function(dict)) : Node();
    for (const Scope& scope : m.ask.scopes()) {
        if (scope.sort != Scope::class_) continue;
        Node definition(m.ask.tree(), scope.node);
        const ClassInfo* info = class_info(m.ask, definition);
        if (info && (definition == owner || (type.bits == Type::instance && info->name == type.qualified)))
            return info->bases.empty() && info->method("items") && !info->method(needed);
    }
    return false;
}

// Does the loop read `d[key]`?
bool items_half_looked_up(Node loop, Node dict, Node key) {
    for (Node n : loop.descendants())
        if (n.is(Kind::subscript) && same_code(n.child(Field::subscript), key) &&
            same_code(n.child(Field::value), dict))
            return true;
    return false;
}

}  // namespace

Verdict items_half_unused(const Match& m) {
    Node pair = unparenthesized(m.at.child(Field::left)), call = unparenthesized(m.at.child(Field::right));
    if (!pair.is_any({Kind::pattern_list, Kind::tuple_pattern}) || !pair.has_children(2)) return silent;
    Node function = call.child(Field::function), arguments = call.child(Field::arguments);
    if (!call.is(Kind::call) || !function.is(Kind::attribute) || function.child(Field::attribute).text() != "items")
        return silent;
    if (!arguments.is(Kind::argument_list) || !arguments.has_children(0)) return silent;
    Node key = pair.child(0u), value = pair.child(1u), loop = m.at.is(Kind::for_statement) ? m.at : m.at.parent();
    if (key.is(Kind::list_splat_pattern) || value.is(Kind::list_splat_pattern)) return silent;
    bool key_read = items_half_read(m, key, loop), value_read = items_half_read(m, value, loop);
    if (key_read == value_read) return silent;

    Node dict = function.child(Field::object);
    // `d[key]` in the loop is the unused value, which another rule reports.
    if (key_read && items_half_looked_up(loop, dict, key)) return silent;
    if (items_half_of_itself(m, dict)) return silent;
    if (items_half_lacks(m, dict, value_read ? "values" : "__iter__")) return silent;
    // A frame has `items`, but its `values` is not a method.
    if (value_read && !m.ask.type(dict).known() && m.ask.imports("pandas")) return silent;
    Node kept = key_read ? key : value;
    Edits edits(m);
    std::string name(kept.text());
    edits.replace(m.at.child(Field::left).span(), name);
    if (key_read)
        edits.replace(Span{dict.end(), call.end()}, "");
    else
        edits.replace(function.child(Field::attribute).span(), "values");
    std::string items = short_code(dict.text(), 40) + (key_read ? "" : ".values()");
    return found(
        Span{m.at.child(Field::left).start(), m.at.child(Field::right).end()}, edits,
        m.message("only the $half are used: use `for $name in $items`",
                  {{"half", key_read ? "keys" : "values"}, {"name", short_code(kept.text(), 30)}, {"items", items}}));
}

}  // namespace zen::rules
