#include "semantics/evidence.h"

#include <algorithm>

namespace zen {
namespace {

bool own_attribute(Node n) {
    return n.is(Kind::attribute) && n.child(Field::object).is(Kind::identifier) &&
           n.child(Field::object).text() == "self";
}

// Where the same spelling means the same object: the class of `self.x`, the function of a name, else the file.
Node stage(const Model& model, Node expression) {
    if (own_attribute(expression)) {
        Node function = model.enclosing_function(expression);
        while (function && !model.enclosing_class(function) && model.enclosing_function(function))
            function = model.enclosing_function(function);
        if (Node owner = model.enclosing_class(function)) return owner;
    }
    Node function = model.enclosing_function(expression);
    return function ? function : Node(model.tree(), 0);
}

bool mapping_method(std::string_view name) {
    for (std::string_view known : {"items", "keys", "values", "setdefault", "popitem"})
        if (name == known) return true;
    return false;
}

}  // namespace

std::vector<Node> stored_values(const Model& model, Node expression) {
    expression = unparenthesized(expression);
    std::vector<Node> values;
    auto collect = [&](Node target) {
        Node assignment = target.parent();
        if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != target) return false;
        Node value = assignment.child(Field::right);
        while (value.is(Kind::assignment)) value = value.child(Field::right);
        if (value) values.push_back(value);
        return true;
    };
    if (own_attribute(expression)) {
        Node where = stage(model, expression);
        if (!where.is(Kind::class_definition)) return {};
        std::string_view name = expression.child(Field::attribute).text();
        for (Node n : where.descendants())
            if (own_attribute(n) && n.child(Field::attribute).text() == name && model.stored(n) && !collect(n))
                return {};
        return values;
    }
    const Binding* b = model.binding(expression);
    if (!b) return {};
    auto id = static_cast<BindingId>(b - model.bindings().data());
    for (const Reference* r : model.references_of(id))
        if (r->access == Access::store && !collect(Node(model.tree(), r->node))) return {};
    return values;
}

bool makes_empty(const Model& model, Node expression, std::string_view type) {
    expression = unparenthesized(expression);
    if (expression.is(Kind::list)) return type == "list" && expression.has_children(0);
    if (expression.is(Kind::dictionary)) return type == "dict" && expression.has_children(0);
    Node arguments = expression.child(Field::arguments);
    return expression.is(Kind::call) && model.means(expression.child(Field::function), type) &&
           arguments.is(Kind::argument_list) && arguments.has_children(0);
}

bool used_as_dict(const Model& model, Node expression) {
    expression = unparenthesized(expression);
    Type type = model.type(expression);
    if (type.known()) return type.only(Type::dict);
    std::vector<Node> values = stored_values(model, expression);
    bool all = !values.empty();
    for (Node value : values) {
        Type t = model.type(value);
        if (t.known() && !t.only(Type::dict | Type::none)) return false;
        all = all && t.only(Type::dict);
    }
    if (all) return true;
    for (Node n : stage(model, expression).descendants()) {
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        if (function.is(Kind::attribute) && mapping_method(function.child(Field::attribute).text()) &&
            same_code(function.child(Field::object), expression))
            return true;
    }
    return false;
}

}  // namespace zen
