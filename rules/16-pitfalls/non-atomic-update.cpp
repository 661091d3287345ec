// An update of something shared, in a function that this file hands to threads, with no lock around it.
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

// Does the file start the function in several threads: a pool, or a Thread made in a loop? Or in one, while others
// change the thing too?
enum class NonAtomicThreads : std::uint8_t { none, one, many };

// Functions by the class that they are methods of, 0 without one, and by name.
using NonAtomicName = std::pair<NodeId, std::string_view>;

// What the file hands to calls, what it updates in place, and what was found out about its functions.
struct NonAtomicFile {
    std::map<NonAtomicName, std::vector<Node>> handed;  // the names; attributes by the class that they stand in
    // By the updated code: the function that does so, and whether others do, too.
    std::map<std::string, std::pair<NodeId, bool>> updates;
    bool pools;
    mutable std::map<NonAtomicName, NonAtomicThreads> threads;
    mutable std::map<NodeId, bool> acquires;

    explicit NonAtomicFile(const Model& ask)
        : pools(ask.imports("concurrent.futures") &&
                ask.tree().text.find("ThreadPoolExecutor") != std::string_view::npos) {
        for (Node n : Node(ask.tree(), 0).descendants()) {
            if (n.is(Kind::augmented_assignment)) {
                NodeId function = ask.enclosing_function(n).id();
                if (std::string key = code_key(n.child(Field::left)); !key.empty()) {
                    auto [known, fresh] = updates.try_emplace(std::move(key), function, false);
                    known->second.second |= known->second.first != function;
                }
            }
            if (!n.is(Kind::identifier)) continue;
            bool attribute = n.field() == Field::attribute && n.parent().is(Kind::attribute);
            Node whole = attribute ? n.parent() : n,
                 argument = whole.parent().is(Kind::keyword_argument) ? whole.parent() : whole;
            if (!argument.parent().is(Kind::argument_list)) continue;
            // Another class may have a method of the same name.
            Node owner = attribute ? ask.enclosing_class(ask.enclosing_function(n)) : Node();
            if (!attribute || owner) handed[{owner.id(), n.text()}].push_back(whole);
        }
    }
};

NonAtomicThreads non_atomic_threads(const Match& m, Node function) {
    const auto& file = m.of_file<NonAtomicFile>();
    NonAtomicName name{m.ask.enclosing_class(function).id(), function.child(Field::name).text()};
    auto [known, fresh] = file.threads.try_emplace(name, NonAtomicThreads::none);
    NonAtomicThreads& out = known->second;
    auto places = file.handed.find(name);
    if (!fresh || places == file.handed.end()) return out;
    for (Node whole : places->second) {
        Node argument = whole.parent().is(Kind::keyword_argument) ? whole.parent() : whole,
             call = argument.parent().parent();
        Node callee = call.child(Field::function);
        if (m.ask.means(callee, "threading.Thread") && argument != whole &&
            argument.child(Field::name).text() == "target") {
            bool repeated = static_cast<bool>(m.ask.enclosing_loop(call));
            for (Node outer = call; outer && !is_statement(outer.kind()); outer = outer.parent())
                repeated = repeated || is_comprehension(outer.kind());
            out = repeated || out != NonAtomicThreads::none ? NonAtomicThreads::many : NonAtomicThreads::one;
        }
        std::string_view method = callee.is(Kind::attribute) ? callee.child(Field::attribute).text() : "";
        if ((method == "submit" || method == "map") && argument == whole && argument.parent().child(0u) == whole &&
            file.pools)
            out = NonAtomicThreads::many;
    }
    return out;
}

bool non_atomic_guard(std::string_view text) {
    for (std::string_view word : {"lock", "Lock", "mutex", "cond", "sem", "LOCK"})
        if (text.find(word) != text.npos) return true;
    return false;
}

}  // namespace

Verdict non_atomic_update(const Match& m) {
    if (!m.ask.imports("threading") && !m.ask.imports("concurrent")) return silent;
    Node target = m.at.child(Field::left), function = m.ask.enclosing_function(m.at);
    if (!function.is(Kind::function_definition) || m.ask.in_async_function(m.at)) return silent;
    Node base = target;
    while (base.is_any({Kind::attribute, Kind::subscript}))
        base = base.child(base.is(Kind::attribute) ? Field::object : Field::value);
    const Binding* b = m.ask.binding(base);
    if (!b) return silent;
    bool shared = b->scope == 0 || (target != base && base.text() == "self");
    if (target == base && !(b->flags & Binding::global_declared)) return silent;
    if (!shared) return silent;
    for (Node n = m.at; n != function; n = n.parent())
        if (n.is(Kind::with_statement) && non_atomic_guard(n.child(0u).text())) return silent;
    const auto& file = m.of_file<NonAtomicFile>();
    auto [acquires, fresh] = file.acquires.try_emplace(function.id(), false);
    if (fresh)
        for (Node n : function.descendants())
            if (n.is(Kind::attribute) && n.child(Field::attribute).text() == "acquire") acquires->second = true;
    if (acquires->second) return silent;
    if (function.parent().is(Kind::decorated_definition) && non_atomic_guard(function.parent().child(0u).text()))
        return silent;
    NonAtomicThreads threads = non_atomic_threads(m, function);
    if (threads == NonAtomicThreads::none) return silent;
    if (threads == NonAtomicThreads::one) {
        // A single thread is alone with it unless others update the same thing.
        auto same = file.updates.find(code_key(target));
        if (same == file.updates.end() || (!same->second.second && same->second.first == function.id())) return silent;
    }
    return found(m.at,
                 m.message("threads run `$function` concurrently and `$code` is not atomic: hold a `threading.Lock`",
                           {{"function", function.child(Field::name).text()}, {"code", short_code(m.at.text(), 40)}}));
}

}  // namespace zen::rules
