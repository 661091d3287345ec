// Which strings of an annotation are types that Python does not evaluate there.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Could the text be a type: names, brackets, commas, `|`, numbers and nested quotes?
bool quoted_annotation_type(std::string_view text) {
    int open = 0;
    bool after_name = false, blank = false;
    for (char c : text) {
        const bool name =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
        if (name && after_name && blank) return false;  // two words
        if (c == '[' || c == '(') ++open;
        if ((c == ']' || c == ')') && --open < 0) return false;
        if (!name && std::string_view("[](),.|*' \n\"-").find(c) == std::string_view::npos) return false;
        if (c == ' ' || c == '\n') {
            blank = true;
        } else {
            after_name = name, blank = false;
        }
    }
    return open == 0 && !text.empty() && text.find_first_not_of(" \n") != std::string_view::npos;
}

// Types of arrays, in whose brackets a string names the dimensions: `Float[Array, "batch"]`.
constexpr std::string_view quoted_annotation_arrays[] = {"jaxtyping.", "torchtyping.", "nptyping.", "numpydantic."};

// In the brackets of a builtin or of typing's own generics, a string is a type.
bool quoted_annotation_in_generic(const Model& model, Node string) {
    Node outer = string.parent();
    while (outer && !outer.is_any({Kind::generic_type, Kind::subscript}) && !is_statement(outer.kind()))
        outer = outer.parent();
    const std::string name = outer ? model.qualified(outer.child(0u)) : "";
    return name.starts_with("typing.") || name.starts_with("collections.") ||
           (!name.empty() && name.find('.') == std::string::npos && model.names_builtin(name));
}

// The strings in a type that are types themselves.
void quoted_annotation_find(const Model& model, Node type, std::vector<Node>& out) {
    std::vector<Node> open = {type};
    while (!open.empty()) {
        Node n = open.back();
        open.pop_back();
        switch (n.kind()) {
            case Kind::string:
                out.push_back(n);
                break;
            case Kind::generic_type:
            case Kind::subscript: {
                std::string name = model.qualified(n.child(0u));
                std::string_view last = std::string_view(name).substr(name.rfind('.') + 1);
                if (n.child(0u).text().ends_with("Literal") || last == "Literal") break;
                if (std::ranges::any_of(quoted_annotation_arrays,
                                        [&](std::string_view library) { return name.starts_with(library); }))
                    break;
                std::vector<Node> items = n.children().list();
                if (items.size() == 2 && items[1].is(Kind::type_parameter))
                    items = items[1].children().list();
                else
                    items.erase(items.begin());
                if (n.child(0u).text().ends_with("Annotated") && !items.empty()) items.resize(1);
                for (auto it = items.rbegin(); it != items.rend(); ++it) open.push_back(*it);
                break;
            }
            case Kind::call: {
                // `Arg(type, name)` of mypy_extensions, and named tuples and typed dicts in place.
                std::string_view made = n.child(Field::function).text();
                made = made.substr(made.rfind('.') + 1);
                std::vector<Node> given = n.child(Field::arguments).children().list();
                if (made.ends_with("Arg") && !given.empty()) open.push_back(given[0]);
                if (made != "NamedTuple" && made != "TypedDict") break;
                for (Node item : given) {
                    Node value = item.is(Kind::keyword_argument) ? item.child(Field::value) : item;
                    const bool keyword = item.is(Kind::keyword_argument) && made == "TypedDict";
                    if (keyword) open.push_back(value);
                    for (Node pair : value.children())
                        if (value.is(Kind::dictionary))
                            open.push_back(pair.child(Field::value));
                        else if (value.is(Kind::list) && pair.is(Kind::tuple) && pair.has_children(2))
                            open.push_back(pair.child(1u));
                }
                break;
            }
            case Kind::type:
            case Kind::list:
            case Kind::tuple:
            case Kind::union_type:
            case Kind::member_type:
            case Kind::binary_operator:
            case Kind::splat_type:
            case Kind::parenthesized_expression: {
                std::vector<Node> items = n.children().list();
                for (auto it = items.rbegin(); it != items.rend(); ++it) open.push_back(*it);
                break;
            }
            default:
                break;
        }
    }
}

// Does each name that begins in the text mean something at this place? A name that nothing binds stays in its quotes.
// From Python 3.14 on, `inspect.signature()` and others evaluate what has no quotes: there, `evaluated`, names that
// only `if TYPE_CHECKING:` imports mean nothing either.
bool quoted_annotation_known(const Model& model, std::string_view text, Node at, bool evaluated) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto name = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        };
        if (!name(text[i])) continue;
        std::size_t from = i;
        while (i < text.size() && name(text[i])) ++i;
        std::string_view word = text.substr(from, i - from);
        const bool attribute = from > 0 && text[from - 1] == '.';
        if (attribute || (word[0] >= '0' && word[0] <= '9') || word == "None" || word == "True" || word == "False")
            continue;
        const std::optional<BindingId> id = model.lookup(word, at);
        if (!id && !model.names_builtin(word)) return false;
        if (id && evaluated && under_type_checking(Node(model.tree(), model.bindings()[*id].first_store))) return false;
    }
    return true;
}

}  // namespace

Verdict quoted_annotation(const Match& m) {
    if (!m.at.parent().is_any(
            {Kind::typed_parameter, Kind::typed_default_parameter, Kind::assignment, Kind::function_definition}))
        return silent;
    std::vector<Node> strings;
    quoted_annotation_find(m.ask, m.at, strings);
    if (strings.empty() || type_place(m.ask, m.at) != TypePlace::lazy_annotation) return silent;
    const bool local = m.at.parent().is(Kind::assignment) && m.ask.enclosing_function(m.at);
    const bool evaluated = !local && !postpones_annotations(m.ask);
    Edits edits(m);
    Node first;
    bool plain = true;
    for (Node n : strings) {
        if (!n.has_children(3) || n.child(0u).text().find_first_of("fFbB") != std::string_view::npos) continue;
        std::string_view text = n.child(1u).text();
        // A comment in the string ends the type.
        const bool remark = text.find('#') != std::string_view::npos;
        std::string_view type = text.substr(0, std::min(text.find('#'), text.find("\\n")));
        if (!quoted_annotation_type(type)) continue;
        const bool known = quoted_annotation_known(m.ask, text, m.at, evaluated);
        if (!known && quoted_annotation_known(m.ask, text, m.at, false)) continue;
        // In brackets, a word that names nothing may be a value, such as a dimension or a unit.
        if (!known && n.parent() != m.at && !quoted_annotation_in_generic(m.ask, n)) continue;
        if (!first) first = n;
        plain &= !remark && text.find('\n') == std::string_view::npos && text.find('\\') == std::string_view::npos;
        plain &= known;
        edits.replace(n.span(), std::string(text));
    }
    if (!first) return silent;
    std::string message =
        m.message("this annotation is not evaluated: write `$type` without quotes", {{"type", first.child(1u).text()}});
    return plain ? found(first, edits, message) : found(first, message);
}

}  // namespace zen::rules
