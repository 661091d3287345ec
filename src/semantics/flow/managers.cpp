// Which context managers may swallow an exception: by what the library, or the class or function of this file, says;
// else by the name, or by code that only a swallowed exception leads to.
#include <algorithm>

#include "semantics/flow/flow_graph.h"
#include "semantics/library/library.h"
#include "semantics/model_data.h"

namespace zen {
namespace {

enum class Swallows : std::uint8_t { unknown, no, yes };

constexpr int deepest_base = 20;

// `__exit__` of a library class: one that gives a bool, and nothing else, may swallow.
Swallows of_library(std::string_view name, PythonVersion version) {
    using namespace library;
    const std::uint16_t index = class_index(name, version);
    if (index == nothing) return Swallows::unknown;
    Item exit = member(index, "__exit__", version);
    if (!exit) exit = member(index, "__aexit__", version);
    if (exit.kind != Item::function) return Swallows::unknown;
    for (const Signature& signature : signatures_of(exit.ref)) {
        const TypeRow& result = table().types[signature.result];
        const auto is_bool = [](const TypeRow& row) {
            return row.op == TypeRow::instance && class_name(row.ref) == "bool";
        };
        if (is_bool(result)) return Swallows::yes;
        const bool optional = result.op == TypeRow::union_ && std::ranges::all_of(arguments_of(result), [&](TypeId id) {
                                  return table().types[id].op == TypeRow::none || is_bool(table().types[id]);
                              });
        if (result.op != TypeRow::none && !optional) return Swallows::unknown;
    }
    return Swallows::no;
}

// The class or function of this file that a name means, when that is certain.
Node own(const Model& model, Node name) {
    const Binding* b = name.is(Kind::identifier) ? model.binding(name) : nullptr;
    if (!b || b->stores != 1 || !(b->flags & Binding::definition)) return {};
    return Node(model.tree(), b->first_store).parent();
}

// The nodes of a function's body that satisfy the test, those of inner functions and classes left out.
template <typename Test>
std::vector<Node> found_in(const Model& model, Node body, Test test) {
    std::vector<Node> out;
    const auto& nodes = model.tree().nodes;
    for (NodeId i = body.id(); body && i < body.record().next;) {
        if (test(nodes[i].kind)) out.push_back(Node(model.tree(), i));
        const bool other = i != body.id() && (is_function(nodes[i].kind) || nodes[i].kind == Kind::class_definition);
        i = other ? nodes[i].next : i + 1;
    }
    return out;
}

std::vector<Node> returns_of(const Model& model, Node body) {
    return found_in(model, body, [](Kind k) { return k == Kind::return_statement; });
}

// Is it plainly an answer to "shall the exception end here"? What another `__exit__` returns is not.
bool is_answer(const Model& model, Node value) {
    value = unparenthesized(value);
    if (value.is_any({Kind::true_, Kind::comparison_operator, Kind::not_operator})) return true;
    return value.is(Kind::call) && (model.means(value.child(Field::function), "isinstance") ||
                                    model.means(value.child(Field::function), "issubclass"));
}

// By what `__exit__` returns, or is said to.
Swallows of_method(const Model& model, Node method) {
    Swallows out = Swallows::no;
    for (Node statement : returns_of(model, method.child(Field::body))) {
        const Node value = unparenthesized(statement.child(0u));
        if (is_answer(model, value)) return Swallows::yes;
        if (value && !value.is_any({Kind::none, Kind::false_})) out = Swallows::unknown;
    }
    const Node type = method.child(Field::return_type);
    if (out == Swallows::unknown && type)
        return type.text() == "None"                 ? Swallows::no
               : model.means(type.child(0u), "bool") ? Swallows::yes
                                                     : Swallows::unknown;
    return out;
}

Swallows of_class(const Model& model, Node definition, int depth) {
    Node bases = definition.child(Field::superclasses);
    for (Node statement : definition.child(Field::body).children()) {
        const std::string_view name = statement.child(Field::name).text();
        if (statement.is(Kind::function_definition) && (name == "__exit__" || name == "__aexit__"))
            return of_method(model, statement);
    }
    if (depth == deepest_base || !bases.has_children(1)) return Swallows::unknown;
    Node base = bases.child(0u);
    if (Node known = own(model, base); known.is(Kind::class_definition)) return of_class(model, known, depth + 1);
    return of_library(model.qualified(base), model.target());
}

// Does the block plainly come to its end, without an exception?
bool ends(const Model& model, Node block, int depth = 0) {
    const Node last = block.last_child();
    if (depth == deepest_base || last.damaged()) return false;
    if (last.is(Kind::expression_statement)) return !never_returns(model, last.child(0u));
    if (!last.is(Kind::if_statement))
        return !last.is_any({Kind::raise_statement, Kind::try_statement, Kind::with_statement, Kind::match_statement,
                             Kind::while_statement, Kind::for_statement});
    bool otherwise = false;
    for (Node part : last.children()) {
        if (part.is(Kind::else_clause)) otherwise = true;
        const Node branch = part.is(Kind::block)         ? part
                            : part.is(Kind::else_clause) ? part.child(Field::body)
                                                         : part.child(Field::consequence);
        if (branch && ends(model, branch, depth + 1)) return true;
    }
    return !otherwise;
}

// Does the handler come to an end without an exception?
bool handles(const Model& model, Node handler) {
    const Node block = handler.last_child();
    return ends(model, block) || !returns_of(model, block).empty();
}

bool by_name(const Model& model, Node manager) {
    constexpr std::string_view hints[] = {"suppress", "raises", "Raises",  "ignor", "ExitStack",
                                          "catch",    "expect", "subTest", "warns"};
    std::string_view text = manager.is(Kind::attribute) ? manager.child(Field::attribute).text() : manager.text();
    const std::string name = model.qualified(manager);
    if (!name.empty()) text = name;
    return std::ranges::any_of(hints, [&](std::string_view hint) { return text.find(hint) != std::string_view::npos; });
}

Node manager_of(Node item) {
    Node manager = item.child(Field::value);
    if (manager.is(Kind::as_pattern)) manager = manager.child(0u);
    return manager.is(Kind::call) ? manager.child(Field::function) : manager;
}

// `@contextmanager`: an exception is raised at the `yield`, where an `except` may end it.
Swallows of_generator(const Model& model, Node definition) {
    Node decorated = definition.parent();
    if (!decorated.is(Kind::decorated_definition)) return Swallows::unknown;
    for (Node part : decorated.children())
        if (part.is(Kind::decorator) && !model.means(part.child(0u), "contextlib.contextmanager") &&
            !model.means(part.child(0u), "contextlib.asynccontextmanager"))
            return Swallows::unknown;
    Node body = definition.child(Field::body);
    for (Node yield : found_in(model, body, [](Kind k) { return k == Kind::yield; }))
        for (Node inner = yield, n = yield.parent(); n && n != body; inner = n, n = n.parent()) {
            if (n.is(Kind::try_statement) && inner.field() == Field::body)
                for (Node clause : n.children())
                    if (clause.is(Kind::except_clause) && handles(model, clause)) return Swallows::yes;
            if (n.is(Kind::with_statement))
                for (Node clause : n.children())
                    for (Node item : clause.is(Kind::with_clause) ? clause.children() : Node().children())
                        if (!model.means(manager_of(item), "open")) return Swallows::unknown;
        }
    return Swallows::no;
}

Swallows of_manager(const Model& model, Node manager) {
    if (model.means(manager, "open")) return Swallows::no;
    if (Node definition = own(model, manager)) {
        auto [known, fresh] = model.data().swallowing.try_emplace(definition.id());
        if (fresh)
            known->second =
                static_cast<std::uint8_t>(definition.is(Kind::class_definition) ? of_class(model, definition, 0)
                                                                                : of_generator(model, definition));
        return static_cast<Swallows>(known->second);
    }
    const std::string name = model.qualified(manager);
    return name.empty() ? Swallows::unknown : of_library(name, model.target());
}

}  // namespace

bool may_suppress(const Model& model, Node with_statement) {
    bool unknown = false;
    for (Node clause : with_statement.children()) {
        if (!clause.is(Kind::with_clause)) continue;
        for (Node item : clause.children()) {
            Node manager = manager_of(item);
            const Swallows told = of_manager(model, manager);
            if (told == Swallows::yes || (told == Swallows::unknown && by_name(model, manager))) return true;
            unknown |= told == Swallows::unknown;
        }
    }
    // `with attempt(): return …` with code below: that code waits for an exception.
    return unknown && with_statement.next_sibling() &&
           model.exit(with_statement.child(Field::body)) != Model::Exit::falls_through;
}

}  // namespace zen
