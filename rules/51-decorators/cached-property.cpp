// Only the property may set, clear or read the attribute that stores its result.
#include "rule.h"

namespace zen::rules {

namespace {

struct CachedProperty {
    Node test;   // the statement that tests whether the value is stored
    Node store;  // `self._total = …`, its last statement
    Node last;   // `return self._total`
    std::string_view attribute;
};

bool cached_property_own(Node n, std::string_view self, std::string_view name) {
    return n.is(Kind::attribute) && n.child(Field::object).text() == self &&
           (name.empty() || n.child(Field::attribute).text() == name);
}

// The two statements of the body, after a docstring.
std::optional<CachedProperty> cached_property_shape(const Match& m, Node function, std::string_view self) {
    std::vector<Node> body = function.child(Field::body).children().list();
    if (!body.empty() && body[0].is(Kind::expression_statement) && body[0].child(0u).is(Kind::string))
        body.erase(body.begin());
    if (body.size() != 2 || !body[0].is(Kind::if_statement) || body[0].child(Field::alternative) ||
        !body[1].is(Kind::return_statement))
        return std::nullopt;
    Node value = body[1].child(0u), test = unparenthesized(body[0].child(Field::condition));
    if (!cached_property_own(value, self, "")) return std::nullopt;
    CachedProperty shape{body[0], {}, body[1], value.child(Field::attribute).text()};

    bool missing = test.is(Kind::comparison_operator) && cached_property_own(test.child(0u), self, shape.attribute) &&
                   test.child(1u).is(Kind::none) && test.text().find(" is ") != test.text().npos;
    if (test.is(Kind::not_operator)) {
        Node call = test.child(0u), arguments = call.child(Field::arguments);
        missing = call.is(Kind::call) && m.ask.means(call.child(Field::function), "hasattr") &&
                  arguments.child(0u).text() == self && arguments.child(1u).child(1u).text() == shape.attribute;
    }
    Node store = body[0].child(Field::consequence).last_child(), assignment = store.child(0u);
    if (!missing || !assignment.is(Kind::assignment) ||
        !cached_property_own(assignment.child(Field::left), self, shape.attribute))
        return std::nullopt;
    shape.store = store;
    return shape;
}

// `self._total = None` before: in `__init__`, or in the class body. None if the attribute has other uses.
std::optional<std::vector<Node>> cached_property_births(Node owner, const CachedProperty& shape,
                                                        std::string_view self) {
    std::vector<Node> births;
    for (Node n : owner.child(Field::body).descendants()) {
        bool named = n.is(Kind::identifier) && n.text() == shape.attribute;
        bool quoted = n.is(Kind::string_content) && n.text() == shape.attribute;
        if ((!named && !quoted) || n.within(shape.test) || n.within(shape.last)) continue;
        Node target = n.parent().is(Kind::attribute) ? n.parent() : n, assignment = target.parent();
        bool none = named && assignment.is(Kind::assignment) && assignment.child(Field::left) == target &&
                    assignment.child(Field::right).is(Kind::none);
        Node statement = assignment.parent(), function = statement.parent().parent();
        bool init = function.is(Kind::function_definition) && function.child(Field::name).text() == "__init__" &&
                    cached_property_own(target, self, shape.attribute);
        bool class_level = target == n && statement.parent() == owner.child(Field::body);
        if (!none || (!init && !class_level)) return std::nullopt;
        births.push_back(statement);
    }
    return births;
}

bool cached_property_is_cache(const Match& m, Node decorator) {
    Node function =
        decorator.child(0u).is(Kind::call) ? decorator.child(0u).child(Field::function) : decorator.child(0u);
    return m.ask.means(function, "functools.lru_cache") || m.ask.means(function, "functools.cache");
}

}  // namespace

Verdict cached_property(const Match& m) {
    if (!m.ask.means(m.at.child(0u), "property")) return silent;
    Node decorated = m.at.parent(), function = decorated.child(Field::definition);
    Node owner = m.ask.enclosing_class(function), self_node = function.child(Field::parameters).child(0u);
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    if (!info || !function.is(Kind::function_definition) || decorated.parent() != owner.child(Field::body) ||
        !self_node.is(Kind::identifier) || info->has_slots)
        return silent;
    if (info->kind == ClassKind::enumeration || info->kind == ClassKind::named_tuple ||
        info->kind == ClassKind::protocol)
        return silent;
    std::vector<Node> decorators;
    for (Node d : decorated.children())
        if (d.is(Kind::decorator)) decorators.push_back(d);
    std::string name(function.child(Field::name).text()), self(self_node.text());
    if (decorators.size() == 2 && decorators[0] == m.at && cached_property_is_cache(m, decorators[1])) {
        Edits edits(m);
        const std::string decorator = "@" + edits.name("functools.cached_property");
        edits.replace(Span{m.at.start(), decorators[1].end()}, decorator);
        return found({m.at.start(), decorators[1].end()}, edits,
                     m.message("the cache keeps every `$self` alive: use `$decorator`",
                               {{"self", self}, {"decorator", decorator}}));
    }
    if (decorators.size() != 1) return silent;
    std::optional<CachedProperty> shape = cached_property_shape(m, function, self);
    if (!shape || m.ask.contains_yield(function)) return silent;
    // `@total.setter`, or a second definition.
    for (Node n : owner.child(Field::body).descendants())
        if (n.is(Kind::decorator) && n.child(0u).is(Kind::attribute) && n.child(0u).child(Field::object).text() == name)
            return silent;
    std::optional<std::vector<Node>> births = cached_property_births(owner, *shape, self);
    if (!births) return silent;

    Edits edits(m);
    const std::string decorator = "@" + edits.name("functools.cached_property");
    std::string message =
        m.message("this property stores its own result: use `$decorator`", {{"decorator", decorator}});
    edits.replace(m.at.span(), decorator);
    Node block = shape->test.child(Field::consequence), assignment = shape->store.child(0u);
    if (assignment.child(Field::right).is_any({Kind::assignment, Kind::yield})) edits.give_up();
    for (Node n : block.descendants())
        if (cached_property_own(n, self, shape->attribute) && n != assignment.child(Field::left)) edits.give_up();
    std::string_view indent = indentation(shape->test);
    std::string code = edits.moved(block, indent);
    std::string last = edits.moved(shape->store, indent);
    if (code.ends_with(last)) {
        code.resize(code.size() - last.size());
        code += "return " + std::string(assignment.child(Field::right).text());
    } else {
        edits.give_up();
    }
    edits.replace(Span{shape->test.start(), shape->last.end()}, code);
    for (Node birth : *births) edits.remove_statement(birth);
    return found(Span{m.at.start(), function.child(Field::parameters).end()}, edits, message);
}

}  // namespace zen::rules
