// The types of names: those of the stores that reach them, and whether what is inside stays what it was.
#include <algorithm>
#include <optional>
#include <utility>

#include "semantics/types/typer.h"

namespace zen {

// What is in an object that can change is as certain as that nobody puts something else there: a name's own function
// may not, and may hand it to nobody who could.
Type Typer::inside_certain(const Reference& r, Node n, Type t) {
    constexpr std::uint32_t changing = Type::list | Type::dict | Type::set | Type::instance;
    if (!t.arguments || !(t.bits & changing) || r.binding == no_id) return t;
    // An annotation tells what may be put in; of a wider one, as in `x: Sequence = []`, that is not what is asked.
    if (const Type promise = declared(r); promise.known() && !((promise.bits ^ t.bits) & ~std::uint32_t{Type::none}))
        return t;
    auto [known, fresh] = data_.unchanged_inside.try_emplace(r.binding, false);
    if (fresh) {
        bool safe = of_annotated_parameter(r);
        Node function = model_.enclosing_function(n);
        Node where = function ? function : Node(model_.tree(), 0);
        const Scope& home = data_.scopes[data_.bindings[r.binding].scope];
        bool here = home.sort == Scope::comprehension || home.node == where.id();
        if (!safe && here) safe = !model_.mutated(n, where) && !handed_on(r);
        // Asking may have made room for others.
        data_.unchanged_inside[r.binding] = safe;
        known = data_.unchanged_inside.find(r.binding);
    }
    if (known->second) return t;
    t.arguments = nullptr;
    t.fixed = false;
    return t;
}

// Is the object that the name holds given to somebody who may change it?
bool Typer::handed_on(const Reference& r) {
    constexpr std::string_view readers[] = {"len",  "print",  "sorted",    "enumerate",  "zip",   "max",
                                            "min",  "sum",    "any",       "all",        "list",  "tuple",
                                            "set",  "dict",   "str",       "map",        "iter",  "reversed",
                                            "repr", "filter", "frozenset", "isinstance", "range", "bool"};
    for (const Reference* other : model_.references_of(r.binding)) {
        Node n(model_.tree(), other->node);
        while (n.parent().is_any({Kind::keyword_argument, Kind::list_splat, Kind::parenthesized_expression}))
            n = n.parent();
        if (!n.parent().is(Kind::argument_list)) continue;
        Node callee = n.parent().parent().child(Field::function);
        std::string_view method = callee.child(Field::attribute).text();
        bool reads = method == "join" || method == "extend" || method == "update" || method == "writelines" ||
                     std::ranges::any_of(readers, [&](std::string_view name) { return model_.means(callee, name); });
        if (!reads) return true;
    }
    return false;
}

bool Typer::of_annotated_parameter(const Reference& r) {
    const Binding& b = data_.bindings[r.binding];
    if (!(b.flags & Binding::parameter) || b.stores != 1) return false;
    Node parameter = Node(model_.tree(), b.first_store).parent();
    return parameter.is_any({Kind::typed_parameter, Kind::typed_default_parameter});
}

Type Typer::of_name(Node identifier) {
    const Reference* r = model_.reference(identifier);
    if (!r) return {};
    if (r->binding == no_id) {
        std::string name = model_.qualified(identifier);
        if (name.empty()) {
            std::string_view text = identifier.text();
            return text == "__name__" || text == "__file__" ? only_of(Type::str) : Type{};
        }
        if (name == "NotImplemented" || name == "Ellipsis") return instance_of(name);
        if (name == "__debug__") return only_of(Type::bool_);
        const Type t = value_of_name(name, model_.target());
        return t.known() ? t : value_of_referent(referent_of(model_, name));
    }
    if (r->access != Access::load) return of_store(identifier);
    Type t = only_of(0);
    std::vector<Node> stores = model_.definitions(identifier);
    if (stores.empty()) return {};
    const Variable variable{r, ""};
    std::optional<Facts> facts;
    auto narrow = [&](Type type, Node store) {
        if (!facts) facts = facts_about(model_, variable, identifier);
        return narrowed(*facts, variable, identifier, store, std::move(type));
    };
    auto all_pass = [&](const Fact& fact) {
        return std::ranges::all_of(stores, [&](Node store) { return passes(fact, store, identifier); });
    };
    // Of many stores all have to pass what is believed.
    constexpr std::size_t told_apart = 6;
    bool apart = stores.size() <= told_apart;
    std::vector<Type> stored;
    for (Node store : stores) {
        stored.push_back(of(store));
        if (!(stored.back().bits & Type::unknown)) continue;
        // What is believed of this one, the others can't add to.
        if (apart && !facts) facts = facts_about(model_, variable, identifier);
        apart = apart && !std::ranges::all_of(facts->all, all_pass);
        if (apart) continue;
        stored = {Type{}};
        break;
    }
    if (!apart) {
        for (const Type& one : stored) t = either(t, one);
        if (can_be_narrowed(t)) {
            if (!facts) facts = facts_about(model_, variable, identifier);
            std::erase_if(facts->all, [&](const Fact& fact) { return !all_pass(fact); });
            t = narrow(std::move(t), {});
        }
        return inside_certain(*r, identifier, t);
    }
    // What tells of one store tells of the others.
    const bool told = std::ranges::any_of(stored, can_be_narrowed);
    for (std::size_t i = 0; i < stored.size(); ++i)
        t = either(t, told && stored[i].bits ? narrow(stored[i], stores[i]) : stored[i]);
    return inside_certain(*r, identifier, t);
}

}  // namespace zen
