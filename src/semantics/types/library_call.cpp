#include "semantics/types/library_call.h"

#include <algorithm>

namespace zen {
namespace {

using namespace library;

enum class Fit : std::uint8_t { no, maybe, yes };

Fit worse(Fit a, Fit b) {
    return std::min(a, b);
}

struct Matcher {
    Substitution& s;
    PythonVersion version;
    bool making = false;  // an object that is not there yet
    std::span<const Signature> overloads;

    void bind(const TypeRow& variable, const Type& type) {
        if (variable.ref < 100 && !making) return;
        auto& bound = variable.ref >= 100 ? s.of_function : s.of_class;
        std::size_t at = variable.ref >= 100 ? variable.ref - 100u : variable.ref;
        if (at > 60) return;
        if (bound.size() <= at) bound.resize(at + 1, only_of(0));
        bound[at] = either(bound[at], type);
    }

    // Does an object of the class with these bits have what the class asks for?
    Fit class_fit(std::uint16_t wanted, std::uint32_t bit, const Type& type) const {
        const ClassRow& row = table().classes[wanted];
        std::string_view name = text(row.name);
        if (bit == Type::none)
            return name == "types.NoneType" ? Fit::yes : (row.flags & ClassRow::protocol) ? Fit::maybe : Fit::no;
        if (bit & (Type::function | Type::class_ | Type::module)) return Fit::maybe;
        std::uint16_t own = bit == Type::instance
                                ? (type.qualified.empty() ? nothing : class_index(type.qualified, version))
                            : bit == Type::generator ? class_index("typing.Iterator", version)
                                                     : class_of_bit(bit);
        if (bit == Type::generator && own == nothing) own = class_index("collections.abc.Iterator", version);
        if (own == nothing) return Fit::maybe;
        if (derives(own, wanted, version)) return Fit::yes;
        // Numbers pass for wider ones.
        if (name == "float" && (bit & (Type::int_ | Type::bool_))) return Fit::yes;
        if (name == "complex" && (bit & (Type::int_ | Type::bool_ | Type::float_))) return Fit::yes;
        if (name == "int" && bit == Type::bool_) return Fit::yes;
        if (row.flags & ClassRow::protocol) {
            for (const Symbol& asked : table().symbols.subspan(row.first_member, row.members))
                if (text(asked.name) != "__slots__" && !member(own, text(asked.name), version)) return Fit::no;
            return Fit::maybe;
        }
        return Fit::no;
    }

    Fit self_fit(std::uint32_t bit, const Type& type) const {
        if (s.self.bits != Type::instance || s.self.qualified.empty()) return Fit::maybe;
        std::uint16_t wanted = class_index(s.self.qualified, version);
        return wanted == nothing ? Fit::maybe : class_fit(wanted, bit, type);
    }

    Fit literal_fit(const TypeRow& row, std::uint32_t bit, Node value) const {
        if (class_of_bit(bit) != row.ref) return Fit::no;
        value = unparenthesized(value);
        std::string_view wanted = text(static_cast<Text>(row.first));
        if (value.is(Kind::string)) {
            Node content = value.child(1u);
            if (value.child_count() != 3 || !content.is(Kind::string_content))
                return value.child_count() == 2 && wanted.empty() ? Fit::yes
                       : value.child_count() == 2                 ? Fit::no
                                                                  : Fit::maybe;
            return content.text() == wanted ? Fit::yes : Fit::no;
        }
        if (value.is_any({Kind::true_, Kind::false_, Kind::integer}))
            return value.text() == wanted ? Fit::yes : Fit::no;
        return Fit::maybe;
    }

    Fit fit(TypeId id, const Type& type, Node value, int depth = 0) {
        const TypeRow& row = table().types[id];
        if (row.op == TypeRow::parameter) {
            if (row.ref < 100 && !making) return fit_inside_of(row.ref, type);
            if (row.count && depth <= 8 && fit(arguments_of(row)[0], type, value, depth + 1) == Fit::no) return Fit::no;
            bind(row, type);
            return Fit::yes;
        }
        if (row.op == TypeRow::unknown) return Fit::maybe;
        if (!type.known() || depth > 8) {
            forget(id, depth);
            return Fit::maybe;
        }
        if (row.op == TypeRow::union_) return union_fit(row, type, value, depth);
        bool any = false, all = true, sure = true;
        for (std::uint32_t bit = 1; bit <= Type::instance; bit <<= 1) {
            if (!(type.bits & bit)) continue;
            Fit f = row.op == TypeRow::self ? self_fit(bit, type) : bit_fit(row, bit, type, value);
            any |= f != Fit::no;
            all &= f != Fit::no;
            sure &= f == Fit::yes;
        }
        if (!any) return Fit::no;
        const Fit held = inside(row, type, depth);
        return held == Fit::no ? Fit::no : all && sure ? held : Fit::maybe;
    }

    // What the object holds is settled: an argument binds nothing, and is compared.
    Fit fit_inside_of(std::uint16_t parameter, const Type& type) const {
        if (parameter >= s.of_class.size() || !s.of_class[parameter].known() || !type.known()) return Fit::maybe;
        const Type& held = s.of_class[parameter];
        if (!(type.bits & held.bits)) return Fit::no;
        bool same = !(type.bits & Type::instance) || type.qualified == held.qualified;
        return !(type.bits & ~held.bits) && same ? Fit::yes : Fit::maybe;
    }

    // Each of the possible types goes to a member of the union; a type variable takes what no other member does.
    Fit union_fit(const TypeRow& row, const Type& type, Node value, int depth) {
        Fit out = Fit::yes;
        Type left = only_of(0);
        bool any = false, variable = std::ranges::any_of(arguments_of(row), [](TypeId member) {
                              return table().types[member].op == TypeRow::parameter;
                          });
        for (std::uint32_t bit = 1; bit <= Type::instance; bit <<= 1) {
            if (!(type.bits & bit)) continue;
            Type part = type;
            part.bits = bit;
            if (!(bit & (Type::instance | Type::class_ | Type::module))) part.qualified.clear();
            Fit best = Fit::no;
            for (TypeId member : arguments_of(row)) {
                if (table().types[member].op == TypeRow::parameter) continue;
                best = std::max(best, fit(member, part, value, depth + 1));
                if (best == Fit::yes) break;
            }
            if (best != Fit::yes) left = either(left, part);
            if (best != Fit::yes && variable) best = Fit::yes;
            any |= best != Fit::no;
            out = worse(out, best == Fit::no ? Fit::maybe : best);
        }
        for (TypeId member : arguments_of(row))
            if (table().types[member].op == TypeRow::parameter && left.bits) bind(table().types[member], left);
        return any ? out : Fit::no;
    }

    Fit bit_fit(const TypeRow& row, std::uint32_t bit, const Type& type, Node value) const {
        switch (row.op) {
            case TypeRow::none:
                return bit == Type::none ? Fit::yes : Fit::no;
            case TypeRow::literal:
                return literal_fit(row, bit, value);
            case TypeRow::instance:
                return class_fit(row.ref, bit, type);
            case TypeRow::fixed:
                return bit == Type::tuple ? Fit::maybe : bit == Type::instance ? Fit::maybe : Fit::no;
            case TypeRow::class_of:
                return bit == Type::class_ ? Fit::maybe : bit == Type::instance ? Fit::maybe : Fit::no;
            case TypeRow::callable:
                if (bit == Type::function || bit == Type::class_) return Fit::yes;
                return bit == Type::instance ? Fit::maybe : Fit::no;
            default:
                return Fit::maybe;
        }
    }

    // `Iterable[T]` for a list[int]: T is int. `no` where what is inside certainly does not fit.
    Fit inside(const TypeRow& row, const Type& type, int depth) {
        auto wanted = row.op == TypeRow::literal ? std::span<const TypeId>() : arguments_of(row);
        if (wanted.empty()) return Fit::yes;
        if (row.op == TypeRow::fixed) {
            bool same = type.fixed && type.arguments && type.arguments->size() == wanted.size();
            if (type.fixed && type.arguments && type.only(Type::tuple) && !same) return Fit::no;
            Fit out = Fit::yes;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                out = worse(out, fit(wanted[i], same ? type.argument(i) : Type{}, {}, depth + 1));
            return out;
        }
        if (row.op == TypeRow::callable && type.bits == Type::class_ && !type.qualified.empty()) {
            fit(wanted[0], instances_of_class(type.qualified, version), {}, depth + 1);
            return Fit::maybe;
        }
        if (row.op != TypeRow::instance) {
            forget_all(wanted, depth);
            return Fit::maybe;
        }
        std::string_view name = class_name(row.ref);
        constexpr std::string_view iterables[] = {"Iterable",  "Sequence", "Collection", "Iterator",
                                                  "Container", "Set",      "AbstractSet"};
        if (wanted.size() == 1 && (name.starts_with("collections.abc.") || name.starts_with("typing.")) &&
            std::ranges::find(iterables, name.substr(name.rfind('.') + 1)) != std::end(iterables))
            return fit(wanted[0], items_of(type, version), {}, depth + 1);
        bool same = (type.only(Type::list) && (name == "list" || name.ends_with("MutableSequence"))) ||
                    (type.only(Type::dict) && (name == "dict" || name.ends_with("Mapping"))) ||
                    (type.only(Type::set) && (name == "set" || name.ends_with("MutableSet"))) ||
                    (type.only(Type::frozenset) && name == "frozenset") ||
                    (type.only(Type::tuple) && name == "tuple" && !type.fixed) ||
                    (type.bits == Type::instance && type.qualified == name);
        Fit out = Fit::yes;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            out = worse(out, fit(wanted[i], same ? type.argument(i) : Type{}, {}, depth + 1));
        return out;
    }
    void forget_all(std::span<const TypeId> ids, int depth) {
        for (TypeId id : ids) forget(id, depth + 1);
    }
    // The type variables in what was not understood may be anything.
    void forget(TypeId id, int depth) {
        const TypeRow& row = table().types[id];
        if (row.op == TypeRow::parameter) bind(row, {});
        if (row.op != TypeRow::literal && depth < 12) forget_all(arguments_of(row), depth);
    }

    bool asked_by_all(const library::Parameter& parameter) const {
        return std::ranges::all_of(overloads, [&](const Signature& other) {
            for (const library::Parameter& p : parameters_of(other))
                if (p.name == parameter.name && p.type != parameter.type) return false;
            return true;
        });
    }

    // Do the arguments go with the parameters? Binds type variables on the way.
    Fit call_fit(std::span<const library::Parameter> parameters, const CallArguments& arguments) {
        Fit out = Fit::yes;
        std::vector<bool> given(parameters.size());
        std::size_t next = 0;
        if (!parameters.empty() && parameters[0].optional == 2) {
            if (!making) out = worse(out, fit(parameters[0].type, s.self, {}));
            if (out == Fit::no) return out;
            given[0] = true;
            next = 1;
        }
        bool several = false;
        for (const CallArgument& a : arguments) {
            if (a.several) {
                several = true;
                out = worse(out, Fit::maybe);
                continue;
            }
            std::size_t at = parameters.size();
            if (a.keyword.empty()) {
                while (next < parameters.size() && parameters[next].kind >= library::Parameter::keyword_only) ++next;
                if (next < parameters.size()) at = next;
                if (at < parameters.size() && parameters[at].kind != library::Parameter::variadic) ++next;
            } else {
                for (std::size_t i = 0; i < parameters.size(); ++i) {
                    const library::Parameter& p = parameters[i];
                    bool named = p.kind == library::Parameter::positional || p.kind == library::Parameter::keyword_only;
                    if (named && text(p.name) == a.keyword) at = i;
                    if (p.kind == library::Parameter::keywords && at == parameters.size()) at = i;
                }
            }
            if (at == parameters.size()) return several ? Fit::maybe : Fit::no;
            given[at] = true;
            Fit one = fit(parameters[at].type, a.type, a.value);
            // What is not known of an argument decides nothing where all overloads ask the same of it.
            if (one == Fit::maybe && asked_by_all(parameters[at])) one = Fit::yes;
            out = worse(out, one);
            if (out == Fit::no) return out;
        }
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const library::Parameter& p = parameters[i];
            if (given[i] || p.kind == library::Parameter::variadic || p.kind == library::Parameter::keywords) continue;
            if (!p.optional && !several) return Fit::no;
            // A type variable that only a default would bind is not known.
            forget(p.type, 0);
        }
        return out;
    }
};

// Type variables that nothing bound are unknown.
void settle(std::vector<Type>& bound) {
    for (Type& t : bound)
        if (t.bits == 0) t = {};
}

// The result where the overload takes the arguments; whether it does, in `fit`.
Type tried(const Signature& signature, std::span<const Signature> overloads, const CallArguments& arguments,
           Substitution s, PythonVersion version, Fit& fit) {
    Matcher m{s, version, false, overloads};
    fit = m.call_fit(parameters_of(signature), arguments);
    if (fit == Fit::no) return {};
    if (signature.flags & (Signature::async | Signature::unknown_decorator)) return {};
    settle(s.of_class);
    settle(s.of_function);
    return converted(signature.result, s, 0);
}

}  // namespace

Type called(std::uint16_t function, const CallArguments& arguments, const Substitution& substitution,
            PythonVersion version) {
    Type t = only_of(0);
    auto all = signatures_of(function);
    bool any = false;
    for (const Signature& signature : all) {
        Fit fit = Fit::no;
        Type result = tried(signature, all, arguments, substitution, version, fit);
        if (fit == Fit::no) {
            if (all.size() != 1) continue;
            // Nobody checks annotations: where there is nothing to choose, the call gives what it always gives.
            if (signature.flags & (Signature::async | Signature::unknown_decorator)) return {};
            Substitution plain = substitution;
            plain.of_function.clear();
            result = converted(signature.result, plain, 0);
        }
        if (signature.flags & Signature::never_returns) {
            // A call that does not come back has no value.
            if (all.size() == 1) return only_of(0);
            continue;
        }
        any = true;
        t = either(t, result);
        if (fit == Fit::yes || (t.bits & Type::unknown)) break;
    }
    return any && t.bits ? t : Type{};
}

Type made_by_class(std::uint16_t index, const CallArguments& arguments, PythonVersion version) {
    const ClassRow& row = table().classes[index];
    std::string_view name = text(row.name);
    if (row.flags & (ClassRow::abstract | ClassRow::protocol | ClassRow::metaclass)) return {};
    if (row.flags & ClassRow::enumeration) return name.starts_with("enum.") ? Type{} : instance_of(name);
    if (name == "type" || name == "super" || name == "property") return name == "type" ? Type{} : instance_of(name);
    // What it holds is set by code anywhere: the default tells nothing.
    if (name == "contextvars.ContextVar") return instance_of(name);
    // An instance; `__new__` may say more of it, and `__init__` of what is inside.
    Substitution s;
    s.of_class.assign(row.parameters, only_of(0));
    Item maker = member(index, "__new__", version), init = member(index, "__init__", version);
    bool own_new = maker.kind == Item::function && maker.owner != nothing && class_name(maker.owner) != "object";
    bool own_init = init.kind == Item::function && init.owner != nothing && class_name(init.owner) != "object";
    Type plain = instances_of_class(name, version);
    if (!plain.known()) return plain;
    s.self = plain;
    std::uint16_t function = own_new ? maker.ref : own_init ? init.ref : nothing;
    bool inherited = function != nothing && (own_new ? maker.owner : init.owner) != index;
    if (function == nothing || inherited) return plain;
    Type t = only_of(0);
    for (const Signature& signature : signatures_of(function)) {
        Substitution tried_with = s;
        Matcher m{tried_with, version, true, signatures_of(function)};
        Fit fit = m.call_fit(parameters_of(signature), arguments);
        if (fit == Fit::no) continue;
        settle(tried_with.of_class);
        settle(tried_with.of_function);
        Type made = plain;
        const TypeRow& result = table().types[signature.result];
        auto parameters = parameters_of(signature);
        if (!own_new && !parameters.empty() && parameters[0].optional == 2) {
            // `def __init__(self: TemporaryDirectory[str], …)`
            made = converted(parameters[0].type, tried_with, 0);
        } else if (own_new && result.op != TypeRow::self) {
            made = converted(signature.result, tried_with, 0);
        } else if (row.parameters) {
            bool known = std::ranges::any_of(tried_with.of_class, [](const Type& a) { return a.known(); });
            // `enumerate(x)` counts: what is inside is worked out as for an annotation.
            if (known && plain.bits == Type::generator) {
                if (name == "enumerate") {
                    Type pair = with_arguments(only_of(Type::tuple), {only_of(Type::int_), tried_with.of_class[0]});
                    pair.fixed = true;
                    made = with_arguments(only_of(Type::generator), {pair});
                } else if (name != "itertools.groupby") {
                    made = with_arguments(only_of(Type::generator), {tried_with.of_class[0]});
                }
            } else if (known) {
                made = with_arguments(plain, tried_with.of_class);
            }
        }
        t = either(t, made);
        if (fit == Fit::yes || (t.bits & Type::unknown)) break;
    }
    return t.bits && t.known() ? t : plain;
}

Type accepted_by_method(const Type& receiver, std::string_view method, const Type& argument, PythonVersion version) {
    if (!receiver.known() || receiver.bits & Type::none) return {};
    if (receiver.bits & (receiver.bits - 1)) return {};  // several
    std::uint16_t index = receiver.bits == Type::instance
                              ? (receiver.qualified.empty() ? nothing : class_index(receiver.qualified, version))
                              : class_of_bit(receiver.bits);
    if (index == nothing) return {};
    // An object of a class that is not the library's may answer in its place, or refuse.
    if (argument.bits & Type::instance && class_index(argument.qualified, version) == nothing) return {};
    Item found = member(index, method, version);
    if (found.kind != Item::function) return {};
    Substitution s;
    s.self = receiver;
    if (receiver.arguments && found.owner == index) s.of_class = *receiver.arguments;
    CallArguments arguments{{argument, "", {}, false}};
    Type t = only_of(0);
    for (const Signature& signature : signatures_of(found.ref)) {
        Fit fit = Fit::no;
        Type result = tried(signature, signatures_of(found.ref), arguments, s, version, fit);
        if (fit == Fit::no) continue;
        t = either(t, result);
        if (fit == Fit::yes) return t;
    }
    return {};
}

}  // namespace zen
