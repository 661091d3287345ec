// The rows of the library table as types of the model.
#include <algorithm>
#include <array>
#include <bit>

#include "semantics/types/library_call.h"

namespace zen {
namespace {

using namespace library;

struct Builtin {
    std::string_view name;
    std::uint32_t bit;
};
// The classes that a Type has bits for.
constexpr Builtin builtin_classes[] = {
    {"int", Type::int_},
    {"str", Type::str},
    {"bytes", Type::bytes},
    {"float", Type::float_},
    {"bool", Type::bool_},
    {"complex", Type::complex_},
    {"list", Type::list},
    {"dict", Type::dict},
    {"set", Type::set},
    {"tuple", Type::tuple},
    {"frozenset", Type::frozenset},
    {"range", Type::range},
    {"type", Type::class_},
    {"types.NoneType", Type::none},
    {"types.ModuleType", Type::module},
};
constexpr std::string_view function_classes[] = {"types.FunctionType", "types.BuiltinFunctionType", "types.MethodType",
                                                 "types.BuiltinMethodType", "types.LambdaType"};
// One-pass iterators of the language; of the library all of itertools.
constexpr std::string_view iterator_classes[] = {"map",
                                                 "filter",
                                                 "zip",
                                                 "enumerate",
                                                 "reversed",
                                                 "collections.abc.Iterator",
                                                 "collections.abc.Generator",
                                                 "types.GeneratorType",
                                                 "typing.Iterator",
                                                 "typing.Generator"};
bool one_pass(std::string_view name) {
    return name.starts_with("itertools.") || std::ranges::find(iterator_classes, name) != std::end(iterator_classes);
}

}  // namespace

std::uint32_t bit_of_class(std::string_view name) {
    auto known = std::ranges::find(builtin_classes, name, &Builtin::name);
    return known == std::end(builtin_classes) ? 0 : known->bit;
}

Type of_instance(std::uint16_t index, std::vector<Type> arguments) {
    const ClassRow& row = table().classes[index];
    std::string_view name = text(row.name);
    Type t;
    if (name == "typing.Any") return {};
    if (one_pass(name)) {
        // An item is the first argument, but for classes whose iterator makes something of it.
        if (name == "enumerate") {
            Type pair =
                with_arguments(only_of(Type::tuple), {only_of(Type::int_), arguments.empty() ? Type{} : arguments[0]});
            pair.fixed = true;
            arguments = {pair};
        } else if (name == "itertools.groupby" || arguments.empty()) {
            arguments = {Type{}};
        }
        return with_arguments(only_of(Type::generator), {arguments[0]});
    }
    if (const std::uint32_t bit = bit_of_class(name)) t = only_of(bit);
    if (std::ranges::find(function_classes, name) != std::end(function_classes)) return only_of(Type::function);
    if (!t.known()) {
        if (row.flags & ClassRow::typed_dict) return only_of(Type::dict);
        if (row.flags & (ClassRow::abstract | ClassRow::protocol)) return {};
        t = instance_of(name);
    }
    if (!arguments.empty()) t = with_arguments(std::move(t), std::move(arguments));
    return t;
}

std::uint16_t class_of_bit(std::uint32_t bit) {
    static const std::array<std::uint16_t, 32> indices = [] {
        std::array<std::uint16_t, 32> out;
        out.fill(nothing);
        for (const Builtin& b : builtin_classes)
            out[static_cast<std::size_t>(std::countr_zero(b.bit))] = class_index(b.name, {3, 12});
        return out;
    }();
    return bit ? indices[static_cast<std::size_t>(std::countr_zero(bit))] : nothing;
}

Type converted(TypeId id, const Substitution& s, int depth) {
    const TypeRow& row = table().types[id];
    if (depth > 12) return {};
    auto inside = [&] {
        std::vector<Type> out;
        for (TypeId a : arguments_of(row)) out.push_back(converted(a, s, depth + 1));
        return out;
    };
    switch (row.op) {
        case TypeRow::unknown:
            return {};
        case TypeRow::none:
            return only_of(Type::none);
        case TypeRow::never:
            return only_of(0);
        case TypeRow::self:
            return s.self;
        case TypeRow::literal:
            return of_instance(row.ref, {});
        case TypeRow::instance: {
            Type t = of_instance(row.ref, row.count ? inside() : std::vector<Type>{});
            if (t.bits == Type::float_ && (!s.exact || depth > 1)) t.bits |= Type::int_;
            return t;
        }
        case TypeRow::class_of:
            return only_of(Type::class_);
        case TypeRow::union_: {
            Type t = only_of(0);
            for (TypeId a : arguments_of(row)) t = either(t, converted(a, s, depth + 1));
            return t;
        }
        case TypeRow::fixed: {
            Type t = with_arguments(only_of(Type::tuple), inside());
            t.fixed = true;
            return t;
        }
        case TypeRow::callable:
            return {};
        case TypeRow::parameter: {
            const auto& bound = row.ref >= 100 ? s.of_function : s.of_class;
            std::size_t at = row.ref >= 100 ? row.ref - 100u : row.ref;
            return at < bound.size() ? bound[at] : Type{};
        }
    }
    return {};
}

}  // namespace zen
