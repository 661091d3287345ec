// The annotations of `__iter__`, `__aiter__` and `__exit__`.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

Node special_method_annotation_bare(Node n) {
    while (n.is_any({Kind::type, Kind::parenthesized_expression}) && n.child(0u)) n = n.child(0u);
    return n;
}

// The last part of the qualified name of a type of `typing` or `collections.abc`; "" for others.
std::string special_method_annotation_abc(const Model& model, Node name) {
    std::string qualified = model.qualified(name);
    for (std::string_view module : {"typing.", "typing_extensions.", "collections.abc."})
        if (qualified.starts_with(module)) return qualified.substr(module.size());
    return "";
}

// Does `Generator[…]` say nothing that `Iterator[…]` does not: is all but the first argument None or Any?
bool special_method_annotation_simple(const Model& model, Node type) {
    if (!type.is_any({Kind::generic_type, Kind::subscript})) return true;
    std::vector<Node> items = type.children().list();
    items.erase(items.begin());
    if (items.size() == 1 && items[0].is(Kind::type_parameter)) items = items[0].children().list();
    for (std::size_t i = 1; i < items.size(); ++i) {
        Node item = special_method_annotation_bare(items[i]);
        if (!item.is(Kind::none) && special_method_annotation_abc(model, item) != "Any") return false;
    }
    return true;
}

// Is the annotation right for the first, second or third argument of `__exit__`?
bool special_method_annotation_takes(const Model& model, Node annotation, std::size_t place) {
    Node type = special_method_annotation_bare(annotation);
    if (type.is(Kind::string)) return true;  // the text of an annotation is not read here
    if (model.means(type, "object") || model.qualified(type).ends_with("Unused")) return true;
    bool none = false, right = false;
    for (const UnionMember& u : union_members(model, type)) {
        if (u.none) {
            none = true;
            continue;
        }
        if (right) return false;
        Node n = u.node;
        if (place == 0) {
            if (!n.is_any({Kind::generic_type, Kind::subscript})) return false;
            Node name = n.child(0u), of = special_method_annotation_bare(n.child(1u));
            if (of.is(Kind::type_parameter)) of = special_method_annotation_bare(of.child(0u));
            right = (model.means(name, "type") || special_method_annotation_abc(model, name) == "Type") &&
                    model.means(of, "BaseException");
        } else {
            right = place == 1 ? model.means(n, "BaseException") : model.means(n, "types.TracebackType");
        }
        if (!right) return false;
    }
    return none && right;
}

Verdict special_method_annotation_exit(const Match& m) {
    std::size_t place = 0;
    std::vector<Parameter> all = parameters(m.at);
    if (all.empty()) return silent;
    if (Node around = m.at.parent(); around.is(Kind::decorated_definition)) return silent;
    bool open = false;
    for (std::size_t i = all[0].positional() ? 1 : 0; i < all.size(); ++i) {
        const Parameter& p = all[i];
        if (p.positional()) {
            if (place < 3 && p.annotation && !special_method_annotation_takes(m.ask, p.annotation, place))
                return found(p.annotation, m.message("`$name` does not take what Python passes here: `$type`",
                                                     {{"name", p.name()},
                                                      {"type", place == 0   ? "type[BaseException] | None"
                                                               : place == 1 ? "BaseException | None"
                                                                            : "TracebackType | None"}}));
            if (place >= 3 && !p.value)
                return found(p.node, "Python passes three arguments: give the others a default");
            ++place;
        } else if (p.sort == Parameter::star) {
            open = true;
            Node type = special_method_annotation_bare(p.annotation);
            if (place < 3 && type && !m.ask.means(type, "object") && !m.ask.qualified(type).ends_with("Unused"))
                return found(p.annotation, "the arguments of `__exit__` have different types: use `object`");
        } else if (p.sort == Parameter::keyword_only && !p.value) {
            return found(p.node, "Python passes no keyword arguments: give this one a default");
        }
    }
    if (place < 3 && !open) return found(m.at.child(Field::name), "Python passes three arguments");
    return silent;
}

}  // namespace

Verdict special_method_annotation(const Match& m) {
    std::string_view name = m.at.child(Field::name).text();
    const bool iter = name == "__iter__" || name == "__aiter__", exit = name == "__exit__" || name == "__aexit__";
    if (!iter && !exit) return silent_for_all;
    if (exit != (m.index() == 2) || !class_of_method(m.ask, m.at)) return silent;
    if (exit) return special_method_annotation_exit(m);
    Node type = special_method_annotation_bare(m.at.child(Field::return_type));
    if (!type) return silent;
    std::string what = special_method_annotation_abc(
        m.ask, type.is_any({Kind::generic_type, Kind::subscript}) ? type.child(0u) : type);
    std::string_view prefix = name == "__iter__" ? "" : "Async";
    std::string wanted = std::string(prefix) + "Iterator";
    if (m.index() == 0)
        return what == std::string(prefix) + "Iterable"
                   ? found(type, m.message("`$name` returns an iterator: annotate it with `$wanted`",
                                           {{"name", name}, {"wanted", wanted}}))
                   : silent;
    if (m.at.text().starts_with("async") || parameters(m.at).size() != 1) return silent;
    if (what != std::string(prefix) + "Generator" || !special_method_annotation_simple(m.ask, type)) return silent;
    return found(m.at.child(Field::name),
                 m.message("no values are sent into this generator: annotate `$name` with `$wanted`",
                           {{"name", name}, {"wanted", wanted}}));
}

}  // namespace zen::rules
