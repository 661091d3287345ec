// Which names an import brings, and whether a parameter is annotated with `NoReturn`.
#include "rule.h"

namespace zen::rules {

Verdict legacy_typing_form(const Match& m) {
    if (m.at.is(Kind::import_from_statement)) {
        std::string_view module = m.at.child(Field::module_name).text(), wanted = m.index() == 0 ? "ByteString" : "Set";
        if (module != "collections.abc" && (m.index() != 0 || module != "typing")) return silent;
        for (Node item : m.at.children())
            if (item.field() == Field::name && item.is(Kind::dotted_name) && item.text() == wanted)
                return found(item, m.index() == 0
                                       ? "`ByteString` is deprecated: use `collections.abc.Buffer`, or a union"
                                       : "`Set` is easily confused with `set`: import it as `AbstractSet`");
        return silent;
    }
    Node annotation = m.at.child(Field::type), type = annotation.child(0u);
    std::string name =
        type.is(Kind::string) && type.has_children(3) && type.child(1u).text() == "NoReturn" && m.ask.imports("typing")
            ? "typing.NoReturn"
            : m.ask.qualified(type);
    if (!is_typing(name, "NoReturn")) return silent;
    return found(annotation, "`NoReturn` is for the result of functions: use `Never` for a parameter");
}

}  // namespace zen::rules
