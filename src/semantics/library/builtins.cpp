// The names of the module `builtins`, from the library table.
#include "semantics/library/builtins.h"

#include <bitset>

#include "semantics/library/library.h"

namespace zen {
namespace {

using namespace library;

// Most names are no builtins, which their ends and their length nearly always tell.
std::size_t shape_of(std::string_view name) {
    auto byte = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c)); };
    return name.empty() ? 0 : (name.size() * 61 + byte(name.front()) * 17 + byte(name.back())) % 2048;
}

std::span<const Symbol> all_builtins() {
    static const std::span<const Symbol> all = names_of_module(module_index("builtins", {3, 12}));
    return all;
}

const Symbol* builtin(std::string_view name, PythonVersion version) {
    const std::span<const Symbol> all = all_builtins();
    static const std::bitset<2048> shapes = [] {
        std::bitset<2048> out;
        for (const Symbol& s : all_builtins()) out.set(shape_of(text(s.name)));
        return out;
    }();
    if (!shapes.test(shape_of(name))) return nullptr;
    // `_T` and the like are the stub's own helpers: Python's module has no name with one underscore in front.
    if (name.starts_with('_') && !name.starts_with("__")) return nullptr;
    Text id = text_id(name);
    return id == nothing ? nullptr : symbol_of(all, id, version);
}

}  // namespace

bool is_builtin(std::string_view name, PythonVersion version) {
    return builtin(name, version) != nullptr;
}

bool is_builtin_exception(std::string_view name, PythonVersion version) {
    const Symbol* found = builtin(name, version);
    return found && found->traits().kind == Symbol::class_ && (table().classes[found->ref].flags & ClassRow::exception);
}

std::string_view builtin_exception_base(std::string_view name) {
    static constexpr PythonVersion newest{3, 15};
    if (!is_builtin_exception(name, newest)) return "";
    const Symbol* found = builtin(name, newest);
    // `IOError` is another name of `OSError`.
    if (class_name(found->ref) != name) return class_name(found->ref);
    for (const Base& base : bases_of(found->ref))
        if (std::uint16_t up = class_of(base.type); up != nothing) return class_name(up);
    return "object";
}

std::vector<std::string_view> builtin_classes() {
    std::vector<std::string_view> out;
    for (const Symbol& s : all_builtins())
        if (s.traits().kind == Symbol::class_ && !text(s.name).starts_with('_')) out.push_back(text(s.name));
    return out;
}

}  // namespace zen
