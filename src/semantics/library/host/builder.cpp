#include "semantics/library/host/builder.h"
#include "text/formatted.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace zen::host {

using library::ClassRow;
using library::Symbol;

library::Text Texts::of(const std::string& text) {
    auto [at, fresh] = ids_.try_emplace(text, static_cast<library::Text>(all_.size()));
    if (fresh) {
        if (all_.size() >= 0xffff) throw std::runtime_error("more strings than the table can number");
        all_.push_back(text);
    }
    return at->second;
}

Corrections read_corrections(const std::filesystem::path& path) {
    Corrections out;
    std::ifstream in(path);
    if (!in) throw std::runtime_error(formatted("{}: cannot be read", path.string()));
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        std::istringstream words(line.substr(0, line.find('#')));
        std::string name, verb, version;
        if (!(words >> name)) continue;
        words >> verb >> version;
        int minor = version.starts_with("3.") ? std::stoi(version.substr(2)) : 0;
        if (verb == "since" && minor)
            out.since[name] = minor;
        else if (verb == "absent")
            out.absent.insert(name);
        else if (verb == "named" && !version.empty())
            out.names[name] = version;
        else if (verb == "alias" && version.find('.') != std::string::npos)
            out.aliases[name] = version;
        else if (verb == "function")
            out.functions[name] = minor ? minor : 100;
        else
            throw std::runtime_error(formatted(
                "{}, line {}: expected `since 3.N`, `absent`, `alias CLASS`, `named NAME` or `function [3.N]`",
                path.string(), number));
    }
    return out;
}

namespace {

Mask since(int minor) {
    Mask mask = 0;
    for (int v = minor; v <= 15; ++v) mask |= 0x01010101u << (v - 8);
    return mask;
}

std::uint8_t versions_of(Mask mask) {
    return static_cast<std::uint8_t>(mask | mask >> 8 | mask >> 16 | mask >> 24);
}
std::uint8_t platforms_of(Mask mask) {
    std::uint8_t out = 0;
    for (unsigned p = 0; p < 4; ++p)
        if (mask >> (8 * p) & 0xffu) out = static_cast<std::uint8_t>(out | (1u << p));
    return out;
}

// Of its own: what it inherits and leaves out, the stubs of concrete classes leave out too.
bool declares_abstract(const ClassEntity& entity) {
    return std::ranges::any_of(entity.body.declarations, [](const Declaration& d) {
        return has_decorator(d.decorated, "abstractmethod") || has_decorator(d.decorated, "abstractproperty");
    });
}

bool dunder(const std::string& name) {
    return name.size() > 4 && name.starts_with("__") && name.ends_with("__");
}

}  // namespace

std::string Builder::deprecation(Node decorated) const {
    for (Node part : decorated.children()) {
        Node call = part.child(0u);
        if (!part.is(Kind::decorator) || !call.is(Kind::call)) continue;
        Node what = call.child(Field::function);
        if (what.is(Kind::attribute)) what = what.child(Field::attribute);
        if (what.text() == "deprecated") return string_value(call.child(Field::arguments).child(0u));
    }
    return "";
}

// What the symbol is, once it is known what its name leads to.
void Builder::describe(const Target& target, const Scope& scope, Mask mask, SymbolEntry& out) {
    switch (target.sort) {
        case Target::class_: {
            out.kind = Symbol::class_;
            out.ref = resolver_.index_of(*target.entity);
            const Declaration& d = *target.entity->variants.back();
            if (has_decorator(d.decorated, "type_check_only")) out.flags |= Symbol::stub_only;
            out.deprecated = texts.of(deprecation(d.decorated));
            break;
        }
        case Target::module_:
            out.kind = Symbol::module;
            out.ref = static_cast<std::uint16_t>(target.module);
            break;
        case Target::variable: {
            const Declaration& d = *target.declaration;
            out.kind = Symbol::variable;
            out.ref = resolver_.variable_type(*target.scope, d);
            if (resolver_.is_alias(*target.scope, d)) {
                const Module& home = resolver_.stubs().modules[static_cast<std::size_t>(target.scope->module)];
                if (!home.all.contains(d.name)) out.flags |= Symbol::stub_only;
                out.ref = 0;
            }
            ClassEntity* owner = target.scope->owner;
            if (owner && !dunder(d.name) && !d.name.starts_with('_') && resolver_.derives(*owner, "enum.Enum")) {
                Node annotation = without_type(d.node.child(Field::type));
                if (!annotation || annotation.text() == "int" || annotation.text() == "str") {
                    out.ref = types_.intern({TypeRow::instance, resolver_.index_of(*owner), {}, {}});
                    out.flags |= Symbol::enum_member;
                }
            }
            break;
        }
        case Target::function:
            out.kind = Symbol::function;
            out.ref = function({target}, mask);
            break;
        case Target::nothing:
            out.kind = Symbol::variable;
            out.ref = 0;
            break;
    }
    (void)scope;
}

// The declarations that hold at once: overloads, or the last of them. False where there is nothing to say.
bool Builder::symbol(const Scope& scope, const Active& active, Mask mask, SymbolEntry& out) {
    const Declaration& last = *active.back();
    out.name = texts.of(last.name);
    out.versions = versions_of(mask);
    out.platforms = platforms_of(mask);
    out.flags = 0;
    out.deprecated = 0;
    if (last.sort != Declaration::function) {
        Target target = resolver_.of_declaration(scope, last, mask, 0);
        if (target.sort == Target::function) {
            // All overloads of what was imported or given another name.
            std::vector<Target> all;
            for (const Declaration* d : target.scope->by_name.at(target.declaration->name))
                if (d->sort == Declaration::function && (d->mask & mask))
                    all.push_back({Target::function, nullptr, -1, d, target.scope, target.bound});
            out.kind = Symbol::function;
            out.ref = function(all, mask);
            return true;
        }
        describe(target, scope, mask, out);
        return true;
    }
    std::vector<Target> overloads;
    for (const Declaration* d : active) {
        if (d->sort != Declaration::function) continue;
        bool accessor = has_decorator(d->decorated, "setter") || has_decorator(d->decorated, "deleter");
        if (accessor) continue;
        if (!has_decorator(d->decorated, "overload")) overloads.clear();
        overloads.push_back({Target::function, nullptr, -1, d, &scope, false});
    }
    if (overloads.empty()) return false;
    out.kind = Symbol::function;
    Node decorated = overloads.back().declaration->decorated;
    for (auto [name, flag] :
         {std::pair("staticmethod", Symbol::static_), std::pair("classmethod", Symbol::class_method),
          std::pair("abstractmethod", Symbol::abstract), std::pair("property", Symbol::property_),
          std::pair("cached_property", Symbol::property_), std::pair("abstractproperty", Symbol::property_),
          std::pair("_magic_enum_attr", Symbol::property_), std::pair("DynamicClassAttribute", Symbol::property_)})
        if (has_decorator(decorated, name)) out.flags |= static_cast<std::uint8_t>(flag);
    if (has_decorator(decorated, "type_check_only")) out.flags |= Symbol::stub_only;
    if (scope.owner && (last.name == "__new__" || last.name == "__init_subclass__" || last.name == "__class_getitem__"))
        out.flags |= Symbol::class_method;
    out.ref = function(overloads, mask);
    bool all_deprecated = true;
    for (const Target& t : overloads) all_deprecated &= has_decorator(t.declaration->decorated, "deprecated");
    if (all_deprecated) out.deprecated = texts.of(deprecation(decorated));
    return true;
}

// An import or an alias may lead to different things in different versions.
std::vector<std::pair<Builder::Active, Mask>> Builder::by_target(const Scope& scope,
                                                                 const std::map<Active, Mask>& groups, Mask apart) {
    std::vector<std::pair<Active, Mask>> out;
    for (const auto& [active, mask] : groups) {
        const Declaration& last = *active.back();
        if (last.sort == Declaration::function || last.sort == Declaration::class_) {
            for (Mask part : {mask & apart, mask & ~apart})
                if (part) out.emplace_back(active, part);
            continue;
        }
        std::vector<std::pair<Target, Mask>> targets;
        for (unsigned bit = 0; bit < 32; ++bit) {
            if (!(mask >> bit & 1u)) continue;
            Target t = resolver_.of_declaration(scope, last, Mask{1} << bit, 0);
            auto same = std::ranges::find(targets, t, &std::pair<Target, Mask>::first);
            if (same == targets.end()) same = targets.insert(same, {t, 0});
            same->second |= Mask{1} << bit;
        }
        for (const auto& [target, where] : targets)
            for (Mask part : {where & apart, where & ~apart})
                if (part) out.emplace_back(active, part);
    }
    return out;
}

std::vector<SymbolEntry> Builder::scope_symbols(const Scope& scope, const std::string& prefix) {
    const Module& module = resolver_.stubs().modules[static_cast<std::size_t>(scope.module)];
    std::vector<SymbolEntry> out;
    for (const std::string& name : scope.order) {
        const auto& all = scope.by_name.at(name);
        // The places (version and platform) at which the same declarations hold belong together.
        std::map<Active, Mask> groups;
        const std::string full = formatted("{}.{}", prefix, name);
        if (corrections_.absent.contains(full)) continue;
        auto young = corrections_.since.find(full);
        Mask allowed = young == corrections_.since.end() ? everywhere : since(young->second);
        for (unsigned bit = 0; bit < 32; ++bit) {
            if (!(allowed >> bit & 1u)) continue;
            Active active;
            for (const Declaration* d : all) {
                if (!(d->mask >> bit & 1u)) continue;
                if (!scope.owner && !d->exported && !module.all.contains(name)) continue;
                if (d->sort != Declaration::function || (!active.empty() && active.back()->sort != d->sort))
                    active.clear();
                active.push_back(d);
            }
            if (!active.empty()) groups[active] |= 1u << bit;
        }
        auto said = corrections_.functions.find(full);
        Mask not_class = said == corrections_.functions.end() ? 0 : ~since(said->second);
        for (const auto& [active, mask] : by_target(scope, groups, not_class)) {
            SymbolEntry row{};
            if (!symbol(scope, active, mask, row)) continue;
            if (row.kind == Symbol::class_ && (mask & not_class)) row.flags |= Symbol::callable_only;
            if (!scope.owner) {
                auto listed = module.all.find(name);
                bool open =
                    module.has_all ? listed != module.all.end() && (listed->second & mask) : !name.starts_with('_');
                if (open) row.flags |= Symbol::in_all;
            }
            // Groups that came to the same are one.
            auto same = std::ranges::find_if(out, [&](const SymbolEntry& s) {
                return s.name == row.name && s.kind == row.kind && s.ref == row.ref && s.flags == row.flags &&
                       s.deprecated == row.deprecated && (s.platforms == row.platforms || s.versions == row.versions);
            });
            if (same != out.end()) {
                same->versions |= row.versions;
                same->platforms |= row.platforms;
            } else {
                out.push_back(row);
            }
        }
    }
    return out;
}

void Builder::build_class(ClassEntity& entity) {
    Resolver& r = resolver_;
    ClassRow row{};
    std::string full = r.full_name(entity);
    row.name = texts.of(names_.contains(&entity) ? names_[&entity] : full);
    row.parameters = static_cast<std::uint16_t>(r.parameters_of(entity).size());
    row.first_base = narrow<std::uint16_t>(bases.size());
    const Scope& around =
        entity.outer ? entity.outer->body : r.stubs().modules[static_cast<std::size_t>(entity.module)].scope;
    for (const Declaration* variant : entity.variants) {
        if (has_decorator(variant->decorated, "final")) row.flags |= ClassRow::final;
        for (Node n : variant->node.child(Field::superclasses).children()) {
            if (n.is(Kind::keyword_argument)) {
                std::string path = r.path_of(r.find(around, n.child(Field::value), variant->mask));
                if (n.child(Field::name).text() == "metaclass" && path != "abc.ABCMeta" && path != "builtins.type")
                    row.flags |= ClassRow::metaclass;
                continue;
            }
            Node base = n;
            bracketed(n, base);
            std::string path = r.path_of(r.find(around, base, variant->mask));
            if (path == "typing.Protocol" || path == "typing_extensions.Protocol") row.flags |= ClassRow::protocol;
            if (path == "typing.TypedDict" || path == "typing_extensions.TypedDict") row.flags |= ClassRow::typed_dict;
            if (path == "typing.NamedTuple") row.flags |= ClassRow::named_tuple;
            if (path == "typing.Generic" || path == "typing.Protocol") continue;
            Context context{&around, variant->mask, nullptr, {}, {}, &entity};
            bases.push_back({r.type(n, context), versions_of(variant->mask)});
        }
    }
    row.bases = static_cast<std::uint16_t>(bases.size() - row.first_base);
    if (row.parameters) row.flags |= ClassRow::generic;
    if (r.derives(entity, "enum.Enum")) row.flags |= ClassRow::enumeration;
    if (r.derives(entity, "builtins.BaseException")) row.flags |= ClassRow::exception;
    // An object that is said to be a Sequence is a list or a tuple; one that is said to be an AbstractEventLoop or a
    // TextIO is of a class of the library.
    const std::string& module = r.stubs().modules[static_cast<std::size_t>(entity.module)].name;
    static const std::set<std::string_view> general{"typing",  "_collections_abc", "collections.abc",
                                                    "numbers", "contextlib",       "os"};
    bool file = full == "typing.IO" || full == "typing.TextIO" || full == "typing.BinaryIO";
    bool vague = full == "builtins.object" || (declares_abstract(entity) && general.contains(module));
    if (!file && (vague || (row.flags & ClassRow::protocol))) row.flags |= ClassRow::abstract;
    std::vector<SymbolEntry> members = scope_symbols(entity.body, full);
    row.first_member = narrow<std::uint16_t>(symbols.size());
    row.members = static_cast<std::uint16_t>(members.size());
    symbols.insert(symbols.end(), members.begin(), members.end());
    classes.push_back(row);
}

// The name under which one would import each class: public, short, where it is defined if that is as good.
void Builder::find_names() {
    std::map<const ClassEntity*, std::tuple<int, int, int, std::string>> best;
    for (const Module& module : resolver_.stubs().modules) {
        bool hidden = module.name.starts_with('_') || module.name.find("._") != std::string::npos;
        for (const auto& [name, all] : module.scope.by_name) {
            const Declaration& d = *all.back();
            if (!d.exported && !module.all.contains(name)) continue;
            Target t = resolver_.of_declaration(module.scope, d, d.mask, 0);
            if (t.sort != Target::class_ || t.entity->outer) continue;
            if (d.sort == Declaration::variable && name != t.entity->path) continue;  // an alias under another name
            bool own = t.entity->module == module.scope.module;
            bool strange = hidden || name.starts_with('_') || module.name == "typing_extensions";
            if (module.name == "typing" && !own) continue;
            int depth = static_cast<int>(std::ranges::count(module.name, '.'));
            if (module.name == "builtins") depth = -1;
            if (module.name == "collections.abc") depth = -1;
            std::tuple rank{strange ? 1 : 0, depth, own ? 0 : 1,
                            module.name == "builtins" ? name : formatted("{}.{}", module.name, name)};
            auto [at, fresh] = best.try_emplace(t.entity, rank);
            if (!fresh && rank < at->second) at->second = rank;
        }
    }
    for (const auto& [entity, rank] : best) names_[entity] = std::get<3>(rank);
    for (const auto& [path, name] : corrections_.names) {
        auto dot = path.rfind('.');
        if (ClassEntity* entity = resolver_.class_named(path.substr(0, dot), path.substr(dot + 1)))
            names_[entity] = name;
    }
}

void Builder::build() {
    find_names();
    Stubs& stubs = resolver_.stubs();
    // Every class gets a number at once, those of the language first.
    auto number = [&](auto& self, ClassEntity& entity) -> void {
        resolver_.index_of(entity);
        if (!names_.contains(&entity) && entity.outer && names_.contains(entity.outer))
            names_[&entity] = names_[entity.outer] + entity.path.substr(entity.outer->path.size());
        for (auto& [name, inner] : entity.nested) self(self, *inner);
    };
    if (int at = stubs.find("builtins"); at >= 0)
        for (auto& [name, entity] : stubs.modules[static_cast<std::size_t>(at)].classes) number(number, *entity);
    for (Module& module : stubs.modules)
        for (auto& [name, entity] : module.classes) number(number, *entity);
    for (std::size_t i = 0; i < resolver_.classes.size(); ++i) build_class(*resolver_.classes[i]);
    for (const Module& module : stubs.modules) {
        library::ModuleRow row{};
        row.name = texts.of(module.name);
        auto young = corrections_.since.find(module.name);
        row.versions =
            versions_of(young == corrections_.since.end() ? module.mask : module.mask & since(young->second));
        row.has_all = module.has_all;
        std::vector<SymbolEntry> members = scope_symbols(module.scope, module.name);
        row.first = narrow<std::uint16_t>(symbols.size());
        row.count = static_cast<std::uint16_t>(members.size());
        symbols.insert(symbols.end(), members.begin(), members.end());
        modules.push_back(row);
    }
    for (std::size_t i = 0; i < types_.size(); ++i) {
        const TypeData& data = types_[static_cast<TypeId>(i)];
        bool literal = data.op == TypeRow::literal;
        type_rows.push_back({data.op, narrow<std::uint8_t>(data.arguments.size()), data.ref,
                             literal ? texts.of(data.value) : narrow<std::uint16_t>(arguments.size())});
        arguments.insert(arguments.end(), data.arguments.begin(), data.arguments.end());
    }
}

}  // namespace zen::host
