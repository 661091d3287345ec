#include "semantics/verdict/places.h"

#include "text/formatted.h"
#include "text/normal_form.h"

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
        if (!d.is(Kind::identifier) || (d.text() != name && normal_form(d.text()) != name)) continue;
        if (!d.parent().is_any({Kind::attribute, Kind::subscript}) || d == target) return true;
    }
    return false;
}

// Is the name a private one of a class, `__x`? Before 3.13 the compiler compared what it is spelled as with what it
// becomes.
bool escapes(Node walrus, std::string_view name, int minor) {
    if (minor >= 13 || !name.starts_with("__") || name.ends_with("__")) return false;
    for (Node up = walrus.parent(); up; up = up.parent())
        if (up.is(Kind::class_definition)) return true;
    return false;
}

// What the compiler says if the comprehension binds the name itself.
std::string rebinds(Node walrus, Node comprehension, std::string_view name, int minor) {
    Node from = walrus;
    while (from.parent() != comprehension) from = from.parent();
    for (Node c : comprehension.children()) {
        if (!c.is(Kind::for_in_clause) || !binds(c.child(Field::left), name) || escapes(walrus, name, minor)) continue;
        const std::string quoted = formatted("'{}'", name);
        if (c.start() > walrus.start() && !from.is(Kind::for_in_clause) && from.field() != Field::body)
            return formatted("comprehension inner loop cannot rebind assignment expression target {}", quoted);
        return formatted("assignment expression cannot rebind comprehension iteration variable {}", quoted);
    }
    return {};
}

// The part of a list of type parameters that `item` is.
CodePlace::Part part_of_parameters(Node item) {
    if (type_default(item)) {
        const std::string_view before = item.previous_sibling().text();
        return before.starts_with("**")  ? CodePlace::spec_default
               : before.starts_with("*") ? CodePlace::tuple_default
                                         : CodePlace::default_;
    }
    const Node bound = item.child(0u).child(1u);
    return bound.child(0u).is(Kind::tuple) ? CodePlace::constraint : CodePlace::bound;
}

}  // namespace

bool declares_type_parameters(Node list) {
    const Node holder = list.parent();
    if (holder.is_any({Kind::function_definition, Kind::class_definition})) return true;
    return holder.is(Kind::generic_type) && holder.parent().field() == Field::left &&
           holder.parent().parent().is(Kind::type_alias_statement);
}

bool type_default(Node item) {
    // newer_python has put a comma for the `=`.
    Node before;
    for (Node t : item.parent().tokens()) {
        if (t == item) return before.is(Kind::op_comma) && before.text() == "=";
        before = t;
    }
    return false;
}

CodePlace place_of(Node node) {
    CodePlace out;
    auto within = [&](CodePlace::Part part) {
        if (out.part == CodePlace::none) out.part = part;
    };
    for (Node from = node, up = node.parent(); up; from = up, up = up.parent()) {
        switch (up.kind()) {
            case Kind::function_definition:
            case Kind::class_definition:
                if (from.field() == Field::body) break;
                if (up.child(Field::type_parameters)) {
                    if (up.is(Kind::class_definition) && from.field() == Field::superclasses)
                        within(CodePlace::generic);
                    if (up.is(Kind::function_definition) && out.annotation) out.of_generic = true;
                }
                continue;
            case Kind::lambda:
                if (from.field() != Field::body) continue;
                break;
            case Kind::type:
                if (up.parent().is_any({Kind::assignment, Kind::typed_parameter, Kind::typed_default_parameter,
                                        Kind::function_definition}))
                    out.annotation = true;
                continue;
            case Kind::type_parameter:
                if (declares_type_parameters(up)) within(part_of_parameters(from));
                continue;
            case Kind::type_alias_statement:
                if (from.field() == Field::right) within(CodePlace::alias);
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

std::string_view own_scope(const CodePlace& place, int minor, bool postponed) {
    switch (place.part) {
        case CodePlace::bound:
            return "a TypeVar bound";
        case CodePlace::constraint:
            return minor < 13 ? "a TypeVar bound" : "a TypeVar constraint";
        case CodePlace::default_:
            return "a TypeVar default";
        case CodePlace::tuple_default:
            return "a TypeVarTuple default";
        case CodePlace::spec_default:
            return "a ParamSpec default";
        case CodePlace::alias:
            return "a type alias";
        case CodePlace::generic:
            return "the definition of a generic";
        case CodePlace::none:
            break;
    }
    if (!place.annotation) return {};
    if (minor >= 14 || (postponed && minor >= 10)) return "an annotation";
    return place.of_generic ? "the definition of a generic" : "";
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

std::string walrus_mistake(Node walrus, int minor) {
    const std::string name = stored_identifier(walrus.child(Field::name).text());
    for (Node from = walrus, up = walrus.parent(); up && !is_statement(up.kind()); from = up, up = up.parent())
        if (up.is(Kind::for_in_clause) && from.field() == Field::right)
            return "assignment expression cannot be used in a comprehension iterable expression";
    CodePlace place = place_of(walrus);
    if (!place.comprehension()) return {};
    for (; place.comprehension(); place = place_of(place.holder))
        if (std::string message = rebinds(walrus, place.holder, name, minor); !message.empty()) return message;
    constexpr std::string_view start = "assignment expression within a comprehension cannot be used ";
    if (place.part == CodePlace::generic || (place.annotation && place.of_generic))
        return formatted("{}within the definition of a generic", start);
    if (place.part == CodePlace::alias) return formatted("{}in a type alias", start);
    if (place.part != CodePlace::none) return formatted("{}in a TypeVar bound", start);
    if (place.holder.is(Kind::class_definition)) return formatted("{}in a class body", start);
    return {};
}

}  // namespace zen
