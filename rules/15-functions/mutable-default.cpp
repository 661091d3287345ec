// What is mutable, what an annotation declares immutable, and where the body's first statement stands.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view mutable_default_calls[] = {"list",
                                                      "dict",
                                                      "set",
                                                      "bytearray",
                                                      "collections.deque",
                                                      "collections.defaultdict",
                                                      "collections.OrderedDict",
                                                      "collections.Counter",
                                                      "collections.ChainMap",
                                                      "collections.UserDict",
                                                      "collections.UserList",
                                                      "array.array"};

constexpr std::string_view mutable_default_frozen_types[] = {"tuple",
                                                             "frozenset",
                                                             "str",
                                                             "bytes",
                                                             "int",
                                                             "float",
                                                             "bool",
                                                             "complex",
                                                             "object",
                                                             "typing.Sequence",
                                                             "typing.Mapping",
                                                             "typing.Iterable",
                                                             "typing.Collection",
                                                             "typing.Container",
                                                             "typing.Sized",
                                                             "typing.AbstractSet",
                                                             "typing.FrozenSet",
                                                             "typing.Tuple",
                                                             "typing.Hashable",
                                                             "typing.Reversible",
                                                             "typing.Iterator",
                                                             "typing.Callable",
                                                             "typing.Literal",
                                                             "typing.ByteString",
                                                             "typing.Collection",
                                                             "typing.KeysView",
                                                             "typing.ItemsView",
                                                             "typing.ValuesView",
                                                             "typing.Generator",
                                                             "typing.Type",
                                                             "collections.abc.Sequence",
                                                             "collections.abc.Mapping",
                                                             "collections.abc.Iterable",
                                                             "collections.abc.Collection",
                                                             "collections.abc.Container",
                                                             "collections.abc.Sized",
                                                             "collections.abc.Set",
                                                             "collections.abc.Hashable",
                                                             "collections.abc.Reversible",
                                                             "collections.abc.Iterator",
                                                             "collections.abc.Callable",
                                                             "types.MappingProxyType"};

bool mutable_default_value(const Match& m, Node value) {
    value = unparenthesized(value);
    if (value.is_any({Kind::list, Kind::dictionary, Kind::set, Kind::list_comprehension, Kind::dictionary_comprehension,
                      Kind::set_comprehension, Kind::generator_expression}))
        return true;
    if (!value.is(Kind::call)) return false;
    Node maker = value.child(Field::function);  // `list`, or `list[int]`
    if (maker.is(Kind::subscript)) maker = maker.child(Field::value);
    for (std::string_view name : mutable_default_calls)
        if (m.ask.means(maker, name)) return true;
    return false;
}

// Does the annotation declare something that the function will not change?
bool mutable_default_frozen(const Match& m, Node annotation, int depth = 0) {
    if (annotation.is(Kind::type)) annotation = annotation.child(0u);
    annotation = unparenthesized(annotation);
    auto frozen = [&](Node n) { return mutable_default_frozen(m, n, depth); };
    // An alias of the file: `Options = Mapping[str, int]`.
    if (const Binding* alias = annotation.is(Kind::identifier) ? m.ask.binding(annotation) : nullptr;
        alias && alias->scope == 0 && alias->stores == 1 && depth < 5) {
        const Node assignment = Node(m.ask.tree(), alias->first_store).parent();
        if (assignment.is(Kind::assignment) && assignment.child(Field::left).id() == alias->first_store)
            return mutable_default_frozen(m, assignment.child(Field::right), depth + 1);
    }
    if (annotation.is(Kind::none)) return true;
    if (annotation.is(Kind::binary_operator) || annotation.is(Kind::union_type)) {
        for (Node side : annotation.children())
            if (!frozen(side)) return false;
        return true;
    }
    if (annotation.is(Kind::subscript) || annotation.is(Kind::generic_type)) {
        Node head = annotation.child(0u);
        bool all = false, first = false;
        for (std::string_view module : {"typing", "typing_extensions"}) {
            std::string prefix(module);
            all = all || m.ask.means(head, prefix + ".Optional") || m.ask.means(head, prefix + ".Union");
            first = first || m.ask.means(head, prefix + ".Annotated") || m.ask.means(head, prefix + ".Final");
        }
        if (!all && !first) return frozen(head);
        std::vector<Node> arguments;
        for (Node c : annotation.children()) {
            if (c == head) continue;
            if (c.is(Kind::type_parameter) || c.is(Kind::tuple)) {
                for (Node inner : c.children()) arguments.push_back(inner);
            } else {
                arguments.push_back(c);
            }
        }
        for (Node a : arguments) {
            if (!frozen(a)) return false;
            if (first) return true;
        }
        return !arguments.empty();
    }
    for (std::string_view name : mutable_default_frozen_types)
        if (m.ask.means(annotation, name)) return true;
    return false;
}

// Do the names of the default mean the same in the body? In a method the names of the class are out of reach, and a
// parameter hides what it is named like.
bool mutable_default_in_reach(const Match& m, Node value, Node body) {
    for (Node n : value.descendants())
        if (const Reference* r = m.ask.reference(n); r && r->scope == m.ask.scope_of(value))
            if (m.ask.lookup(m.ask.name(r->name), body).value_or(no_id) != r->binding) return false;
    return true;
}

bool mutable_default_only_read(const Match& m, Node name, int depth);

// The parameter of a function of this file that gets the argument; none if that is not plain to see.
Node mutable_default_receiver(const Match& m, Node call, Node given) {
    const Binding* binding = m.ask.binding(call.child(Field::function));
    if (!binding || binding->stores != 1 || starred(call)) return {};
    const Node function = Node(m.ask.tree(), binding->first_store).parent();
    if (!function.is(Kind::function_definition) || function.parent().is(Kind::decorated_definition)) return {};
    int position = 0;
    for (const Parameter& p : parameters(function))
        if (argument(call, p.name(), p.positional() ? position++ : -1) == given)
            return p.sort == Parameter::star || p.sort == Parameter::double_star ? Node() : p.identifier;
    return {};
}

// Does this use of the parameter leave the object as it is, and give it to nobody who could change it?
bool mutable_default_reads(const Match& m, Node use, int depth) {
    constexpr std::string_view methods[] = {
        "get",   "items",        "keys",     "values",     "copy",       "index",      "count",
        "union", "intersection", "issubset", "difference", "issuperset", "isdisjoint", "symmetric_difference"};
    constexpr std::string_view builtins[] = {
        "len", "list",   "dict",     "set",   "tuple",      "sorted",    "frozenset",    "isinstance", "bool",
        "str", "repr",   "sum",      "min",   "max",        "any",       "all",          "enumerate",  "zip",
        "map", "filter", "reversed", "print", "json.dumps", "copy.copy", "copy.deepcopy"};
    if (boolean_context(use)) return true;
    Node place = use, up = use.parent();
    while (up.is(Kind::parenthesized_expression)) place = up, up = up.parent();
    if (up.is(Kind::attribute) && place.field() == Field::object && up.parent().is(Kind::call) &&
        up.field() == Field::function)
        return std::ranges::find(methods, up.child(Field::attribute).text()) != std::ranges::end(methods);
    if (up.is(Kind::subscript) && place.field() == Field::value)
        return !m.ask.stored(up) && !up.parent().is_any({Kind::attribute, Kind::subscript});
    if (up.is_any({Kind::comparison_operator, Kind::list_splat, Kind::dictionary_splat, Kind::interpolation,
                   Kind::binary_operator}))
        return true;
    if (up.is_any({Kind::for_statement, Kind::for_in_clause})) return place.field() == Field::right;
    if (!up.is(Kind::argument_list)) return false;
    Node function = up.parent().child(Field::function);
    if (function.is(Kind::attribute)) return function.child(Field::attribute).text() == "join";
    if (std::ranges::any_of(builtins, [&](std::string_view name) { return m.ask.means(function, name); })) return true;
    constexpr int furthest = 2;
    const Node receiver = depth < furthest ? mutable_default_receiver(m, up.parent(), place) : Node();
    return receiver && mutable_default_only_read(m, receiver, depth + 1);
}

// Does the body begin with a copy of the parameter, so that only the copy is changed: `names = names.copy()`?
bool mutable_default_copied(const Match& m, Node name) {
    Node function = name.parent().parent().parent();
    Node first = function.child(Field::body).child(0u);
    if (first.is(Kind::expression_statement) && first.child(0u).is(Kind::string)) first = first.next_sibling();
    const Node assignment = first.is(Kind::expression_statement) ? first.child(0u) : Node(),
               value = assignment.child(Field::right), called = value.child(Field::function);
    if (!assignment.is(Kind::assignment) || !same_code(assignment.child(Field::left), name)) return false;
    if (!value.is(Kind::call)) return false;
    if (called.is(Kind::attribute) && called.child(Field::attribute).text() == "copy" &&
        same_code(called.child(Field::object), name))
        return true;
    constexpr std::string_view copies[] = {"list", "dict", "set", "copy.copy", "copy.deepcopy"};
    return same_code(sole_argument(value), name) &&
           std::ranges::any_of(copies, [&](std::string_view copy) { return m.ask.means(called, copy); });
}

// Is the parameter only read, if at all?
bool mutable_default_only_read(const Match& m, Node name, int depth) {
    const Reference* own = m.ask.reference(name);
    if (!own || own->binding == no_id) return false;
    if (mutable_default_copied(m, name)) return true;
    for (const Reference* r : m.ask.references_of(own->binding)) {
        Node use(m.ask.tree(), r->node);
        if (use == name) continue;
        // `names = list(names)` leaves the object as it is.
        const bool rebound = use.parent().is(Kind::assignment) && use.field() == Field::left;
        if (r->access == Access::load ? !mutable_default_reads(m, use, depth) : !rebound) return false;
    }
    return true;
}

// Is it meant to keep items from call to call: a list as in `def count(total=[0]): total[0] += 1`, or a dict that is
// called a cache?
bool mutable_default_keeps(const Match& m, Node name, Node value) {
    const Reference* own = m.ask.reference(name);
    if (!own || own->binding == no_id) return false;
    const std::string_view called = name.text();
    const bool cache = called.find("cache") != called.npos || called.find("memo") != called.npos;
    if (!(cache && value.is_any({Kind::dictionary, Kind::call})) && (!value.is(Kind::list) || value.has_children(0)))
        return false;
    for (const Reference* r : m.ask.references_of(own->binding)) {
        const Node use(m.ask.tree(), r->node), up = use.parent();
        if (use != name && up.is(Kind::subscript) && use.field() == Field::value && m.ask.stored(up)) return true;
    }
    return false;
}

}  // namespace

Verdict mutable_default(const Match& m) {
    Node value = m.at.child(Field::value), name = m.at.child(Field::name);
    if (m.index() == 1) {
        // A name of the module or class for something mutable, which nothing else is ever bound to.
        const Binding* binding = value.is(Kind::identifier) ? m.ask.binding(value) : nullptr;
        if (!binding || (binding->scope != 0 && binding->scope != m.ask.scope_of(value)) || binding->stores != 1)
            return silent;
        Node assignment = Node(m.ask.tree(), binding->first_store).parent();
        if (!assignment.is(Kind::assignment) || !mutable_default_value(m, assignment.child(Field::right)))
            return silent;
        return found(value, m.message("`$value` is mutable and shared by all calls: use `None` as the default",
                                      {{"value", value.text()}}));
    }
    if (!value || !mutable_default_value(m, value)) return silent;
    if (mutable_default_only_read(m, name, 0) != (m.index() == 2)) return silent;
    if (Node annotation = m.at.child(Field::type); annotation && mutable_default_frozen(m, annotation)) return silent;
    if (mutable_default_keeps(m, name, value))
        return found(value, m.message("`$name` keeps its items from call to call: store them in an object or a closure",
                                      {{"name", name.text()}}));
    std::string message =
        m.message("mutable default `$value` is shared by all calls: use `None` and create it in the body",
                  {{"value", short_code(value.text(), 24)}});
    Node function = m.at.parent().parent();
    Node body = function.child(Field::body);
    if (!function.is(Kind::function_definition) || !body) return found(value, message);

    // Below the docstring, and not in a body that only stands for one.
    Node first = body.child(0u);
    bool docstring = first.is(Kind::expression_statement) && first.child(0u).is(Kind::string);
    Node statement = docstring ? first.next_sibling() : first;
    std::string_view text = m.ask.tree().text;
    std::size_t line = text.substr(0, first.start()).rfind('\n') + 1;
    std::string_view indent = text.substr(line, first.start() - line);
    bool own_line = indent.find_first_not_of(" \t") == indent.npos;
    bool stub = statement.is(Kind::expression_statement) && statement.child(0u).is(Kind::ellipsis);
    if (!statement || !own_line || stub) return found(value, message);
    if (docstring && text.substr(first.end(), statement.start() - first.end()).find('\n') == text.npos)
        return found(value, message);
    std::string parameter(name.text()), again = "\n" + std::string(indent);
    if (!mutable_default_in_reach(m, value, first)) return found(value, message);
    // What waits or yields does so in the function around this one.
    for (Node n : value.descendants())
        if (n.is_any({Kind::await, Kind::yield}) ||
            (n.is(Kind::for_in_clause) && (*n.all_children().begin()).is(Kind::kw_async)))
            return found(value, message);
    Edits edits(m);
    edits.replace(value.span(), "None");
    if (Node annotation = m.at.child(Field::type)) {
        // `X | None`, unless it says so already.
        bool optional = annotation.text().find("None") != std::string_view::npos ||
                        annotation.text().find("Optional") != std::string_view::npos;
        if (!optional && m.ask.target() < PythonVersion{3, 10} && !annotation.child(0u).is(Kind::string))
            edits.give_up();
        Node quoted = annotation.child(0u);
        if (!optional && quoted.is(Kind::string))
            edits.replace(quoted.span(),
                          formatted("{} | None{}",
                                    quoted.text().substr(0, quoted.text().size() - quoted.last_child().text().size()),
                                    quoted.last_child().text()));
        else if (!optional)
            edits.insert(annotation.end(), " | None");
    }
    edits.insert(statement.start(), formatted("if {} is None:{}{}{} = {}{}", parameter, again,
                                              indentation_step(m, indent), parameter, value.text(), again));
    return found(value, edits, message);
}

}  // namespace zen::rules
