// What a store puts into a name: of assignments, loops, `with`, imports, definitions, and parts of what is unpacked.
#include <algorithm>
#include <utility>

#include "semantics/types/typer.h"

namespace zen {

// The annotation of a name, wherever it stands.
Type Typer::declared(const Reference& r) {
    if (r.binding == no_id || !(data_.bindings[r.binding].flags & Binding::annotated)) return {};
    for (const Reference* other : model_.references_of(r.binding)) {
        Node assignment = Node(model_.tree(), other->node).parent();
        if (other->access != Access::load && assignment.is(Kind::assignment))
            if (Node annotation = assignment.child(Field::type)) return of_annotation(annotation);
    }
    return {};
}

// What a name holds once the store at this identifier has happened.
Type Typer::of_store(Node identifier) {
    const Reference* r = model_.reference(identifier);
    if (!r) return {};
    Type stored;
    Node inner = identifier;
    for (Node outer = identifier.parent(); outer; inner = outer, outer = outer.parent()) {
        bool more = false;
        switch (outer.kind()) {
            case Kind::assignment: {
                Node value = outer.child(Field::right);
                while (value.is(Kind::assignment)) value = value.child(Field::right);
                if (inner.field() != Field::left || !value) return declared(*r);
                stored = inner == identifier ? of(value) : of_unpacked(identifier, value);
                break;
            }
            case Kind::augmented_assignment: {
                if (inner != identifier) return {};
                // What was there before, by the stores that reach it.
                Type before = only_of(0);
                for (Node store : model_.definitions(identifier)) before = either(before, of(store));
                std::string_view op = outer.child(Field::operator_).text();
                Type right = of(outer.child(Field::right));
                if (before.only(Type::list) && op == "+=") return before;
                constexpr std::pair<std::string_view, Kind> operators[] = {
                    {"+=", Kind::op_plus},       {"-=", Kind::op_minus},        {"*=", Kind::op_star},
                    {"/=", Kind::op_slash},      {"//=", Kind::op_slash_slash}, {"%=", Kind::op_percent},
                    {"**=", Kind::op_star_star}, {"&=", Kind::op_amp},          {"|=", Kind::op_bar},
                    {"^=", Kind::op_caret},      {"<<=", Kind::op_lt_lt},       {">>=", Kind::op_gt_gt}};
                for (const auto& [text, kind] : operators)
                    if (text == op) return operator_result(kind, before, right, model_.target());
                return {};
            }
            case Kind::for_statement:
            case Kind::for_in_clause:
                if (inner.field() != Field::left) return {};
                if (inner == identifier) return of_items(outer.child(Field::right));
                {
                    Node call = unparenthesized(outer.child(Field::right));
                    // The counter of enumerate().
                    bool first = inner.child(0u) == identifier;
                    if (call.is(Kind::call) && first && model_.means(call.child(Field::function), "enumerate"))
                        return only_of(Type::int_);
                    return of_part(identifier, outer, of_items(outer.child(Field::right)));
                }
            case Kind::named_expression:
                return of(outer.child(Field::value));
            case Kind::as_pattern_target: {
                Node pattern = outer.parent(), holder = pattern.parent();
                if (inner != identifier) return {};
                if (holder.is(Kind::except_clause)) {
                    Type caught = of_class_expression(pattern.child(0u));
                    bool group = std::ranges::any_of(holder.tokens(), [](Node t) { return t.is(Kind::op_star); });
                    return group ? Type{} : caught;
                }
                return of_manager(pattern.child(0u));
            }
            case Kind::function_definition:
            case Kind::class_definition:
                return inner == identifier ? of_definition(outer, identifier) : Type{};
            case Kind::import_statement: {
                return inner.is(Kind::dotted_name) ? Type{Type::module, std::string(inner.child(0u).text())} : Type{};
            }
            case Kind::aliased_import:
            case Kind::import_from_statement: {
                if (outer.is(Kind::aliased_import) && outer.parent().is(Kind::import_statement))
                    return {Type::module, std::string(outer.child(Field::name).text())};
                read_imports(model_);
                auto path = data_.import_paths.find(r->binding);
                if (path == data_.import_paths.end() || path->second.empty()) return {};
                const Type library = value_of_name(path->second, model_.target());
                return library.known() ? library : value_of_referent(referent_of(model_, path->second));
            }
            case Kind::parameters:
            case Kind::lambda_parameters:
                return of_parameter(identifier, inner);
            case Kind::list_splat_pattern:
                if (outer.parent().is_any({Kind::parameters, Kind::lambda_parameters, Kind::typed_parameter}))
                    return only_of(Type::tuple);
                return only_of(Type::list);
            case Kind::dictionary_splat_pattern:
                return only_of(Type::dict);
            case Kind::default_parameter:
            case Kind::typed_parameter:
            case Kind::typed_default_parameter:
            case Kind::dotted_name:
            case Kind::tuple_pattern:
            case Kind::list_pattern:
            case Kind::pattern_list:
            case Kind::tuple:
            case Kind::list:
                more = true;
                break;
            default:
                return {};
        }
        if (!more) break;
    }
    if (stored.bits == 0) return stored;
    constexpr std::uint32_t changing = Type::list | Type::dict | Type::set | Type::instance;
    const bool one = !(stored.bits & (stored.bits - 1));
    if (stored.known() && stored.arguments && one && !(stored.bits & changing)) return stored;
    Type promise = declared(*r);
    if (!stored.known()) return promise;
    // `x: list[int | None] = [None]`: what will be put in is what the annotation says.
    if (const Type held = without(promise, Type::none);
        promise.known() && one && held.bits == stored.bits && held.qualified == stored.qualified)
        return held;
    if (stored.arguments && one) return stored;
    // `x: str = maybe_none()`: whoever wrote it knows more.
    if (promise.known() && (stored.bits & ~promise.bits) && !(promise.bits & ~stored.bits)) return promise;
    if (stored.arguments) return stored;
    // `x: list[int] = []`: the annotation knows what is going to be in it.
    if (promise.arguments && (promise.bits & ~Type::none) == stored.bits)
        return promise.bits & Type::none ? without(promise, Type::none) : promise;
    return stored;
}

// `a, (b, c) = 1, (2, 3)`: the part of the display that goes to the name.
Type Typer::of_unpacked(Node target, Node value) {
    std::vector<Node> way;  // patterns from the assignment inwards
    for (Node n = target; !n.parent().is(Kind::assignment); n = n.parent()) way.push_back(n);
    for (auto part = way.rbegin(); part != way.rend(); ++part) {
        value = unparenthesized(value);
        Node pattern = part->parent();
        if (pattern.is(Kind::list_splat_pattern)) return only_of(Type::list);
        if (!value.is_any({Kind::tuple, Kind::expression_list, Kind::list}))
            return of_part(target, pattern.parent(), of(value), way.rend() - part);
        if (has_splat(value) || has_splat(pattern) || value.child_count() != pattern.child_count()) return {};
        unsigned index = 0;
        for (Node n : pattern.children()) {
            if (n == *part) break;
            ++index;
        }
        value = value.child(index);
    }
    return of(value);
}

// `for a, (b, c) in …`, where each item is of that type: the part that goes to the name.
Type Typer::of_part(Node target, Node holder, Type item, std::ptrdiff_t levels) {
    std::vector<Node> way;
    for (Node n = target; n && n != holder; n = n.parent()) way.push_back(n);
    if (levels > 0)
        while (static_cast<std::ptrdiff_t>(way.size()) > levels) way.pop_back();
    for (auto part = way.rbegin(); part != way.rend(); ++part) {
        Node pattern = part->parent();
        if (!pattern.is_any({Kind::tuple_pattern, Kind::list_pattern, Kind::pattern_list, Kind::tuple, Kind::list,
                             Kind::expression_list}))
            continue;
        bool starred = std::ranges::any_of(
            pattern.children(), [](Node n) { return n.is_any({Kind::list_splat, Kind::list_splat_pattern}); });
        if (part->is_any({Kind::list_splat, Kind::list_splat_pattern})) return only_of(Type::list);
        if (item.only(Type::tuple) && item.fixed && item.arguments) {
            if (starred || pattern.child_count() != item.arguments->size()) return {};
            unsigned index = 0;
            for (Node n : pattern.children()) {
                if (n == *part) break;
                ++index;
            }
            item = item.argument(index);
        } else {
            item = items_of(item, model_.target());
        }
    }
    return item;
}

Type Typer::of_items(Node iterable) {
    Node n = unparenthesized(iterable);
    if (n.is_any({Kind::list, Kind::tuple, Kind::set, Kind::expression_list})) {
        if (has_splat(n) || n.has_children(0) || n.child_count() > 50) return {};
        Type t = only_of(0);
        for (Node item : n.children()) t = either(t, of(item));
        return t;
    }
    if (n.is(Kind::call)) {
        Node function = n.child(Field::function), argument = n.child(Field::arguments).child(0u);
        for (std::string_view passing : {"sorted", "reversed", "list", "tuple", "set", "iter", "frozenset"})
            if (argument && model_.means(function, passing)) return of_items(argument);
    }
    const Type t = of(n);
    if (const Type iterator = called_member(t, "__iter__"); iterator.known()) {
        const Type item = called_member(iterator, "__next__");
        return item.known() ? item : items_of(iterator, model_.target());
    }
    return items_of(t, model_.target());
}

// `with expression as name`
Type Typer::of_manager(Node expression) {
    Node statement = statement_of(expression);
    if (statement.is(Kind::with_statement) && (*statement.tokens().begin()).is(Kind::kw_async)) return {};
    const Type manager = of(expression);
    const bool made_here = expression.is(Kind::call) && own_definition(model_, expression.child(Field::function));
    if (Type t = called_member(manager, "__enter__", made_here); t.known()) return t;
    return entered(manager, model_.target());
}

Type Typer::of_definition(Node definition, Node name) {
    Node decorated = definition.parent();
    bool is_class = definition.is(Kind::class_definition);
    if (decorated.is(Kind::decorated_definition)) {
        for (Node decorator : decorated.children()) {
            if (!decorator.is(Kind::decorator)) continue;
            Node what = decorator.child(0u);
            if (what.is(Kind::call)) what = what.child(Field::function);
            constexpr std::string_view harmless[] = {"dataclasses.dataclass", "functools.total_ordering",
                                                     "typing.final", "typing.runtime_checkable", "enum.unique"};
            bool known =
                is_class && std::ranges::any_of(harmless, [&](std::string_view h) { return model_.means(what, h); });
            if (!known) return {};
        }
    }
    if (!is_class) return only_of(Type::function);
    return {Type::class_, std::string(name.text())};
}

}  // namespace zen
