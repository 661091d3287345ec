// Calls without side effects: builtins, and methods of strings and bytes.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view ignored_result_functions[] = {
    "sorted", "reversed", "enumerate", "zip", "map", "filter", "range", "os.path.join", "dataclasses.replace"};
// Those that read their arguments and do nothing else, if the arguments themselves do nothing.
constexpr std::string_view ignored_result_readers[] = {"isinstance", "issubclass", "len", "min", "max", "repr", "str"};
constexpr std::string_view ignored_result_makers[] = {"dict", "list", "set", "frozenset", "tuple", "all", "any"};
constexpr std::string_view ignored_result_methods[] = {
    "capitalize", "casefold",     "center",       "expandtabs", "join",      "ljust",      "lower",  "lstrip",
    "partition",  "removeprefix", "removesuffix", "replace",    "rjust",     "rpartition", "rstrip", "split",
    "splitlines", "strip",        "swapcase",     "title",      "translate", "upper",      "zfill",  "startswith",
    "endswith",   "isdigit",      "isalpha",      "islower",    "isupper",   "isspace",    "count",  "find"};

// A call of a reader with arguments that have no effect, or of a maker without any.
bool ignored_result_idle(const Match& m, Node function, Node arguments) {
    for (std::string_view name : ignored_result_makers)
        if (m.ask.means(function, name)) return arguments.has_children(0);
    for (std::string_view name : ignored_result_readers) {
        if (!m.ask.means(function, name)) continue;
        // An object of a class may do something when it is asked for its length or text.
        const bool asks_class = name == "isinstance" || name == "issubclass";
        for (Node argument : arguments.children()) {
            const Type type = m.ask.type(argument);
            if (!m.ask.pure(argument) || (!asks_class && (!type.known() || type.maybe(Type::instance)))) return false;
        }
        // A test may run it for the error.
        Node test = m.ask.enclosing_function(m.at);
        return !test || !test.child(Field::name).text().starts_with("test");
    }
    return false;
}

}  // namespace

Verdict ignored_pure_result(const Match& m) {
    if (!statement_context(m.at)) return silent;
    // There, the call may be made for the error that it raises.
    for (Node n = m.at.parent(); n && !is_function(n.kind()); n = n.parent())
        if (n.is_any({Kind::try_statement, Kind::with_statement})) return silent;
    Node function = m.at.child(Field::function);
    for (std::string_view name : ignored_result_functions) {
        if (!m.ask.means(function, name)) continue;
        bool lazy = name == "map" || name == "filter";
        return found(m.at, m.message(lazy ? "`$function()` is lazy and nothing reads its result: write a `for` loop"
                                          : "`$function()` has no side effect: use its result or remove the line",
                                     {{"function", function.text()}}));
    }
    if (function.is(Kind::identifier) && ignored_result_idle(m, function, m.at.child(Field::arguments)))
        return found(m.at, m.message("`$function()` has no side effect: use its result or remove the line",
                                     {{"function", function.text()}}));
    if (!function.is(Kind::attribute) || !m.ask.type(function.child(Field::object)).only(Type::str | Type::bytes))
        return silent;
    std::string_view method = function.child(Field::attribute).text();
    for (std::string_view name : ignored_result_methods)
        if (method == name) {
            return found(
                m.at,
                m.message("strings are immutable and `$object.$method()` returns a new one: use the result",
                          {{"object", short_code(function.child(Field::object).text(), 40)}, {"method", method}}));
        }
    return silent;
}

}  // namespace zen::rules
