#include "semantics/types/library_types.h"

#include <algorithm>

#include "semantics/types/library_call.h"
#include "text/formatted.h"

namespace zen {
namespace {

using namespace library;

// Functions of these modules are written in C and return exactly what they are said to. Where Python code is said to
// return a float it may as well return the int that it was given.
constexpr std::string_view exact_modules[] = {"builtins", "time",      "math",   "cmath",      "datetime",
                                              "os",       "posixpath", "ntpath", "genericpath"};

Substitution substitution_for(const Item& member, std::uint16_t from, const Type& self, PythonVersion version);

// The type arguments of a base, seen from an instance of the class.
bool base_arguments(std::uint16_t at, std::uint16_t wanted, std::vector<Type>& arguments, PythonVersion version,
                    int depth) {
    if (at == wanted) return true;
    if (depth > 20) return false;
    for (const Base& base : bases_of(at)) {
        if (!(base.versions & version_bit(version))) continue;
        const TypeRow& row = table().types[base.type];
        std::uint16_t up = class_of(base.type);
        if (up == nothing || up == at) continue;
        Substitution s;
        s.of_class = arguments;
        std::vector<Type> inside;
        for (TypeId a : arguments_of(row)) {
            if (row.op == TypeRow::literal) break;
            inside.push_back(converted(a, s, 1));
        }
        if (row.op == TypeRow::fixed) {
            Type t = only_of(0);
            for (const Type& i : inside) t = either(t, i);
            inside = {t.bits ? t : Type{}};
        }
        if (base_arguments(up, wanted, inside, version, depth + 1)) {
            arguments = std::move(inside);
            return true;
        }
    }
    return false;
}

// The class of each bit of the receiver, None left out; false where one of them is none of the library's.
bool classes_of(const Type& receiver, std::vector<std::uint16_t>& out, PythonVersion version) {
    if (!receiver.known()) return false;
    for (std::uint32_t bit = 1; bit <= Type::instance; bit <<= 1) {
        if (!(receiver.bits & bit) || bit == Type::none) continue;
        std::uint16_t index = nothing;
        if (bit == Type::instance) {
            index = receiver.qualified.empty() || receiver.qualified == "super"
                        ? nothing
                        : class_index(receiver.qualified, version);
        } else if (bit == Type::generator) {
            index = class_index("collections.abc.Iterator", version);
            if (index == nothing) index = class_index("typing.Iterator", version);
        } else if (bit != Type::class_ && bit != Type::module && bit != Type::function) {
            index = class_of_bit(bit);
        }
        if (index == nothing) return false;
        out.push_back(index);
    }
    return !out.empty();
}

// The type arguments of an instance as its class counts them.
std::vector<Type> own_arguments(const Type& receiver, std::uint16_t index) {
    if (!receiver.arguments) return {};
    if (text(table().classes[index].name) == "tuple" && receiver.fixed) {
        Type t = only_of(0);
        for (const Type& item : *receiver.arguments) t = either(t, item);
        return {t.bits ? t : Type{}};
    }
    return *receiver.arguments;
}

bool exact_results(std::string_view module) {
    return std::ranges::find(exact_modules, module) != std::end(exact_modules);
}

Substitution substitution_for(const Item& member, std::uint16_t from, const Type& self, PythonVersion version) {
    Substitution s;
    s.self = without(self, Type::none);
    s.of_class = own_arguments(self, from);
    if (member.owner != nothing && member.owner != from) {
        if (!base_arguments(from, member.owner, s.of_class, version, 0)) s.of_class.clear();
    }
    if (member.owner != nothing) {
        std::string_view owner = class_name(member.owner);
        auto dot = owner.rfind('.');
        s.exact = dot == std::string_view::npos || exact_results(owner.substr(0, owner.find('.')));
    }
    return s;
}

// A part of the receiver, as if it had only that class.
Type part_of(const Type& receiver, std::uint16_t index) {
    Type t = receiver;
    if (const std::uint32_t bit = bit_of_class(class_name(index))) {
        t.bits = bit;
        t.qualified.clear();
    } else {
        t.bits &= Type::instance | Type::generator;
    }
    return t;
}

}  // namespace

bool is_class_name(std::string_view qualified, PythonVersion version) {
    Item found = find(qualified, version);
    return found.kind == Item::class_ && !(found.symbol->traits().flags & Symbol::callable_only);
}

Type instances_of_class(std::string_view qualified, PythonVersion version) {
    Item found = find(qualified, version);
    return found.kind == Item::class_ ? of_instance(found.ref, {}) : Type{};
}

Type value_of_name(std::string_view qualified, PythonVersion version) {
    Item found = find(qualified, version);
    switch (found.kind) {
        case Item::none:
            return {};
        case Item::module:
            return {Type::module, std::string(qualified)};
        case Item::class_:
            return {Type::class_, std::string(class_name(found.ref))};
        case Item::function:
            return found.symbol->traits().flags & Symbol::property_ ? Type{} : only_of(Type::function);
        case Item::variable:
            break;
    }
    // Of a class, where it may be an instance's: nothing is certain.
    if (found.owner != nothing && !(found.symbol->traits().flags & Symbol::enum_member)) {
        std::string_view owner = class_name(found.owner);
        if (owner != "datetime.datetime" && owner != "datetime.date" && owner != "datetime.timezone" &&
            owner != "datetime.timedelta" && owner != "datetime.time")
            return {};
    }
    Substitution s;
    s.exact = exact_results(qualified.substr(0, qualified.find('.')));
    return converted(found.ref, s, 0);
}

Type call_of_name(std::string_view qualified, const CallArguments& arguments, PythonVersion version) {
    Item found = find(qualified, version);
    if (found.kind == Item::class_) return made_by_class(found.ref, arguments, version);
    // `shutil.rmtree` is an object that one can call.
    if (found.kind == Item::variable && found.owner == nothing)
        return call_of_method(value_of_name(qualified, version), "__call__", arguments, version);
    if (found.kind != Item::function || (found.symbol->traits().flags & Symbol::property_)) return {};
    Substitution s;
    auto dot = qualified.rfind('.');
    s.exact = dot == std::string_view::npos || exact_results(qualified.substr(0, qualified.find('.')));
    if (found.owner != nothing) {
        // `dict.fromkeys(…)`: a class method makes instances. `str.lower(x)` gets its object as an argument.
        if (!(found.symbol->traits().flags & (Symbol::class_method | Symbol::static_))) {
            if (arguments.empty() || arguments[0].several || !arguments[0].keyword.empty()) return {};
            CallArguments rest(arguments.begin() + 1, arguments.end());
            return call_of_method(arguments[0].type, qualified.substr(dot + 1), rest, version);
        }
        std::uint16_t owner = class_index(qualified.substr(0, dot), version);
        if (owner == nothing) return {};
        s.self = of_instance(owner, {});
        s.exact = true;
    }
    return called(found.ref, arguments, s, version);
}

Type call_of_method(const Type& receiver, std::string_view method, const CallArguments& arguments,
                    PythonVersion version) {
    if (receiver.bits == Type::class_ && !receiver.qualified.empty()) {
        // `cls.method(…)` where the class is known by name.
        Item found = find(formatted("{}.{}", receiver.qualified, method), version);
        if (found.kind != Item::function || !(found.symbol->traits().flags & (Symbol::class_method | Symbol::static_)))
            return {};
        return call_of_name(formatted("{}.{}", receiver.qualified, method), arguments, version);
    }
    if (receiver.bits == Type::module)
        return call_of_name(formatted("{}.{}", receiver.qualified, method), arguments, version);
    std::vector<std::uint16_t> classes;
    if (!classes_of(receiver, classes, version)) return {};
    Type t = only_of(0);
    for (std::uint16_t index : classes) {
        Item found = member(index, method, version);
        if (found.kind != Item::function || (found.symbol->traits().flags & Symbol::property_)) return {};
        Substitution s = substitution_for(found, index, part_of(receiver, index), version);
        t = either(t, called(found.ref, arguments, s, version));
    }
    return t;
}

namespace {

bool holds_variable(TypeId id, int depth = 0) {
    const TypeRow& row = table().types[id];
    if (row.op == TypeRow::parameter) return row.ref >= 100;
    if (row.op == TypeRow::literal || depth > 8) return false;
    return std::ranges::any_of(arguments_of(row), [&](TypeId a) { return holds_variable(a, depth + 1); });
}
bool function_asks(std::uint16_t function) {
    auto all = signatures_of(function);
    return all.size() != 1 || holds_variable(all[0].result);
}

}  // namespace

bool arguments_decide(std::string_view qualified, PythonVersion version) {
    Item found = find(qualified, version);
    if (found.kind == Item::class_) return table().classes[found.ref].parameters > 0;
    if (found.kind != Item::function) return found.kind == Item::variable;
    bool of_instance_method =
        found.owner != nothing && !(found.symbol->traits().flags & (Symbol::class_method | Symbol::static_));
    return of_instance_method || function_asks(found.ref);
}

bool arguments_decide(const Type& receiver, std::string_view method, PythonVersion version) {
    std::vector<std::uint16_t> classes;
    if (!classes_of(receiver, classes, version)) return receiver.known();
    return std::ranges::any_of(classes, [&](std::uint16_t index) {
        Item found = member(index, method, version);
        return found.kind == Item::function && function_asks(found.ref);
    });
}

Type attribute_of(const Type& receiver, std::string_view attribute, PythonVersion version) {
    if (receiver.bits == Type::module && !receiver.qualified.empty())
        return value_of_name(formatted("{}.{}", receiver.qualified, attribute), version);
    if (receiver.bits == Type::class_ && !receiver.qualified.empty())
        return value_of_name(formatted("{}.{}", receiver.qualified, attribute), version);
    std::vector<std::uint16_t> classes;
    if (!classes_of(receiver, classes, version)) return {};
    Type t = only_of(0);
    for (std::uint16_t index : classes) {
        Item found = member(index, attribute, version);
        if (!found) return {};
        Substitution s = substitution_for(found, index, part_of(receiver, index), version);
        if (found.kind == Item::function) {
            if (found.symbol->traits().flags & Symbol::property_)
                t = either(t, called(found.ref, {}, s, version));
            else
                t = either(t, only_of(Type::function));
        } else if (found.kind == Item::variable) {
            s.exact = false;
            t = either(t, converted(found.ref, s, 0));
        } else {
            return {};
        }
    }
    return t;
}

std::optional<bool> is_instance(const Type& type, std::string_view qualified_class, PythonVersion version) {
    std::uint16_t wanted = class_index(qualified_class, version);
    std::vector<std::uint16_t> classes;
    if (wanted == nothing || !classes_of(type, classes, version)) return std::nullopt;
    bool all = true, any = false;
    for (std::uint16_t index : classes) {
        bool is = derives(index, wanted, version);
        all &= is;
        any |= is;
    }
    return all ? std::optional(true) : any ? std::nullopt : std::optional(false);
}

Type items_of(const Type& iterable, PythonVersion version) {
    if (!iterable.known()) return {};
    if (iterable.only(Type::str)) return only_of(Type::str);
    if (iterable.only(Type::bytes | Type::range)) return only_of(Type::int_);
    if (iterable.only(Type::list | Type::set | Type::frozenset | Type::generator | Type::dict))
        return iterable.argument(0);
    if (iterable.only(Type::tuple)) {
        if (!iterable.arguments) return {};
        Type t = only_of(0);
        for (const Type& item : *iterable.arguments) t = either(t, item);
        return t;
    }
    Type iterator = call_of_method(iterable, "__iter__", {}, version);
    if (iterator.only(Type::generator)) return iterator.argument(0);
    return iterator.bits == Type::instance ? call_of_method(iterator, "__next__", {}, version) : Type{};
}

Type entered(const Type& manager, PythonVersion version) {
    if (manager.bits != Type::instance) return {};
    return call_of_method(manager, "__enter__", {}, version);
}

std::string_view operator_name(Kind op) {
    constexpr std::pair<Kind, std::string_view> names[] = {{Kind::op_plus, "add"},
                                                           {Kind::op_minus, "sub"},
                                                           {Kind::op_star, "mul"},
                                                           {Kind::op_slash, "truediv"},
                                                           {Kind::op_slash_slash, "floordiv"},
                                                           {Kind::op_percent, "mod"},
                                                           {Kind::op_star_star, "pow"},
                                                           {Kind::op_at, "matmul"},
                                                           {Kind::op_amp, "and"},
                                                           {Kind::op_bar, "or"},
                                                           {Kind::op_caret, "xor"},
                                                           {Kind::op_lt_lt, "lshift"},
                                                           {Kind::op_gt_gt, "rshift"}};
    const auto known = std::ranges::find(names, op, &std::pair<Kind, std::string_view>::first);
    return known == std::end(names) ? "" : known->second;
}

Type operator_result(Kind op, const Type& left, const Type& right, PythonVersion version) {
    Type plain = binary_result(op, left, right);
    if (plain.known() || plain.bits == 0) return plain;
    if (!left.known() || !right.known() || !((left.bits | right.bits) & Type::instance)) return {};
    const std::string_view name = operator_name(op);
    if (name.empty()) return {};
    // Either side may answer: it is certain only where the types leave one answer.
    Type forward = accepted_by_method(left, formatted("__{}__", name), right, version);
    if (forward.known()) return forward;
    return accepted_by_method(right, formatted("__r{}__", name), left, version);
}

Type subscript_result(const Type& value, const Type& index, PythonVersion version) {
    if (value.bits != Type::instance) return {};
    return call_of_method(value, "__getitem__", {{index, "", {}, false}}, version);
}

}  // namespace zen
