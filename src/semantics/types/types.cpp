// The types of expressions, as far as they are certain: displays, operators, subscripts. Of names, calls and
// attributes: the files beside this one.
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

std::string_view unary_method(Node op) {
    return op.is(Kind::op_minus) ? "__neg__" : op.is(Kind::op_plus) ? "__pos__" : "__invert__";
}

}  // namespace

bool has_splat(Node display) {
    return std::ranges::any_of(display.children(),
                               [](Node n) { return n.is_any({Kind::list_splat, Kind::list_splat_pattern}); });
}

Type Model::type(Node expression) const {
    Node n = unparenthesized(expression);
    if (!n) return {};
    if (const Type* known = data_->types.find(n.id())) return known->bits ? *known : Type{};
    Typer typer(*this);
    Type t = typer.of(n);
    if (t.bits == 0) t = {};
    if (typer.gave_up()) data_->types.keep(n.id(), t, data_->tree->nodes.size());
    return t;
}

Type type_by_stores(const Model& model, Node expression) {
    const Node n = unparenthesized(expression);
    if (Type plain = model.type(n); plain.known() || !n) return plain;
    ModelData& data = model.data();
    if (const Type* kept = data.stored_types.find(n.id())) return kept->bits ? *kept : Type{};
    Typer typer(model, Typer::Attributes::stores);
    const Type t = typer.of(n);
    if (typer.gave_up()) data.stored_types.keep(n.id(), t, data.tree->nodes.size());
    return t.bits ? t : Type{};
}

// What was worked out before; null for nothing.
const Type* Typer::known(Node n) const {
    const Type* plain = data_.types.find(n.id());
    if (!by_stores_ || (plain && !(plain->bits & Type::unknown))) return plain;
    return data_.stored_types.find(n.id());
}

Type Typer::of(Node expression) {
    Node n = unparenthesized(expression);
    if (!n) return {};
    if (const Type* before = known(n)) return *before;
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
    if (n.is_any({Kind::identifier, Kind::call}) || (by_stores_ && n.is(Kind::attribute))) {
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
        (by_stores_ ? data_.stored_types : data_.types).keep(n.id(), t, data_.tree->nodes.size());
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
            // A power whose exponent is written down is as whole as what it is of.
            if (n.child(Field::operator_).is(Kind::op_star_star) && n.child(Field::right).is(Kind::integer) &&
                of(n.child(Field::left)).only(Type::int_ | Type::bool_))
                return only_of(Type::int_);
            return of_operator(n.child(Field::operator_).kind(), of(n.child(Field::left)), of(n.child(Field::right)));
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
            if (!t.only(number_types)) return called_member(t, unary_method(n.child(Field::operator_)));
            return only_of((t.bits & ~Type::bool_) | (t.bits & Type::bool_ ? Type::int_ : 0u));
        }
        case Kind::call:
            return of_call(n);
        case Kind::await:
            return of_awaited(unparenthesized(n.child(0u)));
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
    if (Type t = called_member(value, "__getitem__"); t.known()) return t;
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

}  // namespace zen
