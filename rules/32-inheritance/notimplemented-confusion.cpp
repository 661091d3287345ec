// Which `return NotImplemented` only marks a method that subclasses must define?
#include "rule.h"

namespace zen::rules {

Verdict notimplemented_confusion(const Match& m) {
    Node value = m.at.child(0u), name = unparenthesized(value);
    if (name.is(Kind::call)) name = name.child(Field::function);
    if (!name.is(Kind::identifier) || name.text() != "NotImplemented" || !m.ask.means(name, "NotImplemented"))
        return silent;
    Edits edits(m);
    if (m.at.is(Kind::raise_statement)) {
        edits.replace(name, edits.name("NotImplementedError"));
        return found(m.at, edits, "`NotImplemented` is not an exception: use `raise NotImplementedError`");
    }
    // The one statement of an ordinary method.
    Node function = m.at.parent().parent();
    if (!function.is(Kind::function_definition) || !class_of_method(m.ask, function) || name != value) return silent;
    std::string_view method = function.child(Field::name).text();
    if (method.starts_with('_') || body_statements(function).size() != 1) return silent;
    if (function.parent().is(Kind::decorated_definition))
        for (Node decorator : function.parent().children())
            if (decorator.is(Kind::decorator) && !m.ask.means(decorator.child(0u), "abc.abstractmethod") &&
                !m.ask.means(decorator.child(0u), "property"))
                return silent;
    for (const Parameter& parameter : parameters(function))
        if (parameter.name() == "other" || parameter.name() == "op") return silent;
    edits.replace(m.at.span(), "raise " + edits.name("NotImplementedError"));
    return found(m.at, edits,
                 m.message("`$method` returns `NotImplemented` to its caller: use `raise NotImplementedError`",
                           {{"method", method}}))
        .unsafe();
}

}  // namespace zen::rules
