// What annotations say of their values.
#include <algorithm>

#include "semantics/types/annotations.h"
#include "semantics/types/instance_search.h"
#include "semantics/types/instances.h"
#include "semantics/types/library_types.h"
#include "semantics/world.h"
#include "text/dotted.h"
#include "text/trimmed.h"

namespace zen {
namespace {

// Is it a class whose argument says what iterating it gives?
bool container(std::string_view name) {
    constexpr std::string_view all[] = {"list",          "List",      "set",        "Set",           "frozenset",
                                        "FrozenSet",     "tuple",     "Tuple",      "Sequence",      "Iterable",
                                        "Iterator",      "deque",     "Deque",      "Collection",    "MutableSequence",
                                        "AbstractSet",   "Generator", "MutableSet", "AsyncIterable", "AsyncIterator",
                                        "AsyncGenerator"};
    return std::ranges::find(all, last_name(name)) != std::end(all);
}

// Is it a class whose second argument says what its values are?
bool mapping(std::string_view name) {
    constexpr std::string_view all[] = {"dict",        "Dict",        "Mapping",     "MutableMapping",
                                        "defaultdict", "DefaultDict", "OrderedDict", "ChainMap"};
    return std::ranges::find(all, last_name(name)) != std::end(all);
}

// `Final` and the like say what the value is by their argument, or nothing of it.
bool mere_qualifier(const Model& model, Node head) {
    constexpr std::string_view all[] = {"Final", "ClassVar", "Required", "NotRequired", "ReadOnly"};
    return std::ranges::any_of(all, [&](std::string_view name) { return means_typing(model, head, name); });
}

Node inside_type(Node type) {
    if (type.is(Kind::type)) type = type.child(0u);
    return unparenthesized(type);
}

}  // namespace

Node promised_type(const Model& model, Node name) {
    const Node parent = name.parent();
    const bool typed = parent.is_any({Kind::typed_parameter, Kind::typed_default_parameter}) ||
                       (parent.is(Kind::assignment) && name.field() == Field::left);
    const Node type = typed ? parent.child(Field::type) : Node();
    return type && mere_qualifier(model, inside_type(type)) ? Node() : type;
}

InstanceSearch::Verdict InstanceSearch::annotation(Node type, What what) {
    type = inside_type(type);
    if (!type || steps_++ > most_steps) return no;
    if (type.is(Kind::none)) return neutral;
    if (type.is(Kind::string)) return quoted(type, what);
    if (type.is(Kind::binary_operator) && type.child(Field::operator_).is(Kind::op_bar))
        return both(annotation(type.child(Field::left), what), annotation(type.child(Field::right), what));
    if (type.is(Kind::union_type))  // that begins with `C[int]`
        return both(annotation(type.child(0u), what), annotation(type.child(1u), what));
    if (!type.is_any({Kind::generic_type, Kind::subscript}))
        return what == value && is_class(type) ? yes : alias(type, what);
    const Node head = type.child(0u);
    const auto arguments = type_arguments(head);
    if (!arguments || arguments->items.empty()) return no;
    const bool optional = means_typing(model_, head, "Optional");
    if (optional || means_typing(model_, head, "Union")) {
        Verdict all = neutral;
        for (Node part : arguments->items) all = both(all, annotation(part, what));
        return all;
    }
    if (means_typing(model_, head, "Annotated") || mere_qualifier(model_, head))
        return annotation(arguments->items[0], what);
    if (what == value) return is_class(head) ? yes : no;  // `C[int]`
    if (what == mapped)
        return mapping(head.text()) && arguments->items.size() == 2 ? annotation(arguments->items[1], value) : no;
    return container(head.text()) ? annotation(arguments->items[0], value) : no;
}

// A name for a type, bound once: `Dep = Annotated[C, …]`, `type Dep = C`, `T = TypeVar("T", bound=C)`.
InstanceSearch::Verdict InstanceSearch::alias(Node name, What what) {
    const Binding* b = name.is(Kind::identifier) ? model_.binding(name) : nullptr;
    if (!b || b->stores != 1) return no;
    const Node store(model_.tree(), b->first_store);
    const Node parent = store.parent().is(Kind::type) ? store.parent().parent() : store.parent();
    if (parent.is(Kind::type_alias_statement)) return annotation(parent.child(Field::right), what);
    if (!parent.is(Kind::assignment) || parent.child(Field::left) != store) return no;
    const Node right = unparenthesized(parent.child(Field::right));
    if (!right.is(Kind::call)) return annotation(right, what);
    const Node maker = right.child(Field::function);
    if (means_typing(model_, maker, "NewType")) return annotation(right.child(Field::arguments).child(1u), what);
    if (!means_typing(model_, maker, "TypeVar")) return no;
    for (Node a : right.child(Field::arguments).children())
        if (a.is(Kind::keyword_argument) && a.child(Field::name).text() == "bound")
            return annotation(a.child(Field::value), what);
    return no;
}

InstanceSearch::Verdict InstanceSearch::quoted(Node string, What what) {
    const Node content = string.child(1u);
    return content.is(Kind::string_content) ? quoted(content.text(), string, what) : no;
}

InstanceSearch::Verdict InstanceSearch::quoted(std::string_view text, Node at, What what) {
    Verdict all = neutral;
    while (!text.empty()) {
        int depth = 0;
        std::size_t end = 0;
        for (; end < text.size() && (text[end] != '|' || depth > 0); ++end)
            depth += text[end] == '[' ? 1 : text[end] == ']' ? -1 : 0;
        all = both(all, quoted_part(trimmed(text.substr(0, end), " "), at, what));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

InstanceSearch::Verdict InstanceSearch::quoted_part(std::string_view text, Node at, What what) {
    if (text == "None") return neutral;
    if (const std::size_t open = text.find('['); open != text.npos && text.ends_with(']')) {
        const std::string_view head = text.substr(0, open), inner = text.substr(open + 1, text.size() - open - 2);
        if (last_name(head) == "Optional") return quoted(inner, at, what);
        if (what == item && container(head)) return quoted(inner, at, value);
        if (const std::size_t comma = inner.find(','); what == mapped && mapping(head) && comma != inner.npos)
            return inner.substr(0, comma).find('[') == inner.npos ? quoted(inner.substr(comma + 1), at, value) : no;
        text = head;
    }
    const std::string_view head = text.substr(0, text.find('.'));
    const auto id = what == value ? model_.lookup(head, at) : std::nullopt;
    if (!id) return no;
    const Node first(model_.tree(), model_.bindings()[*id].first_store);
    if (first.parent().is(Kind::class_definition)) return text == head && is_own_class(first.parent()) ? yes : no;
    const std::string path = model_.qualified(first) + std::string(text.substr(head.size()));
    return certain(any_name([&](std::string_view name) { return model_.leads_to(path, name); }) ||
                   is_class(referent_of(model_, path)));
}

namespace {

// Does the annotation, a part of a union each, name an imported or unbound class that is no container of Python's?
bool names_foreign_class(const Model& model, Node type, int depth = 0) {
    if (type.is(Kind::type)) type = type.child(0u);
    type = unparenthesized(type);
    if (!type || depth > 20) return false;
    if (type.is(Kind::union_type) || (type.is(Kind::binary_operator) && type.child(Field::operator_).is(Kind::op_bar)))
        return std::ranges::any_of(type.children().list(),
                                   [&](Node part) { return names_foreign_class(model, part, depth + 1); });
    Node head = type;
    if (type.is_any({Kind::generic_type, Kind::subscript})) {
        head = type.child(0u);
        if (means_typing(model, head, "Optional") || means_typing(model, head, "Union")) {
            const auto arguments = type_arguments(head);
            return arguments && std::ranges::any_of(arguments->items, [&](Node part) {
                       return names_foreign_class(model, part, depth + 1);
                   });
        }
    }
    if (!head.is_any({Kind::identifier, Kind::attribute})) return false;
    const std::string name = model.qualified(head);
    const Binding* b = model.binding(head);
    if (name.empty()) return head.is(Kind::identifier) && !b;
    for (std::string_view other : {"Buffer", "array", "ByteString"})
        if (last_name(name) == other) return true;
    constexpr std::string_view modules[] = {"typing.", "typing_extensions.", "collections."};
    return std::ranges::none_of(modules, [&](std::string_view module) { return name.starts_with(module); }) &&
           !instances_of_class(name, model.target()).known();
}

}  // namespace

bool annotated_with_foreign_class(const Model& model, Node name) {
    const Binding* b = name.is(Kind::identifier) ? model.binding(name) : nullptr;
    return b && names_foreign_class(model, promised_type(model, Node(model.tree(), b->first_store)));
}

}  // namespace zen
