// What annotations and class expressions say of values.
#include <algorithm>

#include "semantics/types/typer.h"

namespace zen {

// The instances of a class of the library or of another file.
Type Typer::of_class_named(const std::string& path) {
    Type t = instances_of_class(path, model_.target());
    if (t.known() || path.empty()) return t;
    if (data_.exporting) return is_class_name(path, model_.target()) ? Type{} : instance_of("@" + path);
    return instances_of(referent_of(model_, path));
}

// The instances of the class that the expression names; of a tuple of classes, any of them.
Type Typer::of_class_expression(Node expression) {
    Node n = unparenthesized(expression);
    if (depth_ >= 50) return {};
    Deeper deeper(depth_);
    if (n.is_any({Kind::tuple, Kind::expression_list})) {
        Type t = only_of(0);
        for (Node part : n.children()) t = either(t, of_class_expression(part));
        return t.bits == 0 ? Type{} : t;
    }
    if (n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_bar))
        return either(of_class_expression(n.child(Field::left)), of_class_expression(n.child(Field::right)));
    if (n.is(Kind::none)) return only_of(Type::none);
    std::string name = model_.qualified(n);
    if (!name.empty()) return of_class_named(name);
    if (n.is(Kind::identifier))
        if (Node definition = own_definition(model_, n); definition.is(Kind::class_definition)) {
            return of_own_class(definition);
        }
    return {};
}

namespace {

// An annotation is a promise about subclasses too: ints may be bools, floats ints.
Type promised(Type t) {
    if (t.bits & Type::complex_) t.bits |= Type::float_;
    if (t.bits & Type::float_) t.bits |= Type::int_;
    if (t.bits & Type::int_) t.bits |= Type::bool_;
    return t;
}

constexpr std::string_view typing_modules[] = {"typing.", "typing_extensions."};

// "Optional" of typing.Optional; "" for names of other modules.
std::string_view typing_name(std::string_view qualified) {
    for (std::string_view module : typing_modules)
        if (qualified.starts_with(module)) return qualified.substr(module.size());
    return "";
}

}  // namespace

// `list[int]`: what is in the brackets, for classes that hold something.
Type Typer::promised_inside(Type t, Node list) {
    std::vector<Type> inside;
    bool open_end = false;
    for (Node part : list.children()) {
        if (list.is(Kind::subscript) && part.field() != Field::subscript) continue;
        Node item = part.is(Kind::type) ? part.child(0u) : unparenthesized(part);
        if (list.is(Kind::subscript) && item.is(Kind::tuple) && inside.empty())
            for (Node n : item.children()) {
                open_end |= n.is(Kind::ellipsis);
                if (!n.is(Kind::ellipsis)) inside.push_back(of_annotation(n));
            }
        else if (item.is(Kind::ellipsis))
            open_end = true;
        else
            inside.push_back(of_annotation(part));
    }
    if (t.bits == Type::tuple) {
        t.fixed = !open_end;
        if (open_end && inside.size() != 1) return only_of(t.bits);
    } else {
        std::size_t wanted = t.only(Type::list | Type::set | Type::frozenset | Type::generator) ? 1
                             : t.bits == Type::dict                                             ? 2
                                                                                                : inside.size();
        if (inside.size() != wanted) return t;
    }
    return with_arguments(std::move(t), std::move(inside));
}

Type Typer::of_annotation(Node type) {
    Node n = type.is(Kind::type) ? type.child(0u) : unparenthesized(type);
    if (depth_ >= 50 || !n) return {};
    Deeper deeper(depth_);
    if (n.is(Kind::none)) return only_of(Type::none);
    if (n.is(Kind::string)) {
        Node content = n.child(1u);
        return content.is(Kind::string_content) ? of_text_annotation(content.text(), n) : Type{};
    }
    if (n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_bar))
        return either(of_annotation(n.child(Field::left)), of_annotation(n.child(Field::right)));
    if (n.is(Kind::union_type)) {
        Type t = only_of(0);
        for (Node part : n.children()) t = either(t, of_annotation(part));
        return t;
    }
    // `list[int]`, in the two shapes that the grammar has for it.
    Node base = n, list;
    if (n.is(Kind::generic_type)) {
        base = n.child(0u);
        list = n.child(1u);
    } else if (n.is(Kind::subscript)) {
        base = n.child(Field::value);
        list = n;
    }
    if (list) {
        std::string name = model_.qualified(base);
        std::string_view special = typing_name(name);
        auto argument = [&](unsigned index) { return list.child(list.is(Kind::subscript) ? index + 1 : index); };
        if (special == "Optional") return either(of_annotation(argument(0)), only_of(Type::none));
        if (special == "Union") {
            Type t = only_of(0);
            for (unsigned i = 0; argument(i); ++i) t = either(t, of_annotation(argument(i)));
            return t.bits == 0 ? Type{} : t;
        }
        if (special == "Annotated" || special == "Final" || special == "ClassVar" || special == "Required" ||
            special == "NotRequired")
            return of_annotation(argument(0));
        if (special == "Literal") {
            Type t = only_of(0);
            for (unsigned i = 0; argument(i); ++i) {
                Node value = argument(i).is(Kind::type) ? argument(i).child(0u) : argument(i);
                t = either(t, model_.constant(value) ? of(value) : Type{});
            }
            return t.bits == 0 ? Type{} : t;
        }
        if (special == "Generator" || special == "Iterator" || name == "collections.abc.Generator" ||
            name == "collections.abc.Iterator")
            return with_arguments(only_of(Type::generator), {of_annotation(argument(0))});
        if (name == "type" || special == "Type") return only_of(Type::class_);
        Type t = instances_of_class(name, model_.target());
        return t.known() ? promised_inside(t, list) : t;
    }
    std::string name = model_.qualified(n);
    std::string_view special = typing_name(name);
    if (special == "Generator" || special == "Iterator" || name == "collections.abc.Iterator")
        return only_of(Type::generator);
    if (special == "LiteralString" || special == "AnyStr")
        return special == "AnyStr" ? only_of(Type::str | Type::bytes) : only_of(Type::str);
    if (name == "object" || name == "collections.abc.Generator") return {};
    return promised(of_class_expression(n));
}

// A quoted annotation: a plain name, perhaps `| None` or in brackets; anything else is unknown.
Type Typer::of_text_annotation(std::string_view text, Node at) {
    auto trim = [](std::string_view s) {
        while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
        while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
        return s;
    };
    text = trim(text);
    if (text.size() > 200) return {};
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
        if (text[i] == '|' && depth == 0)
            return either(of_text_annotation(text.substr(0, i), at), of_text_annotation(text.substr(i + 1), at));
    }
    if (auto bracket = text.find('['); bracket != std::string_view::npos && text.ends_with(']')) {
        // `list[int]`: the outside is enough, unless it is an Optional or the like.
        if (text.find('[', bracket + 1) == std::string_view::npos && text.find(']') == text.size() - 1) {
            std::string_view outside = text.substr(0, bracket);
            if (outside != "list" && outside != "dict" && outside != "set" && outside != "tuple" &&
                outside != "frozenset")
                return {};
            text = outside;
        } else {
            return {};
        }
    }
    if (text == "None") return only_of(Type::none);
    if (const std::size_t dot = text.find('.'); dot != text.npos && text.find(' ') == text.npos) {
        const auto head = model_.lookup(text.substr(0, dot), at);
        if (!head || !(data_.bindings[*head].flags & Binding::import)) return {};
        read_imports(model_);
        auto path = data_.import_paths.find(*head);
        if (path == data_.import_paths.end() || path->second.empty()) return {};
        return promised(of_class_named(path->second + std::string(text.substr(dot))));
    }
    auto seen = model_.lookup(text, at);
    if (!seen)
        return text.find_first_of(". ") == std::string_view::npos && is_class_name(text, model_.target()) &&
                       text != "object"
                   ? promised(instances_of_class(text, model_.target()))
                   : Type{};
    Node store(model_.tree(), data_.bindings[*seen].first_store);
    const Binding& b = data_.bindings[*seen];
    if ((b.flags & Binding::definition) && b.stores == 1 && store.parent().is(Kind::class_definition) &&
        own_class(model_, text) == store.parent())
        return of_own_class(store.parent());
    if (b.flags & Binding::import) {
        read_imports(model_);
        auto path = data_.import_paths.find(*seen);
        if (path != data_.import_paths.end()) return promised(of_class_named(path->second));
    }
    return {};
}

}  // namespace zen
