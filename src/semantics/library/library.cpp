#include "semantics/library/library.h"

#include <algorithm>
#include <ranges>

namespace zen::library {
namespace {

constexpr int base_limit = 30;

template <class T>
std::span<const T> part(std::span<const T> all, std::size_t first, std::size_t count) {
    return all.subspan(first, count);
}

// The symbol of that name that holds in the version; what is there on Linux before what is not.
const Symbol* symbol_in(std::span<const Symbol> scope, Text name, Versions version) {
    auto [first, last] = std::ranges::equal_range(scope, name, {}, &Symbol::name);
    const Symbol* found = nullptr;
    for (auto at = first; at != last; ++at) {
        const Symbol::Traits& traits = at->traits();
        if (!(traits.versions & version) || (traits.flags & Symbol::stub_only)) continue;
        if (traits.platforms & 1) return &*at;
        if (!found) found = &*at;
    }
    return found;
}

Item item_of(const Symbol* symbol, std::uint16_t owner = nothing) {
    if (!symbol) return {};
    constexpr Item::Kind kinds[] = {Item::class_, Item::function, Item::variable, Item::module};
    return {kinds[symbol->traits().kind], symbol->ref, symbol, owner};
}

std::uint16_t module_by_text(Text id, Versions version) {
    const auto& modules = table().modules;
    auto at = std::ranges::lower_bound(modules, id, {}, &ModuleRow::name);
    if (at == modules.end() || at->name != id || !(at->versions & version)) return nothing;
    return static_cast<std::uint16_t>(at - modules.begin());
}

std::span<const Symbol> members_of(std::uint16_t index) {
    const ClassRow& row = table().classes[index];
    return part(table().symbols, row.first_member, row.members);
}

Item member_by_text(std::uint16_t index, Text name, Versions version, int depth) {
    if (Item found = item_of(symbol_in(members_of(index), name, version), index)) return found;
    if (depth >= base_limit) return {};
    Item of_object;
    for (const Base& base : bases_of(index)) {
        if (!(base.versions & version)) continue;
        std::uint16_t up = class_of(base.type);
        if (up == nothing || up == index) continue;
        Item found = member_by_text(up, name, version, depth + 1);
        // What everything has from `object` comes after what any base has.
        static const Text object_name = text_id("object");
        if (found && table().classes[found.owner].name != object_name) return found;
        if (found) of_object = found;
    }
    if (of_object) return of_object;
    if (depth > 0) return {};
    static const std::uint16_t object = class_index("object", {3, 12});
    return index == object || object == nothing ? Item{}
                                                : item_of(symbol_in(members_of(object), name, version), object);
}

}  // namespace

Versions version_bit(PythonVersion version) {
    int minor = version.major < 3 ? 8 : std::clamp<int>(version.minor, 8, 15);
    return static_cast<Versions>(1u << (minor - 8));
}

std::string_view text(Text id) {
    const Table& t = table();
    std::size_t start = t.text_start[id];
    for (Text turn : t.turns) start += id < turn ? 0 : 0x10000;
    return t.text.substr(start, static_cast<std::uint16_t>(t.text_start[id + 1u] - t.text_start[id]));
}

Text text_id(std::string_view wanted) {
    const Table& t = table();
    if (t.slots.empty()) {
        const auto ids = std::views::iota(Text{0}, static_cast<Text>(t.text_start.size() - 1));
        const auto found = std::ranges::lower_bound(ids, wanted, {}, [](Text id) { return text(id); });
        return found != ids.end() && text(*found) == wanted ? *found : nothing;
    }
    std::uint64_t h = hash(wanted);
    Text id = t.slots[slot_of(h, t.seeds[h % t.seeds.size()], t.slots.size())];
    return id != nothing && text(id) == wanted ? id : nothing;
}

std::uint16_t module_index(std::string_view name, PythonVersion version) {
    Text id = text_id(name);
    // The stubs' own module, and one that PyPI has.
    if (id == nothing || name.starts_with("_typeshed") || name == "typing_extensions") return nothing;
    return module_by_text(id, version_bit(version));
}

std::span<const Symbol> names_of_module(std::uint16_t index) {
    const ModuleRow& row = table().modules[index];
    return part(table().symbols, row.first, row.count);
}

std::span<const Base> bases_of(std::uint16_t index) {
    const ClassRow& row = table().classes[index];
    return part(table().bases, row.first_base, row.bases);
}

std::uint16_t class_of(TypeId type) {
    const TypeRow& row = table().types[type];
    if (row.op == TypeRow::instance || row.op == TypeRow::literal) return row.ref;
    if (row.op == TypeRow::fixed) return class_index("tuple", {3, 12});
    return nothing;
}

Item member(std::uint16_t index, std::string_view name, PythonVersion version) {
    Text id = text_id(name);
    return id == nothing ? Item{} : member_by_text(index, id, version_bit(version), 0);
}

Item find(std::string_view qualified, PythonVersion version) {
    Versions bit = version_bit(version);
    auto dot = qualified.find('.');
    if (dot == std::string_view::npos) {
        Text id = text_id(qualified);
        if (id == nothing) return {};
        static constexpr PythonVersion any{3, 12};
        static const std::uint16_t builtins = module_index("builtins", any);
        if (Item found = item_of(symbol_in(names_of_module(builtins), id, bit))) return found;
        std::uint16_t module = module_index(qualified, version);
        return module == nothing ? Item{} : Item{Item::module, module, nullptr, nothing};
    }
    std::uint16_t module = module_index(qualified.substr(0, dot), version);
    Item at{Item::module, module, nullptr, nothing};
    if (module == nothing) {
        // A method of a builtin: "dict.fromkeys".
        at = find(qualified.substr(0, dot), version);
        if (at.kind != Item::class_) return {};
    }
    while (dot != std::string_view::npos && at) {
        auto next = qualified.find('.', dot + 1);
        std::string_view name = qualified.substr(dot + 1, next == std::string_view::npos ? next : next - dot - 1);
        Text id = text_id(name);
        Item found;
        if (at.kind == Item::module) {
            if (id != nothing) found = item_of(symbol_in(names_of_module(at.ref), id, bit));
            if (!found) {
                std::uint16_t inner = module_index(qualified.substr(0, next), version);
                if (inner != nothing) found = {Item::module, inner, nullptr, nothing};
            }
        } else if (at.kind == Item::class_ && id != nothing) {
            found = member_by_text(at.ref, id, bit, 0);
        }
        at = found;
        dot = next;
    }
    return at;
}

std::uint16_t class_index(std::string_view qualified, PythonVersion version) {
    const Table& t = table();
    if (Text id = text_id(qualified); id != nothing) {
        auto by_name = [&](std::uint16_t i) { return t.classes[i].name; };
        auto at = std::ranges::lower_bound(t.class_order, id, {}, by_name);
        if (at != t.class_order.end() && by_name(*at) == id) return *at;
    }
    Item found = find(qualified, version);
    return found.kind == Item::class_ ? found.ref : nothing;
}

std::string_view class_name(std::uint16_t index) {
    return text(table().classes[index].name);
}

bool derives(std::uint16_t index, std::uint16_t base, PythonVersion version) {
    if (index == base) return true;
    Versions bit = version_bit(version);
    auto up = [&](auto& self, std::uint16_t at, int depth) -> bool {
        if (at == base) return true;
        if (depth > base_limit) return false;
        for (const Base& b : bases_of(at)) {
            std::uint16_t next = b.versions & bit ? class_of(b.type) : nothing;
            if (next != nothing && next != at && self(self, next, depth + 1)) return true;
        }
        return false;
    };
    return up(up, index, 0);
}

const Symbol* symbol_of(std::span<const Symbol> scope, Text name, PythonVersion version) {
    return symbol_in(scope, name, version_bit(version));
}

std::span<const Signature> signatures_of(std::uint16_t function) {
    const Function& f = table().functions[function];
    return part(table().signatures, f.first, f.count);
}
std::span<const Parameter> parameters_of(const Signature& signature) {
    return part(table().parameters, signature.first, signature.count);
}
std::span<const TypeId> arguments_of(const TypeRow& type) {
    return part(table().arguments, type.first, type.count);
}

Lifetime lifetime(std::string_view qualified) {
    Lifetime out;
    for (std::uint8_t minor = 8; minor <= 15; ++minor) {
        if (!find(qualified, {3, minor})) continue;
        if (!out.ever) out.since = {3, minor};
        out.ever = true;
        out.last = {3, minor};
    }
    out.from_start = out.ever && out.since.minor == 8;
    out.to_end = out.ever && out.last.minor == 15;
    return out;
}

}  // namespace zen::library
