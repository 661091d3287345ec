// A loop over keys whose body reads the value by that key, and the zip of keys and values.
#include <algorithm>
#include <span>

#include "rule.h"

namespace zen::rules {

namespace {

// d for `d.method()`.
Node dict_items_owner(Node call, std::string_view method) {
    Node function = call.child(Field::function), arguments = call.child(Field::arguments);
    if (!call.is(Kind::call) || !function.is(Kind::attribute) || function.child(Field::attribute).text() != method)
        return {};
    return arguments.is(Kind::argument_list) && arguments.has_children(0) ? function.child(Field::object) : Node();
}

// The name that the body's first statement gives to the value, as in `price = prices[item]`: the loop can bind it.
Node dict_items_named(const Match& m, Node body, Node read) {
    const Node assignment = read.parent(), name = assignment.child(Field::left);
    if (!assignment.is(Kind::assignment) || assignment.child(Field::type) || !name.is(Kind::identifier) ||
        assignment.child(Field::right) != read || assignment.parent() != body.child(0u) || body.has_children(1) ||
        !comments_of(assignment.parent()).empty())
        return {};
    const Reference* r = m.ask.reference(name);
    if (!r || r->binding == no_id || m.ask.bindings()[r->binding].flags & (Binding::global_declared | Binding::cell))
        return {};
    for (const Reference* other : m.ask.references_of(r->binding)) {
        const Node n(m.ask.tree(), other->node);
        if (n != name && n.within(body) && other->writes()) return {};
    }
    return name;
}

// `if hasattr(other, "keys"):` asks for `keys()` and `[]`, which is no promise of `items()`; nor does a class that only
// the project knows (`isinstance(other, HasKeys)`).
bool dict_items_by_protocol(const Match& m, Node dict) {
    for (Node n = m.at.parent(); n && !is_function(n.kind()); n = n.parent()) {
        if (!n.is_any({Kind::if_statement, Kind::elif_clause})) continue;
        for (Node call : n.child(Field::condition).descendants())
            if (call.is(Kind::call) && same_code(call.child(Field::arguments).child(0u), dict)) {
                if (m.ask.means(call.child(Field::function), "hasattr")) return true;
                if (!m.ask.means(call.child(Field::function), "isinstance")) continue;
                const std::string name = m.ask.qualified(call.child(Field::arguments).child(1u));
                return name.empty() || name.starts_with('.');
            }
    }
    return false;
}

Verdict dict_items_zip(const Match& m) {
    Node arguments = m.at.child(Field::arguments);
    if (!m.ask.means(m.at.child(Field::function), "zip") || !arguments.is(Kind::argument_list)) return silent;
    unsigned count = arguments.child_count();
    if (count == 3 &&
        !(arguments.child(2u).is(Kind::keyword_argument) && arguments.child(2u).child(Field::name).text() == "strict"))
        return silent;
    if (count != 2 && count != 3) return silent;
    Node dict = dict_items_owner(arguments.child(0u), "keys"), other = dict_items_owner(arguments.child(1u), "values");
    if (!dict || !other || !same_code(dict, other) || !m.ask.pure(dict)) return silent;
    Type type = m.ask.type(dict);
    bool walked = m.at.field() == Field::right && m.at.parent().is_any({Kind::for_statement, Kind::for_in_clause});
    if (!type.only(Type::dict) && !(walked && !type.known())) return silent;
    Edits edits(m);
    std::string code = std::string(dict.text()) + ".items()";
    edits.replace(m.at.span(), code);
    return found(m.at, edits, m.message("`zip()` of keys and values: use `$code`", {{"code", short_code(code)}}));
}

// Does the line of a comprehension become too long, by what the head gets and the lookups lose?
bool dict_items_too_long(const Match& m, std::size_t more, const std::vector<Node>& reads, std::string_view item) {
    const std::string_view text = m.ask.tree().text;
    const std::size_t start = text.rfind('\n', m.at.start()) + 1;
    std::string line(text.substr(start, text.find('\n', m.at.start()) - start));
    if (!m.fits(line)) return false;  // it is already
    std::size_t less = 0;
    for (Node n : reads)
        if (n.start() >= start && n.end() <= start + line.size() && n.text().size() > item.size())
            less += n.text().size() - item.size();
    line.resize(line.size() + more - std::min(less, more), 'x');
    return !m.fits(line);
}

}  // namespace

Verdict dict_items_loop(const Match& m) {
    if (m.at.is(Kind::call)) return dict_items_zip(m);
    bool statement = m.at.is(Kind::for_statement);
    Node key = m.at.child(Field::left), walked = unparenthesized(m.at.child(Field::right));
    Node body = statement ? m.at.child(Field::body) : m.at.parent();
    if (!key.is(Kind::identifier)) return silent;
    Node dict = dict_items_owner(walked, "keys");
    bool by_keys = static_cast<bool>(dict);
    if (!dict) dict = walked;
    Node name = dict.is(Kind::named_expression) ? dict.child(Field::name) : dict;
    Node chain = name;
    while (chain.is(Kind::attribute)) chain = chain.child(Field::object);
    if (!chain.is(Kind::identifier)) return silent;
    // A class that iterates over its own keys may compute the values.
    if (chain == name && (name.text() == "self" || name.text() == "cls")) return silent;
    std::vector<Node> reads;
    const Reference* bound = m.ask.reference(key);
    if (!bound || bound->binding == no_id) return silent;
    // References are in reading order: those of the body lie next to each other, however many loops share the name.
    auto references = m.ask.references_of(bound->binding);
    auto first = std::ranges::lower_bound(references, body.id(), {}, [](const Reference* r) { return r->node; });
    for (const Reference* r : std::span(first, references.end())) {
        if (r->node >= body.record().next) break;
        Node n = Node(m.ask.tree(), r->node).parent();
        if (n.within(body) && n.is(Kind::subscript) && n.has_children(2) && n.child(Field::subscript).id() == r->node &&
            same_code(n.child(Field::value), name))
            reads.push_back(n);
    }
    if (reads.empty()) return silent;
    Type type = m.ask.type(dict.is(Kind::named_expression) ? dict.child(Field::value) : dict);
    if (!type.only(Type::dict) && !(by_keys && !type.known())) return silent;
    if (m.ask.rebound(name, body) || m.ask.mutated(name, body)) return silent;
    // The clause of a comprehension binds the key itself, once.
    if (statement ? m.ask.rebound(key, body) : !m.ask.binding(key) || m.ask.binding(key)->stores != 1) return silent;
    // `ages` gives `age`, unless that is a builtin or what the key is called.
    Node last = name.is(Kind::attribute) ? name.child(Field::attribute) : name;
    std::string wish = singular(last.text());
    if (wish == "item" || wish == key.text() || m.ask.names_builtin(wish)) wish = "value";
    std::string item = m.ask.fresh(wish, m.at);
    if (dict_items_by_protocol(m, name)) return silent;
    const Node named = statement ? dict_items_named(m, body, reads[0]) : Node();
    if (named) item = std::string(named.text());
    Edits edits(m);
    edits.replace(key.span(), formatted("{}, {}", key.text(), item));
    edits.replace(m.at.child(Field::right).span(), code_for(dict, primary, true) + ".items()");
    for (Node n : reads)
        if (named && n == reads[0])
            edits.remove_statement(statement_of(n));
        else
            edits.replace(n.span(), item);
    if (!statement && dict_items_too_long(m, item.size() + 2 + std::string_view(".items()").size(), reads, item))
        edits.give_up();
    Verdict out = found(Span{key.start(), m.at.child(Field::right).end()}, edits,
                        m.message("`$dict[$key]` repeats the lookup: use `for $key, $item in $dict.items()`",
                                  {{"key", key.text()}, {"item", item}, {"dict", short_code(name.text(), 40)}}));
    for (Node n : reads) out = std::move(out).related(n.span(), "looked up here");
    return out;
}

}  // namespace zen::rules
