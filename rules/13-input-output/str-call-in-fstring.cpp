// `{str(x)}`, `{repr(x)}` and `{ascii(x)}` as conversions.
#include "rule.h"

namespace zen::rules {

Verdict str_call_in_fstring(const Match& m) {
    Node call = m.at.child(Field::expression), function = call.child(Field::function);
    if (!call.is(Kind::call) || !function.is(Kind::identifier) || m.at.child(Field::type_conversion)) return silent;
    for (Node token : m.at.tokens())
        if (token.is(Kind::op_eq)) return silent;
    std::string_view name = function.text(), letter = name == "str"     ? "s"
                                                      : name == "repr"  ? "r"
                                                      : name == "ascii" ? "a"
                                                      : name == "bin"   ? "#b"
                                                      : name == "hex"   ? "#x"
                                                      : name == "oct"   ? "#o"
                                                      : name == "chr"   ? "c"
                                                                        : "";
    Node value = sole_argument(call);
    if (letter.empty() || !value || !m.ask.is_builtin_function(function)) return silent;
    if (value.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::generator_expression})) return silent;
    const bool format = letter[0] == '#' || letter == "c";
    if ((m.index() == 1) != format) return silent;
    for (Node part : m.at.children())
        if (format && part.is(Kind::format_specifier)) return silent;
    std::string inner(value.text());
    if (value.is_any({Kind::lambda, Kind::named_expression}) || inner.find_first_of("!:=") != std::string::npos)
        inner = formatted("({})", inner);
    if (inner.front() == '{') inner = " " + inner;
    // Without a format specifier, these have no other text than that of `str()`.
    bool bare = letter == "s" && made_in_sight(m.ask, value) &&
                m.ask.type(value).only(number_types | Type::str | Type::list | Type::tuple | Type::set | Type::dict |
                                       Type::frozenset | Type::none);
    for (Node part : m.at.children()) bare = bare && !part.is(Kind::format_specifier);
    if (!bare) append(inner, "{}{}", format ? ":" : "!", letter);
    Edits edits(m);
    if (format) edits.give_up();  // `x` may be no int
    edits.replace(call.span(), inner);
    return found(call, edits,
                 m.message(format ? "the f-string formats the number: write `{$inner}`"
                                  : "the f-string converts the value: write `{$inner}`",
                           {{"inner", format ? inner : short_code(inner, 40)}}));
}

}  // namespace zen::rules
