#include "semantics/types/overloads.h"

#include "semantics/types/classes.h"
#include "semantics/types/typer.h"

namespace zen {

bool of_class_with(const Model& model, Node expression, std::string_view method) {
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
