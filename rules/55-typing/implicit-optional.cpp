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
    if (type.is(Kind::generic_type) || type.is(Kind::subscript)) {
        std::string name = model.qualified(type.child(0u));
        std::vector<Node> items = type.children().list();
        items.erase(items.begin());
        if (items.size() == 1 && items[0].is_any({Kind::type_parameter, Kind::tuple}))
            items = items[0].children().list();
        if (name == "typing.Annotated") return !items.empty() && implicit_optional_without_none(model, items[0]);
        if (name == "typing.Literal")
            return std::ranges::none_of(items, [](Node item) {
                return item.text().find("None") != std::string_view::npos ||
                       !(item.is(Kind::type) ? item.child(0u) : item)
                            .is_any({Kind::string, Kind::integer, Kind::true_, Kind::false_, Kind::unary_operator});
            });
        if (name == "typing.Union")
            return !items.empty() &&
                   std::ranges::all_of(items, [&](Node item) { return implicit_optional_without_none(model, item); });
        return implicit_optional_class(model, type.child(0u));
    }
    if (type.is(Kind::string) && type.has_children(3)) {
        std::string_view text = type.child(1u).text();
        return type.child(0u).text().size() == 1 &&
               std::ranges::find(implicit_optional_builtins, text) != std::end(implicit_optional_builtins) &&
               model.names_builtin(text);
    }
    if (model.means(type, "typing.Union")) return true;
    return implicit_optional_class(model, type);
}

}  // namespace

Verdict implicit_optional(const Match& m) {
    Node type = m.at.child(Field::type);
    if (!m.at.child(Field::value).is(Kind::none) || !implicit_optional_without_none(m.ask, type)) return silent;
    Edits edits(m);
    Node quoted = type.is(Kind::type) ? type.child(0u) : type;
    // Inside of the quotes: a string cannot be an operand of `|`.
    if (m.ask.means(quoted, "typing.Union")) edits.give_up();  // alone it cannot be an operand
    if (quoted.is(Kind::string)) {
        std::string text(quoted.text());
        text.insert(text.size() - quoted.last_child().text().size(), " | None");
        edits.replace(quoted.span(), text);
    } else {
        edits.insert(type.end(), " | None");
    }
    std::string now = short_code(quoted.is(Kind::string) ? formatted("\"{} | None\"", quoted.child(1u).text())
                                                         : formatted("{} | None", type.text()),
                                 60);
    return found(m.at, edits, m.message("the default is `None`: write `$code`", {{"code", now}}));
}

}  // namespace zen::rules
