// Has the argument of a conversion the type already: as a literal, by what made it, by its annotation?
#include "rule.h"

namespace zen::rules {

namespace {

// The builtin type of a literal; "" for other code.
std::string_view redundant_cast_literal(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::unary_operator) && n.text().find_first_of("+-") == 0) {
        Node number = unparenthesized(n.child(Field::argument));
        return number.is_any({Kind::integer, Kind::float_}) ? redundant_cast_literal(number) : "";
    }
    bool imaginary = n.text().ends_with('j') || n.text().ends_with('J');
    if (n.is(Kind::integer)) return imaginary ? "complex" : "int";
    if (n.is(Kind::float_)) return imaginary ? "complex" : "float";
    if (n.is_any({Kind::true_, Kind::false_})) return "bool";
    Node first = n.is(Kind::concatenated_string) ? n.child(0u) : n;
    if (!first.is(Kind::string)) return "";
    std::string_view prefix = first.child(0u).text();
    return prefix.find_first_of("tT") != std::string_view::npos   ? ""
           : prefix.find_first_of("bB") != std::string_view::npos ? "bytes"
                                                                  : "str";
}

std::string_view redundant_cast_type(const Type& type) {
    switch (type.bits) {
        case Type::str:
            return "str";
        case Type::bytes:
            return "bytes";
        case Type::int_:
            return "int";
        case Type::float_:
            return "float";
        case Type::bool_:
            return "bool";
        case Type::complex_:
            return "complex";
        case Type::tuple:
            return "tuple";
        default:
            return type.bits == (Type::int_ | Type::bool_) ? "int" : "";
    }
}

// Calls that return an int for the numbers of Python.
bool redundant_cast_int_call(const Match& m, Node n) {
    n = unparenthesized(n);
    if (!n.is(Kind::call)) return false;
    Node function = n.child(Field::function);
    if (m.ask.means(function, "round")) {
        Node digits = argument(n, "ndigits", 1);
        return !starred(n) && (!digits || digits.is(Kind::none));
    }
    for (std::string_view name : {"math.floor", "math.ceil", "math.trunc", "math.isqrt", "len", "ord", "id", "hash"})
        if (m.ask.means(function, name)) return true;
    return false;
}

// A `def` with that annotation may still be given a subclass, or a number of NumPy.
bool redundant_cast_sure(const Match& m, Node value) {
    Node number = redundant_cast_int_call(m, value) ? unparenthesized(value).child(Field::arguments).child(0u) : Node();
    Node function = unparenthesized(value).child(Field::function);
    bool any_number = m.ask.means(function, "len") || m.ask.means(function, "ord") || m.ask.means(function, "id");
    if (number && !any_number && !m.ask.type(number).only(number_types))
        return false;  // `__round__` may return anything
    return made_in_sight(m.ask, value) || !redundant_cast_literal(value).empty();
}

// Code that converts a parameter of that annotation may do so because callers pass something else.
bool redundant_cast_trusts(const Match& m, Node value) {
    return unparenthesized(value).is_any({Kind::identifier, Kind::attribute}) && !made_in_sight(m.ask, value);
}

// The code without the call's parentheses, in some of its own where a line ends outside of any.
std::string redundant_cast_bare(Node value) {
    Node open = value;
    while (open.is_any({Kind::call, Kind::subscript})) open = open.child(0u);
    const bool breaks = open.text().find('\n') != std::string_view::npos &&
                        !open.is_any({Kind::string, Kind::parenthesized_expression, Kind::tuple});
    return breaks ? formatted("({})", value.text()) : std::string(value.text());
}

// Is the value stored in a name without an annotation? Elsewhere, a type checker takes the type of the items of
// `list(x)` from the parameter, annotation or result that it goes to, and that of `x.copy()` from `x`.
bool redundant_cast_own_type(const Match& m) {
    Node assignment = m.at.parent(), name = assignment.child(Field::left);
    if (!assignment.is(Kind::assignment) || !name.is(Kind::identifier) || assignment.child(Field::type)) return false;
    const Binding* binding = m.ask.binding(name);
    return binding && !(binding->flags & Binding::annotated);
}

}  // namespace

Verdict redundant_cast(const Match& m) {
    Node function = m.at.child(Field::function), value = sole_argument(m.at);
    if (!function.is(Kind::identifier) || !m.ask.is_builtin_function(function)) return silent;
    std::string_view type = function.text();
    if (m.index() == 5) {  // list(names); other rules see to `list([1, 2])` and `list(sorted(names))`
        const int of = type == "list" ? Type::list : type == "dict" ? Type::dict : Type::set;
        if (!value || value.is(Kind::call) || m.ask.builds_mutable(value) || !m.ask.type(value).only(of)) return silent;
        // `sorted(list(names))` needs no copy at all, which is another rule's finding.
        if (m.at.parent().is(Kind::argument_list) &&
            m.ask.is_builtin_function(m.at.parent().parent().child(Field::function)))
            return silent;
        if (m.at.field() == Field::value && m.at.parent().is(Kind::subscript)) return silent;  // `list(names)[0]`
        // A loop iterates over a copy when it changes the original, and `list()` says that as well.
        if (m.at.parent().is_any({Kind::for_statement, Kind::for_in_clause}) && m.at.field() == Field::right)
            return silent;
        Edits copied(m);
        std::string code = code_for(value, primary, false) + ".copy()";
        copied.replace(m.at, code);
        if (redundant_cast_trusts(m, value)) copied.give_up();
        Verdict answer = found(m.span, copied,
                               m.message("`$type()` of a $type copies it: write `$code`",
                                         {{"type", type}, {"code", short_code(code, 40)}}));
        if (!made_in_sight(m.ask, value)) return std::move(answer).unsafe();
        if (!redundant_cast_own_type(m))
            return std::move(answer).unsafe_because("a type checker may infer another type for the items of `copy()`");
        return answer;
    }
    if (!value && m.at.child(Field::arguments).has_children(1) && !starred(m.at))
        value = argument(m.at,
                         type == "str"       ? "object"
                         : type == "complex" ? "real"
                         : type == "bytes"   ? "source"
                                             : "",
                         -1);
    Edits edits(m);
    auto answer = [&](std::string_view text, std::string_view code) {
        return found(m.span, edits, m.message(text, {{"type", type}, {"code", short_code(code, 40)}}));
    };
    if (m.index() == 4) {  // type("")
        std::string_view of = redundant_cast_literal(value);
        if (of.empty() || value.is(Kind::unary_operator)) return silent;
        edits.replace(m.span, edits.name(of));
        return answer("the type of a literal has a name: write `$code`", of);
    }
    if (m.index() == 0 && m.at.child(Field::arguments).has_children(0)) {
        std::string_view zero = type == "str"     ? "\"\""
                                : type == "bytes" ? "b\"\""
                                : type == "int"   ? "0"
                                : type == "float" ? "0.0"
                                : type == "bool"  ? "False"
                                                  : "0j";
        for (Node up = m.at.parent(); up && zero.ends_with('"'); up = up.parent())
            if (up.is(Kind::interpolation)) return silent;  // its quotes may end the f-string
        edits.replace(m.at, zero);
        return answer("`$type()` without an argument is `$code`: write the literal", zero);
    }
    std::string_view literal = redundant_cast_literal(value);
    if (m.index() == 3) {  // round(12), round(12, 2)
        value = argument(m.at, "number", 0);
        Node digits = argument(m.at, "ndigits", 1);
        if (starred(m.at) || !value || (digits && !digits.is_any({Kind::integer, Kind::none}))) return silent;
        if (m.ask.type(value).bits != Type::int_) return silent;
        edits.replace(m.at, redundant_cast_bare(value));
        if (redundant_cast_trusts(m, value)) edits.give_up();
        return answer("rounding an int changes nothing: write `$code`", value.text())
            .unsafe(!redundant_cast_sure(m, value));
    }
    if (!value) return silent;
    bool same = !literal.empty() ? literal == type : redundant_cast_type(m.ask.type(value)) == type;
    if (type == "int" && redundant_cast_int_call(m, value)) same = true;
    if (!same || (m.index() == 0) != !literal.empty()) return silent;
    bool whole = literal.empty() && type == "int" && unparenthesized(value).is_any({Kind::call, Kind::binary_operator});
    if (whole != (m.index() == 2)) return silent;
    edits.replace(m.at, redundant_cast_bare(value));
    if (redundant_cast_trusts(m, value)) edits.give_up();
    return answer(literal.empty() ? "`$code` has the type `$type` already: remove the conversion"
                                  : "a literal needs no conversion: write `$code`",
                  value.text())
        .unsafe(!redundant_cast_sure(m, value));
}

}  // namespace zen::rules
