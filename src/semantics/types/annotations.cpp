#include "semantics/types/annotations.h"

#include <algorithm>
#include <cctype>

#include "semantics/library/library.h"
#include "semantics/types/classes.h"

namespace zen {

bool postpones_annotations(const Model& model) {
    for (Node n : Node(model.tree(), 0).children()) {
        if (!n.is(Kind::future_import_statement)) {
            if (n.is(Kind::expression_statement)) continue;  // the docstring
            return false;
        }
        for (Node name : n.children())
            if (name.text() == "annotations") return true;
    }
    return false;
}

TypePlace type_place(const Model& model, Node node) {
    Node annotation;
    for (Node n = node; n && !is_statement(n.kind()) && !is_function(n.kind()); n = n.parent())
        if (n.is(Kind::type)) annotation = n;
    if (!annotation) return TypePlace::expression;
    Node owner = annotation.parent();
    if (owner.is(Kind::type_alias_statement)) return TypePlace::lazy_annotation;
    bool local = owner.is(Kind::assignment) && owner.child(Field::left).is(Kind::identifier) &&
                 model.scopes()[model.scope_of(owner)].sort == Scope::function;
    bool deferred = model.target() >= PythonVersion{3, 14};  // PEP 649
    return local || deferred || postpones_annotations(model) ? TypePlace::lazy_annotation
                                                             : TypePlace::evaluated_annotation;
}

namespace {

// May the decorator read the annotations of its function? Those of Python do not, but for `register()` of a function
// made by `singledispatch`; neither do those that the file defines itself, as far as anybody knows.
bool reads_annotations(const Model& model, Node decorator) {
    Node name = unparenthesized(decorator.child(0u));
    if (name.is(Kind::call)) name = unparenthesized(name.child(Field::function));
    const std::string path = model.qualified(name);
    if (!path.empty()) return !library::find(path, model.target());
    if (!name.is(Kind::attribute)) return false;
    const std::string_view last = name.child(Field::attribute).text();
    return last != "setter" && last != "getter" && last != "deleter";
}

}  // namespace

bool evaluated_by_library(const Model& model, Node node) {
    Node annotation;
    for (Node n = node; n && !is_statement(n.kind()) && !is_function(n.kind()); n = n.parent())
        if (n.is(Kind::type)) annotation = n;
    Node owner = annotation.parent();
    if (owner.is(Kind::assignment)) {
        const ClassInfo* info = class_info(model, Node(model.tree(), model.scopes()[model.scope_of(owner)].node));
        return info && (info->kind == ClassKind::framework ||
                        std::ranges::any_of(info->decorators,
                                            [](const std::string& name) { return name.starts_with("pydantic."); }));
    }
    while (owner && !is_statement(owner.kind())) owner = owner.parent();
    if (!owner.is(Kind::function_definition) || !owner.parent().is(Kind::decorated_definition)) return false;
    return std::ranges::any_of(owner.parent().children().list(),
                               [&](Node n) { return n.is(Kind::decorator) && reads_annotations(model, n); });
}

bool needs_old_types(const Model& model, Node node) {
    return !postpones_annotations(model) || evaluated_by_library(model, node);
}

namespace {

bool name_start(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool name_part(char c) {
    return name_start(c) || std::isdigit(static_cast<unsigned char>(c)) || c == '.';
}

// Is it among the arguments of a form whose strings are values?
bool holds_values(Node type) {
    for (Node n = type.parent(); n && !is_statement(n.kind()); n = n.parent())
        if (n.is_any({Kind::generic_type, Kind::subscript})) {
            std::string_view form = n.child(0u).text();
            if (form.ends_with("Literal") || form.ends_with("Annotated")) return true;
        }
    return false;
}

// The names, dotted or not, in a plain string that stands for a type; none in one that holds values itself.
std::vector<Span> spelled_names(Node string) {
    Node content = string.child(1u);
    if (!string.has_children(3) || !content.is(Kind::string_content) || !content.is_leaf()) return {};
    std::string_view quote = string.child(0u).text(), text = content.text();
    if (quote.size() > 1 && (name_start(quote[0]) && (quote[0] | 0x20) != 'r')) return {};
    if (text.find_first_of("\\\n") != text.npos || text.find("Literal") != text.npos ||
        text.find("Annotated") != text.npos)
        return {};
    std::vector<Span> out;
    for (std::uint32_t at = 0, end = 0; at < text.size(); at = end) {
        end = at + 1;
        if (!name_start(text[at]) || (at > 0 && name_part(text[at - 1]))) continue;
        while (end < text.size() && name_part(text[end])) ++end;
        out.push_back({content.start() + at, content.start() + end});
    }
    return out;
}

}  // namespace

std::vector<QuotedName> quoted_names(const Model& model, Node type) {
    Node string = type.child(0u);
    if (!type.is(Kind::type) || !string.is(Kind::string) || holds_values(type)) return {};
    std::vector<QuotedName> out;
    for (Span span : spelled_names(string)) {
        std::string_view name = model.tree().text.substr(span.start, span.size()),
                         head = name.substr(0, name.find('.'));
        auto id = model.lookup(head, type);
        if (!id || !(model.bindings()[*id].flags & Binding::import)) continue;
        std::string path = model.qualified(Node(model.tree(), model.bindings()[*id].first_store));
        if (!path.empty()) out.push_back({span, path + std::string(name.substr(head.size()))});
    }
    return out;
}

std::vector<Span> quoted_type_names(const Model& model, Node string) {
    Node type = string.parent();
    for (; type && !type.is(Kind::type); type = type.parent()) {
        if (is_statement(type.kind()) || type.is_any({Kind::call, Kind::lambda})) return {};
        if (!type.is_any({Kind::generic_type, Kind::subscript})) continue;
        const std::string form = model.qualified(type.child(0u));
        const std::string_view module = std::string_view(form).substr(0, form.find('.'));
        const bool own = module == "typing" || module == "typing_extensions" || module == "collections" ||
                         (model.is_builtin_function(type.child(0u)) && form.find('.') == form.npos);
        if (!own) return {};
    }
    if (!type || holds_values(string)) return {};
    std::vector<Span> names = spelled_names(string);
    const auto text = [&](Span span) { return model.tree().text.substr(span.start, span.size()); };
    // `None` and the like are no names; other keywords are in no type.
    std::erase_if(names,
                  [&](Span span) { return text(span) == "None" || text(span) == "True" || text(span) == "False"; });
    // Two names in a row are words of a text.
    for (std::size_t i = 1; i < names.size(); ++i) {
        const std::string_view between = text({names[i - 1].end, names[i].start});
        if (between.find_first_of("[](),|") == between.npos) return {};
    }
    return names;
}

std::vector<Span> quoted_uses(const Model& model, BindingId binding) {
    const Tree& tree = model.tree();
    std::string_view wanted = model.name(model.bindings()[binding].name);
    std::vector<Span> out;
    NodeId end = 0;  // of the annotation around the node
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node n(tree, id);
        if (n.is(Kind::type)) end = std::max(end, n.record().next);
        if (id >= end || !n.is(Kind::string) || holds_values(n)) continue;
        for (Span span : spelled_names(n)) {
            std::string_view name = tree.text.substr(span.start, span.size());
            if (name.substr(0, name.find('.')) == wanted && model.lookup(wanted, n) == binding) out.push_back(span);
        }
    }
    return out;
}

std::optional<QuotedArguments> quoted_arguments(const Model& model, const QuotedName& name) {
    std::string_view text = model.tree().text;
    std::uint32_t at = name.span.end;
    if (at >= text.size() || text[at] != '[') return std::nullopt;
    QuotedArguments out;
    auto argument = [&](std::uint32_t from, std::uint32_t to) {
        while (from < to && text[from] == ' ') ++from;
        while (from < to && text[to - 1] == ' ') --to;
        if (from < to) out.arguments.push_back({from, to});
    };
    int depth = 0;
    for (std::uint32_t i = at, from = at + 1; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] == '[' || text[i] == '(') ++depth;
        if (text[i] == ',' && depth == 1) {
            out.commas.push_back(i);
            argument(from, i);
            from = i + 1;
        }
        if ((text[i] == ']' || text[i] == ')') && --depth == 0) {
            argument(from, i);
            out.brackets = {at, i + 1};
            return out;
        }
    }
    return std::nullopt;
}

std::optional<TypeArguments> type_arguments(Node name) {
    TypeArguments out;
    out.whole = name.parent();
    auto add = [&](Node item) {
        if (item.is(Kind::type) && item.has_children(1)) item = item.child(0u);
        if (!item.is(Kind::tuple)) return out.items.push_back(item);
        for (Node part : item.children()) out.items.push_back(part);
    };
    if (out.whole.is(Kind::generic_type) && out.whole.child(0u) == name) {
        for (Node item : out.whole.child(1u).children()) add(item);
        return out;
    }
    if (!out.whole.is(Kind::subscript) || name.field() != Field::value) return std::nullopt;
    for (Node item : out.whole.children())
        if (item != name) add(item);
    return out;
}

namespace {

bool one_of(std::string_view name, std::initializer_list<std::string_view> all) {
    return std::ranges::find(all, name) != all.end();
}

// A name of the standard library: `datetime.datetime`, `pathlib.Path`.
UnionOperand library_operand(const Model& model, std::string_view qualified) {
    std::size_t dot = qualified.rfind('.');
    std::string_view module = qualified.substr(0, dot), name = qualified.substr(dot + 1);
    if (module == "typing_extensions" && one_of(name, {"NamedTuple", "TypedDict", "Concatenate"}))
        return UnionOperand::no;
    if (module == "typing")
        return one_of(name, {"NamedTuple", "TypedDict", "Concatenate"}) ? UnionOperand::no : UnionOperand::yes;
    const library::Item item = library::find(qualified, model.target());
    if (!item) return UnionOperand::unknown;
    if (item.kind == library::Item::class_) {
        const bool is_class = !(item.symbol->traits().flags & library::Symbol::callable_only);
        return is_class ? UnionOperand::yes : UnionOperand::no;
    }
    // What looks like a class of `multiprocessing` is a method of its context.
    if (item.kind == library::Item::variable && module != "multiprocessing") return UnionOperand::unknown;
    return UnionOperand::no;
}

// `callable` and the like are functions, whatever people take them for.
bool builtin_function(std::string_view name) {
    return one_of(name, {"callable", "any", "all"});
}

UnionOperand union_operand(const Model& model, Node n, int depth) {
    n = unparenthesized(n);
    if (depth > 6) return UnionOperand::unknown;
    if (n.is(Kind::type)) return union_operand(model, n.child(0u), depth + 1);
    if (n.is(Kind::none)) return UnionOperand::yes;
    if (n.is_any({Kind::string, Kind::concatenated_string})) return UnionOperand::no;
    if (n.is(Kind::binary_operator) || n.is(Kind::union_type)) return UnionOperand::yes;  // it is evaluated already
    if (n.is_any({Kind::generic_type, Kind::subscript}))
        return union_operand(model, n.is(Kind::subscript) ? n.child(Field::value) : n.child(0u), depth + 1);
    if (!n.is_any({Kind::identifier, Kind::attribute})) return UnionOperand::unknown;
    Type type = model.type(n);
    if (type.only(Type::str | Type::function)) return UnionOperand::no;
    std::string qualified = model.qualified(n);
    if (!qualified.empty() && qualified.find('.') == std::string::npos && model.names_builtin(qualified))
        return builtin_function(qualified) ? UnionOperand::no : UnionOperand::yes;
    if (qualified.find('.') != std::string::npos) return library_operand(model, qualified);
    const Binding* b = model.binding(n);
    if (!b || b->stores != 1) return UnionOperand::unknown;
    if (b->flags & Binding::type_parameter) return UnionOperand::yes;
    Node store(model.tree(), b->first_store), owner = store.parent();
    if (owner.is(Kind::class_definition)) return UnionOperand::yes;
    if (owner.is(Kind::function_definition)) return UnionOperand::no;
    if (!owner.is(Kind::assignment) || owner.child(Field::left) != store) return UnionOperand::unknown;
    Node value = owner.child(Field::right);
    if (!value.is(Kind::call)) return union_operand(model, value, depth + 1);
    Node maker = value.child(Field::function);
    for (std::string_view known : {"typing.TypeVar", "typing.NewType", "typing.NamedTuple", "collections.namedtuple",
                                   "enum.Enum", "typing_extensions.TypeVar"})
        if (model.means(maker, known)) return UnionOperand::yes;
    return UnionOperand::unknown;
}

}  // namespace

UnionOperand union_operand(const Model& model, Node type) {
    return union_operand(model, type, 0);
}

bool quotes_no_type(const Model& model, Node string) {
    if (!string.is(Kind::string)) return false;
    return std::ranges::any_of(spelled_names(string), [&](Span span) {
        const std::string_view name = model.tree().text.substr(span.start, span.size()),
                               head = name.substr(0, name.find('.'));
        const auto id = model.lookup(head, string);
        if (!id) return builtin_function(name);
        const Binding& b = model.bindings()[*id];
        const Node store(model.tree(), b.first_store);
        if (b.flags & Binding::import) {
            const std::string path = model.qualified(store);
            return !path.empty() &&
                   library_operand(model, path + std::string(name.substr(head.size()))) == UnionOperand::no;
        }
        return head == name && b.stores == 1 && store.parent().is(Kind::function_definition);
    });
}

FormsAsked::FormsAsked(const Model& model) {
    const Tree& tree = model.tree();
    for (NodeId id = 0; id < tree.nodes.size() && !anywhere; ++id)
        if (tree.nodes[id].kind == Kind::identifier) {
            const std::string_view name = Node(tree, id).text();
            anywhere = name == "get_origin" || name == "__origin__";
        }
}

bool is_typing(std::string_view qualified, std::string_view name) {
    for (std::string_view module : {"typing.", "typing_extensions."})
        if (qualified.starts_with(module) && qualified.substr(module.size()) == name) return true;
    return false;
}

bool means_typing(const Model& model, Node expression, std::string_view name) {
    return model.means(expression, "typing." + std::string(name)) ||
           model.means(expression, "typing_extensions." + std::string(name));
}

}  // namespace zen
