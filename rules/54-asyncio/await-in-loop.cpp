// Two shapes: an append of an awaited call, and a comprehension of one. The iterations must be independent.
#include "rule.h"

namespace zen::rules {

namespace {

// Methods of one connection, stream, lock or queue, which handle one call at a time.
bool await_in_loop_serial(std::string_view method) {
    for (std::string_view part :
         {"read",   "recv",   "receive", "send",    "write",   "execute",  "fetch",  "query",  "scalar",
          "commit", "flush",  "refresh", "acquire", "release", "put",      "drain",  "next",   "step",
          "sleep",  "wait",   "ask",     "prompt",  "click",   "evaluate", "insert", "update", "delete",
          "save",   "create", "add",     "remove",  "move",    "apply",    "advance"})
        if (method.find(part) != std::string_view::npos) return true;
    return false;
}

bool await_in_loop_reads(const Match& m, Node target, Node where) {
    for (Node n : target.descendants())
        if (n.is(Kind::identifier) && m.ask.read_in(n, where)) return true;
    return false;
}

// Does its name say that it is a connection or the like, which handles one call at a time?
bool await_in_loop_handle(std::string_view name) {
    name = name.substr(name.rfind('.') + 1);
    std::string small(name);
    for (char& c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    for (std::string_view part :
         {"session", "conn", "cursor", "transaction", "sandbox", "websocket", "socket", "stream", "reader", "writer",
          "lock", "channel", "container", "browser", "page", "prisma"})
        if (small.find(part) != small.npos) return true;
    return small == "tx" || small == "db" || small == "ws" || small == "cur";
}

// Does each call get the same handle, as an argument that the loop does not bind?
bool await_in_loop_shares(const Match& m, Node target, Node call) {
    for (Node argument : call.child(Field::arguments).children()) {
        Node value = argument.is(Kind::keyword_argument) ? argument.child(Field::value) : argument;
        if (!value.is_any({Kind::identifier, Kind::attribute}) || await_in_loop_reads(m, target, value)) continue;
        if (await_in_loop_handle(value.text()) ||
            (argument.is(Kind::keyword_argument) && await_in_loop_handle(argument.child(Field::name).text())))
            return true;
    }
    return false;
}

// Is it in a `try` that cleans up when a call fails? The other calls would still be running.
bool await_in_loop_tried(Node at) {
    for (Node inner = at, n = at.parent(); n && !is_function(n.kind()); inner = n, n = n.parent())
        if (n.is(Kind::try_statement) && inner.field() == Field::body)
            for (Node clause : n.children())
                if (clause.is_any({Kind::except_clause, Kind::finally_clause}))
                    for (Node c : clause.descendants())
                        if (c.is(Kind::await)) return true;
    return false;
}

// Does asyncio run the file's coroutines? Other drivers have no `gather()`, and may need the order.
bool await_in_loop_asyncio(const Match& m) {
    for (std::string_view module : {"asyncio", "aiohttp", "aiofiles", "aiogram", "asyncpg", "discord", "fastapi",
                                    "httpx", "motor", "playwright", "quart", "redis.asyncio", "sanic",
                                    "sqlalchemy.ext.asyncio", "starlette", "telegram", "tornado", "websockets"})
        if (m.ask.imports(module)) return true;
    return false;
}

// An enclosing `with` that limits concurrency.
bool await_in_loop_guarded(Node at) {
    for (Node n = at; n && !is_function(n.kind()); n = n.parent())
        if (n.is(Kind::with_statement)) {
            std::string_view head = n.child(0u).text();
            for (std::string_view word : {"ock", "emaphore", "imit", "hrottle", "ransaction", "begin", "rate", "mutex",
                                          "cursor", "atomic", "sem"})
                if (head.find(word) != std::string_view::npos) return true;
        }
    return false;
}

}  // namespace

Verdict await_in_loop(const Match& m) {
    Node awaited, target, items;
    std::string kept;  // "pages = " of the append
    if (m.at.is(Kind::for_statement)) {
        auto nest = accumulation(m.at);
        if (!nest || nest->loops != 1 || nest->conditions || nest->asynchronous()) return silent;
        auto step = filling(nest->step, "append");
        if (!step) return silent;
        awaited = step->item;
        target = m.at.child(Field::left), items = m.at.child(Field::right);
        if (m.ask.read_in(step->collection, awaited)) return silent;
        kept = std::string(step->collection.text()) + " = ";
    } else {
        Node clause = m.at.child(1u);
        if (!m.at.has_children(2) || (*clause.all_children().begin()).is(Kind::kw_async)) return silent;
        awaited = m.at.child(Field::body);
        target = clause.child(Field::left), items = clause.child(Field::right);
    }
    Node call = awaited.is(Kind::await) ? unparenthesized(awaited.child(0u)) : Node();
    Node function = call.child(Field::function);
    if (!call.is(Kind::call) || !await_in_loop_reads(m, target, call)) return silent;
    for (Node n : call.descendants())
        if (n.is_any({Kind::await, Kind::named_expression, Kind::yield})) return silent;
    std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    bool own = function.is(Kind::attribute) && await_in_loop_reads(m, target, function.child(Field::object));
    bool method = function.is(Kind::attribute);
    if (method && !own && await_in_loop_serial(name)) return silent;
    // A function that runs another one, which changes something: `run_sync(partial(client.create, …))`.
    for (Node n : call.child(Field::arguments).descendants())
        if (n.is(Kind::attribute) && await_in_loop_serial(n.child(Field::attribute).text())) return silent;
    for (std::string_view word : {"sleep", "wait", "ask", "prompt", "input", "anext"})
        if (name == word) return silent;
    if (await_in_loop_shares(m, target, call) || await_in_loop_tried(m.at)) return silent;
    if (await_in_loop_guarded(m.at) || m.ask.imports("trio") || !await_in_loop_asyncio(m)) return silent;
    std::string each = formatted("{} for {} in {}", call.text(), target.text(), code_for(items, or_level, true));

    return found(awaited, m.message("if these awaits are independent, use `$await asyncio.gather(*($calls))`",
                                    {{"await", kept + "await"}, {"calls", short_code(each, 60)}}));
}

}  // namespace zen::rules
