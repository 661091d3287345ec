// The types of calls, attributes and parameters: where a type leads to other code of the file.
#include <algorithm>

#include "semantics/types/classes.h"
#include "semantics/types/typer.h"

namespace zen {

Node own_definition(const Model& model, Node name) {
    const Binding* b = model.binding(name);
    if (!b || b->stores != 1 || !(b->flags & Binding::definition) || (b->flags & Binding::deleted)) return {};
    Node definition = Node(model.tree(), b->first_store).parent();
    return definition.is_any({Kind::function_definition, Kind::class_definition}) ? definition : Node();
}

Node own_class(const Model& model, std::string_view name) {
    if (name.empty() || name.find('.') != std::string_view::npos || is_class_name(name, model.target())) return {};
    const auto known = model.lookup(name, Node(model.tree(), 0));
    if (!known) return {};
    const Binding& b = model.bindings()[*known];
    if (!(b.flags & Binding::definition) || b.stores != 1) return {};
    Node definition = Node(model.tree(), b.first_store).parent();
    return definition.is(Kind::class_definition) ? definition : Node();
}

bool is_generator_function(const Model& model, Node definition) {
    Node body = definition.child(Field::body);
    if (!body) return false;
    const auto& nodes = model.tree().nodes;
    auto& yields = model.data().yields;
    if (!yields) {
        yields.emplace();
        for (NodeId i = 0; i < nodes.size(); ++i)
            if (nodes[i].kind == Kind::yield) yields->push_back(i);
    }
    // Most functions have none, and the others are read up to the first that is their own.
    const auto first = std::ranges::lower_bound(*yields, body.id());
    if (first == yields->end() || *first >= body.record().next) return false;
    for (NodeId i = body.id(); i < body.record().next;) {
        if (nodes[i].kind == Kind::yield) return true;
        bool other = i != body.id() && (is_function(nodes[i].kind) || nodes[i].kind == Kind::class_definition);
        i = other ? nodes[i].next : i + 1;
    }
    return false;
}

bool is_async_function(Node definition) {
    return definition.is(Kind::function_definition) && (*definition.tokens().begin()).is(Kind::kw_async);
}

// Does a call of the class make an instance of it? A metaclass or `__new__` may make calls mean anything.
static bool makes_instances(const Model& model, Node definition) {
    constexpr std::size_t many = 50;
    std::vector<Node> todo{definition};
    for (std::size_t i = 0; i < todo.size(); ++i) {
        const ClassInfo* info = class_info(model, todo[i]);
        if (!info || i == many) return false;
        const bool plain = info->metaclass.empty() || info->metaclass == "type" || info->metaclass == "abc.ABCMeta";
        if (!plain || info->method("__new__")) return false;
        for (Node base : info->definition.child(Field::superclasses).children())
            if (base.is(Kind::keyword_argument) && base.child(Field::name).text() == "metaclass" &&
                info->metaclass.empty())
                return false;  // one without a name
        for (const ClassBase& base : info->bases) {
            if (base.own && std::ranges::find(todo, base.own) == todo.end()) todo.push_back(base.own);
            if (!base.ancestors) continue;
            if (!base.ancestors->plain_metaclass) return false;
            for (const Referent& r : base.ancestors->classes)
                if (r.kind == Referent::class_ && r.of_class->find("__new__")) return false;
        }
    }
    return true;
}

// What the function gives back, or its coroutine when awaited: by its annotation, else by the values that it returns.
Type Typer::returned(Node definition, bool awaited) {
    if (is_async_function(definition) != awaited) return {};
    if (is_generator_function(model_, definition)) return awaited ? Type{} : only_of(Type::generator);
    if (Node annotation = definition.child(Field::return_type)) return of_annotation(annotation);
    Node body = definition.child(Field::body);
    if (!body || body.damaged()) return {};
    const auto& nodes = model_.tree().nodes;
    Type t = only_of(0);
    int returns = 0;
    for (NodeId i = body.id(); i < body.record().next;) {
        if (nodes[i].kind == Kind::return_statement) {
            if (++returns > 20) return {};
            Node value = Node(model_.tree(), i).child(0u);
            t = either(t, value ? of(value) : only_of(Type::none));
            if (t.bits & Type::unknown) return t;
        }
        bool other = i != body.id() && (is_function(nodes[i].kind) || nodes[i].kind == Kind::class_definition);
        i = other ? nodes[i].next : i + 1;
    }
    if (model_.exit(body) == Model::Exit::falls_through) t = either(t, only_of(Type::none));
    return t;
}

// The instances of a class of this file; one inside a function is not worth a name. A TypedDict makes dicts.
Type Typer::of_own_class(Node definition) {
    const std::string_view name = definition.child(Field::name).text();
    if (own_class(model_, name) != definition) return {};
    const ClassInfo* info = definition.child(Field::superclasses) ? class_info(model_, definition) : nullptr;
    return info && info->kind == ClassKind::typed_dict ? only_of(Type::dict) : instance_of(name);
}

Type Typer::of_own_call(Node function, bool awaited) {
    Node definition = own_definition(model_, function);
    if (!definition) {
        const Binding* b = awaited ? nullptr : model_.binding(function);
        Node made = b && b->stores == 1 ? Node(model_.tree(), b->first_store).parent().child(Field::right) : Node();
        return unparenthesized(made).is(Kind::lambda) ? of(unparenthesized(made).child(Field::body)) : Type{};
    }
    Type what = of_definition(definition, definition.child(Field::name));
    if (what.bits == Type::class_) {
        return makes_instances(model_, definition) ? of_own_class(definition) : Type{};
    }
    if (what.bits != Type::function) return {};
    // `yield` and recursion are settled by the definition; arguments do not matter.
    return returned(definition, awaited);
}

CallArguments Typer::arguments_of(Node list) {
    CallArguments out;
    if (list.is(Kind::generator_expression)) return {{of(list), "", list, false}};
    for (Node a : list.children()) {
        CallArgument one;
        if (a.is_any({Kind::list_splat, Kind::dictionary_splat})) {
            one.several = true;
        } else if (a.is(Kind::keyword_argument)) {
            one.keyword = a.child(Field::name).text();
            one.value = a.child(Field::value);
            one.type = of(one.value);
        } else {
            one.value = a;
            one.type = of(a);
        }
        if (out.size() < 40) out.push_back(std::move(one));
    }
    return out;
}

// Stands for arguments that decide nothing.
static const CallArguments unasked{{{}, "", {}, true}};

// Calls whose result hangs on more than the library table says.
Type Typer::of_call(Node call) {
    Node function = unparenthesized(call.child(Field::function)), arguments = call.child(Field::arguments);
    std::string name = model_.qualified(function);
    Node first = arguments.is(Kind::generator_expression) ? arguments : arguments.child(0u);
    if (first.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat})) first = {};
    if (!name.empty()) {
        if ((name == "typing.cast" || name == "typing_extensions.cast") && first) return of_annotation(first);
        if (name == "type") return arguments.has_children(1) ? only_of(Type::class_) : Type{};
        if ((name == "copy.copy" || name == "copy.deepcopy") && first) return of(first);
        if (name == "abs" && first) {
            Type t = of(first);
            if (t.only(Type::int_ | Type::float_ | Type::bool_))
                return t.bits & Type::bool_ ? only_of((t.bits & ~Type::bool_) | Type::int_) : t;
        }
        if (name == "round" && first && arguments.has_children(1) &&
            of(first).only(Type::int_ | Type::float_ | Type::bool_))
            return only_of(Type::int_);
        if (name == "iter" && first)
            return with_arguments(only_of(Type::generator), {arguments.has_children(1) ? of_items(first) : Type{}});
        // Of one positional argument it is an item.
        Node second = first ? first.next_sibling() : Node();
        if ((name == "min" || name == "max") && second && !second.is(Kind::keyword_argument)) {
            Type t = only_of(0);
            for (Node a : arguments.children()) {
                if (a.is_any({Kind::list_splat, Kind::dictionary_splat})) return {};
                if (!a.is(Kind::keyword_argument))
                    t = either(t, of(a));
                else if (a.child(Field::name).text() == "default")
                    return {};
            }
            return t;
        }
        // A sum may be the start, which is an int unless the call says otherwise; a power may be a float.
        for (std::string_view unclear :
             {"sum", "divmod", "pow", "next", "min", "max", "super", "math.prod", "math.sumprod"})
            if (name == unclear) return name == "super" ? instance_of(name) : Type{};
        Type t = call_of_name(name, arguments_decide(name, model_.target()) ? arguments_of(arguments) : unasked,
                              model_.target());
        // `os.environ.get(…)`: a method of what the name holds.
        if (t.known() || t.bits == 0) return t;
        if (const Referent& referent = referent_of(model_, name); referent && referent.kind != Referent::member) {
            if (referent.kind == Referent::library && referent.path != name)
                return call_of_name(
                    referent.path, arguments_decide(referent.path, model_.target()) ? arguments_of(arguments) : unasked,
                    model_.target());
            if (referent.kind != Referent::value && referent.kind != Referent::library)
                return call_of_referent(referent);
        }
        if (!function.is(Kind::attribute)) return t;
        if (value_of_name(name, model_.target()).known()) return t;
    }
    if (function.is(Kind::identifier)) {
        if (Type t = of_own_call(function, false); t.known() || t.bits == 0) return t;
        return called_member(of(function), "__call__");
    }
    if (function.is(Kind::lambda)) return of(function.child(Field::body));
    if (function.is(Kind::attribute)) {
        if (const ClassInfo* info = class_that(function.child(Field::object))) {
            const ClassMethod* known = info->method(function.child(Field::attribute).text());
            const bool bound = known && (known->flags & (ClassMethod::static_ | ClassMethod::class_));
            return bound && !(known->flags & ClassMethod::decorated) ? returned(known->definition) : Type{};
        }
        Type receiver = of(function.child(Field::object));
        std::string_view method = function.child(Field::attribute).text();
        if (receiver.bits == 0) return receiver;
        if (receiver.bits == Type::instance) {
            if (own_class(model_, receiver.qualified) || class_named(model_, receiver.qualified))
                return called_member(receiver, method);
        }
        if (!receiver.known()) return {};
        bool asked = arguments_decide(receiver, method, model_.target());
        return call_of_method(receiver, method, asked ? arguments_of(arguments) : unasked, model_.target());
    }
    return {};
}

// The class of this file that the name stands for, if nothing may answer for it in its place.
const ClassInfo* Typer::class_that(Node name) {
    Node definition = name.is(Kind::identifier) ? own_definition(model_, name) : Node();
    const ClassInfo* info = definition.is(Kind::class_definition) ? class_info(model_, definition) : nullptr;
    const bool plain = info && (info->kind == ClassKind::plain || info->kind == ClassKind::abstract ||
                                info->kind == ClassKind::exception);
    return plain && info->decorators.empty() ? info : nullptr;
}

// `Class.name`, which the body of the class sets once and nobody through the class.
Type Typer::of_class_attribute(const ClassInfo& info, Node n) {
    constexpr std::size_t many = 200;
    const std::string_view name = n.child(Field::attribute).text();
    const ClassAttribute* set = info.attribute(name);
    Node assignment = set && set->in_body && set->stores == 1 ? set->first.parent() : Node();
    if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != set->first) return {};
    if (Node annotation = assignment.child(Field::type)) return of_annotation(annotation);
    const auto uses = model_.references_of(model_.reference(n.child(Field::object))->binding);
    if (uses.size() > many) return {};
    for (const Reference* use : uses)
        if (Node read = Node(model_.tree(), use->node).parent();
            read.is(Kind::attribute) && read.child(Field::attribute).text() == name && model_.stored(read))
            return {};
    Type t = of(assignment.child(Field::right));
    return t.bits & (Type::instance | Type::function) ? Type{} : t;  // it may be a descriptor
}

// What `await` makes of a call.
Type Typer::of_awaited(Node call) {
    Node function = unparenthesized(call.child(Field::function));
    if (function.is(Kind::identifier)) return of_own_call(function, true);
    Type receiver = function.is(Kind::attribute) ? of(function.child(Field::object)) : Type{};
    Node owner = receiver.bits == Type::instance ? own_class(model_, receiver.qualified) : Node();
    const ClassInfo* info = owner ? class_info(model_, owner) : nullptr;
    const ClassMethod* method = info ? info->method(function.child(Field::attribute).text()) : nullptr;
    if (!method || !(method->flags & ClassMethod::async) || method->flags & ClassMethod::decorated) return {};
    // A subclass may return something else unless the annotation says what.
    Node annotation = method->definition.child(Field::return_type);
    return annotation && !is_generator_function(model_, method->definition) ? of_annotation(annotation) : Type{};
}

Type Typer::of_attribute(Node n) {
    bool computed = false;
    Type t = declared_attribute(n, computed);
    if (by_stores_ && !t.known() && t.bits != 0) {
        t = stored_attribute(n);
        // All that is stored counts already.
        const Type narrow = narrowed_attribute(n, t);
        return narrow.known() ? narrow : t;
    }
    // What a property gives is worked out each time.
    return computed && t.known() ? t : narrowed_attribute(n, std::move(t));
}

Type Typer::declared_attribute(Node n, bool& computed) {
    std::string name = model_.qualified(n);
    if (!name.empty())
        if (Type t = value_of_name(name, model_.target()); t.known()) return t;
    if (Type t = value_of_referent(referent_of(model_, name)); t.known()) return t;
    std::string_view attribute = n.child(Field::attribute).text();
    if (attribute == "__name__" || attribute == "__qualname__" || attribute == "__module__")
        return of(n.child(Field::object)).only(Type::class_ | Type::function | Type::module) ? only_of(Type::str)
                                                                                             : Type{};
    if (attribute == "__class__") return only_of(Type::class_);
    if (const ClassInfo* info = class_that(n.child(Field::object)); info && info->attribute(attribute))
        return of_class_attribute(*info, n);
    Type object = of(n.child(Field::object));
    if (object.bits != Type::instance) return attribute_of(object, attribute, model_.target());
    Holder holder;
    if (const Referent& other = class_named(model_, object.qualified))
        holder.exported = member_of(other, attribute, holder.elsewhere);
    else if (const Node owner = own_class(model_, object.qualified))
        holder = holder_of(owner, attribute);
    else
        return attribute_of(object, attribute, model_.target());
    return value_of_member(holder, attribute, computed);
}

Type Typer::of_parameter(Node identifier, Node parameter) {
    if (Node annotation = parameter.child(Field::type)) {
        Type t = of_annotation(annotation);
        Node value = parameter.child(Field::value);
        // `x: int = None` means that None is welcome.
        return value.is(Kind::none) ? either(t, only_of(Type::none)) : t;
    }
    // `self`
    Node list = parameter.parent(), function = list.parent();
    if (!function.is(Kind::function_definition) || list.child(0u) != identifier) return {};
    Node holder = function.parent().is(Kind::decorated_definition) ? function.parent() : function;
    if (holder.is(Kind::decorated_definition))
        for (Node decorator : holder.children())
            if (decorator.is(Kind::decorator) &&
                (model_.means(decorator.child(0u), "staticmethod") || model_.means(decorator.child(0u), "classmethod")))
                return {};
    Node owner = holder.parent().parent();
    std::string_view method = function.child(Field::name).text();
    if (!owner.is(Kind::class_definition) || method == "__new__" || method == "__init_subclass__" ||
        method == "__class_getitem__")
        return {};
    std::string_view name = owner.child(Field::name).text();
    // In a metaclass `self` is a class.
    for (Node base : owner.child(Field::superclasses).children())
        if (model_.means(base, "type") || base.text().ends_with("Meta")) return {};
    return own_class(model_, name) == owner ? instance_of(name) : Type{};
}

}  // namespace zen
