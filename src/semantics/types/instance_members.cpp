// Members of the file's classes, inherited ones included, and what `with` enters.
#include <algorithm>

#include "semantics/code/functions.h"
#include "semantics/types/classes.h"
#include "semantics/types/evidence.h"
#include "semantics/types/instance_search.h"
#include "semantics/types/typer.h"

namespace zen {
namespace {

// The class that has the member: this one, or a base class in the file; none where a base that is not known may.
const ClassInfo* holder_of(const Model& model, Node definition, std::string_view name) {
    constexpr std::size_t many = 20;
    std::vector<Node> todo{definition};
    for (std::size_t i = 0; i < todo.size() && i < many; ++i) {
        const ClassInfo* info = class_info(model, todo[i]);
        if (!info) return nullptr;
        if (info->method(name) || info->attribute(name)) return info;
        for (const ClassBase& base : info->bases) {
            if (!base.own && base.qualified.empty()) return nullptr;
            if (base.own && std::ranges::find(todo, base.own) == todo.end()) todo.push_back(base.own);
        }
    }
    return nullptr;
}

// The one method of that name.
const ClassMethod* method_of(const ClassInfo& info, std::string_view name) {
    return std::ranges::count(info.methods, name, &ClassMethod::name) == 1 && !info.attribute(name) ? info.method(name)
                                                                                                    : nullptr;
}

bool decorated_by(const Model& model, Node function, std::string_view name) {
    const Node holder = function.parent();
    if (!holder.is(Kind::decorated_definition)) return false;
    return std::ranges::any_of(holder.children().list(),
                               [&](Node d) { return d.is(Kind::decorator) && model.means(d.child(0u), name); });
}

}  // namespace

Node InstanceSearch::owner(Node object) const {
    object = unparenthesized(object);
    if (object.is(Kind::identifier)) {
        if (object.text() == "self" || object.text() == "cls") {
            Node function = model_.enclosing_function(object);
            while (function && !model_.enclosing_class(function)) function = model_.enclosing_function(function);
            if (function) return model_.enclosing_class(function);
        }
        if (const Node own = own_definition(model_, object); own.is(Kind::class_definition)) return own;
    }
    const Type type = model_.type(object);
    return (type.bits & ~std::uint32_t{Type::none}) == Type::instance ? own_class(model_, type.qualified) : Node();
}

// The class that has the method which the attribute names, and the method.
Node InstanceSearch::own_method(Node attribute, const ClassMethod*& method) const {
    const Node definition = owner(attribute.child(Field::object));
    const std::string_view name = attribute.child(Field::attribute).text();
    const ClassInfo* info = definition ? holder_of(model_, definition, name) : nullptr;
    method = info ? method_of(*info, name) : nullptr;
    return method ? info->definition : Node();
}

InstanceSearch::Verdict InstanceSearch::attribute(Node n, What what) {
    const Node definition = owner(n.child(Field::object));
    const std::string_view name = n.child(Field::attribute).text();
    const ClassInfo* info = definition ? holder_of(model_, definition, name) : nullptr;
    if (!info) return imported_member(n, what, false, false) == yes ? yes : imported(n, what);
    if (info->method(name)) {
        const ClassMethod* method = method_of(*info, name);
        if (!method || !(method->flags & ClassMethod::property) || (method->flags & ClassMethod::decorated)) return no;
        return certain(result(method->definition, what, false) == yes);
    }
    const ClassAttribute* known = info->attribute(name);
    if (const Node type = promised_type(model_, known->first)) return certain(annotation(type, what) == yes);
    const Held& held = held_by_attribute(model_, info->definition, name);
    if (held.complete) return all(held.values, what);
    return known->stores == 1 ? stored(known->first, what) : no;  // `with … as self.x`, `for self.x in …`
}

// What `with manager as name` puts into the name: what `__enter__` of a class of the file is annotated with, or what
// the function yields of which `contextlib` makes a manager; else most return themselves.
InstanceSearch::Verdict InstanceSearch::entered(Node manager, What what) {
    manager = unparenthesized(manager);
    if (manager.is(Kind::call) && what == value) {
        const Node function = manager.child(Field::function);
        const ClassMethod* method = nullptr;
        Node made = function.is(Kind::identifier) ? own_definition(model_, function) : Node();
        if (function.is(Kind::attribute) && own_method(function, method)) made = method->definition;
        for (std::string_view maker : {"contextlib.contextmanager", "contextlib.asynccontextmanager"})
            if (made.is(Kind::function_definition) && decorated_by(model_, made, maker))
                return annotation(made.child(Field::return_type), item);
    }
    if (const Node definition = owner(manager))
        for (std::string_view name : {"__enter__", "__aenter__"})
            if (const ClassInfo* info = holder_of(model_, definition, name))
                if (const ClassMethod* method = method_of(*info, name))
                    if (const Node type = method->definition.child(Field::return_type);
                        type && annotation(type, what) == yes)
                        return yes;
    return of(manager, what);
}

}  // namespace zen
