// Operators and unions of types.
#include "semantics/types/type_rules.h"

#include <initializer_list>
#include <utility>

namespace zen {

Type either(const Type& a, const Type& b) {
    if (a.bits == 0) return b;
    if (b.bits == 0) return a;
    if ((a.bits | b.bits) & Type::unknown) return {};
    Type both{a.bits | b.bits, ""};
    constexpr std::uint32_t named = Type::instance | Type::class_ | Type::module;
    bool a_named = a.bits & named, b_named = b.bits & named;
    if (a_named && b_named)
        both.qualified = a.qualified == b.qualified && (a.bits & named) == (b.bits & named) ? a.qualified : "";
    else
        both.qualified = a_named ? a.qualified : b_named ? b.qualified : "";
    return both;
}

Type without(Type t, std::uint32_t bits) {
    if (t.bits & Type::unknown) return t;
    t.bits &= ~bits;
    if (!(t.bits & (Type::instance | Type::class_ | Type::module))) t.qualified.clear();
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
    // `Path("a") / "b"`, `"a" / Path("b")`.
    if (op == Kind::op_slash)
        for (auto& [path, other] : {std::pair(left, right), std::pair(right, left)})
            if (path.instance_of("pathlib.Path") && (other.only(Type::str) || other.instance_of("pathlib.Path")))
                return path;
    std::uint32_t bits = 0;
    for (std::uint32_t a = 1; a <= Type::instance; a <<= 1) {
        if (!(left.bits & a)) continue;
        for (std::uint32_t b = 1; b <= Type::instance; b <<= 1)
            if (right.bits & b) bits |= arithmetic(op, a, b);
    }
    return bits & unsure || bits == 0 ? Type{} : only_of(bits);
}

Type items_of(const Type& iterable) {
    if (iterable.only(Type::str)) return only_of(Type::str);
    if (iterable.only(Type::bytes) || iterable.only(Type::range)) return only_of(Type::int_);
    if (iterable.instance_of("io.TextIOWrapper")) return only_of(Type::str);
    if (iterable.instance_of("io.BufferedReader")) return only_of(Type::bytes);
    return {};
}

}  // namespace zen
