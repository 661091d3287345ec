// Calls that only answer: builtins that are known to change nothing, and methods of texts and tuples.
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
        return found(m.at,
                     "`" + std::string(function.text()) +
                         (lazy ? "` only promises the results, and here nobody asks for them: write a `for` loop, or "
                                 "keep what it returns"
                               : "` changes nothing, and its result is thrown away: assign it, or delete the line"));
    }
    if (!function.is(Kind::attribute) || !m.ask.type(function.child(Field::object)).only(Type::str | Type::bytes))
        return silent;
    std::string_view method = function.child(Field::attribute).text();
    for (std::string_view name : ignored_result_methods)
        if (method == name) {
            std::string text = short_code(function.child(Field::object).text(), 40);
            return found(m.at, "texts do not change: `" + text + "." + std::string(method) +
                                   "(…)` returns a new one, which is thrown away here");
        }
    return silent;
}

}  // namespace zen::rules
