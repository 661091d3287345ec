// Functions by name; methods if the object is known to be a synchronous client.
#include "rule.h"

namespace zen::rules {

namespace {

bool blocking_http_client_class(const Match& m, Node n) {
    for (std::string_view name :
         {"httpx.Client", "requests.Session", "requests.session", "requests.sessions.Session", "urllib3.PoolManager"})
        if (m.ask.means(n, name)) return true;
    return false;
}

bool blocking_http_client_call(const Match& m, Node n) {
    n = unparenthesized(n);
    return n.is(Kind::call) && blocking_http_client_class(m, n.child(Field::function));
}

// `Client`, `Client | None` and `Optional[Client]`.
bool blocking_http_annotation(const Match& m, Node annotation) {
    Node n = annotation.is(Kind::type) ? annotation.child(0u) : annotation;
    if (n.is(Kind::string)) {
        std::vector<QuotedName> names = quoted_names(m.ask, annotation);
        return names.size() == 1 && (names[0].qualified == "httpx.Client" || names[0].qualified == "requests.Session");
    }
    if (n.is(Kind::binary_operator))
        return blocking_http_annotation(m, n.child(Field::left)) && n.child(Field::right).is(Kind::none);
    if (n.is(Kind::generic_type) && m.ask.means(n.child(0u), "typing.Optional"))
        return blocking_http_annotation(m, n.child(1u).child(0u));
    return blocking_http_client_class(m, n);
}

// Where the name gets its value: `= Client()`, `with Client() as`, the annotation of a parameter.
bool blocking_http_source(const Match& m, Node store) {
    Node parent = store.parent();
    if (parent.is(Kind::assignment))
        return (parent.child(Field::type) && blocking_http_annotation(m, parent.child(Field::type))) ||
               blocking_http_client_call(m, parent.child(Field::right));
    if (parent.is_any({Kind::typed_parameter, Kind::typed_default_parameter}))
        return blocking_http_annotation(m, parent.child(Field::type));
    if (parent.is(Kind::as_pattern_target)) return blocking_http_client_call(m, parent.parent().child(0u));
    return false;
}

bool blocking_http_client(const Match& m, Node client) {
    if (client.is(Kind::call)) return blocking_http_client_call(m, client);
    if (client.is(Kind::attribute)) {
        std::vector<Node> values = stored_values(m.ask, client);
        for (Node value : values)
            if (!blocking_http_client_call(m, value)) return false;
        return !values.empty();
    }
    if (!client.is(Kind::identifier)) return false;
    std::vector<Node> stores = m.ask.definitions(client);
    const Binding* b = m.ask.binding(client);
    if (stores.empty() && b && b->stores == 1) stores.emplace_back(m.ask.tree(), b->first_store);
    for (Node store : stores)
        if (!blocking_http_source(m, store)) return false;
    return !stores.empty();
}

}  // namespace

Verdict blocking_http(const Match& m) {
    Node function = m.at.child(Field::function);
    // An awaited call does not block.
    if (m.at.parent().is(Kind::await)) return silent;
    if (m.index() == 1 && !blocking_http_client(m, m["client"])) return silent;
    return found(m.at, m.message("`$call` blocks the event loop: use an async client, or `asyncio.to_thread($call, …)`",
                                 {{"call", short_code(function.text(), 40)}}));
}

}  // namespace zen::rules
