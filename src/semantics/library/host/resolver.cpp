#include "semantics/library/host/resolver.h"
#include "text/formatted.h"

#include <algorithm>
#include <stdexcept>

namespace zen::host {
namespace {

constexpr int depth_limit = 12;

}  // namespace

TypeId Types::intern(TypeData data) {
    auto [at, fresh] = ids_.try_emplace(std::move(data), static_cast<TypeId>(rows_.size()));
    if (fresh) {
        if (rows_.size() > 0xfff0) throw std::runtime_error("more types than the table can number");
        rows_.push_back(&at->first);
    }
    return at->second;
}

TypeId Types::one_of(std::vector<TypeId> parts) {
    std::vector<TypeId> flat;
    auto put = [&](TypeId part) {
        if (std::ranges::find(flat, part) == flat.end()) flat.push_back(part);
    };
    for (TypeId part : parts) {
        if (part == 0) return 0;
        if ((*this)[part].op == TypeRow::union_)
            for (TypeId inner : std::vector<TypeId>((*this)[part].arguments)) put(inner);
        else if ((*this)[part].op != TypeRow::never)
            put(part);
    }
    if (flat.size() == 1) return flat[0];
    if (flat.empty()) return intern({TypeRow::never, 0, {}, {}});
    if (flat.size() > 250) return 0;
    return intern({TypeRow::union_, 0, std::move(flat), {}});
}

Node without_type(Node n) {
    while (n.is(Kind::type) || n.is(Kind::parenthesized_expression)) n = n.child(0u);
    return n;
}

std::vector<Node> bracketed(Node n, Node& base) {
    std::vector<Node> out;
    if (n.is(Kind::generic_type)) {
        base = n.child(0u);
        for (Node part : n.child(1u).children()) out.push_back(part);
    } else if (n.is(Kind::subscript)) {
        base = n.child(Field::value);
        for (Node part : n.children())
            if (part.field() == Field::subscript) {
                Node inner = unparenthesized(part);
                if (inner.is(Kind::tuple) && inner == part)
                    for (Node item : inner.children()) out.push_back(item);
                else
                    out.push_back(part);
            }
    }
    return out;
}

std::string Resolver::full_name(const ClassEntity& entity) const {
    return formatted("{}.{}", stubs_.modules[static_cast<std::size_t>(entity.module)].name, entity.path);
}

std::uint16_t Resolver::index_of(ClassEntity& entity) {
    if (entity.index < 0) {
        entity.index = static_cast<int>(classes.size());
        classes.push_back(&entity);
    }
    return static_cast<std::uint16_t>(entity.index);
}

ClassEntity* Resolver::class_named(const std::string& module, const std::string& name) {
    int at = stubs_.find(module);
    if (at < 0) return nullptr;
    auto& all = stubs_.modules[static_cast<std::size_t>(at)].classes;
    auto known = all.find(name);
    return known == all.end() ? nullptr : known->second.get();
}

std::string Resolver::path_of(const Target& target) const {
    if (target.sort == Target::class_) return full_name(*target.entity);
    if ((target.sort == Target::variable || target.sort == Target::function) && !target.scope->owner)
        return formatted("{}.{}", stubs_.modules[static_cast<std::size_t>(target.scope->module)].name,
                         target.declaration->name);
    return "";
}

Target Resolver::of_declaration(const Scope& scope, const Declaration& d, Mask mask, int depth) {
    if (depth > depth_limit) return {};
    switch (d.sort) {
        case Declaration::class_: {
            auto& all =
                scope.owner ? scope.owner->nested : stubs_.modules[static_cast<std::size_t>(scope.module)].classes;
            return {Target::class_, all.at(d.name).get(), -1, nullptr, nullptr, false};
        }
        case Declaration::function:
            return {Target::function, nullptr, -1, &d, &scope, false};
        case Declaration::import_module: {
            int at = stubs_.find(d.module);
            return at < 0 ? Target{} : Target{Target::module_, nullptr, at, nullptr, nullptr, false};
        }
        case Declaration::import_from: {
            int at = stubs_.find(d.module);
            // `from . import path` in the package itself.
            if (int inner = stubs_.find(formatted("{}.{}", d.module, d.symbol)); at == scope.module && inner >= 0)
                return {Target::module_, nullptr, inner, nullptr, nullptr, false};
            if (at >= 0) {
                const Scope& other = stubs_.modules[static_cast<std::size_t>(at)].scope;
                if (other.by_name.contains(d.symbol))
                    if (Target t = find(other, d.symbol, mask & d.mask, depth + 1)) return t;
            }
            at = stubs_.find(formatted("{}.{}", d.module, d.symbol));
            return at < 0 ? Target{} : Target{Target::module_, nullptr, at, nullptr, nullptr, false};
        }
        case Declaration::variable: {
            if (!scope.owner && !aliases.empty()) {
                auto other = aliases.find(
                    formatted("{}.{}", stubs_.modules[static_cast<std::size_t>(scope.module)].name, d.name));
                if (other != aliases.end()) {
                    auto dot = other->second.rfind('.');
                    if (ClassEntity* entity = class_named(other->second.substr(0, dot), other->second.substr(dot + 1)))
                        return {Target::class_, entity, -1, nullptr, nullptr, false};
                }
            }
            // `X = Y` and `X: TypeAlias = Y` of a class are that class.
            Node value = d.node.child(Field::right), type = without_type(d.node.child(Field::type));
            if (d.node.is(Kind::assignment) && value.is_any({Kind::identifier, Kind::attribute}) &&
                (!type || type.text() == "TypeAlias" || type.text() == "typing.TypeAlias")) {
                if (value.text() != d.name || scope.owner) {
                    Target t = value.text() == d.name ? Target{} : find(scope, value, mask, depth + 1);
                    if (t && (t.sort != Target::variable || !type)) return t;
                }
            }
            return {Target::variable, nullptr, -1, &d, &scope, false};
        }
    }
    return {};
}

// One thing, or the same special form in `typing` and `typing_extensions`.
bool Resolver::same(const Target& a, const Target& b) const {
    if (a == b || (a.sort == Target::function && b.sort == Target::function)) return true;
    std::string first = path_of(a), second = path_of(b);
    auto special = [](const std::string& path) {
        return path.starts_with("typing.") || path.starts_with("typing_extensions.");
    };
    return special(first) && special(second) && first.substr(first.rfind('.')) == second.substr(second.rfind('.'));
}

Target Resolver::find(const Scope& scope, const std::string& name, Mask mask, int depth) {
    if (depth > depth_limit) return {};
    auto known = scope.by_name.find(name);
    if (known != scope.by_name.end()) {
        if (mask & on_linux) mask &= on_linux;
        Target found;
        for (auto at = known->second.rbegin(); at != known->second.rend(); ++at) {
            const Declaration& d = **at;
            if (!(d.mask & mask)) continue;
            Target t = of_declaration(scope, d, mask, depth);
            if (found && !same(t, found)) return {};
            if (!found) found = t;
            if ((d.mask & mask) == mask) break;
        }
        if (found || scope.owner == nullptr) return found;
    }
    if (scope.owner) {
        const Scope& around = scope.owner->outer ? scope.owner->outer->body
                                                 : stubs_.modules[static_cast<std::size_t>(scope.module)].scope;
        return find(around, name, mask, depth + 1);
    }
    int builtins = stubs_.find("builtins");
    if (scope.module == builtins || builtins < 0) return {};
    const Scope& language = stubs_.modules[static_cast<std::size_t>(builtins)].scope;
    return language.by_name.contains(name) ? find(language, name, mask, depth + 1) : Target{};
}

Target Resolver::find(const Scope& scope, Node expression, Mask mask, int depth) {
    Node n = without_type(expression);
    if (n.is(Kind::identifier)) return find(scope, std::string(n.text()), mask, depth);
    if (!n.is_any({Kind::attribute, Kind::member_type})) return {};
    Node object = n.is(Kind::attribute) ? n.child(Field::object) : n.child(0u);
    std::string name(n.is(Kind::attribute) ? n.child(Field::attribute).text() : n.child(1u).text());
    Target owner = find(scope, object, mask, depth + 1);
    if (owner.sort == Target::module_) {
        const Module& module = stubs_.modules[static_cast<std::size_t>(owner.module)];
        if (module.scope.by_name.contains(name)) return find(module.scope, name, mask, depth + 1);
        int at = stubs_.find(formatted("{}.{}", module.name, name));
        return at < 0 ? Target{} : Target{Target::module_, nullptr, at, nullptr, nullptr, false};
    }
    if (owner.sort == Target::class_) return member(*owner.entity, name, mask, depth);
    if (owner.sort == Target::variable) {
        const TypeData& type = types[variable_type(*owner.scope, *owner.declaration)];
        if (type.op != TypeRow::instance) return {};
        Target t = member(*classes[type.ref], name, mask, depth);
        t.bound = t.sort == Target::function;
        return t.bound ? t : Target{};
    }
    return {};
}

Target Resolver::member(ClassEntity& entity, const std::string& name, Mask mask, int depth) {
    std::vector<ClassEntity*> todo{&entity};
    for (std::size_t i = 0; i < todo.size() && i < 20; ++i) {
        if (todo[i]->body.by_name.contains(name)) return find(todo[i]->body, name, mask, depth + 1);
        for (const Target& base : bases(*todo[i]))
            if (base.sort == Target::class_) todo.push_back(base.entity);
    }
    return {};
}

std::vector<Target> Resolver::bases(ClassEntity& entity) {
    std::vector<Target> out;
    const Scope& around =
        entity.outer ? entity.outer->body : stubs_.modules[static_cast<std::size_t>(entity.module)].scope;
    for (const Declaration* variant : entity.variants)
        for (Node n : variant->node.child(Field::superclasses).children()) {
            if (n.is(Kind::keyword_argument)) continue;
            Node base = n;
            bracketed(n, base);
            if (Target t = find(around, base, variant->mask)) out.push_back(t);
        }
    return out;
}

bool Resolver::derives(ClassEntity& entity, std::string_view path, int depth) {
    if (full_name(entity) == path) return true;
    if (depth > 20) return false;
    for (const Target& base : bases(entity)) {
        if (path_of(base) == path) return true;
        if (base.sort == Target::class_ && base.entity != &entity && derives(*base.entity, path, depth + 1))
            return true;
    }
    return false;
}

bool Resolver::is_type_variable(const Scope& scope, const Declaration& d) {
    Node value = d.node.child(Field::right);
    if (d.sort != Declaration::variable || !value.is(Kind::call)) return false;
    std::string path = path_of(find(scope, value.child(Field::function), d.mask));
    return path.ends_with(".TypeVar") || path.ends_with(".ParamSpec") || path.ends_with(".TypeVarTuple");
}

bool Resolver::is_alias(const Scope& scope, const Declaration& d) {
    if (d.sort != Declaration::variable) return false;
    if (d.node.is(Kind::type_alias_statement)) return true;
    Node type = without_type(d.node.child(Field::type));
    if (type)
        return type.text() == "TypeAlias" || type.text() == "typing.TypeAlias" ||
               type.text() == "typing_extensions.TypeAlias";
    Node value = d.node.child(Field::right);
    return !scope.owner && value.is_any({Kind::subscript, Kind::binary_operator});
}

// The names of a class's type variables, in the order in which arguments for them are given.
const std::vector<std::string>& Resolver::parameters_of(ClassEntity& entity) {
    if (entity.parameters_known) return entity.parameters;
    entity.parameters_known = true;
    const Scope& around =
        entity.outer ? entity.outer->body : stubs_.modules[static_cast<std::size_t>(entity.module)].scope;
    std::vector<std::string> seen, generic;
    for (const Declaration* variant : entity.variants) {
        for (Node p : variant->node.child(Field::type_parameters).children()) {
            Node name = without_type(p);
            while (name && !name.is(Kind::identifier)) name = without_type(name.child(0u));
            seen.emplace_back(name.text());
        }
        for (Node n : variant->node.child(Field::superclasses).children()) {
            if (n.is(Kind::keyword_argument)) continue;
            Node base = n;
            std::vector<Node> arguments = bracketed(n, base);
            bool declares = base.text() == "Generic" || base.text() == "Protocol";
            for (Node a : arguments)
                for (Node part : a.descendants()) {
                    if (!part.is(Kind::identifier)) continue;
                    Target t = find(around, std::string(part.text()), variant->mask);
                    if (t.sort != Target::variable || !is_type_variable(*t.scope, *t.declaration)) continue;
                    auto& into = declares ? generic : seen;
                    if (std::ranges::find(into, part.text()) == into.end()) into.emplace_back(part.text());
                }
        }
    }
    entity.parameters = generic.empty() ? seen : generic;
    return entity.parameters;
}

}  // namespace zen::host
