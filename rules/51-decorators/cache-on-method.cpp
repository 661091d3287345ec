// The decorated function is a method, and the cache keeps its first argument.
#include "rule.h"

namespace zen::rules {

Verdict cache_on_method(const Match& m) {
    Node function = m.at.child(0u).is(Kind::call) ? m.at.child(0u).child(Field::function) : m.at.child(0u);
    if (!m.ask.means(function, "functools.lru_cache") && !m.ask.means(function, "functools.cache")) return silent;
    Node definition = m.at.parent().child(Field::definition);
    if (!definition.is(Kind::function_definition)) return silent;
    Node owner = m.ask.enclosing_class(definition);
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    Node parameters = definition.child(Field::parameters), first = parameters.child(0u);
    if (!info || !first || m.at.parent().parent() != owner.child(Field::body)) return silent;
    for (Node d : m.at.parent().children())
        if (d.is(Kind::decorator) &&
            (m.ask.means(d.child(0u), "staticmethod") || m.ask.means(d.child(0u), "classmethod")))
            return silent;
    // The members of an enum exist as long as the program; so does a class, which is the `self` of a metaclass.
    // The objects of a named tuple, and of a class with a hash of its own, are values: equal ones share an entry.
    if (info->kind == ClassKind::named_tuple || info->method("__hash__")) return silent;
    if (info->kind == ClassKind::enumeration || derives_from(m.ask, owner, "type") || first.text() == "cls")
        return silent;
    std::string name(definition.child(Field::name).text()), self(first.text());
    // A property needs a place on the object to store its value, and cannot be called or cleared.
    bool alone = parameters.has_children(1) && !name.starts_with("__") && info->kind != ClassKind::named_tuple &&
                 !info->has_slots && !asks_cache(m.ask, name);

    // A cache of a few entries lets go of the instances in the end.
    const Node size = argument(m.at.child(0u), "maxsize", 0);
    const bool bounded = m.at.child(0u).is(Kind::call) && !size.is(Kind::none);
    if (bounded != (m.index() == 1)) return silent;
    return found(
        m.at,
        m.message(
            bounded ? "the cache keeps instances alive until they are evicted: move the cached code of `$method` to a "
                      "function"
            : alone
                ? "the cache keeps every instance alive: make `$method` a `cached_property`"
                : "the cache keeps every instance alive: move the cached code of `$method` to a function of the module",
            {{"self", self}, {"method", name}}));
}

}  // namespace zen::rules
