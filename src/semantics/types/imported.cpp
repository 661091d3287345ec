// The types of what other files of the run export.
#include <algorithm>

#include "semantics/types/library_call.h"
#include "semantics/types/named_classes.h"
#include "semantics/types/typer.h"

namespace zen {
namespace {

// Classes of the language that a Type has a bit of its own for: an instance of a class derived from one is a list, a
// str … too.
bool of_the_language(std::uint16_t index, PythonVersion version) {
    for (std::uint32_t bit = Type::bool_; bit <= Type::range; bit <<= 1)
        if (const std::uint16_t builtin = class_of_bit(bit);
            builtin != library::nothing && library::derives(index, builtin, version))
            return true;
    return false;
}

}  // namespace

Type Typer::instances_of(const Referent& referent) {
    if (referent.kind == Referent::library) return instances_of_class(referent.path, model_.target());
    if (referent.kind != Referent::class_) return {};
    std::string name = referent.qualified();
    auto [known, fresh] = data_.instances.try_emplace(name, Type{});
    if (!fresh) return known->second;
    const auto all = ancestry_of(model_, referent);
    if (!all->complete || !all->plain_metaclass) return {};
    for (const Referent& m : all->classes) {
        if (m.kind == Referent::class_) continue;
        // A protocol's objects are of other classes.
        if (m.path == "typing.Protocol" || m.path == "typing_extensions.Protocol") return {};
        if (m.path == "typing.NamedTuple") return {};
        if (m.path == "typing.TypedDict") return data_.instances[name] = only_of(Type::dict);
        const std::uint16_t index = library::class_index(m.path, model_.target());
        if (index == library::nothing) continue;
        if (library::table().classes[index].flags & library::ClassRow::typed_dict)
            return data_.instances[name] = only_of(Type::dict);
        if (of_the_language(index, model_.target())) return {};
        if (index == library::class_index("type", model_.target())) return {};
    }
    return data_.instances[name] = instance_of(name);
}

// A type that a file exports, with its classes looked up.
Type Typer::imported(const Type& type, const Referent& from) {
    if (!type.known()) return {};
    Type out = type;
    if ((type.bits & Type::instance) && type.qualified.starts_with('@')) {
        const std::string path = type.qualified.substr(1);
        auto [known, fresh] = data_.referents_of_others.try_emplace({from.file, path});
        if (fresh) known->second = referent_of(data_.world, from.file, from.file->path, path, model_.target());
        const Type object = instances_of(known->second);
        if (!object.known()) return {};
        Type rest = type;
        rest.bits &= ~std::uint32_t{Type::instance};
        rest.qualified.clear();
        out = rest.bits ? either(rest, object) : object;
        out.arguments = nullptr, out.fixed = false;
        return out;
    }
    if (!type.arguments) return out;
    std::vector<Type> inside;
    for (const Type& t : *type.arguments) inside.push_back(imported(t, from));
    out.arguments = std::make_shared<const std::vector<Type>>(std::move(inside));
    return out;
}

// What a name that another file exports holds.
Type Typer::value_of_referent(const Referent& referent) {
    switch (referent.kind) {
        case Referent::library:
            return value_of_name(referent.path, model_.target());
        case Referent::module:
            return {Type::module, referent.qualified()};
        case Referent::class_:
            return {Type::class_, referent.qualified()};
        case Referent::function:
            return only_of(Type::function);
        case Referent::value:
            return imported(referent.name->type, referent);
        default:
            return {};
    }
}

// What a call of it gives.
Type Typer::call_of_referent(const Referent& referent) {
    if (referent.kind == Referent::function)
        return referent.name->async ? Type{} : imported(referent.name->type, referent);
    if (referent.kind == Referent::class_) return made_by(referent);
    return {};
}

// A decorator or `__new__` may make calls of a class mean anything.
Type Typer::made_by(const Referent& referent) {
    constexpr std::string_view harmless[] = {"dataclasses.dataclass", "functools.total_ordering", "typing.final",
                                             "typing.runtime_checkable", "enum.unique"};
    for (const std::string& path : referent.of_class->decorators)
        if (std::ranges::find(harmless, path) == std::end(harmless)) return {};
    for (const Referent& m : ancestry_of(model_, referent)->classes)
        if (m.kind == Referent::class_ && m.of_class->find("__new__")) return {};
    return instances_of(referent);
}

// The member of a class of another file, its own or a base's; null where a base that is not known comes first.
const ExportedMember* Typer::member_of(const Referent& of_class, std::string_view name, Referent& owner) {
    const auto all = ancestry_of(model_, of_class);
    if (!all->complete) return nullptr;
    for (const Referent& m : all->classes) {
        if (m.kind != Referent::class_) {
            const std::uint16_t index = library::class_index(m.path, model_.target());
            if (index != library::nothing && library::member(index, name, model_.target())) return nullptr;
            continue;
        }
        const ExportedMember* member = m.of_class->find(name);
        if (!member) continue;
        owner = m;
        return member;
    }
    return nullptr;
}

}  // namespace zen
