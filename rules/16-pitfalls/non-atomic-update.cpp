// An update of something shared, in a function that this file hands to threads, with no lock around it.
#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

// Does the file start the function in several threads: a pool, or a Thread made in a loop? Or in one, while others
// change the thing too?
enum class NonAtomicThreads : std::uint8_t { none, one, many };

// What the file hands to calls, by its last name, and what it updates in place.
struct NonAtomicFile {
    std::map<std::string_view, std::vector<Node>> handed;  // the identifiers
    std::vector<Node> updates;

    explicit NonAtomicFile(const Model& ask) {
        for (Node n : Node(ask.tree(), 0).descendants()) {
            if (n.is(Kind::augmented_assignment)) updates.push_back(n);
            if (!n.is(Kind::identifier)) continue;
            Node whole = n.field() == Field::attribute && n.parent().is(Kind::attribute) ? n.parent() : n,
                 argument = whole.parent().is(Kind::keyword_argument) ? whole.parent() : whole;
            if (argument.parent().is(Kind::argument_list)) handed[n.text()].push_back(n);
        }
    }
};

NonAtomicThreads non_atomic_threads(const Match& m, Node function) {
    std::string_view name = function.child(Field::name).text();
    Node owner = m.ask.enclosing_class(function);
    auto out = NonAtomicThreads::none;
    const auto& handed = m.of_file<NonAtomicFile>().handed;
    auto places = handed.find(name);
    if (places == handed.end()) return out;
    for (Node n : places->second) {
        Node whole = n;
        if (n.field() == Field::attribute && n.parent().is(Kind::attribute)) {
            // Another class may have a method of the same name.
            if (!owner || m.ask.enclosing_class(m.ask.enclosing_function(n)) != owner) continue;
            whole = n.parent();
        } else if (owner) {
            continue;
        }
        Node argument = whole.parent().is(Kind::keyword_argument) ? whole.parent() : whole,
             call = argument.parent().parent();
        if (!argument.parent().is(Kind::argument_list)) continue;
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
            m.ask.imports("concurrent.futures") &&
            m.ask.tree().text.find("ThreadPoolExecutor") != std::string_view::npos)
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
    for (Node n : function.descendants())
        if (n.is(Kind::attribute) && n.child(Field::attribute).text() == "acquire") return silent;
    if (function.parent().is(Kind::decorated_definition) && non_atomic_guard(function.parent().child(0u).text()))
        return silent;
    NonAtomicThreads threads = non_atomic_threads(m, function);
    if (threads == NonAtomicThreads::none) return silent;
    if (threads == NonAtomicThreads::one) {
        // A single thread is alone with it unless others update the same thing.
        bool others = std::ranges::any_of(m.of_file<NonAtomicFile>().updates, [&](Node n) {
            return n != m.at && same_code(n.child(Field::left), target) && m.ask.enclosing_function(n) != function;
        });
        if (!others) return silent;
    }
    return found(m.at, "threads run `" + std::string(function.child(Field::name).text()) + "` side by side, and `" +
                           short_code(m.at.text(), 40) +
                           "` reads and writes in two steps: hold a `threading.Lock` around it");
}

}  // namespace zen::rules
