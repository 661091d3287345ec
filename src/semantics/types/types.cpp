// The types of expressions, as far as they are certain: displays, operators, names and what was stored in them.
#include <algorithm>
#include <utility>

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
        return supposed->second.type;
    }
    if (depth_ >= depth_limit || --steps_ <= 0) {
        touched_ = 0;  // nothing that rests on this is kept
        steps_ = std::min(steps_, 0);
        return {};
    }
    ++depth_;
    unsigned before = std::exchange(touched_, none_open);
    Type t = only_of(0);
    if (n.is_any({Kind::identifier, Kind::call})) {
        auto index = static_cast<unsigned>(open_.size());
        constexpr int rounds = 6;
        for (int round = 0;; ++round) {
            touched_ = none_open;
            open_.insert_or_assign(n.id(), Supposed{index, t});
            Type next = work_out(n);
            bool rests_on_itself = touched_ <= index;
            bool settled = !rests_on_itself || (next.bits == t.bits && next.qualified == t.qualified);
            t = round == rounds ? Type{} : next;
            if (settled || round == rounds) break;
        }
        open_.erase(n.id());
        if (touched_ != none_open && touched_ >= index) touched_ = none_open;
    } else {
        t = work_out(n);
    }
    --depth_;
    if (touched_ == none_open && !gave_up()) {
        data_.types.insert_or_assign(n.id(), t);
    }
    touched_ = std::min(touched_, before);
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
        case Kind::list_comprehension:
            return only_of(Type::list);
        case Kind::dictionary:
        case Kind::dictionary_comprehension:
            return only_of(Type::dict);
        case Kind::set:
        case Kind::set_comprehension:
            return only_of(Type::set);
        case Kind::tuple:
        case Kind::expression_list:
            return only_of(Type::tuple);
        case Kind::generator_expression:
            return only_of(Type::generator);
        case Kind::lambda:
            return only_of(Type::function);
        case Kind::not_operator:
            return only_of(Type::bool_);
        case Kind::named_expression:
            return of(n.child(Field::value));
        case Kind::binary_operator:
            return binary_result(n.child(Field::operator_).kind(), of(n.child(Field::left)), of(n.child(Field::right)));
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
    if (index.is(Kind::slice)) return value.only(sliced) ? only_of(value.bits) : Type{};
    if (value.only(Type::str)) return value;
    if (value.only(Type::range)) return only_of(Type::int_);
    if (value.only(Type::bytes)) return only_of(Type::int_);
    Node display = unparenthesized(n.child(Field::value));
    if (display.is(Kind::tuple) && index.is(Kind::integer) && !has_splat(display) && index.text().size() == 1)
        return of(display.child(static_cast<unsigned>(index.text()[0] - '0')));
    return {};
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
        if (is_class_name(name)) return {Type::class_, name};
        Type constant = constant_result(name);
        return constant.known() ? constant : only_of(Type::function);
    }
    if (r->access != Access::load) return of_store(identifier);
    Type t = only_of(0);
    std::vector<Node> stores = model_.definitions(identifier);
    if (stores.empty()) return {};
    for (Node store : stores) {
        t = either(t, of(store));
        if (t.bits & Type::unknown) break;
    }
    return narrowed(*r, identifier, t);
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
                    if (text == op) return binary_result(kind, before, right);
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
                    return {};
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
                return is_class_name(path->second) ? Type{Type::class_, path->second} : constant_result(path->second);
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
    if (stored.known() || stored.bits == 0) return stored;
    return declared(*r);
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
            return way.size() == 1 ? items_of(of(value)) : Type{};
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
        if (function.is(Kind::attribute) && of(function.child(Field::object)).only(Type::str)) {
            std::string_view method = function.child(Field::attribute).text();
            if (method == "split" || method == "splitlines" || method == "rsplit") return only_of(Type::str);
        }
        if (model_.means(function, "os.listdir") && !argument) return only_of(Type::str);
    }
    return items_of(of(n));
}

// `with expression as name`
Type Typer::of_manager(Node expression) {
    Node n = unparenthesized(expression);
    if (n.is(Kind::call)) {
        if (model_.means(n.child(Field::function), "tempfile.TemporaryDirectory")) return only_of(Type::str);
        constexpr std::string_view managers[] = {"concurrent.futures.ThreadPoolExecutor",
                                                 "concurrent.futures.ProcessPoolExecutor",
                                                 "zipfile.ZipFile",
                                                 "tarfile.TarFile",
                                                 "subprocess.Popen",
                                                 "socket.socket",
                                                 "io.StringIO",
                                                 "io.BytesIO",
                                                 "contextlib.ExitStack",
                                                 "tempfile.SpooledTemporaryFile"};
        for (std::string_view name : managers)
            if (model_.means(n.child(Field::function), name)) return instance_of(name);
    }
    Type t = of(n);
    bool file = t.instance_of("io.TextIOWrapper") || t.instance_of("io.BufferedReader");
    return file ? t : Type{};
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
