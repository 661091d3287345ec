// Annotations as types of the table.
#include <algorithm>

#include "semantics/library/host/resolver.h"

namespace zen::host {
namespace {

constexpr int depth_limit = 14;

// "Optional" of typing.Optional and typing_extensions.Optional; "" for all else.
std::string special_form(const std::string& path) {
    for (std::string_view module : {"typing.", "typing_extensions."})
        if (path.starts_with(module)) return path.substr(module.size());
    return "";
}

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

TypeId Resolver::instance(ClassEntity& entity, std::vector<TypeId> arguments) {
    std::size_t wanted = parameters_of(entity).size();
    bool tuple = full_name(entity) == "builtins.tuple";
    if (arguments.size() != wanted && !tuple) arguments.clear();
    return types.intern({TypeRow::instance, index_of(entity), std::move(arguments), {}});
}

TypeId Resolver::variable(const std::string& name, Context& context, TypeId bound) {
    if (context.self_variables.contains(name)) return types.intern({TypeRow::self, 0, {}, {}});
    for (ClassEntity* owner = context.owner(); owner; owner = owner->outer) {
        const auto& own = parameters_of(*owner);
        auto at = std::ranges::find(own, name);
        if (at == own.end()) continue;
        if (owner != context.owner()) return 0;
        return types.intern({TypeRow::parameter, static_cast<std::uint16_t>(at - own.begin()), {}, {}});
    }
    if (!context.function_variables) return 0;
    auto& known = *context.function_variables;
    auto at = std::ranges::find(known, name);
    if (at == known.end()) at = known.insert(known.end(), name);
    std::vector<TypeId> bounds;
    if (bound) bounds.push_back(bound);
    return types.intern(
        {TypeRow::parameter, static_cast<std::uint16_t>(100 + (at - known.begin())), std::move(bounds), {}});
}

TypeId Resolver::substituted(TypeId id, const std::vector<TypeId>& arguments) {
    const TypeData data = types[id];
    if (data.op == TypeRow::parameter) {
        std::size_t at = data.ref - 100u;
        return data.ref >= 100 && at < arguments.size() ? arguments[at] : TypeId{0};
    }
    if (data.arguments.empty()) return id;
    std::vector<TypeId> parts;
    for (TypeId a : data.arguments) parts.push_back(substituted(a, arguments));
    if (data.op == TypeRow::union_) return types.one_of(std::move(parts));
    return types.intern({data.op, data.ref, std::move(parts), data.value});
}

// An alias of a type: its type variables take the arguments in the order in which they appear.
TypeId Resolver::alias(const Target& target, const std::vector<TypeId>& arguments, int depth) {
    const Declaration& d = *target.declaration;
    std::vector<std::string> variables;
    Context own{target.scope, d.mask, &variables, {}, {}, nullptr};
    if (d.node.is(Kind::type_alias_statement)) {
        Node name = d.node.child(Field::left).child(0u), base;
        for (Node p : bracketed(name, base)) own.own_variables.emplace_back(without_type(p).text());
        variables = own.own_variables;
    }
    TypeId type = this->type(d.node.child(Field::right), own, depth + 1);
    return substituted(type, arguments);
}

// `TypeVar("T", bound=AST)`; 0 for one that takes anything.
TypeId Resolver::bound_of(const Target& variable, const Context& context, int depth) {
    if (depth > depth_limit) return 0;
    for (Node n : variable.declaration->node.child(Field::right).child(Field::arguments).children()) {
        if (!n.is(Kind::keyword_argument) || n.child(Field::name).text() != "bound") continue;
        Context own{variable.scope, context.mask, nullptr, {}, {}, nullptr};
        return type(n.child(Field::value), own, depth + 1);
    }
    return 0;
}

TypeId Resolver::named(Node n, Context& context, int depth) {
    std::string name(n.text());
    if (std::ranges::find(context.own_variables, name) != context.own_variables.end()) return variable(name, context);
    if (context.owner()) {
        // A class's PEP 695 parameters are declared nowhere else.
        const auto& own = parameters_of(*context.owner());
        if (std::ranges::find(own, name) != own.end()) return variable(name, context);
    }
    Target t = find(*context.scope, n, context.mask);
    // One name for several classes, as `Buffer` has moved: the newest one of these versions.
    for (int version = 7; !t && version >= 0; --version)
        if (const Mask newest = context.mask & (0x01010101u << version)) {
            t = find(*context.scope, n, newest);
            break;
        }
    std::string path = path_of(t), special = special_form(path);
    if (one_of(special, {"Any", "Incomplete"}) || path == "builtins.object" || path == "_typeshed.Incomplete" ||
        path == "_typeshed.MaybeNone" || path == "_typeshed.Unused")
        return 0;
    if (special == "Self") return types.intern({TypeRow::self, 0, {}, {}});
    if (one_of(special, {"NoReturn", "Never"})) return types.intern({TypeRow::never, 0, {}, {}});
    if (special == "LiteralString")
        if (ClassEntity* str = class_named("builtins", "str")) return instance(*str, {});
    if (t.sort == Target::class_) {
        if (path == "builtins.type") return types.intern({TypeRow::class_of, 0, {0}, {}});
        if (path == "types.NoneType") return types.intern({TypeRow::none, 0, {}, {}});
        return instance(*t.entity, {});
    }
    if (t.sort != Target::variable) return 0;
    if (is_type_variable(*t.scope, *t.declaration))
        return variable(t.declaration->name, context, bound_of(t, context, depth));
    if (is_alias(*t.scope, *t.declaration)) return alias(t, {}, depth);
    return 0;
}

TypeId Resolver::literal(Node n, Context& context) {
    n = without_type(n);
    auto of = [&](const char* name) -> TypeId {
        ClassEntity* entity = class_named("builtins", name);
        std::string value = n.is(Kind::string) ? string_value(n) : std::string(n.text());
        return entity ? types.intern({TypeRow::literal, index_of(*entity), {}, value}) : TypeId{0};
    };
    if (n.is(Kind::none)) return types.intern({TypeRow::none, 0, {}, {}});
    if (n.is_any({Kind::true_, Kind::false_})) return of("bool");
    if (n.is(Kind::integer) || n.is(Kind::unary_operator)) return of("int");
    if (n.is(Kind::string)) return of(n.text().starts_with('b') ? "bytes" : "str");
    if (n.is_any({Kind::attribute, Kind::member_type})) {
        Target t = find(*context.scope, n.child(0u), context.mask);
        if (t.sort == Target::class_) return instance(*t.entity, {});
    }
    return 0;
}

TypeId Resolver::generic(Node base, const std::vector<Node>& arguments, Context& context, int depth) {
    Target t = find(*context.scope, base, context.mask);
    std::string path = path_of(t), special = special_form(path);
    auto argument = [&](std::size_t index) {
        return index < arguments.size() ? type(arguments[index], context, depth + 1) : TypeId{0};
    };
    if (special == "Optional") return types.one_of({argument(0), types.intern({TypeRow::none, 0, {}, {}})});
    if (special == "Union") {
        std::vector<TypeId> parts;
        for (std::size_t i = 0; i < arguments.size(); ++i) parts.push_back(argument(i));
        return types.one_of(std::move(parts));
    }
    if (special == "Literal") {
        std::vector<TypeId> parts;
        for (Node a : arguments) parts.push_back(literal(a, context));
        return types.one_of(std::move(parts));
    }
    if (one_of(special, {"Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly"})) return argument(0);
    if (one_of(special, {"TypeGuard", "TypeIs"}))
        if (ClassEntity* flag = class_named("builtins", "bool")) return instance(*flag, {});
    if (path == "builtins.type") return types.intern({TypeRow::class_of, 0, {argument(0)}, {}});
    if (special == "Callable" || path == "collections.abc.Callable")
        return types.intern({TypeRow::callable, 0, {argument(1)}, {}});
    if (special == "Concatenate" || special == "Unpack") return 0;
    if (path == "builtins.tuple") {
        bool any_length = arguments.size() == 2 && without_type(arguments[1]).is(Kind::ellipsis);
        if (any_length) return instance(*t.entity, {argument(0)});
        std::vector<TypeId> items;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            Node item = without_type(arguments[i]);
            if (item.is_any({Kind::list_splat, Kind::splat_type})) return instance(*t.entity, {});
            items.push_back(argument(i));
        }
        if (items.size() == 1 && without_type(arguments[0]).is(Kind::tuple)) items.clear();
        return types.intern({TypeRow::fixed, 0, std::move(items), {}});
    }
    if (t.sort == Target::class_) {
        std::vector<TypeId> parts;
        for (std::size_t i = 0; i < arguments.size(); ++i) parts.push_back(argument(i));
        // Type variables with a default may be left out.
        while (parts.size() < parameters_of(*t.entity).size()) parts.push_back(0);
        return instance(*t.entity, std::move(parts));
    }
    if (t.sort == Target::variable && is_alias(*t.scope, *t.declaration)) {
        std::vector<TypeId> parts;
        for (std::size_t i = 0; i < arguments.size(); ++i) parts.push_back(argument(i));
        return alias(t, parts, depth);
    }
    return 0;
}

TypeId Resolver::type(Node annotation, Context& context, int depth) {
    Node n = without_type(annotation);
    if (!n || depth > depth_limit) return 0;
    if (n.is(Kind::none)) return types.intern({TypeRow::none, 0, {}, {}});
    if (n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_bar))
        return types.one_of(
            {type(n.child(Field::left), context, depth + 1), type(n.child(Field::right), context, depth + 1)});
    if (n.is(Kind::union_type)) {
        std::vector<TypeId> parts;
        for (Node part : n.children()) parts.push_back(type(part, context, depth + 1));
        return types.one_of(std::move(parts));
    }
    Node base;
    std::vector<Node> arguments = bracketed(n, base);
    if (base) return generic(base, arguments, context, depth);
    if (n.is_any({Kind::identifier, Kind::attribute, Kind::member_type})) return named(n, context, depth);
    return 0;
}

TypeId Resolver::variable_type(const Scope& scope, const Declaration& d, int depth) {
    if (depth > depth_limit || !d.node.is(Kind::assignment)) return 0;
    Context context{&scope, d.mask, nullptr, {}, {}, nullptr};
    Node annotation = without_type(d.node.child(Field::type)), value = d.node.child(Field::right);
    bool bare = !annotation || annotation.text() == "Final" || annotation.text() == "ClassVar" ||
                annotation.text() == "typing.Final";
    if (!bare) return type(annotation, context, depth + 1);
    if (value.is_any({Kind::identifier, Kind::attribute})) {
        Target t = find(scope, value, d.mask);
        if (t.sort == Target::variable && t.declaration != &d && t.scope->owner &&
            derives(*t.scope->owner, "enum.Enum"))
            return instance(*t.scope->owner, {});  // `SIGINT: Final = Signals.SIGINT`
        if (t.sort == Target::variable && t.declaration != &d)
            return variable_type(*t.scope, *t.declaration, depth + 1);
        return 0;
    }
    return literal(value, context);
}

}  // namespace zen::host
