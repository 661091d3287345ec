// The places where a dict means its keys: `in`, the right side of `for`, and calls that only iterate or count.
#include <functional>
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

// What methods of a mapping other than `keys()` are called on in this file, by its code.
struct InDictKeysMappings {
    std::set<std::string, std::less<>> used;

    explicit InDictKeysMappings(const Model& ask) {
        for (Node n : Node(ask.tree(), 0).descendants()) {
            if (n.field() != Field::function || !n.is(Kind::attribute)) continue;
            const std::string_view name = n.child(Field::attribute).text();
            for (std::string_view method : {"items", "values", "get", "setdefault", "popitem", "update"})
                if (name == method) used.insert(code_key(n.child(Field::object)));
        }
    }
};

// Is it a mapping as far as one can tell: by its type, its name, what is called on it, or, for a name, by `d[key]`? A
// class may define `keys()` and no `__iter__()`.
bool in_dict_keys_mapping(const Match& m, Node dict, const Type& type) {
    if (type.known() && type.maybe(Type::dict)) return true;
    if (type.known()) {
        const std::string_view name = type.qualified;
        for (std::string_view end : {"Dict", "dict", "Mapping", "Map", "Counter", "Environ", "Shelf"})
            if (name.ends_with(end)) return true;
    }
    for (std::string_view mapping :
         {"collections.abc.Mapping", "collections.abc.MutableMapping", "typing.Mapping", "typing.MutableMapping"})
        if (is_instance_of(m.ask, dict, mapping)) return true;
    const Node last = dict.is(Kind::attribute) ? dict.child(Field::attribute) : dict;
    if (last.is(Kind::identifier)) {
        std::string name(last.text());
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        for (std::string_view word : {"dict", "map", "kwargs", "kwds", "environ", "lookup", "counts", "_by_"})
            if (name.find(word) != name.npos) return true;
        if (name == "d" || name.starts_with("d_")) return true;
    }
    if (m.of_file<InDictKeysMappings>().used.contains(code_key(dict))) return true;
    const Binding* name = m.ask.binding(dict);
    if (!name) return false;
    for (const Reference* r : m.ask.references_of(m.ask.reference(dict)->binding)) {
        const Node n(m.ask.tree(), r->node);
        if (n.parent().is(Kind::subscript) && n.field() == Field::value &&
            !n.parent().child(Field::subscript).is_any({Kind::integer, Kind::slice}))
            return true;
    }
    return false;
}

// Does a handler around it wait for an object without `keys()`?
bool in_dict_keys_expected(Node at) {
    for (Node n = at; n && !is_function(n.kind()); n = n.parent()) {
        if (!n.parent().is(Kind::try_statement) || !n.is(Kind::block)) continue;
        for (Node part : n.parent().children())
            if (part.is(Kind::except_clause) &&
                part.text().substr(0, part.text().find(':')).find("AttributeError") != std::string_view::npos)
                return true;
    }
    return false;
}

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

// Is it an object of a class of this file that has `keys` but no such method for what the fix would ask, or one that
// iterates over something else?
bool in_dict_keys_own(const Match& m, const Type& type) {
    const std::string_view asked = m.at.is(Kind::comparison_operator)                ? "__contains__"
                                   : m.ask.means(m.at.child(Field::function), "len") ? "__len__"
                                                                                     : "__iter__";
    if (type.bits != Type::instance || type.qualified.find('.') != std::string::npos) return false;
    for (const Scope& scope : m.ask.scopes()) {
        if (scope.sort != Scope::class_) continue;
        const ClassInfo* info = class_info(m.ask, Node(m.ask.tree(), scope.node));
        if (!info || info->name != type.qualified) continue;
        if (!info->bases.empty()) return false;
        const ClassMethod* method = info->method(asked);
        if (!method && asked == "__contains__") method = info->method("__iter__");
        if (!method) return true;
        for (Node n : method->definition.descendants())
            if (n.is(Kind::identifier) && (n.text() == "values" || n.text() == "items")) return true;
        return false;
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
    if (in_dict_keys_own(m, type)) return silent;
    // `keys` of an XML element are its attributes, but it iterates over its children.
    if (!type.only(Type::dict) && in_dict_keys_xml(m, dict)) return silent;
    // The last match: an object of which nothing shows that it is a mapping.
    if (in_dict_keys_mapping(m, dict, type) != (m.index() < 2) || in_dict_keys_expected(m.at)) return silent;
    Edits edits(m);
    if (m.index() == 2) edits.give_up();
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
