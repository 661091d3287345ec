#include "semantics/verdict/places.h"

namespace zen {
namespace {

// Is it the clause that a comprehension begins with?
bool first_clause(Node clause) {
    for (Node c : clause.parent().children())
        if (c.is(Kind::for_in_clause)) return c == clause;
    return false;
}

// Does a target bind the name?
bool binds(Node target, std::string_view name) {
    for (Node d : target.descendants()) {
        if (!d.is(Kind::identifier) || d.text() != name) continue;
        if (!d.parent().is_any({Kind::attribute, Kind::subscript}) || d == target) return true;
    }
    return false;
}

}  // namespace

CodePlace place_of(Node node) {
    CodePlace out;
    for (Node from = node, up = node.parent(); up; from = up, up = up.parent()) {
        switch (up.kind()) {
            case Kind::function_definition:
            case Kind::lambda:
            case Kind::class_definition:
                if (from.field() != Field::body) continue;
                break;
            case Kind::type:
                out.annotation = true;
                continue;
            case Kind::list_comprehension:
            case Kind::set_comprehension:
            case Kind::dictionary_comprehension:
            case Kind::generator_expression: {
                if (!from.is(Kind::for_in_clause) || !first_clause(from)) break;
                // In the first clause, what is behind `in` runs outside.
                Node part = node;
                while (part.parent() != from && part != from) part = part.parent();
                if (part.field() == Field::right) continue;
                break;
            }
            default:
                continue;
        }
        out.holder = up;
        return out;
    }
    return out;
}

std::string_view comprehension_name(Node comprehension) {
    switch (comprehension.kind()) {
        case Kind::list_comprehension:
            return "list comprehension";
        case Kind::set_comprehension:
            return "set comprehension";
        case Kind::dictionary_comprehension:
            return "dict comprehension";
        default:
            return "generator expression";
    }
}

std::string walrus_mistake(Node walrus) {
    const std::string_view name = walrus.child(Field::name).text();
    for (Node from = walrus, up = walrus.parent(); up && !is_statement(up.kind()); from = up, up = up.parent())
        if (up.is(Kind::for_in_clause) && from.field() == Field::right)
            return "assignment expression cannot be used in a comprehension iterable expression";
    bool in_comprehension = false;
    for (Node from = walrus, up = walrus.parent(); up; from = up, up = up.parent()) {
        if (is_function(up.kind())) return {};
        if (up.is(Kind::class_definition) && from.field() == Field::body)
            return in_comprehension ? "assignment expression within a comprehension cannot be used in a class body"
                                    : "";
        if (!is_comprehension(up.kind())) continue;
        in_comprehension = true;
        for (Node c : up.children()) {
            if (!c.is(Kind::for_in_clause) || !binds(c.child(Field::left), name)) continue;
            if (c.start() > walrus.start() && !from.is(Kind::for_in_clause) && from.field() != Field::body)
                return "comprehension inner loop cannot rebind assignment expression target '" + std::string(name) +
                       "'";
            return "assignment expression cannot rebind comprehension iteration variable '" + std::string(name) + "'";
        }
    }
    return {};
}

}  // namespace zen
