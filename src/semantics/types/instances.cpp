#include "semantics/types/instances.h"

#include <algorithm>

#include "semantics/code/functions.h"
#include "semantics/types/annotations.h"
#include "semantics/types/classes.h"
#include "semantics/types/evidence.h"
#include "semantics/types/instance_search.h"
#include "semantics/types/library_types.h"
#include "semantics/types/named_classes.h"
#include "semantics/types/typer.h"

namespace zen {

InstanceSearch::Verdict InstanceSearch::all(const std::vector<Node>& values, What what) {
    Verdict out = neutral;
    for (Node v : values)
        if ((out = both(out, of(v, what))) == no) break;
    return out;
}

InstanceSearch::Verdict InstanceSearch::of(Node n, What what) {
    n = unparenthesized(n);
    if (!n || steps_++ > most_steps) return no;
    if (has_type(n, what) || is_given(n, what) || from_manager(n, what)) return yes;
    switch (n.kind()) {
        case Kind::none:
            return neutral;
        case Kind::call:
            return call(n, what, false);
        case Kind::await:
            n = unparenthesized(n.child(0u));
            return n.is(Kind::call) ? call(n, what, true) : no;
        case Kind::identifier:
            if (const Verdict v = variable(n, what); v == yes || what != value || !asked_for(n)) return v;
            return yes;
        case Kind::attribute:
            if (const Verdict v = attribute(n, what); v == yes || what != value || !asked_for(n)) return v;
            return yes;
        case Kind::conditional_expression:
            return both(of(n.child(0u), what), of(n.child(2u), what));
        case Kind::boolean_operator:
            return both(of(n.child(Field::left), what), of(n.child(Field::right), what));
        case Kind::named_expression:
            return of(n.child(Field::value), what);
        case Kind::subscript:
            return certain(what == value && n.has_children(2) && !n.child(1u).is(Kind::slice) &&
                           (of(n.child(Field::value), item) == yes || of(n.child(Field::value), mapped) == yes));
        case Kind::list:
        case Kind::set:
        case Kind::tuple:
            return certain(what == item && n.child(0u) &&
                           std::ranges::all_of(n.children().list(), [&](Node c) { return of(c, value) == yes; }));
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::generator_expression:
            return certain(what == item && of(n.child(Field::body), value) == yes);
        default:
            return no;
    }
}

// Does the type that it has by what is stored say so?
bool InstanceSearch::has_type(Node n, What what) const {
    if (!n.is_any({Kind::identifier, Kind::attribute, Kind::call, Kind::subscript, Kind::binary_operator}))
        return false;
    const Type type = without(type_by_stores(model_, n), Type::none);
    if (!type.known()) return false;
    if (what == value) return is_instance_type(type);
    return is_instance_type(what == item              ? items_of(type, model_.target())
                            : type.bits == Type::dict ? type.argument(1)
                                                      : Type{});
}

bool InstanceSearch::is_instance_type(const Type& type) const {
    if (type.bits != Type::instance) return false;
    if (any_name([&](std::string_view name) {
            return type.instance_of(name) || is_instance(type, name, model_.target()) == true;
        }))
        return true;
    if (const Node own = own_class(model_, type.qualified)) return is_own_class(own);
    const Referent& other = class_named(model_, type.qualified);
    return other.kind == Referent::class_ && is_class(other);
}

// The class, or one that derives from it?
bool InstanceSearch::is_class(Node n) const {
    if (!n.is_any({Kind::identifier, Kind::attribute})) return false;
    if (any_name([&](std::string_view name) { return model_.means(n, name); })) return true;
    if (const Referent& other = defined_elsewhere(model_, n); other.kind != Referent::none) return is_class(other);
    return n.is(Kind::identifier) && is_own_class(own_definition(model_, n));
}

bool InstanceSearch::is_own_class(Node definition) const {
    return definition.is(Kind::class_definition) &&
           any_name([&](std::string_view name) { return derives_from(model_, definition, name); });
}

// What a call of the function gives, by its annotation.
InstanceSearch::Verdict InstanceSearch::result(Node function, What what, bool awaited) {
    const bool fits = function.is(Kind::function_definition) && is_async_function(function) == awaited;
    return fits ? annotation(function.child(Field::return_type), what) : no;
}

InstanceSearch::Verdict InstanceSearch::call(Node n, What what, bool awaited) {
    const Node function = n.child(Field::function), arguments = n.child(Field::arguments);
    if (what == value && !awaited && is_class(function)) return yes;
    if (what == value && arguments.has_children(0) && model_.means(function, "super")) return certain(is_of_bases(n));
    if (!awaited && means_typing(model_, function, "cast")) return annotation(arguments.child(0u), what);
    if (function.is(Kind::attribute)) {
        const ClassMethod* method = nullptr;
        if (own_method(function, method)) {
            constexpr unsigned other = ClassMethod::property | ClassMethod::setter | ClassMethod::decorated;
            return method->flags & other ? no : result(method->definition, what, awaited);
        }
        if (imported_member(function, what, true, awaited) == yes) return yes;
        const std::string_view name = function.child(Field::attribute).text();
        const bool one = name == "get" || name == "pop" || name == "setdefault";
        if (!awaited && (what == value ? one : what == item && name == "values"))
            return certain(of(function.child(Field::object), mapped) == yes);
    }
    if (imported_call(function, what, awaited) == yes) return yes;
    return function.is(Kind::identifier) ? certain(result(own_definition(model_, function), what, awaited) == yes) : no;
}

InstanceSearch::Verdict InstanceSearch::variable(Node n, What what) {
    const Binding* b = model_.binding(n);
    if (!b) return no;
    if (b->flags & Binding::import) return b->stores == 1 ? imported(n, what) : no;
    const auto references = model_.references_of(static_cast<BindingId>(b - model_.bindings().data()));
    const Node first(model_.tree(), b->first_store);
    if (const Node type = promised_type(model_, first)) {
        Verdict out = no;
        if (first.parent().is_any({Kind::typed_parameter, Kind::typed_default_parameter}) &&
            rebound(n, first, out, what))
            return certain(out == yes);
        return certain(annotation(type, what) == yes);
    }
    // `*names: C`, `**names: C`: of each item, where nothing else is stored
    if (const Node splat = first.parent(); splat.parent().is(Kind::typed_parameter) && b->stores == 1)
        return certain(what == (splat.is(Kind::list_splat_pattern) ? item : mapped) &&
                       annotation(splat.parent().child(Field::type), value) == yes);
    if (what == value && b->stores == 1 && is_self(first)) return yes;
    // What reaches this place; of a name of another function, all that is stored in it.
    std::vector<Node> stores = model_.definitions(n);
    if (stores.empty())
        for (const Reference* r : references)
            if (r->access == Access::store) stores.push_back(Node(model_.tree(), r->node));
    Verdict out = neutral;
    for (Node store : stores)
        if ((out = both(out, stored(store, what))) == no) return no;
    return stores.empty() ? no : out;
}

// Does only what is bound to the annotated parameter later reach this place? Then that is what it is. `x = x or y`
// keeps what the annotation promises.
bool InstanceSearch::rebound(Node n, Node parameter, Verdict& out, What what) {
    const std::vector<Node> stores = model_.definitions(n);
    if (stores.empty() || std::ranges::find(stores, parameter) != stores.end()) return false;
    auto keeps = [&](Node store) {
        const Node given = unparenthesized(store.parent().is(Kind::assignment) && store.field() == Field::left
                                               ? store.parent().child(Field::right)
                                               : Node());
        return given.is_any({Kind::boolean_operator, Kind::conditional_expression}) &&
               std::ranges::any_of(given.children().list(), [&](Node part) {
                   return part.is(Kind::identifier) && part.text() == parameter.text();
               });
    };
    if (std::ranges::any_of(stores, keeps)) return false;
    out = neutral;
    for (Node store : stores)
        if ((out = both(out, stored(store, what))) == no) break;
    return true;
}

// The first parameter of a method of the class?
bool InstanceSearch::is_self(Node name) const {
    const Node method = name.parent().is(Kind::parameters) ? name.parent().parent() : Node();
    if (!method || first_parameter(method) != name) return false;
    const Node owner = class_of_method(model_, method);
    const ClassInfo* info = owner ? class_info(model_, owner) : nullptr;
    const ClassMethod* known = info ? info->method(method.child(Field::name).text()) : nullptr;
    if (!known || known->definition != method || (known->flags & (ClassMethod::static_ | ClassMethod::class_)))
        return false;
    // What an unknown decorator makes of a method may get the class.
    return (name.text() == "self" || !(known->flags & ClassMethod::decorated)) && is_own_class(owner);
}

// Does a base of the class around `super()` derive from the class? It gives the object as one of these.
bool InstanceSearch::is_of_bases(Node call) const {
    Node method = model_.enclosing_function(call);
    while (method && !class_of_method(model_, method)) method = model_.enclosing_function(method);
    const ClassInfo* info = method ? class_info(model_, class_of_method(model_, method)) : nullptr;
    return info && std::ranges::any_of(info->bases, [&](const ClassBase& base) { return is_class(base.expression); });
}

// The class, or the tuple of classes, of `except C as name`, by the node around the name.
static Node caught_class(Node target) {
    const Node pattern = target.is(Kind::as_pattern_target) ? target.parent() : Node();
    return pattern.is(Kind::as_pattern) && pattern.parent().is(Kind::except_clause) ? pattern.child(0u) : Node();
}

// What an assignment, a loop or a `with` puts into the name.
InstanceSearch::Verdict InstanceSearch::stored(Node name, What what) {
    const Node parent = name.parent();
    if (parent.is(Kind::assignment) && name.field() == Field::left) {
        if (const Node type = promised_type(model_, name)) return annotation(type, what);
        Node right = parent.child(Field::right);
        while (right.is(Kind::assignment)) right = right.child(Field::right);
        return of(right, what);
    }
    if (parent.is(Kind::named_expression)) return of(parent.child(Field::value), what);
    if (parent.is_any({Kind::for_statement, Kind::for_in_clause}) && name.field() == Field::left)
        return certain(what == value && of(parent.child(Field::right), item) == yes);
    // `for key, x in xs.items()`, `for i, x in enumerate(xs)`
    if (what == value && parent.is_any({Kind::pattern_list, Kind::tuple_pattern}) && parent.has_children(2) &&
        parent.child(1u) == name && parent.field() == Field::left &&
        parent.parent().is_any({Kind::for_statement, Kind::for_in_clause})) {
        const Node call = unparenthesized(parent.parent().child(Field::right)), called = call.child(Field::function);
        if (!call.is(Kind::call)) return no;
        if (called.is(Kind::attribute) && called.child(Field::attribute).text() == "items")
            return certain(of(called.child(Field::object), mapped) == yes);
        return certain(model_.means(called, "enumerate") && of(call.child(Field::arguments).child(0u), item) == yes);
    }
    if (const Node caught = caught_class(parent))
        return certain(what == value &&
                       any_name([&](std::string_view one) { return names_class(model_, caught, one, true); }));
    // `case Session() as name`
    if (parent.is(Kind::as_pattern) && parent.parent().is(Kind::case_pattern)) {
        const Node pattern = parent.child(0u).child(0u), type = pattern.child(0u), head = type.child(0u);
        if (!pattern.is(Kind::class_pattern) || what != value) return no;
        if (!head || type.has_children(1)) return certain(is_class(head ? head : type));
        // `case module.Session() as name`
        std::string path = model_.qualified(head);
        if (!path.empty()) path.append(type.text().substr(head.text().size()));
        return certain(std::ranges::find(names_, path) != names_.end());
    }
    if (const Node part = unpacked_value(name)) return of(part, what);
    const Node with = parent.is(Kind::as_pattern_target) ? parent.parent() : Node();
    return with.parent().is(Kind::with_item) ? entered(with.child(0u), what) : no;
}

// Does the condition say so of the variable where it has that truth: `isinstance(x, C)`?
bool InstanceSearch::says(Node condition, bool holds, const Variable& variable, int depth) const {
    condition = unparenthesized(condition);
    if (depth > 20) return false;
    if (condition.is(Kind::not_operator)) return says(condition.child(Field::argument), !holds, variable, depth + 1);
    if (condition.is(Kind::boolean_operator))
        return condition.child(Field::operator_).is(Kind::kw_and) == holds &&
               (says(condition.child(Field::left), holds, variable, depth + 1) ||
                says(condition.child(Field::right), holds, variable, depth + 1));
    if (!holds || !condition.is(Kind::call) || !model_.means(condition.child(Field::function), "isinstance"))
        return false;
    const Node arguments = condition.child(Field::arguments), classes = arguments.child(1u);
    if (!arguments.has_children(2) || !is_variable(model_, arguments.child(0u), variable)) return false;
    if (!classes.is(Kind::tuple)) return is_class(classes);
    return classes.child(0u) && std::ranges::all_of(classes.children(), [&](Node c) { return is_class(c); });
}

// Has a condition asked for the class before control gets there?
bool InstanceSearch::asked_for(Node n) const {
    const Variable variable = variable_of(model_, n);
    if (!variable) return false;
    const Facts facts = facts_about(model_, variable, n);
    if (!facts.clear) return false;
    const std::vector<Node> stores = n.is(Kind::identifier) ? model_.definitions(n) : std::vector<Node>();
    if (n.is(Kind::identifier) && stores.empty()) return false;
    return std::ranges::any_of(facts.all, [&](const Fact& fact) {
        if (!std::ranges::all_of(stores, [&](Node store) { return passes(fact, store, n); })) return false;
        if (!fact.condition.is(Kind::if_statement)) return says(fact.condition, fact.holds, variable);
        // `if not isinstance(x, C): return`
        return !fact.condition.child(Field::alternative) &&
               !passed_unchanged(model_, variable, fact.condition.child(Field::consequence)) &&
               says(fact.condition.child(Field::condition), false, variable);
    });
}

bool is_instance_of(const Model& model, Node expression, std::string_view class_name) {
    return is_instance_of(model, expression, std::span(&class_name, 1));
}

bool is_instance_of(const Model& model, Node expression, std::span<const std::string_view> class_names,
                    std::span<const GivenType> given) {
    const Type type = model.type(expression);
    if (type.known() && !type.instance_of("super")) {  // of which the search knows what it stands for
        for (std::string_view name : class_names) {
            if (type.instance_of(name) || is_instance(type, name, model.target()) == true) return true;
            if (const Referent& wanted = referent_of(model, name);
                wanted.kind == Referent::class_ && type.instance_of(wanted.qualified()))
                return true;
        }
        // Types make no instance of `C | None`, and say nothing of what a class of the project derives from.
        const bool exact = type.bits == Type::instance && is_class_name(type.qualified, model.target());
        if (exact || !type.maybe(Type::instance)) return false;
    }
    using Search = InstanceSearch;
    return Search(model, class_names, given).of(expression, Search::value) == Search::yes;
}

}  // namespace zen
