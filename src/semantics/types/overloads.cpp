#include "semantics/types/overloads.h"

#include "semantics/types/classes.h"
#include "semantics/types/typer.h"

namespace zen {

namespace {

// What the class body stores in the attribute: `Column()` for `User.email` and `User().email`.
Node stored_in_class(const Model& model, Node attribute) {
    const Type owner = model.type(attribute.child(Field::object));
    if (!owner.known() || !(owner.bits & (Type::instance | Type::class_))) return {};
    const Node definition = own_class(model, owner.qualified);
    const ClassInfo* info = definition ? class_info(model, definition) : nullptr;
    const ClassAttribute* stored = info ? info->attribute(attribute.child(Field::attribute).text()) : nullptr;
    if (!stored || !stored->in_body || !stored->first.parent().is(Kind::assignment)) return {};
    return stored->first.parent().child(Field::right);
}

}  // namespace

bool of_class_with(const Model& model, Node expression, std::string_view method) {
    if (expression.is(Kind::attribute))
        if (const Node value = stored_in_class(model, expression)) expression = value;
    const Type type = model.type(expression);
    if (!type.known() || !(type.bits & Type::instance)) return false;
    std::vector<Node> open{own_class(model, type.qualified)};
    for (std::size_t i = 0; i < open.size() && i < 12; ++i) {  // classes may name each other as bases
        const ClassInfo* info = open[i] ? class_info(model, open[i]) : nullptr;
        if (!info) continue;
        if (info->method(method) || info->attribute(method)) return true;
        for (const ClassBase& base : info->bases) open.push_back(base.own);
    }
    return false;
}

}  // namespace zen
