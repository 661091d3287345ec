// What other files of the run say of their values: annotations of functions, values and members of classes.
#include <algorithm>

#include "semantics/library/library.h"
#include "semantics/model_data.h"
#include "semantics/types/classes.h"
#include "semantics/types/instance_search.h"
#include "semantics/types/named_classes.h"

namespace zen {
namespace {

struct Found {
    const ExportedMember* member = nullptr;
    Referent owner;  // the class that has it
};

// The member, the class's own or inherited; none where a base that is not known may have it.
Found member_among(const Model& model, const Ancestry& all, std::string_view name) {
    for (std::size_t i = 0; i < all.classes.size() && (i == 0 || all.complete); ++i) {
        const Referent& one = all.classes[i];
        if (one.kind == Referent::class_) {
            if (const ExportedMember* member = one.of_class->find(name)) return {member, one};
        } else if (library::defines(one.path, name, model.target())) {
            return {};
        }
    }
    return {};
}

// Of a class of this file: what it inherits from those of others, along single bases.
Found inherited_member(const Model& model, Node definition, std::string_view name) {
    constexpr int most_bases = 20;
    for (int i = 0; definition && i < most_bases; ++i) {
        const ClassInfo* info = class_info(model, definition);
        if (!info || info->method(name) || info->attribute(name) || info->bases.size() != 1) return {};
        if (info->bases[0].ancestors) return member_among(model, *info->bases[0].ancestors, name);
        definition = info->bases[0].own;
    }
    return {};
}

}  // namespace

// The class, or one that derives from it?
bool InstanceSearch::is_class(const Referent& referent) const {
    if (referent.kind == Referent::elsewhere) return std::ranges::find(names_, referent.path) != names_.end();
    return referent.kind == Referent::class_ &&
           any_name([&](std::string_view name) { return has_ancestor(model_, *ancestry_of(model_, referent), name); });
}

// A type as the file exports it: its classes are paths of that file.
InstanceSearch::Verdict InstanceSearch::exported(const Type& type, const Referent& from, What what) const {
    if (!type.known()) return no;
    const std::uint32_t bits = type.bits & ~std::uint32_t{Type::none};
    if (what == item) {
        constexpr std::uint32_t iterated = Type::list | Type::set | Type::frozenset | Type::tuple | Type::generator;
        return certain(
            bits != 0 && (bits & ~iterated) == 0 && type.arguments && !type.arguments->empty() &&
            std::ranges::all_of(*type.arguments, [&](const Type& t) { return exported(t, from, value) == yes; }));
    }
    if (what == mapped) return certain(bits == Type::dict && exported(type.argument(1), from, value) == yes);
    if (bits != Type::instance || !type.qualified.starts_with('@')) return no;
    const ModelData& d = model_.data();
    return certain(is_class(
        referent_of(d.world, from.file, from.file->path, std::string_view(type.qualified).substr(1), d.target)));
}

// A name or attribute that another file exports.
InstanceSearch::Verdict InstanceSearch::imported(Node n, What what) const {
    const Referent& other = defined_elsewhere(model_, n);
    return other.kind == Referent::value ? exported(other.name->type, other, what) : no;
}

InstanceSearch::Verdict InstanceSearch::imported_call(Node function, What what, bool awaited) const {
    if (!function.is_any({Kind::identifier, Kind::attribute})) return no;
    const Referent& other = defined_elsewhere(model_, function);
    if (other.kind != Referent::function || other.name->async != awaited) return no;
    return exported(other.name->type, other, what);
}

InstanceSearch::Verdict InstanceSearch::imported_member(Node attribute, What what, bool called, bool awaited) const {
    const Node object = attribute.child(Field::object);
    const std::string_view name = attribute.child(Field::attribute).text();
    Found found;
    if (const Node own = owner(object)) {
        found = inherited_member(model_, own, name);
    } else {
        const Type type = model_.type(object);
        if ((type.bits & ~std::uint32_t{Type::none}) != Type::instance) return no;
        if (const Referent& other = class_named(model_, type.qualified))
            found = member_among(model_, *ancestry_of(model_, other), name);
    }
    if (!found.member) return no;
    const ExportedMember::Kind kind = found.member->kind;
    const bool fits = called ? kind == ExportedMember::method && found.member->async == awaited
                             : kind == ExportedMember::attribute || kind == ExportedMember::property;
    return fits ? exported(found.member->type, found.owner, what) : no;
}

}  // namespace zen
