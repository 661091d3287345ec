// Is `Unpack[…]` where Python allows a star: in brackets of a type, or as the annotation of `*args`?
#include "rule.h"

namespace zen::rules {

Verdict shorter_type_arguments(const Match& m) {
    const Node unpack = m.at.child(0u);
    if (!m.ask.means(unpack, "typing.Unpack") && !m.ask.means(unpack, "typing_extensions.Unpack")) return silent;
    Node place = m.at;
    while (place.parent().is(Kind::type)) place = place.parent();
    const Node around = place.parent();
    const bool in_brackets = around.is_any({Kind::type_parameter, Kind::list, Kind::tuple, Kind::subscript}) &&
                             place.field() != Field::value;
    if (!in_brackets && !(around.is(Kind::typed_parameter) && around.child(0u).is(Kind::list_splat_pattern)))
        return silent;
    Node argument = m.at.child(1u);
    if (argument.is(Kind::type_parameter)) argument = argument.child(0u);
    Edits edits(m);
    const std::string star = "*" + std::string(argument.text());
    edits.replace(m.at.span(), star);
    return found(m.at, edits, m.message("use `$star` instead of `$unpack`", {{"star", star}, {"unpack", m.at.text()}}))
        .unsafe_because("annotations with `*` and `Unpack` are not equal at run time");
}

}  // namespace zen::rules
