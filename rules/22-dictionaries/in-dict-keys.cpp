// The places where a dict stands for its keys: `in`, the right side of `for`, and calls that only walk or count.
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
    // An element of XML has attributes by `keys`, but is walked by its children.
    if (!type.only(Type::dict) && in_dict_keys_xml(m, dict)) return silent;
    Edits edits(m);
    edits.replace(Span{dict.end(), keys.end()}, "");
    std::string code = short_code(dict.text(), 40);
    switch (m.at.kind()) {
        case Kind::comparison_operator:
            message = "test the dict itself: `" + std::string(m.at.child(Field::operators).text()) + " " + code + "`";
            break;
        case Kind::call:
            message = "pass the dict itself: it stands for its keys, `" +
                      short_code(m.at.child(Field::function).text()) + "(" + code + ")`";
            break;
        default:
            message =
                "walk the dict itself: `for " + short_code(m.at.child(Field::left).text(), 30) + " in " + code + "`";
    }
    Node whole = m.at.is(Kind::for_statement) ? keys : m.at;
    return found(m.at.is(Kind::for_statement) ? Span{m.at.child(Field::left).start(), keys.end()} : whole.span(), edits,
                 message)
        .unsafe(!type.only(Type::dict));
}

}  // namespace zen::rules
