// NaN on one side of a comparison, or as a pattern.
#include <cctype>

#include "rule.h"

namespace zen::rules {

namespace {

// `math.nan`, `np.nan`, `float("NaN")`, `Decimal("nan")`.
bool nan_comparison_nan(const Match& m, Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::attribute) || n.is(Kind::identifier)) {
        std::string_view last = n.is(Kind::attribute) ? n.child(Field::attribute).text() : n.text();
        if (last != "nan" && last != "NaN" && last != "NAN" && n.is(Kind::attribute)) return false;
        for (std::string_view name : {"math.nan", "cmath.nan", "numpy.nan", "numpy.NaN", "numpy.NAN"})
            if (m.ask.means(n, name)) return true;
        return false;
    }
    Node text = n.is(Kind::call) ? sole_argument(n) : Node();
    if (!text.is(Kind::string)) return false;
    std::string word;
    std::string_view code = text.child(1u).text();
    for (std::size_t i = 0; i < code.size(); ++i)
        if (code[i] == '\\')
            ++i;  // an escape for a blank
        else if (std::isalpha(static_cast<unsigned char>(code[i])))
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(code[i])));
    if (word != "nan") return false;
    Node function = n.child(Field::function);
    return m.ask.means(function, "float") || m.ask.means(function, "decimal.Decimal");
}

}  // namespace

Verdict nan_comparison(const Match& m) {
    if (m.index() == 1) {
        Node name = m.at.child(0u);
        std::string_view text = name.text();
        if (!text.ends_with(".nan")) return silent;
        text.remove_suffix(4);
        auto binding = m.ask.lookup(text, m.at);
        if (!binding || !(m.ask.bindings()[*binding].flags & Binding::import)) return silent;
        return found(m.span, "NaN equals nothing, so this pattern never matches: use `math.isnan()` in a guard");
    }
    for (const auto& [left, sign, right] : comparisons(m.at)) {
        const Kind op = sign.kind();
        bool compares = sign.is_any({Kind::op_eq_eq, Kind::op_bang_eq, Kind::kw_is, Kind::kw_is_not});
        bool nan_left = compares && nan_comparison_nan(m, left);
        if (nan_left || (compares && nan_comparison_nan(m, right))) {
            // `is` with the object of a module: true where that object was stored.
            const Node nan = unparenthesized(nan_left ? left : right);
            const bool object = (op == Kind::kw_is || op == Kind::kw_is_not) && !nan.is(Kind::call);
            // `assert not total == math.nan` tests just that.
            const Node outer =
                m.at.parent().is(Kind::parenthesized_expression) ? m.at.parent().parent() : m.at.parent();
            const bool tested = outer.is(Kind::not_operator) && outer.parent().is(Kind::assert_statement);
            if ((object || tested) != (m.index() == 2)) return silent;
            std::string value = short_code((nan_left ? right : left).text(), 30);
            if (object)
                return found(m.span, m.message("`is` finds this one NaN object only: use `math.isnan($value)`",
                                               {{"value", value}}));
            return found(m.span, m.message("NaN equals nothing, so this is always `$result`: use `math.isnan($value)`",
                                           {{"result", op == Kind::op_eq_eq || op == Kind::kw_is ? "False" : "True"},
                                            {"value", value}}));
        }
    }
    return silent;
}

}  // namespace zen::rules
