// Finds the function that a thread runs and checks that it only computes.
#include "rule.h"

namespace zen::rules {

namespace {

// The class of executor that a name stands for: from `with ThreadPoolExecutor() as pool` or an assignment.
bool cpu_bound_threads_pool(const Match& m, Node pool) {
    if (m.ask.type(pool).instance_of("concurrent.futures.ThreadPoolExecutor")) return true;
    for (Node store : m.ask.definitions(pool)) {
        Node place = store.parent();
        if (place.is(Kind::as_pattern_target)) place = place.parent();
        Node call = place.is(Kind::as_pattern) ? place.child(0u) : place.child(Field::right);
        Node function = call.child(Field::function);
        if (call.is(Kind::call) && (m.ask.means(function, "concurrent.futures.ThreadPoolExecutor") ||
                                    m.ask.means(function, "concurrent.futures.thread.ThreadPoolExecutor")))
            return true;
    }
    return false;
}

// What the thread will run: `target=` of a Thread, the first argument of `submit` and `map`.
Node cpu_bound_threads_task(const Match& m) {
    Node function = m.at.child(Field::function), arguments = m.at.child(Field::arguments);
    if (m.ask.means(function, "threading.Thread"))
        for (Node n : arguments.children())
            if (n.is(Kind::keyword_argument) && n.child(Field::name).text() == "target") return n.child(Field::value);
    if (!function.is(Kind::attribute)) return {};
    std::string_view method = function.child(Field::attribute).text();
    bool starts = method == "submit" || method == "map";
    return starts && cpu_bound_threads_pool(m, function.child(Field::object)) ? arguments.child(0u) : Node();
}

// Only loops, arithmetic and builtins that compute; at least one loop that counts up something.
bool cpu_bound_threads_computes(const Match& m, Node body) {
    bool loops = false, works = false;
    for (Node n : body.descendants()) {
        if (n.is_any({Kind::await, Kind::yield, Kind::with_statement, Kind::global_statement, Kind::import_statement,
                      Kind::function_definition, Kind::lambda}))
            return false;
        loops = loops || n.is_any({Kind::for_statement, Kind::while_statement, Kind::for_in_clause});
        works = works || n.is_any({Kind::binary_operator, Kind::augmented_assignment});
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        std::string name = m.ask.qualified(function);
        bool known = name.starts_with("math.") || name.starts_with("cmath.");
        for (std::string_view builtin :
             {"abs", "all", "any", "bool",  "complex",  "divmod", "enumerate", "float",  "int", "len",   "list",
              "max", "min", "pow", "range", "reversed", "round",  "set",       "sorted", "sum", "tuple", "zip"})
            known = known || name == builtin;
        if (function.is(Kind::attribute))
            known = known || (function.child(Field::attribute).text() == "append" &&
                              m.ask.type(function.child(Field::object)).only(Type::list));
        if (!known) return false;
    }
    return loops && works;
}

}  // namespace

Verdict cpu_bound_threads(const Match& m) {
    if (m.ask.imports("numpy")) return silent;  // its computations release the lock
    Node task = cpu_bound_threads_task(m);
    const Binding* binding = task.is(Kind::identifier) ? m.ask.binding(task) : nullptr;
    if (!binding || !(binding->flags & Binding::definition) || binding->stores != 1) return silent;
    Node definition = Node(m.ask.tree(), binding->first_store).parent();
    if (!definition.is(Kind::function_definition) || !cpu_bound_threads_computes(m, definition.child(Field::body)))
        return silent;
    return found(m.at, m.message("`$task` only computes, so threads take turns: use `ProcessPoolExecutor`",
                                 {{"task", task.text()}}))
        .related(definition.child(Field::name).span(), "loops and arithmetic, no waiting");
}

}  // namespace zen::rules
