// Operators and unions of types.
#include "semantics/types/type_rules.h"
#include "text/formatted.h"

#include <initializer_list>
#include <utility>

namespace zen {

Type either(const Type& a, const Type& b) {
    if (a.bits == 0) return b;
    if (b.bits == 0) return a;
    if ((a.bits | b.bits) & Type::unknown) return {};
    // The name of a class that is to be looked up may lead to anything: it stays alone.
    const bool open = a.qualified.starts_with('@') || b.qualified.starts_with('@');
    if (open && a.qualified != b.qualified && (a.bits & b.bits & Type::instance)) return {};
    Type both{a.bits | b.bits, ""};
    constexpr std::uint32_t named = Type::instance | Type::class_ | Type::module;
    bool a_named = a.bits & named, b_named = b.bits & named;
    if (a_named && b_named)
        both.qualified = a.qualified == b.qualified && (a.bits & named) == (b.bits & named) ? a.qualified : "";
    else
        both.qualified = a_named ? a.qualified : b_named ? b.qualified : "";
    // What is inside is known where it is for both, or where one of them has no inside.
    constexpr std::uint32_t hollow = number_types | Type::none | Type::str | Type::bytes | Type::range | Type::function;
    if (!(a.bits & ~hollow)) {
        both.arguments = b.arguments, both.fixed = b.fixed;
    } else if (!(b.bits & ~hollow)) {
        both.arguments = a.arguments, both.fixed = a.fixed;
    } else if (a.arguments && b.arguments && (a.bits & ~hollow) == (b.bits & ~hollow) && a.qualified == b.qualified) {
        if (a.fixed == b.fixed && a.arguments->size() == b.arguments->size()) {
            std::vector<Type> inside;
            for (std::size_t i = 0; i < a.arguments->size(); ++i)
                inside.push_back(either(a.argument(i), b.argument(i)));
            both = with_arguments(std::move(both), std::move(inside));
            both.fixed = a.fixed;
        }
    }
    return both;
}

bool same_type(const Type& a, const Type& b) {
    if (a.bits != b.bits || a.qualified != b.qualified || a.fixed != b.fixed) return false;
    if (a.arguments == b.arguments) return true;
    if (!a.arguments || !b.arguments || a.arguments->size() != b.arguments->size()) return false;
    for (std::size_t i = 0; i < a.arguments->size(); ++i)
        if (!same_type(a.argument(i), b.argument(i))) return false;
    return true;
}

Type without(Type t, std::uint32_t bits) {
    if (t.bits & Type::unknown) return t;
    t.bits &= ~bits;
    if (!(t.bits & (Type::instance | Type::class_ | Type::module))) t.qualified.clear();
    if (!t.bits) t.arguments = nullptr, t.fixed = false;
    return t;
}

namespace {

constexpr std::uint32_t unsure = Type::unknown;

bool is_number(std::uint32_t bit) {
    return bit & number_types;
}
// The wider of two numbers; bools count as ints.
std::uint32_t wider(std::uint32_t a, std::uint32_t b) {
    for (std::uint32_t wide : {Type::complex_, Type::float_})
        if ((a | b) & wide) return wide;
    return Type::int_;
}

// Of one possible type each. 0 where Python raises.
std::uint32_t arithmetic(Kind op, std::uint32_t a, std::uint32_t b) {
    bool numbers = is_number(a) && is_number(b);
    bool whole = numbers && !((a | b) & (Type::float_ | Type::complex_));
    constexpr std::uint32_t sequences = Type::str | Type::bytes | Type::list | Type::tuple;
    constexpr std::uint32_t sets = Type::set | Type::frozenset;
    constexpr std::uint32_t counts = Type::int_ | Type::bool_;
    if (!((a | b) & ~(number_types | sequences | sets | Type::dict | Type::none | Type::range))) switch (op) {
            case Kind::op_plus:
                if (numbers) return wider(a, b);
                return a == b && (a & sequences) ? a : 0;
            case Kind::op_minus:
                if (numbers) return wider(a, b);
                return (a & sets) && (b & sets) ? a : 0;
            case Kind::op_star:
                if (numbers) return wider(a, b);
                if ((a & sequences) && (b & counts)) return a;
                return (b & sequences) && (a & counts) ? b : 0;
            case Kind::op_slash:
                return numbers ? ((a | b) & Type::complex_ ? Type::complex_ : Type::float_) : 0u;
            case Kind::op_slash_slash:
                return numbers && !((a | b) & Type::complex_) ? wider(a, b) : 0;
            case Kind::op_percent:
                if (a & (Type::str | Type::bytes)) return a;
                return numbers && !((a | b) & Type::complex_) ? wider(a, b) : 0;
            case Kind::op_star_star:
                if (!numbers) return 0;
                if (whole) return Type::int_ | Type::float_;
                return (a | b) & Type::complex_ ? Type::complex_ : Type::float_ | Type::complex_;
            case Kind::op_lt_lt:
            case Kind::op_gt_gt:
                return whole ? Type::int_ : 0u;
            case Kind::op_amp:
            case Kind::op_bar:
            case Kind::op_caret:
                if (whole) return a == Type::bool_ && b == Type::bool_ ? Type::bool_ : Type::int_;
                if ((a & sets) && (b & sets)) return a;
                return op == Kind::op_bar && a == Type::dict && b == Type::dict ? Type::dict : 0u;
            default:
                return unsure;
        }
    return unsure;
}

}  // namespace

Type binary_result(Kind op, const Type& left, const Type& right) {
    if (left.bits == 0 || right.bits == 0) return only_of(0);
    // `"…" % anything` is text whatever comes.
    if (op == Kind::op_percent && left.only(Type::str | Type::bytes)) return only_of(left.bits);
    if (!left.known() || !right.known()) return {};
    std::uint32_t bits = 0;
    for (std::uint32_t a = 1; a <= Type::instance; a <<= 1) {
        if (!(left.bits & a)) continue;
        for (std::uint32_t b = 1; b <= Type::instance; b <<= 1)
            if (right.bits & b) bits |= arithmetic(op, a, b);
    }
    return bits & unsure || bits == 0 ? Type{} : only_of(bits);
}

std::string type_text(const Type& type) {
    if (!type.known()) return type.bits == 0 ? "never" : "unknown";
    constexpr std::pair<std::uint32_t, std::string_view> names[] = {
        {Type::bool_, "bool"},          {Type::int_, "int"},          {Type::float_, "float"},
        {Type::complex_, "complex"},    {Type::str, "str"},           {Type::bytes, "bytes"},
        {Type::list, "list"},           {Type::dict, "dict"},         {Type::set, "set"},
        {Type::frozenset, "frozenset"}, {Type::tuple, "tuple"},       {Type::range, "range"},
        {Type::generator, "generator"}, {Type::module, "module"},     {Type::class_, "type"},
        {Type::function, "function"},   {Type::instance, "instance"}, {Type::none, "None"}};
    constexpr std::uint32_t holders =
        Type::list | Type::dict | Type::set | Type::frozenset | Type::tuple | Type::generator | Type::instance;
    std::string out;
    for (const auto& [bit, name] : names) {
        if (!(type.bits & bit)) continue;
        if (!out.empty()) out += " | ";
        if (bit == Type::instance && !type.qualified.empty())
            out += type.qualified;
        else
            out += name;
        if ((bit & (Type::class_ | Type::module)) && !type.qualified.empty()) append(out, "[{}]", type.qualified);
        if (!(bit & holders) || !type.arguments) continue;
        out += "[";
        for (std::size_t i = 0; i < type.arguments->size(); ++i) out += (i ? ", " : "") + type_text(type.argument(i));
        out += bit == Type::tuple && !type.fixed ? ", ...]" : "]";
    }
    return out;
}

}  // namespace zen
