// A table from the names in `typing` to the classes that replace them.
#include "rule.h"

namespace zen::rules {

namespace {

struct BuiltinGeneric {
    std::string_view old, now;
};

constexpr BuiltinGeneric builtin_generics[] = {
    {"Dict", "dict"},
    {"FrozenSet", "frozenset"},
    {"List", "list"},
    {"Set", "set"},
    {"Text", "str"},
    {"Tuple", "tuple"},
    {"Type", "type"},
    {"DefaultDict", "collections.defaultdict"},
    {"Deque", "collections.deque"},
    {"ChainMap", "collections.ChainMap"},
    {"Counter", "collections.Counter"},
    {"OrderedDict", "collections.OrderedDict"},
    {"AbstractSet", "collections.abc.Set"},
    {"AsyncContextManager", "contextlib.AbstractAsyncContextManager"},
    {"ContextManager", "contextlib.AbstractContextManager"},
    {"Match", "re.Match"},
    {"Pattern", "re.Pattern"},
};

// The replacement of a qualified name such as "typing.List"; "" for all others.
std::string builtin_generic(std::string_view qualified) {
    for (std::string_view module : {"typing.", "typing_extensions."}) {
        if (!qualified.starts_with(module)) continue;
        std::string_view name = qualified.substr(module.size());
        for (const BuiltinGeneric& each : builtin_generics)
            if (each.old == name) return std::string(each.now);
        return "collections.abc." + std::string(name);
    }
    return "";
}

bool builtin_generic_quotable(std::string_view qualified) {
    std::string now = builtin_generic(qualified);
    return !now.empty() && now.find(".abc.") == now.npos && !now.starts_with("contextlib") && !now.starts_with("re.") &&
           now != "str" && now != "collections.ChainMap" && now != "collections.Counter" &&
           now != "collections.OrderedDict";
}

// Is it a name of a module that the file does not import yet? Then the fix adds an import.
bool builtin_generic_new(const Match& m, std::string_view qualified) {
    std::size_t dot = qualified.rfind('.');
    return dot != qualified.npos && !m.ask.imports(qualified.substr(0, dot));
}

// Is it compared, a key or an item, or an argument: a use of the object and not of the type?
bool builtin_generic_compared(Node n) {
    while (n.parent().is_any({Kind::parenthesized_expression, Kind::tuple, Kind::list, Kind::set})) n = n.parent();
    return n.parent().is_any({Kind::comparison_operator, Kind::pair, Kind::dictionary, Kind::boolean_operator,
                              Kind::return_statement}) ||
           n.is_any({Kind::tuple, Kind::list, Kind::set});
}

}  // namespace

Verdict builtin_generics(const Match& m) {
    TypePlace place = type_place(m.ask, m.at);
    bool old = m.ask.target() < PythonVersion{3, 9};
    // A type checker refuses it in the annotation of a local variable, too.
    if (old && needs_old_types(m.ask, m.at)) return silent;
    Edits edits(m);
    if (m.at.is(Kind::type)) {  // a quoted annotation
        if (!m.at.child(0u).is(Kind::string)) return silent;
        std::string message;
        bool fresh = false;
        for (const QuotedName& name : quoted_names(m.ask, m.at)) {
            if (!builtin_generic_quotable(name.qualified)) continue;
            std::string generic = builtin_generic(name.qualified), now = edits.name(generic);
            fresh = fresh || builtin_generic_new(m, generic);
            edits.replace(name.span, now);
            std::string_view was = m.ask.tree().text.substr(name.span.start, name.span.size());
            if (message.empty())
                message = m.message("`$old` is deprecated: use `$new`", {{"old", was}, {"new", generic}});
        }
        return edits.empty() ? silent : found(m.at, edits, message).unsafe(old || fresh);
    }
    if (old && place != TypePlace::lazy_annotation) return silent;
    std::string now = builtin_generic(m.ask.qualified(m.at));
    if (now.empty() || (now == "collections.abc.Callable" && m.ask.target() < PythonVersion{3, 10})) return silent;
    // A name that is imported directly is reported at the import, where one edit fixes all uses.
    if (m.index() == 2 && !m.at.is(Kind::attribute)) return silent;
    std::string name = edits.name(now);
    edits.replace(m.at, name);
    Node whole = m.at;
    while (whole.parent().is_any({Kind::generic_type, Kind::subscript})) whole = whole.parent();
    // `kind is List` and `{Tuple: 1}` use the object of `typing` itself, which is not the builtin.
    bool value = place == TypePlace::expression;
    if (value && whole == m.at && builtin_generic_compared(whole)) return silent;

    bool base = whole.parent().is(Kind::argument_list) && whole.parent().parent().is(Kind::class_definition);
    return found(m.at, edits,
                 m.message(now == "str" ? "`$old` is an alias of `str`: use `str`" : "`$old` is deprecated: use `$new`",
                           {{"old", m.at.text()}, {"new", now}}))
        .unsafe(old || base || value || builtin_generic_new(m, now));
}

}  // namespace zen::rules
