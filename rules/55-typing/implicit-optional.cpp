// Which annotations certainly leave out None: types of the library and classes of the file, and unions of such.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view implicit_optional_builtins[] = {"int",   "float", "complex",   "bool", "str",
                                                           "bytes", "list",  "bytearray", "dict", "set",
                                                           "tuple", "type",  "frozenset"};
constexpr std::string_view implicit_optional_typing[] = {
    "List",     "Dict",     "Set",     "FrozenSet", "Tuple", "Type",   "Callable", "Iterable",
    "Iterator", "Sequence", "Mapping", "Text",      "IO",    "TextIO", "BinaryIO", "Generator"};
constexpr std::string_view implicit_optional_modules[] = {"collections.abc.", "datetime.", "decimal.", "pathlib."};

bool implicit_optional_class(const Model& model, Node name) {
    if (!name.is_any({Kind::identifier, Kind::attribute})) return false;
    if (const Binding* b = name.is(Kind::identifier) ? model.binding(name) : nullptr)
        if (b->stores == 1 && Node(model.tree(), b->first_store).parent().is(Kind::class_definition)) return true;
    std::string qualified = model.qualified(name);
    if (std::ranges::find(implicit_optional_builtins, qualified) != std::end(implicit_optional_builtins)) return true;
    if (qualified.starts_with("typing."))
        return std::ranges::find(implicit_optional_typing, std::string_view(qualified).substr(7)) !=
               std::end(implicit_optional_typing);
    if (qualified == "collections.abc.Hashable") return false;  // None is hashable
    for (std::string_view module : implicit_optional_modules)
        if (qualified.starts_with(module)) return true;
    return false;
}

bool implicit_optional_without_none(const Model& model, Node type) {
    while (type.is(Kind::type)) type = type.child(0u);
    type = unparenthesized(type);
    if ((type.is(Kind::binary_operator) && type.child(Field::operator_).is(Kind::op_bar)) ||
        type.is(Kind::union_type)) {
        for (Node side : type.children())
            if (!side.is(Kind::op_bar) && !implicit_optional_without_none(model, side)) return false;
        return true;
    }
    if (type.is(Kind::generic_type) || type.is(Kind::subscript)) return implicit_optional_class(model, type.child(0u));
    return implicit_optional_class(model, type);
}

}  // namespace

Verdict implicit_optional(const Match& m) {
    Node type = m.at.child(Field::type);
    if (!m.at.child(Field::value).is(Kind::none) || !implicit_optional_without_none(m.ask, type)) return silent;
    Edits edits(m);
    edits.insert(type.end(), " | None");
    std::string now = short_code(std::string(type.text()) + " | None", 60);
    return found(m.at, edits, m.message("the default is `None`: write `$code`", {{"code", now}}));
}

}  // namespace zen::rules
