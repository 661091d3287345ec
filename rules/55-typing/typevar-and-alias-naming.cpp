// The name in the string against the variable, and its ending against the variance.
#include "rule.h"

namespace zen::rules {

namespace {

// The name that the value is assigned to: also in `X, Y = (TypeVar("X"), TypeVar("Y"))`. None elsewhere.
Node typevar_naming_target(Node call) {
    Node value = call;
    unsigned place = 0;
    bool in_tuple = false;
    if (value.parent().is_any({Kind::tuple, Kind::expression_list})) {
        for (Node before = value.previous_sibling(); before; before = before.previous_sibling()) ++place;
        value = value.parent(), in_tuple = true;
    }
    Node assignment = value.parent();
    if (!assignment.is(Kind::assignment) || assignment.child(Field::right) != value) return {};
    Node target = assignment.child(Field::left);
    if (in_tuple) target = target.is_any({Kind::pattern_list, Kind::tuple_pattern}) ? target.child(place) : Node();
    return target.is(Kind::identifier) ? target : Node();
}

}  // namespace

Verdict typevar_and_alias_naming(const Match& m) {
    Node function = m.at.child(Field::function);
    if (!function.is_any({Kind::identifier, Kind::attribute})) return silent;
    std::string made = m.ask.qualified(function);
    std::size_t dot = made.rfind('.');
    if (dot == std::string::npos || (made.substr(0, dot) != "typing" && made.substr(0, dot) != "typing_extensions"))
        return silent;
    std::string what = made.substr(dot + 1);
    const bool has_variance = what == "TypeVar" || what == "ParamSpec";
    if (!has_variance && what != "NewType" && what != "TypeVarTuple") return silent;
    auto set = [&](std::string_view keyword) { return argument(m.at, keyword).is(Kind::true_); };
    const bool co = set("covariant"), contra = set("contravariant");
    Node name = argument(m.at, "name", 0), target = typevar_naming_target(m.at);
    if (m.index() == 1)
        return co && contra && has_variance
                   ? found(m.at, "a type variable is not covariant and contravariant: remove one of the two")
                   : silent;
    if (!target || !name.is(Kind::string) || !name.has_children(3)) return silent;
    std::string_view text = name.child(1u).text();
    if (m.index() == 0)
        return text == target.text()
                   ? silent
                   : found(m.at, m.message("`$what` is named `$text` and assigned to `$target`: use one name",
                                           {{"what", what}, {"text", text}, {"target", target.text()}}));
    if (!has_variance || (co && contra)) return silent;
    std::string_view ending = text.ends_with("_co") ? "_co" : text.ends_with("_contra") ? "_contra" : "";
    std::string_view wanted = co ? "_co" : contra ? "_contra" : "";
    if (ending == wanted) return silent;
    return found(
        m.at,
        m.message(
            wanted.empty() ? "`$text` is invariant: use a name without `$ending`"
                           : "`$text` is declared as $kind: end its name in `$wanted`",
            {{"text", text}, {"ending", ending}, {"wanted", wanted}, {"kind", co ? "covariant" : "contravariant"}}));
}

}  // namespace zen::rules
