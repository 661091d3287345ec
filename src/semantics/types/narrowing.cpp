// What the conditions around a variable say of its type: `isinstance`, `is None`, comparisons, plain truth.
#include "semantics/types/narrowing.h"

#include <algorithm>
#include <string>
#include <utility>

#include "semantics/types/classes.h"
#include "semantics/types/library_call.h"
#include "semantics/types/named_classes.h"
#include "semantics/types/typer.h"

namespace zen {
namespace {

constexpr std::uint32_t kinds = Type::instance | Type::class_ | Type::module;

bool several_kinds(const Type& t) {
    return (t.bits & (t.bits - 1)) || ((t.bits & Type::instance) && t.qualified.empty());
}

// The library class whose objects a bit stands for.
std::uint16_t class_of_part(std::uint32_t bit, const Type& t, PythonVersion version) {
    return bit == Type::instance ? library::class_index(t.qualified, version) : class_of_bit(bit);
}

}  // namespace

// Is each object of the one (a single bit of a type) one of the other?
bool Typer::certainly_derives(std::uint32_t bit, const Type& t, std::uint32_t other_bit, const Type& other) {
    if (bit == other_bit && bit != Type::instance) return true;
    if (bit == Type::bool_ && other_bit == Type::int_) return true;
    if (bit == Type::instance && bit == other_bit && t.qualified == other.qualified) return !t.qualified.empty();
    const PythonVersion version = model_.target();
    const std::uint16_t wanted = class_of_part(other_bit, other, version), own = class_of_part(bit, t, version);
    if (own != library::nothing) return wanted != library::nothing && library::derives(own, wanted, version);
    if (bit != Type::instance || t.qualified.empty()) return false;
    const std::string base = other_bit == Type::instance  ? other.qualified
                             : wanted != library::nothing ? std::string(library::class_name(wanted))
                                                          : "";
    if (base.empty()) return false;
    if (const Node definition = own_class(model_, t.qualified)) return derives_from(model_, definition, base);
    if (const Referent& elsewhere = class_named(model_, t.qualified)) {
        const Ancestry all = ancestry(data_.world, elsewhere, version);
        return has_ancestor(model_, all, base) || all.derives(base);
    }
    return false;
}

// Of the values of that type those that are (or are not) instances of the classes.
Type Typer::of_instances(const Type& type, Type named, bool holds) {
    if (!named.known() || ((named.bits & Type::instance) && named.qualified.empty()))
        return holds ? (named.known() ? named : Type{}) : several_kinds(type) ? Type{} : type;
    if (named.bits & Type::int_) named.bits |= Type::bool_;
    if (!type.known()) return holds ? named : type;
    std::uint32_t kept = 0, added = 0;
    for (std::uint32_t bit = 1; bit <= Type::instance; bit <<= 1) {
        if (!(type.bits & bit)) continue;
        bool inside = false;
        for (std::uint32_t other = 1; other <= Type::instance && !inside; other <<= 1)
            inside = (named.bits & other) && certainly_derives(bit, type, other, named);
        if (inside == holds) {
            kept |= bit;
            continue;
        }
        if (!holds) continue;
        // A part of them may be: `Sequence` that is a list.
        for (std::uint32_t other = 1; other <= Type::instance; other <<= 1)
            if ((named.bits & other) && certainly_derives(other, named, bit, type)) added |= other;
    }
    if (!holds) return kept ? without(type, type.bits & ~kept) : type;
    // Of objects, nobody knows whether another class derives from both.
    if (!kept && !added) return type.bits & kinds ? named : only_of(0);
    if (!added) return without(type, type.bits & ~kept);
    const Type part = without(named, named.bits & ~added);
    return kept ? either(without(type, type.bits & ~kept), part) : part;
}

Type Typer::narrowed(const Facts& facts, const Variable& variable, Node load, Node store, Type type) {
    for (const Fact& fact : facts.all) {
        if (store && !passes(fact, store, load)) continue;
        if (!fact.condition.is(Kind::if_statement)) {
            type = narrowed_by(fact.condition, fact.holds, variable, type);
            continue;
        }
        // The ways through an `if` that end behind it with the value that was there.
        Type out = only_of(0), rest = type;
        auto clause = [&](Node condition, Node body) {
            if (passed_unchanged(model_, variable, body))
                out = either(out, narrowed_by(condition, true, variable, rest));
            rest = narrowed_by(condition, false, variable, rest);
        };
        clause(fact.condition.child(Field::condition), fact.condition.child(Field::consequence));
        bool otherwise = true;
        for (const Node n : fact.condition.children()) {
            if (n.field() != Field::alternative) continue;
            if (n.is(Kind::elif_clause))
                clause(n.child(Field::condition), n.child(Field::consequence));
            else
                otherwise = passed_unchanged(model_, variable, n.child(Field::body));
        }
        if (otherwise) out = either(out, rest);
        if (out.bits) type = out;
    }
    return type;
}

// Types of one kind are left as they are: of these, conditions tell nothing but classes that derive from them.
bool Typer::can_be_narrowed(const Type& type) {
    return type.bits && (!type.known() || several_kinds(type) || (type.bits & (kinds | Type::none)));
}

Type Typer::narrowed_attribute(Node n, Type type) {
    if (!type.known() || !can_be_narrowed(type) || type.only(Type::class_ | Type::module | Type::function) ||
        type.only(number_types))
        return type;
    const Variable variable = variable_of(model_, n);
    // What a module holds is seldom asked for before it is used.
    if (!variable || (data_.bindings[variable.root->binding].flags & Binding::import)) return type;
    const Facts facts = facts_about(model_, variable, n);
    if (!facts.clear) return {};
    return narrowed(facts, variable, n, {}, std::move(type));
}

Type Typer::narrowed_by(Node condition, bool holds, const Variable& variable, Type type) {
    if (depth_ >= 100) return type;
    Deeper deeper(depth_);
    const Node n = unparenthesized(condition);
    if (n.is(Kind::not_operator)) return narrowed_by(n.child(Field::argument), !holds, variable, type);
    if (n.is(Kind::boolean_operator)) {
        const Node left = n.child(Field::left), right = n.child(Field::right);
        const bool both = n.child(Field::operator_).is(Kind::kw_and) == holds;
        const Type past = narrowed_by(left, both == holds, variable, type);
        if (both) return narrowed_by(right, holds, variable, past);
        // One of them is as is said; the second one counts where the first one is not.
        return either(narrowed_by(left, holds, variable, type),
                      narrowed_by(right, holds, variable, narrowed_by(left, !holds, variable, type)));
    }
    if (n.is_any({Kind::identifier, Kind::attribute, Kind::named_expression}))
        return holds && is_variable(model_, n, variable) ? without(type, Type::none) : type;
    if (n.is(Kind::comparison_operator)) return narrowed_by_comparison(n, holds, variable, std::move(type));
    if (n.is(Kind::call)) return narrowed_by_call(n, holds, variable, std::move(type));
    return type;
}

Type Typer::narrowed_by_comparison(Node n, bool holds, const Variable& variable, Type type) {
    if (!n.has_children(2)) return type;
    Node left = unparenthesized(n.child(0u)), right = unparenthesized(n.child(1u));
    const Node op = n.child(Field::operators);
    const bool negated = op.is_any({Kind::kw_is_not, Kind::op_bang_eq, Kind::kw_not_in});
    if (negated) holds = !holds;
    const bool identity = op.is_any({Kind::kw_is, Kind::kw_is_not}),
               equality = op.is_any({Kind::op_eq_eq, Kind::op_bang_eq});
    // `type(x) is C`
    if (left.is(Kind::call) && (identity || equality) && model_.means(left.child(Field::function), "type") &&
        is_variable(model_, left.child(Field::arguments).child(0u), variable))
        return holds ? of_instances(type, of_class_expression(right), true) : type;
    if (is_variable(model_, right, variable) && (identity || equality)) std::swap(left, right);
    if (!is_variable(model_, left, variable)) return type;
    if (right.is(Kind::none) && (identity || equality)) {
        if (holds) return type.known() && !(type.bits & Type::none) ? type : only_of(Type::none);
        return without(type, Type::none);
    }
    if (!holds || !(type.bits & Type::none)) return type;
    // Nothing else is equal to None.
    if (identity || (equality && model_.constant(right))) {
        const Type other = of(right);
        return other.known() && !other.maybe(Type::none) ? without(type, Type::none) : type;
    }
    if (op.is_any({Kind::kw_in, Kind::kw_not_in}) && right.is_any({Kind::tuple, Kind::list, Kind::set}) &&
        std::ranges::all_of(right.children().list(),
                            [&](Node item) { return model_.constant(item) && !item.is(Kind::none); }))
        return without(type, Type::none);
    return type;
}

Type Typer::narrowed_by_call(Node n, bool holds, const Variable& variable, Type type) {
    const Node function = n.child(Field::function), arguments = n.child(Field::arguments);
    if (!is_variable(model_, arguments.child(0u), variable)) return type;
    if (model_.means(function, "isinstance")) {
        const Node classes = arguments.child(1u);
        if (!classes) return type;
        const Type named = of_class_expression(classes);
        // A class that is not known is not the one of None.
        if (!named.known() && holds && classes.is_any({Kind::identifier, Kind::attribute}) &&
            !model_.means(classes, "object"))
            type = without(type, Type::none);
        if (!named.known() && holds && (type.only(number_types) || (type.known() && !several_kinds(type)))) return type;
        return of_instances(type, named, holds);
    }
    // What else is callable, has that attribute or is such a function is not worked out.
    for (std::string_view name : {"callable", "hasattr", "issubclass"})
        if (model_.means(function, name)) return several_kinds(type) ? Type{} : type;
    return type;
}

}  // namespace zen
