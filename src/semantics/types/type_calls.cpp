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
    if (name.empty() || name.find('.') != std::string_view::npos || is_class_name(name)) return {};
    const auto known = model.lookup(name, Node(model.tree(), 0));
    if (!known) return {};
    const Binding& b = model.bindings()[*known];
    if (!(b.flags & Binding::definition) || b.stores != 1) return {};
    Node definition = Node(model.tree(), b.first_store).parent();
    return definition.is(Kind::class_definition) ? definition : Node();
}

bool is_generator_function(const Model& model, Node definition) {
    Node body = definition.child(Field::body);
    const auto& nodes = model.tree().nodes;
    for (NodeId i = body.id(); body && i < body.record().next;) {
        if (nodes[i].kind == Kind::yield) return true;
        bool other = i != body.id() && (is_function(nodes[i].kind) || nodes[i].kind == Kind::class_definition);
        i = other ? nodes[i].next : i + 1;
    }
    return false;
}

bool is_async_function(Node definition) {
    return definition.is(Kind::function_definition) && (*definition.tokens().begin()).is(Kind::kw_async);
}

// What the function gives back: by its annotation, else by the values that it returns.
Type Typer::returned(Node definition) {
    if (is_async_function(definition)) return {};
    if (is_generator_function(model_, definition)) return only_of(Type::generator);
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

Type Typer::of_own_call(Node call, Node function) {
    Node definition = own_definition(model_, function);
    if (!definition) return {};
    Type what = of_definition(definition, definition.child(Field::name));
    if (what.bits == Type::class_) {
        // A metaclass may make calls mean anything; a class inside a function is not worth a name.
        for (Node base : definition.child(Field::superclasses).children())
            if (base.is(Kind::keyword_argument) && base.child(Field::name).text() == "metaclass" &&
                !model_.means(base.child(Field::value), "abc.ABCMeta"))
                return {};
        return own_class(model_, what.qualified) == definition ? instance_of(what.qualified) : Type{};
    }
    if (what.bits != Type::function) return {};
    // `yield` and recursion are settled by the definition; arguments do not matter.
    (void)call;
    return returned(definition);
}

namespace {

// What `open` gives; the mode is the argument at that position.
Type opened_file(Node arguments, unsigned position) {
    Node mode = arguments.child(position);
    for (Node a : arguments.children())
        if (a.is(Kind::keyword_argument) && a.child(Field::name).text() == "mode") mode = a.child(Field::value);
    if (mode.is(Kind::keyword_argument)) mode = {};
    if (mode && !mode.is(Kind::string)) return {};
    bool binary = mode && mode.text().find('b') != std::string_view::npos;
    return instance_of(binary ? "io.BufferedReader" : "io.TextIOWrapper");
}

}  // namespace

Type Typer::of_call(Node call) {
    Node function = unparenthesized(call.child(Field::function)), arguments = call.child(Field::arguments);
    std::string name = model_.qualified(function);
    Node first = arguments.is(Kind::generator_expression) ? arguments : arguments.child(0u);
    if (first.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat})) first = {};
    if (!name.empty()) {
        if (name == "open" || name == "io.open") {
            return opened_file(arguments, 1);
        }
        if (name == "type") return arguments.has_children(1) ? only_of(Type::class_) : Type{};
        if (name == "os.getenv" || name == "os.environ.get") {
            Node fallback = arguments.child(1u);
            return either(only_of(Type::str), fallback ? of(fallback) : only_of(Type::none));
        }
        if ((name == "abs" || name == "copy.copy" || name == "copy.deepcopy") && first) {
            Type t = of(first);
            if (name == "abs" && !t.only(Type::int_ | Type::float_ | Type::bool_)) return {};
            if (name == "abs" && (t.bits & Type::bool_)) return only_of((t.bits & ~Type::bool_) | Type::int_);
            return t;
        }
        if (name == "round" && first)
            return of(first).only(Type::int_ | Type::float_ | Type::bool_) && arguments.has_children(1)
                       ? only_of(Type::int_)
                       : Type{};
        if (name == "sum" || name == "min" || name == "max" || name == "divmod" || name == "pow" || name == "next" ||
            name == "iter") {
            if (name == "iter") return only_of(Type::generator);
            if ((name == "min" || name == "max") && arguments.child_count() >= 2) {
                Type t = only_of(0);
                for (Node a : arguments.children()) {
                    if (a.is_any({Kind::list_splat, Kind::dictionary_splat})) return {};
                    if (!a.is(Kind::keyword_argument)) t = either(t, of(a));
                }
                return t;
            }
            return {};
        }
        Type t = call_result(name);
        // Paths and subprocess output are text unless somebody hands in bytes.
        if (t.bits == (Type::str | Type::bytes)) {
            for (Node a : arguments.children())
                if (of(a).only(Type::str) || (a.is(Kind::keyword_argument) && a.child(Field::name).text() == "text" &&
                                              a.child(Field::value).is(Kind::true_)))
                    return only_of(Type::str);
        }
        return t;
    }
    if (function.is(Kind::identifier)) return of_own_call(call, function);
    if (function.is(Kind::attribute)) {
        Type receiver = of(function.child(Field::object));
        std::string_view method = function.child(Field::attribute).text();
        if (receiver.bits == 0) return receiver;
        if (receiver.only(Type::dict) && method == "get") return {};
        if (receiver.instance_of("pathlib.Path") && method == "open") return opened_file(arguments, 0);
        if (receiver.bits == Type::instance) {
            if (Node owner = own_class(model_, receiver.qualified)) {
                for (Node statement : owner.child(Field::body).children())
                    if (statement.is(Kind::function_definition) && statement.child(Field::name).text() == method) {
                        // A subclass may return something else unless the annotation says what.
                        Node annotation = statement.child(Field::return_type);
                        return annotation && !is_async_function(statement) ? of_annotation(annotation) : Type{};
                    }
                return {};
            }
        }
        return method_result(receiver, method);
    }
    return {};
}

Type Typer::of_attribute(Node n) {
    std::string name = model_.qualified(n);
    if (!name.empty()) {
        if (is_class_name(name)) return {Type::class_, name};
        return constant_result(name);
    }
    std::string_view attribute = n.child(Field::attribute).text();
    if (attribute == "__name__" || attribute == "__qualname__" || attribute == "__module__")
        return of(n.child(Field::object)).only(Type::class_ | Type::function | Type::module) ? only_of(Type::str)
                                                                                             : Type{};
    if (attribute == "__class__") return only_of(Type::class_);
    Type object = of(n.child(Field::object));
    if (object.bits != Type::instance) return {};
    if (object.qualified == "pathlib.Path") {
        if (attribute == "name" || attribute == "stem" || attribute == "suffix") return only_of(Type::str);
        if (attribute == "parent") return object;
    }
    // By the annotation in the class's body, or where it is first set (`self.x: int = 0`).
    Node owner = own_class(model_, object.qualified);
    if (!owner) return {};
    for (Node statement : owner.child(Field::body).children()) {
        Node assignment = statement.child(0u);
        if (statement.is(Kind::expression_statement) && assignment.is(Kind::assignment) &&
            assignment.child(Field::left).text() == attribute)
            if (Node annotation = assignment.child(Field::type)) return of_annotation(annotation);
    }
    const ClassInfo* info = class_info(model_, owner);
    const ClassAttribute* set = info ? info->attribute(attribute) : nullptr;
    if (!set || !set->annotated || !set->first.parent().is(Kind::assignment)) return {};
    if (Node annotation = set->first.parent().child(Field::type)) return of_annotation(annotation);
    return {};
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
