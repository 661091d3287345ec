// The types of expressions, as far as they are certain: displays, operators, names and what was stored in them.
#include <algorithm>
#include <bit>
#include <utility>

#include "semantics/types/library_types.h"
#include "semantics/types/typer.h"

namespace zen {
namespace {

constexpr int depth_limit = 60;

bool is_bytes(Node string) {
    std::string_view start = string.child(0u).text();
    return start.substr(0, start.find_first_of("'\"")).find_first_of("bB") != std::string_view::npos;
}

bool has_splat(Node display) {
    return std::ranges::any_of(display.children(),
                               [](Node n) { return n.is_any({Kind::list_splat, Kind::list_splat_pattern}); });
}

}  // namespace

Type Model::type(Node expression) const {
    Node n = unparenthesized(expression);
    if (!n) return {};
    auto known = data_->types.find(n.id());
    if (known != data_->types.end()) return known->second.bits ? known->second : Type{};
    Typer typer(*this);
    Type t = typer.of(n);
    if (t.bits == 0) t = {};
    if (typer.gave_up()) data_->types.insert_or_assign(n.id(), t);
    return t;
}

Type Typer::of(Node expression) {
    Node n = unparenthesized(expression);
    if (!n) return {};
    auto known = data_.types.find(n.id());
    if (known != data_.types.end()) return known->second;
    auto supposed = open_.find(n.id());
    if (supposed != open_.end()) {
        touched_ = std::min(touched_, supposed->second.index);
        rests_on_ |= bit_of(supposed->second.index);
        return supposed->second.type;
    }
    if (!tentative_.empty())
        if (auto before = tentative_.find(n.id()); before != tentative_.end()) {
            touched_ = std::min(touched_, static_cast<unsigned>(std::countr_zero(before->second.rests_on)));
            rests_on_ |= before->second.rests_on;
            return before->second.type;
        }
    if (depth_ >= depth_limit || --steps_ <= 0) {
        touched_ = 0;  // nothing that rests on this is kept
        steps_ = std::min(steps_, 0);
        return {};
    }
    ++depth_;
    unsigned before = std::exchange(touched_, none_open);
    const std::uint64_t rested_on = std::exchange(rests_on_, 0);
    Type t = only_of(0);
    if (n.is_any({Kind::identifier, Kind::call})) {
        auto index = static_cast<unsigned>(open_.size());
        constexpr int rounds = 6;
        for (int round = 0;; ++round) {
            touched_ = none_open;
            rests_on_ = 0;
            open_.insert_or_assign(n.id(), Supposed{index, t});
            Type next = work_out(n);
            bool rests_on_itself = touched_ <= index;
            bool settled = !rests_on_itself || same_type(next, t);
            // A list that holds itself settles on what it is, not on what is in it.
            if (round == rounds && next.bits == t.bits && next.qualified == t.qualified) {
                next.arguments = nullptr;
                next.fixed = false;
                t = next;
                break;
            }
            t = round == rounds ? Type{} : next;
            if (settled || round == rounds) break;
            forget_resting_on(index);
        }
        open_.erase(n.id());
        forget_resting_on(index);
        rests_on_ &= ~bit_of(index);
        if (touched_ != none_open && touched_ >= index) touched_ = none_open;
    } else {
        t = work_out(n);
    }
    --depth_;
    if (touched_ == none_open && !gave_up()) {
        data_.types.insert_or_assign(n.id(), t);
    } else if (!gave_up() && rests_on_ && rests_on_ < bit_of(63) && n.is_any({Kind::identifier, Kind::call})) {
        tentative_.insert_or_assign(n.id(), Tentative{t, rests_on_});
    }
    touched_ = std::min(touched_, before);
    rests_on_ |= rested_on;
    return t;
}

Type Typer::work_out(Node n) {
    switch (n.kind()) {
        case Kind::identifier:
            return of_name(n);
        case Kind::integer:
            return only_of(n.text().ends_with('j') || n.text().ends_with('J') ? Type::complex_ : Type::int_);
        case Kind::float_:
            return only_of(n.text().ends_with('j') || n.text().ends_with('J') ? Type::complex_ : Type::float_);
        case Kind::true_:
        case Kind::false_:
            return only_of(Type::bool_);
        case Kind::none:
            return only_of(Type::none);
        case Kind::string:
            return only_of(is_bytes(n) ? Type::bytes : Type::str);
        case Kind::concatenated_string:
            return of(n.child(0u));
        case Kind::list:
        case Kind::set:
            return of_display(n, n.is(Kind::list) ? Type::list : Type::set);
        case Kind::list_comprehension:
            return with_arguments(only_of(Type::list), {of(n.child(Field::body))});
        case Kind::set_comprehension:
            return with_arguments(only_of(Type::set), {of(n.child(Field::body))});
        case Kind::dictionary:
            return only_of(Type::dict);
        case Kind::dictionary_comprehension: {
            Node pair = n.child(Field::body);
            return with_arguments(only_of(Type::dict), {of(pair.child(Field::key)), of(pair.child(Field::value))});
        }
        case Kind::tuple:
        case Kind::expression_list:
            return of_tuple(n);
        case Kind::generator_expression:
            return with_arguments(only_of(Type::generator), {of(n.child(Field::body))});
        case Kind::lambda:
            return only_of(Type::function);
        case Kind::not_operator:
            return only_of(Type::bool_);
        case Kind::named_expression:
            return of(n.child(Field::value));
        case Kind::binary_operator:
            return operator_result(n.child(Field::operator_).kind(), of(n.child(Field::left)),
                                   of(n.child(Field::right)), model_.target());
        case Kind::boolean_operator: {
            Type left = of(n.child(Field::left)), right = of(n.child(Field::right));
            // What `or` passes on is true, so it is not None.
            bool is_or = n.child(Field::operator_).is(Kind::kw_or);
            return either(is_or ? without(left, Type::none) : left, right);
        }
        case Kind::conditional_expression:
            return either(of(n.child(0u)), of(n.child(2u)));
        case Kind::comparison_operator:
            return of_comparison(n);
        case Kind::unary_operator: {
            Type t = of(n.child(Field::argument));
            if (t.bits == 0) return t;
            if (!t.only(number_types)) return {};
            return only_of((t.bits & ~Type::bool_) | (t.bits & Type::bool_ ? Type::int_ : 0u));
        }
        case Kind::call:
            return of_call(n);
        case Kind::attribute:
            return of_attribute(n);
        case Kind::subscript:
            return of_subscript(n);
        default:
            return {};
    }
}

// What a short tuple holds cannot change.
Type Typer::of_tuple(Node n) {
    if (has_splat(n) || n.child_count() > 8) return only_of(Type::tuple);
    std::vector<Type> items;
    for (Node item : n.children()) items.push_back(of(item));
    Type t = with_arguments(only_of(Type::tuple), std::move(items));
    t.fixed = true;
    return t;
}

Type Typer::of_display(Node n, std::uint32_t bit) {
    if (has_splat(n) || n.has_children(0) || n.child_count() > 8) return only_of(bit);
    Type inside = only_of(0);
    for (Node item : n.children()) inside = either(inside, of(item));
    return inside.known() ? with_arguments(only_of(bit), {inside}) : only_of(bit);
}

Type Typer::of_comparison(Node n) {
    // `in`, `is` and their like answer with a bool; the others ask the operands, which may answer anything.
    constexpr std::uint32_t plain = ~(Type::unknown | Type::instance | Type::class_ | Type::module);
    bool all_plain = true, all_certain = true;
    for (Node part : n.tokens()) {
        if (part.field() == Field::operators)
            all_certain &= part.is_any({Kind::kw_in, Kind::kw_not_in, Kind::kw_is, Kind::kw_is_not});
        else if (part.named())
            all_plain &= of(part).only(plain) || part.is(Kind::none);
    }
    return all_certain || all_plain ? only_of(Type::bool_) : Type{};
}

Type Typer::of_subscript(Node n) {
    Type value = of(n.child(Field::value));
    if (value.bits == 0) return value;
    Node index = n.child(Field::subscript);
    if (index.next_sibling().field() == Field::subscript) return {};
    constexpr std::uint32_t sliced = Type::str | Type::bytes | Type::list | Type::tuple | Type::range;
    if (index.is(Kind::slice)) {
        if (!value.only(sliced)) return {};
        Type part = value;
        if (part.fixed) part.arguments = nullptr, part.fixed = false;
        return part;
    }
    if (value.only(Type::str)) return value;
    if (value.only(Type::range)) return only_of(Type::int_);
    if (value.only(Type::bytes)) return only_of(Type::int_);
    if (value.only(Type::tuple) && value.arguments) {
        if (!value.fixed) return value.argument(0);
        bool negative = index.is(Kind::unary_operator) && index.child(Field::operator_).is(Kind::op_minus);
        Node digits = negative ? index.child(Field::argument) : index;
        if (!digits.is(Kind::integer) || digits.text().size() != 1) return {};
        auto at = static_cast<std::size_t>(digits.text()[0] - '0');
        if (negative) at = value.arguments->size() - at;
        return at < value.arguments->size() ? value.argument(at) : Type{};
    }
    if (value.only(Type::list)) return of(index).only(Type::int_ | Type::bool_) ? value.argument(0) : Type{};
    if (value.only(Type::dict)) return value.argument(1);
    return subscript_result(value, of(index), model_.target());
}

// What is in an object that can change is as certain as that nobody puts something else there: a name's own function
// may not, and may hand it to nobody who could.
Type Typer::inside_certain(const Reference& r, Node n, Type t) {
    constexpr std::uint32_t changing = Type::list | Type::dict | Type::set | Type::instance;
    if (!t.arguments || !(t.bits & changing) || r.binding == no_id) return t;
    auto [known, fresh] = data_.unchanged_inside.try_emplace(r.binding, false);
    if (fresh) {
        bool safe = declared(r).known() || of_annotated_parameter(r);
        Node function = model_.enclosing_function(n);
        Node where = function ? function : Node(model_.tree(), 0);
        const Scope& home = data_.scopes[data_.bindings[r.binding].scope];
        bool here = home.sort == Scope::comprehension || home.node == where.id();
        if (!safe && here) safe = !model_.mutated(n, where) && !handed_on(r);
        // Asking may have made room for others.
        data_.unchanged_inside[r.binding] = safe;
        known = data_.unchanged_inside.find(r.binding);
    }
    if (known->second) return t;
    t.arguments = nullptr;
    t.fixed = false;
    return t;
}

// Is the object that the name holds given to somebody who may change it?
bool Typer::handed_on(const Reference& r) {
    constexpr std::string_view readers[] = {"len",  "print",  "sorted",    "enumerate",  "zip",   "max",
                                            "min",  "sum",    "any",       "all",        "list",  "tuple",
                                            "set",  "dict",   "str",       "map",        "iter",  "reversed",
                                            "repr", "filter", "frozenset", "isinstance", "range", "bool"};
    for (const Reference* other : model_.references_of(r.binding)) {
        Node n(model_.tree(), other->node);
        while (n.parent().is_any({Kind::keyword_argument, Kind::list_splat, Kind::parenthesized_expression}))
            n = n.parent();
        if (!n.parent().is(Kind::argument_list)) continue;
        Node callee = n.parent().parent().child(Field::function);
        std::string_view method = callee.child(Field::attribute).text();
        bool reads = method == "join" || method == "extend" || method == "update" || method == "writelines" ||
                     std::ranges::any_of(readers, [&](std::string_view name) { return model_.means(callee, name); });
        if (!reads) return true;
    }
    return false;
}

bool Typer::of_annotated_parameter(const Reference& r) {
    const Binding& b = data_.bindings[r.binding];
    if (!(b.flags & Binding::parameter) || b.stores != 1) return false;
    Node parameter = Node(model_.tree(), b.first_store).parent();
    return parameter.is_any({Kind::typed_parameter, Kind::typed_default_parameter});
}

Type Typer::of_name(Node identifier) {
    const Reference* r = model_.reference(identifier);
    if (!r) return {};
    if (r->binding == no_id) {
        std::string name = model_.qualified(identifier);
        if (name.empty()) {
            std::string_view text = identifier.text();
            return text == "__name__" || text == "__file__" ? only_of(Type::str) : Type{};
        }
        if (name == "NotImplemented" || name == "Ellipsis") return instance_of(name);
        if (name == "__debug__") return only_of(Type::bool_);
        return value_of_name(name, model_.target());
    }
    if (r->access != Access::load) return of_store(identifier);
    Type t = only_of(0);
    std::vector<Node> stores = model_.definitions(identifier);
    if (stores.empty()) return {};
    for (Node store : stores) {
        t = either(t, of(store));
        if (t.bits & Type::unknown) break;
    }
    return inside_certain(*r, identifier, narrowed(*r, identifier, t));
}

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
    if (stored.known() && stored.arguments) return stored;
    Type promise = declared(*r);
    if (!stored.known()) return promise;
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
    return items_of(of(n), model_.target());
}

// `with expression as name`
Type Typer::of_manager(Node expression) {
    Node statement = statement_of(expression);
    if (statement.is(Kind::with_statement) && (*statement.tokens().begin()).is(Kind::kw_async)) return {};
    return entered(of(expression), model_.target());
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
