// Calls without side effects: builtins, and methods of strings and bytes.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view ignored_result_functions[] = {
    "sorted", "reversed", "enumerate", "zip", "map", "filter", "range", "os.path.join", "dataclasses.replace"};
constexpr std::string_view ignored_result_methods[] = {
    "capitalize", "casefold",     "center",       "expandtabs", "join",      "ljust",      "lower",  "lstrip",
    "partition",  "removeprefix", "removesuffix", "replace",    "rjust",     "rpartition", "rstrip", "split",
    "splitlines", "strip",        "swapcase",     "title",      "translate", "upper",      "zfill",  "startswith",
    "endswith",   "isdigit",      "isalpha",      "islower",    "isupper",   "isspace",    "count",  "find"};

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
