// Members of the project's classes, inherited ones included: what annotations say of them.
#include <algorithm>

#include "semantics/types/classes.h"
#include "semantics/types/evidence.h"
#include "semantics/types/typer.h"
#include "text/formatted.h"

namespace zen {

// The class that has the member: this one, or the first along single bases; none where a base is not known.
Typer::Holder Typer::holder_of(Node owner, std::string_view name) {
    constexpr int most_bases = 20;
    for (int i = 0; owner && i < most_bases; ++i) {
        const ClassInfo* info = class_info(model_, owner);
        if (!info) return {};
        if (info->method(name) || info->attribute(name)) return {info, {}, nullptr};
        if (info->bases.size() != 1) return {};
        const ClassBase& base = info->bases[0];
        if (base.ancestors && !base.ancestors->classes.empty()) {
            Holder out;
            out.exported = member_of(base.ancestors->classes[0], name, out.elsewhere);
            return out;
        }
        owner = base.own;
    }
    return {};
}

namespace {

// Does the method return its object and nothing else?
bool returns_self(const Model& model, Node definition) {
    const Node self = definition.child(Field::parameters).child(0u), body = definition.child(Field::body);
    if (!self.is(Kind::identifier) || body.damaged() || is_generator_function(model, definition)) return false;
    const auto& nodes = model.tree().nodes;
    bool any = false;
    for (NodeId i = body.id(); i < body.record().next;) {
        if (nodes[i].kind == Kind::return_statement) {
            const Node value = unparenthesized(Node(model.tree(), i).child(0u));
            if (!value.is(Kind::identifier) || model.binding(value) != model.binding(self)) return false;
            any = true;
        }
        const bool other = is_function(nodes[i].kind) || nodes[i].kind == Kind::class_definition;
        i = other ? nodes[i].next : i + 1;
    }
    const Binding* b = model.binding(self);
    return any && b && b->stores == 1 && model.exit(body) != Model::Exit::falls_through;
}

}  // namespace

// What a call of the object's method gives. A subclass may return something else unless an annotation says what;
// `exact`: the object is of no subclass.
Type Typer::called_member(const Type& object, std::string_view name, bool exact) {
    if (object.bits != Type::instance) return {};
    Holder holder;
    if (const Node owner = own_class(model_, object.qualified))
        holder = holder_of(owner, name);
    else if (const Referent& other = class_named(model_, object.qualified))
        holder.exported = member_of(other, name, holder.elsewhere);
    if (holder.exported) {
        const bool plain = holder.exported->kind == ExportedMember::method && !holder.exported->async;
        return plain ? imported(holder.exported->type, holder.elsewhere) : Type{};
    }
    if (!holder.own || holder.own->attribute(name)) return {};
    if (std::ranges::count(holder.own->methods, name, &ClassMethod::name) != 1) return {};
    const ClassMethod* method = holder.own->method(name);
    if (method->flags & (ClassMethod::property | ClassMethod::setter | ClassMethod::decorated | ClassMethod::async))
        return {};
    if (const Node annotation = method->definition.child(Field::return_type)) return of_annotation(annotation);
    return exact && returns_self(model_, method->definition) ? object : Type{};
}

// An attribute by its annotation: in the class's body, where it is first set (`self.x: int = 0`), or of its property.
Type Typer::value_of_member(const Holder& holder, std::string_view name, bool& computed) {
    if (holder.exported) {
        if (holder.exported->kind == ExportedMember::method) return only_of(Type::function);
        computed = holder.exported->kind == ExportedMember::property;
        const bool attribute = computed || holder.exported->kind == ExportedMember::attribute;
        return attribute ? imported(holder.exported->type, holder.elsewhere) : Type{};
    }
    if (!holder.own) return {};
    for (Node statement : holder.own->definition.child(Field::body).children()) {
        Node assignment = statement.child(0u);
        if (statement.is(Kind::expression_statement) && assignment.is(Kind::assignment) &&
            assignment.child(Field::left).text() == name)
            if (Node annotation = assignment.child(Field::type)) return of_annotation(annotation);
    }
    const ClassAttribute* set = holder.own->attribute(name);
    if (const ClassMethod* method = holder.own->method(name)) {
        constexpr unsigned other = ClassMethod::setter | ClassMethod::decorated;
        if (method->flags & other || (set && set->in_body)) return {};
        computed = (method->flags & ClassMethod::property) != 0;
        if (!computed) return set ? Type{} : only_of(Type::function);
        const Node annotation = method->definition.child(Field::return_type);
        return annotation && !(method->flags & ClassMethod::async) ? of_annotation(annotation) : Type{};
    }
    if (!set || !set->annotated || !set->first.parent().is(Kind::assignment)) return {};
    if (Node annotation = set->first.parent().child(Field::type)) return of_annotation(annotation);
    return {};
}

// What the class of the object, or the class itself, stores in it.
Type Typer::stored_attribute(Node n) {
    const Node object = unparenthesized(n.child(Field::object));
    const std::string_view name = n.child(Field::attribute).text();
    Node owner;
    if (object.is(Kind::identifier) && (object.text() == "self" || object.text() == "cls"))
        for (Node f = model_.enclosing_function(object); f && !owner; f = model_.enclosing_function(f))
            owner = model_.enclosing_class(f);
    if (const Node own = owner ? Node() : own_definition(model_, object); own.is(Kind::class_definition)) owner = own;
    Holder holder;
    if (const Type type = owner ? Type{} : without(of(object), Type::none); type.bits == Type::instance) {
        owner = own_class(model_, type.qualified);
        if (const Referent& other = owner ? Referent() : class_named(model_, type.qualified))
            holder.exported = member_of(other, name, holder.elsewhere);
    }
    if (owner) holder = holder_of(owner, name);
    if (holder.exported)
        return holder.exported->kind == ExportedMember::stored ? imported(holder.exported->type, holder.elsewhere)
                                                               : Type{};
    return holder.own ? stored_in(*holder.own, name) : Type{};
}

Type Typer::stored_in(const ClassInfo& info, std::string_view name) {
    const ClassAttribute* set = info.attribute(name);
    if (!set || set->annotated || info.method(name)) return {};
    const Held& held = held_by_attribute(model_, info.definition, name);
    if (!held.complete) return {};
    Type out = only_of(0);
    for (const Node value : held.values) {
        const Type one = of(value);
        if (one.bits != Type::none) out = either(out, one);
    }
    return out;
}

// Of numbers and the library's classes by what the library says; of the project's classes by their methods.
Type Typer::of_operator(Kind op, const Type& left, const Type& right) {
    const std::string_view name = operator_name(op);
    if (left.bits == Type::instance) {
        if (Type t = called_member(left, formatted("__{}__", name)); t.known()) return t;
    } else if (left.only(number_types) && right.bits == Type::instance) {
        // Numbers leave an object that they don't know to its own method.
        if (Type t = called_member(right, formatted("__r{}__", name)); t.known()) return t;
    }
    Type t = operator_result(op, left, right, model_.target());
    // `path / name` is a path whatever the name is, unless that has an operator of its own.
    if (!by_stores_ || t.known() || left.bits != Type::instance || right.bits != Type::unknown) return t;
    const std::string method = formatted("__{}__", name);
    if (name.empty() || arguments_decide(left, method, model_.target())) return t;
    return call_of_method(left, method, {{{}, "", {}, true}}, model_.target());
}

}  // namespace zen
