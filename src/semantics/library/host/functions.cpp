// Functions of the stubs as rows of the table.
#include <algorithm>
#include <stdexcept>

#include "semantics/library/host/builder.h"

namespace zen::host {

using library::Parameter;
using library::Signature;

std::vector<Parameter> Builder::parameter_list(Node list, Context& context, bool drop_first) {
    std::vector<Parameter> out;
    std::uint8_t kind = Parameter::positional;
    bool first = true;
    for (Node n : list.children()) {
        if (n.is(Kind::positional_separator)) {
            for (Parameter& p : out) p.kind = Parameter::positional_only;
            continue;
        }
        if (n.is(Kind::keyword_separator)) {
            kind = Parameter::keyword_only;
            continue;
        }
        Parameter p{};
        p.kind = kind;
        Node name = n, type = n.child(Field::type), value = n.child(Field::value);
        if (Node named = n.child(Field::name)) name = named;
        if (n.is(Kind::typed_parameter)) name = n.child(0u);
        if (name.is(Kind::list_splat_pattern)) {
            p.kind = Parameter::variadic;
            kind = Parameter::keyword_only;
            name = name.child(0u);
        } else if (name.is(Kind::dictionary_splat_pattern)) {
            p.kind = Parameter::keywords;
            name = name.child(0u);
        }
        // A parameter named `__x` can only be given by position.
        if (p.kind == Parameter::positional && name.text().starts_with("__") && !name.text().ends_with("__"))
            p.kind = Parameter::positional_only;
        p.name = texts.of(std::string(name.text()));
        if (type) p.type = resolver_.type(type, context);
        if (value) {
            std::string text(value.text());
            p.optional = 1;
            p.default_value = texts.of(text.size() > 40 ? "..." : text);
        }
        if (first && drop_first) {
            first = false;
            continue;
        }
        first = false;
        out.push_back(p);
    }
    return out;
}

Signature Builder::signature(const Target& target, Mask mask) {
    const Declaration& d = *target.declaration;
    Signature out{};
    std::vector<std::string> variables;
    Context context{target.scope, mask & d.mask, &variables, {}, {}, nullptr};
    for (Node p : d.node.child(Field::type_parameters).children()) {
        Node name = without_type(p);
        while (name && !name.is(Kind::identifier)) name = without_type(name.child(0u));
        context.own_variables.emplace_back(name.text());
        variables.emplace_back(name.text());
    }
    Node list = d.node.child(Field::parameters);
    bool is_static = has_decorator(d.decorated, "staticmethod") && d.name != "__new__";
    bool method = target.scope->owner && !is_static;
    if (method) {
        // A type variable for `self` (or `type[T]` for `cls`) stands for the type of the object.
        Node type = without_type(list.child(0u).child(Field::type)), base;
        std::vector<Node> inside = bracketed(type, base);
        if (!inside.empty() && base.text() == "type") type = without_type(inside[0]);
        if (type.is(Kind::identifier)) {
            const auto& own = resolver_.parameters_of(*target.scope->owner);
            std::string name(type.text());
            if (std::ranges::find(own, name) == own.end()) {
                bool variable = std::ranges::find(context.own_variables, name) != context.own_variables.end();
                Target t = resolver_.find(*target.scope, name, d.mask);
                variable |= t.sort == Target::variable && resolver_.is_type_variable(*t.scope, *t.declaration);
                if (variable) context.self_variables.insert(name);
            }
        }
    }
    std::vector<Parameter> row = parameter_list(list, context, method);
    // A method whose `self` has a type of its own holds for some objects only: kept as a first parameter's type would
    // be, it decides between overloads.
    if (method)
        if (Node type = list.child(0u).child(Field::type); type && context.self_variables.empty()) {
            Parameter self{};
            self.name = texts.of("self");
            self.type = resolver_.type(type, context);
            self.kind = Parameter::positional_only;
            self.optional = 2;
            row.insert(row.begin(), self);
        }
    std::vector<std::tuple<int, int, int, int, int>> key;
    for (const Parameter& p : row) key.emplace_back(p.name, p.type, p.default_value, p.kind, p.optional);
    auto [at, fresh] = parameter_lists_.try_emplace(key, narrow<std::uint16_t>(parameters.size()));
    if (fresh) parameters.insert(parameters.end(), row.begin(), row.end());
    out.first = at->second;
    out.count = narrow<std::uint8_t>(row.size());
    if (Node result = d.node.child(Field::return_type)) out.result = resolver_.type(result, context);
    if ((*d.node.tokens().begin()).is(Kind::kw_async)) out.flags |= Signature::async;
    if (types_[out.result].op == TypeRow::never) out.flags |= Signature::never_returns;
    for (Node part : d.decorated.children()) {
        if (!part.is(Kind::decorator)) continue;
        Node what = part.child(0u);
        if (what.is(Kind::call)) what = what.child(Field::function);
        if (what.is(Kind::attribute)) what = what.child(Field::attribute);
        static const std::set<std::string_view> plain{"overload",
                                                      "staticmethod",
                                                      "classmethod",
                                                      "abstractmethod",
                                                      "property",
                                                      "final",
                                                      "deprecated",
                                                      "type_check_only",
                                                      "override",
                                                      "cached_property",
                                                      "abstractproperty",
                                                      "_magic_enum_attr",
                                                      "DynamicClassAttribute",
                                                      "coroutine",
                                                      "runtime_checkable"};
        if (!plain.contains(what.text())) out.flags |= Signature::unknown_decorator;
    }
    out.deprecated = texts.of(deprecation(d.decorated));
    return out;
}

std::uint16_t Builder::function(const std::vector<Target>& overloads, Mask mask) {
    std::vector<Signature> rows;
    std::vector<std::tuple<std::uint16_t, int, int, int, int>> key;
    for (const Target& t : overloads) {
        Signature s = signature(t, mask);
        rows.push_back(s);
        key.emplace_back(s.first, s.count, s.flags, s.result, s.deprecated);
    }
    auto [at, fresh] = function_ids_.try_emplace(key, static_cast<std::uint16_t>(functions.size()));
    if (!fresh) return at->second;
    if (functions.size() >= 0xfff0) throw std::runtime_error("more functions than the table can number");
    library::Function f{narrow<std::uint16_t>(signatures.size()), narrow<std::uint8_t>(rows.size()), 0};
    for (const Signature& s : rows) f.flags |= s.flags;
    signatures.insert(signatures.end(), rows.begin(), rows.end());
    functions.push_back(f);
    return at->second;
}

}  // namespace zen::host
