// The places where a dict means its keys: `in`, the right side of `for`, and calls that only iterate or count.
#include "rule.h"

namespace zen::rules {

namespace {

bool in_dict_keys_xml(const Match& m, Node object) {
    for (std::string_view word : {"elem", "elt", "xml"})
        if (object.text().find(word) != std::string_view::npos) return true;
    if (m.ask.imports("xml") || m.ask.imports("lxml")) return true;
    Node stage = m.ask.enclosing_function(m.at);
    if (!stage) return false;
    for (Node n : stage.descendants()) {
        if (!n.is(Kind::attribute)) continue;
        std::string_view name = n.child(Field::attribute).text();
        if ((name == "attrib" || name == "tag" || name == "findall") && same_code(n.child(Field::object), object))
            return true;
    }
    return false;
}

// Is it an object of a class of this file that has `keys` but does not iterate over them, or cannot be tested by `in`?
bool in_dict_keys_own(const Match& m, const Type& type, bool membership) {
    if (type.bits != Type::instance || type.qualified.find('.') != std::string::npos) return false;
    for (const Scope& scope : m.ask.scopes()) {
        if (scope.sort != Scope::class_) continue;
        const ClassInfo* info = class_info(m.ask, Node(m.ask.tree(), scope.node));
        if (!info || info->name != type.qualified) continue;
        if (!info->bases.empty()) return false;
        return !info->method("__iter__") && !(membership && info->method("__contains__"));
    }
    return false;
}

}  // namespace

Verdict in_dict_keys(const Match& m) {
    Node keys;
    std::string message;
    switch (m.at.kind()) {
        case Kind::comparison_operator: {
            Node op = m.at.child(Field::operators);
            if (!m.at.has_children(2) || !(op.is(Kind::kw_in) || op.is(Kind::kw_not_in))) return silent;
            keys = m.at.child(1u);
            break;
        }
        case Kind::call: {
            bool walks = false;
            for (std::string_view name :
                 {"sorted", "len", "min", "max", "set", "frozenset", "tuple", "enumerate", "iter"})
                walks = walks || m.ask.means(m.at.child(Field::function), name);
            if (!walks) return silent;
            keys = m.at.child(Field::arguments).child(0u);
            break;
        }
        default:
            keys = m.at.child(Field::right);
    }
    keys = unparenthesized(keys);
    Node function = keys.child(Field::function);
    if (!keys.is(Kind::call) || !function.is(Kind::attribute) || function.child(Field::attribute).text() != "keys")
        return silent;
    Node arguments = keys.child(Field::arguments), dict = function.child(Field::object);
    if (!arguments.is(Kind::argument_list) || !arguments.has_children(0)) return silent;
    if (dict.is(Kind::identifier) && (dict.text() == "self" || dict.text() == "cls")) return silent;
    // A loop that changes the dict fails either way, but is another rule's finding.
    Type type = m.ask.type(dict);
    if (type.known() && !type.maybe(Type::dict) && !type.maybe(Type::instance)) return silent;
    if (in_dict_keys_own(m, type, m.at.is(Kind::comparison_operator))) return silent;
    // `keys` of an XML element are its attributes, but it iterates over its children.
    if (!type.only(Type::dict) && in_dict_keys_xml(m, dict)) return silent;
    Edits edits(m);
    edits.replace(Span{dict.end(), keys.end()}, "");
    std::string code = short_code(dict.text(), 40);
    switch (m.at.kind()) {
        case Kind::comparison_operator:
            message = m.message("`$op` tests the keys without `.keys()`: use `$op $dict`",
                                {{"op", m.at.child(Field::operators).text()}, {"dict", code}});
            break;
        case Kind::call:
            message = m.message("a dict iterates over its keys: use `$function($dict)`",
                                {{"function", short_code(m.at.child(Field::function).text())}, {"dict", code}});
            break;
        default:
            message = m.message("a dict iterates over its keys: use `for $key in $dict`",
                                {{"key", short_code(m.at.child(Field::left).text(), 30)}, {"dict", code}});
    }
    Node whole = m.at.is(Kind::for_statement) ? keys : m.at;
    return found(m.at.is(Kind::for_statement) ? Span{m.at.child(Field::left).start(), keys.end()} : whole.span(), edits,
                 message)
        .unsafe(!type.only(Type::dict) || !made_in_sight(m.ask, dict));
}

}  // namespace zen::rules
