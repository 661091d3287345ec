// Which type variables a class or function takes by `Generic` or by its annotations.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// `Generic[…]` among the bases; none without it.
Node type_parameter_syntax_generic(const Model& model, Node definition) {
    for (Node base : definition.child(Field::superclasses).children())
        if (base.is(Kind::subscript) && means_typing(model, base.child(Field::value), "Generic")) return base;
    return {};
}

// Is it a type variable that this module makes?
bool type_parameter_syntax_variable(const Model& model, Node identifier) {
    const Binding* b = model.binding(identifier);
    if (!b || b->scope != 0 || b->stores != 1) return false;
    Node call = Node(model.tree(), b->first_store).parent().child(Field::right);
    if (!call.is(Kind::call)) return false;
    Node made = call.child(Field::function);
    return means_typing(model, made, "TypeVar") || means_typing(model, made, "ParamSpec") ||
           means_typing(model, made, "TypeVarTuple");
}

// Has the type variable a default, which type parameters have from Python 3.13 on?
bool type_parameter_syntax_default(const Model& model, Node identifier) {
    if (model.target() >= PythonVersion{3, 13} || !type_parameter_syntax_variable(model, identifier)) return false;
    Node call = Node(model.tree(), model.binding(identifier)->first_store).parent().child(Field::right);
    return bool(argument(call, "default"));
}

// The name of a type parameter: of `T`, `T: int`, `*Ts`, `**P`, `T = int`.
Node type_parameter_syntax_name(Node parameter) {
    while (parameter && !parameter.is(Kind::identifier)) parameter = parameter.child(0u);
    return parameter;
}

}  // namespace

Verdict type_parameter_syntax(const Match& m) {
    Node generic = m.at.is(Kind::class_definition) ? type_parameter_syntax_generic(m.ask, m.at) : Node();
    Node parameters_node = m.at.child(Field::type_parameters), name = m.at.child(Field::name);
    switch (m.index()) {
        case 0: {
            if (!generic || parameters_node) return silent;
            if (m.ask.enclosing_class(m.at)) return silent;
            for (Node n : generic.descendants())
                if (n.is(Kind::identifier) && type_parameter_syntax_default(m.ask, n)) return silent;
            // The same variable twice raises TypeError.
            Node subscript = generic.child(Field::subscript);
            if (generic.child_count() == 3 && same_code(subscript, generic.child(2u))) return silent;
            return found(generic, m.message("`$name` takes type parameters by `Generic`: use `class $name[...]`",
                                            {{"name", name.text()}}));
        }
        case 1: {
            if (parameters_node || class_of_method(m.ask, m.at) || m.ask.enclosing_function(m.at)) return silent;
            std::string used;
            auto look = [&](Node annotation) {
                for (Node n : annotation.descendants())
                    if (n.is(Kind::identifier) && used.empty() && type_parameter_syntax_variable(m.ask, n))
                        used = n.text();
            };
            for (const Parameter& p : parameters(m.at))
                if (p.annotation) look(p.annotation);
            if (used.empty()) return silent;
            return found(name, m.message("`$name` uses the type variable `$used`: declare it as `def $name[...]`",
                                         {{"name", name.text()}, {"used", used}}));
        }
        case 2:
            if (!generic || !parameters_node) return silent;
            return found(generic,
                         m.message("`$name` has type parameters and derives from `Generic`: declare all of them in "
                                   "the brackets",
                                   {{"name", name.text()}}));
        default: {
            Node list = parameters_node;
            if (m.at.is(Kind::type_alias_statement)) {
                Node left = m.at.child(Field::left).child(0u);
                list = left.is(Kind::generic_type) ? left.child(1u) : Node();
            }
            for (Node parameter : list.children()) {
                Node own = type_parameter_syntax_name(parameter);
                std::string_view text = own.text();
                if (text.starts_with('_') && !text.starts_with("__") && text.size() > 1)
                    return found(own, m.message("the type parameter `$own` is private anyway: leave out the underscore",
                                                {{"own", text}}));
            }
            return silent;
        }
    }
}

}  // namespace zen::rules
