// The loop variable is a tuple of evident length that is only used by index.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The length of the items of the iterable; 0 if it is unknown.
unsigned unpack_for_length(const Match& m, Node items) {
    items = unparenthesized(items);
    if (items.is_any({Kind::list, Kind::tuple})) {
        unsigned length = 0;
        for (Node n : items.children()) {
            if (!n.is(Kind::tuple) || (length && n.child_count() != length)) return 0;
            length = n.child_count();
        }
        return length;
    }
    if (!items.is(Kind::call)) return 0;
    Node function = items.child(Field::function), arguments = items.child(Field::arguments);
    if (!arguments.is(Kind::argument_list)) return 0;
    unsigned plain = 0;
    for (Node n : arguments.children()) {
        if (n.is_any({Kind::list_splat, Kind::dictionary_splat})) return 0;
        plain += !n.is(Kind::keyword_argument);
    }
    for (std::string_view name : {"zip", "itertools.product", "itertools.zip_longest"})
        if (m.ask.means(function, name))
            return plain == arguments.child_count() || name != "itertools.product" ? plain : 0;
    for (std::string_view name : {"enumerate", "itertools.pairwise", "itertools.groupby"})
        if (m.ask.means(function, name)) return 2;
    for (std::string_view name : {"sorted", "list", "tuple", "reversed", "set"})
        if (m.ask.means(function, name)) return unpack_for_length(m, arguments.child(0u));
    if (function.is(Kind::attribute) && function.child(Field::attribute).text() == "items" && arguments.has_children(0))
        return 2;
    return 0;
}

}  // namespace

Verdict unpack_in_for(const Match& m) {
    Node name = m.at.child(Field::left), items = m.at.child(Field::right);
    if (!name.is(Kind::identifier)) return silent;
    unsigned length = unpack_for_length(m, items);
    const Binding* b = m.ask.binding(name);
    if (length < 2 || length > 4 || !b || b->stores != 1) return silent;
    Node around = m.at.is(Kind::for_statement) ? m.at : m.at.parent();
    std::vector<Node> uses;
    unsigned seen = 0;
    auto id = static_cast<BindingId>(b - m.ask.bindings().data());
    for (const Reference* r : m.ask.references_of(id)) {
        Node use(m.ask.tree(), r->node);
        if (use == name) continue;
        Node item = use.parent(), index = item.child(Field::subscript);
        if (!use.within(around) || !item.is(Kind::subscript) || item.child(Field::value) != use ||
            !item.has_children(2))
            return silent;
        if (!index.is(Kind::integer) || index.text().size() != 1 || m.ask.stored(item)) return silent;
        auto number = static_cast<unsigned>(index.text()[0] - '0');
        if (number >= length) return silent;
        seen |= 1u << number;
        uses.push_back(item);
    }
    if (uses.empty()) return silent;

    // Names for the parts; unused ones are `_`.
    Node walked = unparenthesized(items), function = walked.child(Field::function);
    while (walked.is(Kind::call) &&
           (m.ask.means(function, "sorted") || m.ask.means(function, "list") || m.ask.means(function, "reversed"))) {
        walked = unparenthesized(walked.child(Field::arguments).child(0u));
        function = walked.child(Field::function);
    }
    bool pairs = function.is(Kind::attribute) && function.child(Field::attribute).text() == "items";
    bool counted = m.ask.means(function, "enumerate"), zipped = m.ask.means(function, "zip");
    constexpr std::string_view ordinals[] = {"first", "second", "third", "fourth"};
    std::vector<std::string> parts;
    std::string target;
    for (unsigned i = 0; i < length; ++i) {
        // `zip(names, ages)` gives `name, age`.
        Node source = zipped              ? walked.child(Field::arguments).child(i)
                      : i == 1 && counted ? walked.child(Field::arguments).child(0u)
                      : i == 1 && pairs   ? function.child(Field::object)
                                          : Node();
        std::string wish = source.is_any({Kind::identifier, Kind::attribute}) ? singular(source.text()) : "item";
        if (wish == "item" || m.ask.names_builtin(wish) || std::ranges::find(parts, wish) != parts.end() ||
            wish == name.text())
            wish = pairs     ? (i == 0 ? "key" : "value")
                   : counted ? (i == 0 ? "index" : "item")
                             : std::string(ordinals[i]);
        parts.push_back(seen & (1u << i) ? m.ask.fresh(wish, m.at) : "_");
        target += (i ? ", " : "") + parts.back();
    }
    Edits edits(m);
    edits.replace(name.span(), target);
    for (Node item : uses)
        edits.replace(item.span(), parts[static_cast<unsigned>(item.child(Field::subscript).text()[0] - '0')]);
    return found(Span{name.start(), items.end()}, edits,
                 m.message("`$name` is only used by index: use `for $target in $items`",
                           {{"name", name.text()}, {"target", target}, {"items", short_code(items.text(), 50)}}));
}

}  // namespace zen::rules
