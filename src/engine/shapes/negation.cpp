#include "engine/shapes/negation.h"

#include <string_view>

#include "engine/shapes/comparisons.h"
#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {

std::string simple_negation(Node condition) {
    Node n = unparenthesized(condition);
    if (n.is(Kind::not_operator)) return code_for(n.child(Field::argument), not_level, true);
    if (n.is_any({Kind::call, Kind::identifier, Kind::attribute, Kind::subscript}))
        return "not " + std::string(n.text());
    const ComparedPair compared = sole_comparison(n);
    const std::string_view other = opposite(compared.op.kind());
    if (other.empty()) return "";
    return formatted("{} {} {}", compared.left.text(), other, compared.right.text());
}

std::string negation(Node condition) {
    std::string simple = simple_negation(condition);
    return simple.empty() ? "not " + code_for(condition, comparison, true) : simple;
}

}  // namespace zen
