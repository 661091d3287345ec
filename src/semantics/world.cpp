#include "semantics/world.h"

#include <algorithm>
#include <set>
#include <utility>

#include "semantics/library/builtins.h"
#include "semantics/library/library.h"
#include "semantics/library/star_exports.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/model_data.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr int most_hops = 12;       // re-exports of re-exports
constexpr int most_ancestors = 40;  // bases that are followed

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> out;
    while (!path.empty()) {
        std::size_t dot = std::min(path.find('.'), path.size());
        if (dot > 0) out.push_back(path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return out;
}

std::string joined_from(std::string path, std::span<const std::string_view> parts) {
    for (std::string_view part : parts) {
        if (!path.empty() && path.back() != '.' && path.back() != ':') path += '.';
        path += part;
    }
    return path;
}

// Where a path has led so far.
struct Step {
    std::shared_ptr<const Exports> from;
    std::string importer, path;
    const ExportedName* importing = nullptr;  // the name whose import this is
};

// `name` in the module, or what one of its star imports brings.
struct Held {
    std::shared_ptr<const Exports> file;
    const ExportedName* name = nullptr;
};

bool starred(const Exports& file, const ExportedName& name) {
    if (file.unclear_all) return false;
    return file.all ? std::ranges::find(*file.all, name.name) != file.all->end() : !name.name.starts_with('_');
}

Held held_by(const World& world, const std::shared_ptr<const Exports>& file, std::string_view name, bool star,
             std::set<const Exports*>& seen) {
    if (!seen.insert(file.get()).second || seen.size() > 100) return {};
    if (const ExportedName* own = file->find(name)) return !star || starred(*file, *own) ? Held{file, own} : Held{};
    Held out;
    // The last one counts.
    for (auto module = file->stars.rbegin(); module != file->stars.rend() && !out.name; ++module) {
        std::shared_ptr<const Exports> other = world.find(file->path, *module);
        if (!other) return {};
        out = held_by(world, other, name, true, seen);
    }
    return out;
}

}  // namespace

const ExportedName* Exports::find(std::string_view wanted) const {
    auto at = std::ranges::lower_bound(names, wanted, {}, &ExportedName::name);
    return at != names.end() && at->name == wanted ? &*at : nullptr;
}

const ExportedMember* ExportedClass::find(std::string_view member) const {
    auto at = std::ranges::lower_bound(members, member, {}, &ExportedMember::name);
    return at != members.end() && at->name == member ? &*at : nullptr;
}

std::string Referent::qualified() const {
    if (kind == library) return path;
    if (!file) return "";
    if (kind == module || !name) return file->module;
    return formatted("{}.{}", file->module, name->name);
}

namespace {

Referent follow(const World& world, Step step, PythonVersion version, int hops) {
    for (; hops < most_hops; ++hops) {
        const bool own = step.path.front() == ':';
        const std::size_t dots = own ? 1 : std::min(step.path.find_first_not_of('.'), step.path.size());
        const std::vector<std::string_view> parts = parts_of(std::string_view(step.path).substr(dots));
        std::shared_ptr<const Exports> at;
        std::size_t next = 0;
        const ExportedName* name = nullptr;
        if (own) {
            at = step.from;
        } else if (dots > 0) {
            at = world.find(step.importer, std::string_view(step.path).substr(0, dots));
        } else if (parts.empty() || is_stdlib_module(parts[0], version)) {
            return {Referent::library, nullptr, nullptr, nullptr, step.path};
        }
        for (; next < parts.size() && !name; ++next) {
            if (at) {
                std::set<const Exports*> seen;
                Held held = held_by(world, at, parts[next], false, seen);
                if (held.name && held.name != step.importing) name = held.name, at = held.file;
            }
            if (own || (name && next + 1 == parts.size())) continue;
            const std::string module = joined_from(step.path.substr(0, dots), std::span(parts).first(next + 1));
            std::shared_ptr<const Exports> inner = world.find(step.importer, module);
            if (!inner && name) continue;
            if (!inner && at) return {};
            if (name) {
                // A module and a name of its package: `from .join import x` and `join.x` mean different things, unless
                // the name is the module's.
                if (name->kind != ExportedName::import_) return {};
                const Referent same = follow(world, {at, at->path, name->path, name}, version, hops + 1);
                if (same.kind != Referent::module || same.file != inner) return {};
                name = nullptr;
            }
            at = std::move(inner);
        }
        if (!name && own) return {};
        if (!name) {
            if (at) return {Referent::module, at, nullptr, nullptr, ""};
            if (dots == 0 && parts.size() == 1 && is_builtin(parts[0], version))
                return {Referent::library, nullptr, nullptr, nullptr, step.path};
            if (dots == 0) return {Referent::elsewhere, nullptr, nullptr, nullptr, step.path};
            return {};
        }
        const auto rest = std::span(parts).subspan(next);
        switch (name->kind) {
            case ExportedName::import_:
                step = {at, at->path, joined_from(name->path, rest), name};
                continue;
            case ExportedName::class_: {
                const ExportedClass* of_class = &at->classes[name->index];
                if (rest.empty()) return {Referent::class_, at, name, of_class, ""};
                if (rest.size() == 1) return {Referent::member, at, name, of_class, std::string(rest[0])};
                return {};
            }
            case ExportedName::function:
                return rest.empty() ? Referent{Referent::function, at, name, nullptr, ""} : Referent{};
            case ExportedName::value:
                return rest.empty() ? Referent{Referent::value, at, name, nullptr, ""} : Referent{};
            case ExportedName::unknown:
                return {};
        }
    }
    return {};
}

}  // namespace

Referent referent_of(const World& world, const std::shared_ptr<const Exports>& from, std::string_view importer,
                     std::string_view path, PythonVersion version) {
    if (!world || path.empty()) return {};
    return follow(world, {from, std::string(importer), std::string(path)}, version, 0);
}

const Referent& referent_of(const Model& model, std::string_view path) {
    static const Referent nothing;
    ModelData& d = model.data();
    if (!d.world || path.empty() || path.front() == ':') return nothing;
    auto [known, fresh] = d.referents.try_emplace(std::string(path));
    if (fresh) known->second = referent_of(d.world, nullptr, d.path, path, d.target);
    return known->second;
}

const Referent& class_named(const Model& model, std::string_view qualified) {
    static const Referent nothing;
    ModelData& d = model.data();
    const std::size_t dot = qualified.rfind('.');
    if (!d.world || dot == std::string_view::npos) return nothing;
    auto [known, fresh] = d.classes_by_name.try_emplace(std::string(qualified));
    if (!fresh || library::class_index(qualified, d.target) != library::nothing) return known->second;
    std::shared_ptr<const Exports> file = d.world.find("", qualified.substr(0, dot));
    const ExportedName* name = file ? file->find(qualified.substr(dot + 1)) : nullptr;
    if (name && name->kind == ExportedName::class_)
        known->second = {Referent::class_, file, name, &file->classes[name->index], ""};
    return known->second;
}

namespace {

bool gather_stars(const World& world, const std::shared_ptr<const Exports>& file, std::vector<std::string_view>& out,
                  std::vector<std::shared_ptr<const Exports>>& owners) {
    if (std::ranges::find(owners, file) != owners.end()) return true;
    owners.push_back(file);
    if (file->open) return false;
    if (file->all) {
        out.insert(out.end(), file->all->begin(), file->all->end());
        return true;
    }
    for (const ExportedName& name : file->names) out.push_back(name.name);
    for (const std::string& module : file->stars) {
        if (const auto names = star_exports(module, {3, 13})) {
            out.insert(out.end(), names->begin(), names->end());
            continue;
        }
        std::shared_ptr<const Exports> other = world.find(file->path, module);
        if (!other || !gather_stars(world, other, out, owners)) return false;
    }
    return true;
}

}  // namespace

std::optional<std::vector<std::string_view>> star_names(const World& world, const std::shared_ptr<const Exports>& file,
                                                        std::vector<std::shared_ptr<const Exports>>& owners) {
    std::vector<std::string_view> out;
    std::vector<std::shared_ptr<const Exports>> seen;
    const bool told = gather_stars(world, file, out, seen);
    owners.insert(owners.end(), seen.begin(), seen.end());
    return told ? std::optional(std::move(out)) : std::nullopt;
}

bool Ancestry::derives(std::string_view library_class) const {
    const std::uint16_t wanted = library::class_index(library_class, {3, 13});
    return std::ranges::any_of(classes, [&](const Referent& m) {
        if (m.kind != Referent::library) return false;
        if (m.path == library_class) return true;
        const std::uint16_t index = library::class_index(m.path, {3, 13});
        return index != library::nothing && wanted != library::nothing && library::derives(index, wanted, {3, 13});
    });
}

bool Ancestry::has(std::string_view member, PythonVersion version) const {
    return std::ranges::any_of(classes, [&](const Referent& r) {
        if (r.kind == Referent::class_) return r.of_class->find(member) != nullptr;
        const std::uint16_t index = library::class_index(r.path, version);
        return index != library::nothing && r.path != "object" &&
               library::member(index, member, version).owner != library::nothing &&
               library::class_name(library::member(index, member, version).owner) != "object";
    });
}

Ancestry ancestry(const World& world, const Referent& of_class, PythonVersion version) {
    Ancestry out;
    out.classes.push_back(of_class);
    for (std::size_t i = 0; i < out.classes.size(); ++i) {
        if (out.classes[i].kind != Referent::class_) continue;
        const Referent at = out.classes[i];
        if (out.classes.size() > most_ancestors) {
            out.complete = false;
            break;
        }
        constexpr std::string_view plain[] = {"", "type", "abc.ABCMeta", "enum.EnumMeta", "enum.EnumType"};
        if (std::ranges::find(plain, at.of_class->metaclass) == std::end(plain)) out.plain_metaclass = false;
        for (const std::string& path : at.of_class->bases) {
            Referent base = referent_of(world, at.file, at.file->path, path, version);
            if (base.kind != Referent::class_ &&
                (base.kind != Referent::library || library::class_index(base.path, version) == library::nothing)) {
                // No classes as far as the stubs go.
                constexpr std::string_view special[] = {"Generic", "Protocol", "TypedDict", "NamedTuple"};
                const std::string_view name = std::string_view(base.path).substr(base.path.find('.') + 1);
                if (base.kind == Referent::library && base.path.starts_with("typing.") &&
                    std::ranges::find(special, name) != std::end(special)) {
                    out.classes.push_back(std::move(base));
                    continue;
                }
                out.complete = false;
                const std::string& there = base.kind == Referent::elsewhere ? base.path : path;
                if (!there.empty() && there.front() != '.' && there.front() != ':') out.elsewhere.push_back(there);
                continue;
            }
            const bool again = std::ranges::any_of(out.classes, [&](const Referent& m) {
                return m.kind == base.kind && m.of_class == base.of_class && m.path == base.path;
            });
            if (!again) out.classes.push_back(std::move(base));
        }
    }
    return out;
}

}  // namespace zen
