// The types of expressions, as far as they are certain.
#include "semantics/model_data.h"

namespace zen {

Type Model::type(Node expression) const {
    Node n = unparenthesized(expression);
    switch (n.kind()) {
        case Kind::integer:
            return {Type::int_, ""};
        case Kind::float_:
            return {Type::float_, ""};
        case Kind::true_:
        case Kind::false_:
            return {Type::bool_, ""};
        case Kind::none:
            return {Type::none, ""};
        case Kind::string:
            return {Type::str, ""};
        case Kind::list:
        case Kind::list_comprehension:
            return {Type::list, ""};
        case Kind::dictionary:
        case Kind::dictionary_comprehension:
            return {Type::dict, ""};
        case Kind::set:
        case Kind::set_comprehension:
            return {Type::set, ""};
        case Kind::tuple:
            return {Type::tuple, ""};
        case Kind::generator_expression:
            return {Type::generator, ""};
        case Kind::lambda:
            return {Type::function, ""};
        default:
            return {};
    }
}

}  // namespace zen
