// What rules ask of the standard library, beyond looking a name up.
#include <algorithm>
#include <iterator>

#include "semantics/library/library.h"

namespace zen::library {
namespace {

constexpr std::uint16_t of_function = 100;  // see TypeRow::parameter
constexpr int deepest_type = 8;

bool holds_variable(TypeId type, int depth) {
    const TypeRow& row = table().types[type];
    if (row.op == TypeRow::parameter) return row.ref >= of_function;
    return depth < deepest_type &&
           std::ranges::any_of(arguments_of(row), [&](TypeId argument) { return holds_variable(argument, depth + 1); });
}

}  // namespace

std::string_view deprecation(std::string_view qualified, PythonVersion version) {
    Item found = find(qualified, version);
    return found.symbol ? text(found.symbol->traits().deprecated) : "";
}

bool supports(std::string_view qualified_class, ClassUse use, PythonVersion version) {
    std::uint16_t index = class_index(qualified_class, version);
    Item found = find(qualified_class, version);
    if (index == nothing || found.kind != Item::class_ || (found.symbol->traits().flags & Symbol::callable_only))
        return false;
    const ClassRow& row = table().classes[index];
    bool of_typing = qualified_class.starts_with("typing.");
    switch (use) {
        case ClassUse::subscript:
            // Generic classes of the library got their brackets in 3.9; those of `typing` always had them.
            if (version < PythonVersion{3, 9}) return of_typing && (row.flags & ClassRow::generic);
            return of_typing
                       ? (row.flags & ClassRow::generic) != 0 || qualified_class == "typing.Type" ||
                             qualified_class == "typing.Tuple"
                       : static_cast<bool>(member(index, "__class_getitem__", version)) || qualified_class == "type" ||
                             (qualified_class.starts_with("collections.abc.") && (row.flags & ClassRow::generic));
        case ClassUse::union_:
            return version >= PythonVersion{3, 10};
        case ClassUse::isinstance:
            return !(row.flags & ClassRow::typed_dict) &&
                   (!(row.flags & ClassRow::protocol) || qualified_class.starts_with("collections.abc.") ||
                    qualified_class == "os.PathLike" || of_typing);
    }
    return false;
}

bool defines(std::string_view qualified_class, std::string_view method, PythonVersion version) {
    std::uint16_t index = class_index(qualified_class, version);
    if (index == nothing) return false;
    Item found = member(index, method, version);
    return found.kind == Item::function && class_name(found.owner) != "object";
}

bool gives_back(std::string_view qualified, PythonVersion version) {
    // These may return a path as they got it, which their overloads for str and bytes don't say.
    constexpr std::string_view paths[] = {"os.fspath", "os.path.join", "os.path.expanduser", "os.path.expandvars",
                                          "os.path.normcase"};
    if (std::ranges::find(paths, qualified) != std::end(paths)) return true;
    const Item found = find(qualified, version);
    return found.kind == Item::function && std::ranges::any_of(signatures_of(found.ref), [](const Signature& s) {
               return holds_variable(s.result, 0);
           });
}

bool is_async(std::string_view qualified, PythonVersion version) {
    Item found = find(qualified, version);
    if (found.kind != Item::function) return false;
    for (const Signature& s : signatures_of(found.ref))
        if (!(s.flags & Signature::async)) return false;
    return true;
}

std::vector<std::string_view> star_names(std::string_view module, PythonVersion version) {
    std::vector<std::string_view> out;
    std::uint16_t index = module_index(module, version);
    if (index == nothing) return out;
    Text last = 0;
    for (const Symbol& s : names_of_module(index)) {
        if (s.name == last) continue;
        const Symbol* found = symbol_of(names_of_module(index), s.name, version);
        if (!found || !(found->traits().flags & Symbol::in_all)) continue;
        last = s.name;
        out.push_back(text(s.name));
    }
    return out;
}

}  // namespace zen::library
