// A number beside a name, in a comparison.
#include "rule.h"

namespace zen::rules {

Verdict magic_value(const Match& m) {
    Node number;
    for (Node n : m.at.children()) {
        if (n.field() == Field::operators) continue;
        Node value = unparenthesized(n);
        if (value.is(Kind::unary_operator)) value = value.child(Field::argument);
        if (value.is_any({Kind::integer, Kind::float_})) {
            std::string_view text = value.text();
            for (std::string_view plain : {"0", "1", "0.0", "1.0"})
                if (text == plain) text = {};
            if (!text.empty() && !number) number = n;
        } else if (m.ask.constant(value) || value.text().find("version") != std::string_view::npos) {
            return silent;
        }
    }
    if (!number) return silent;
    Node test = m.ask.enclosing_function(m.at).child(Field::name);
    if (test.text().starts_with("test")) return silent;
    return found(number, m.message("`$number` has no name: compare with a constant that says what it is",
                                   {{"number", number.text()}}));
}

}  // namespace zen::rules
