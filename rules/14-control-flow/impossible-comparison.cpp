// Bounds that are numbers: no value lies above the higher and below the lower
// one, and every value lies on one side.
#include <charconv>
#include <optional>

#include "rule.h"

namespace zen::rules {

namespace {

// Decimal literals only, negated or not.
std::optional<double> impossible_number(Node n) {
    std::string_view text = unparenthesized(n).text();
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Verdict impossible_comparison(const Match& m) {
    std::optional<double> low = impossible_number(m["low"]), high = impossible_number(m["high"]);
    if (!low || !high || !m.ask.pure(m["x"])) return silent;
    bool either = false;
    for (Node token : m.at.tokens()) either |= token.is(Kind::kw_or);
    const bool inclusive = m.at.text().find('=') != std::string_view::npos;
    if (either) {
        if (*low > *high || (*low == *high && !inclusive)) return silent;
        return found(m.span, m.message("every value of `$x` is above $low or below "
                                       "$high: this is always true"));
    }
    if (*low < *high || (*low == *high && inclusive)) return silent;
    return found(m.span, m.message("no value of `$x` is both above $low and "
                                   "below $high: this is never true"));
}

}  // namespace zen::rules
