// The checks of CPython's compiler (Python/codegen.c: check_caller, check_subscripter, check_index), in its words.
#include "rule.h"

namespace zen::rules {
namespace {

Node unwrapped(Node n) {
    while (n.is(Kind::parenthesized_expression)) n = n.child(0u);
    return n;
}

std::string_view type_of_string(Node n) {
    const std::string_view prefix = n.text().substr(0, n.text().find_first_of("'\""));
    if (prefix.find_first_of("tT") != prefix.npos) return {};
    return prefix.find_first_of("bB") != prefix.npos ? "bytes" : "str";
}

// The type that the compiler knows the expression to have; empty for others.
std::string_view literal_type(Node n) {
    switch (n.kind()) {
        case Kind::integer:
        case Kind::float_: {
            const char last = n.text().back();
            const bool hex = n.text().size() > 1 && (n.text()[1] == 'x' || n.text()[1] == 'X');
            if (last == 'j' || last == 'J') return "complex";
            return n.is(Kind::integer) || hex ? "int" : "float";
        }
        case Kind::true_:
        case Kind::false_:
            return "bool";
        case Kind::none:
            return "NoneType";
        case Kind::ellipsis:
            return "ellipsis";
        case Kind::string:
            return type_of_string(n);
        case Kind::concatenated_string:
            return type_of_string(n.child(0u));
        case Kind::tuple:
            return "tuple";
        case Kind::list:
        case Kind::list_comprehension:
            return "list";
        case Kind::dictionary:
        case Kind::dictionary_comprehension:
            return "dict";
        case Kind::set:
        case Kind::set_comprehension:
            return "set";
        case Kind::generator_expression:
            return "generator";
        case Kind::lambda:
            return "function";
        default:
            return {};
    }
}

std::string quoted(std::string_view type, std::string_view rest) {
    return formatted("'{}' object is not {}; perhaps you missed a comma?", type, rest);
}

}  // namespace

Verdict literal_called_or_indexed(const Match& m) {
    if (m.at.is(Kind::call)) {
        const std::string_view type = literal_type(unwrapped(m.at.child(Field::function)));
        if (type.empty() || type == "function") return silent;
        return found(m.at, quoted(type, "callable"));
    }
    const std::string_view type = literal_type(unwrapped(m.at.child(Field::value)));
    if (type.empty() || type == "dict") return silent;
    if (type != "str" && type != "bytes" && type != "tuple" && type != "list")
        return found(m.at, quoted(type, "subscriptable"));
    std::string_view index;
    if (m.at.child_count() > 2) {
        index = "tuple";
    } else {
        const Node only = unwrapped(m.at.child(Field::subscript));
        index = literal_type(only);
        // A comma behind the only index makes a tuple too; the tree does not tell it from none.
        if (m.at.text().substr(only.end() - m.at.start()).find(',') != std::string_view::npos) index = "tuple";
    }
    if (index.empty() || index == "int" || index == "bool") return silent;
    return found(m.at,
                 formatted("{} indices must be integers or slices, not {}; perhaps you missed a comma?", type, index));
}

}  // namespace zen::rules
