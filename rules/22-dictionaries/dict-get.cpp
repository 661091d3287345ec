// `None` is the default of `.get` anyway; what is known not to be a plain dict is left alone.
#include "rule.h"

namespace zen::rules {

Verdict dict_get(const Match& m) {
    Node dict = m["dict"], key = m["key"], value = m["default"], name = m["name"];
    Type type = m.ask.type(dict);
    if (type.known() && !type.only(Type::dict)) return silent;
    if (name && m.ask.rebound(name, key)) return silent;
    for (Node n : {key, dict, value})
        for (Node part : n.descendants())
            if (name && part.kind() == name.kind() && part.text() == name.text()) return silent;
    std::string get = code_for(dict, primary, true) + ".get(" + code_for(key, lambda_level, true) +
                      (value.is(Kind::none) ? ")" : ", " + code_for(value, lambda_level, true) + ")");
    Edits edits(m);
    std::string head = name ? std::string(name.text()) + " = " : m.index() == 1 ? "return " : "";
    if (!head.empty())
        edits.replace(m.span, head + get);
    else
        edits.replace(m.at, get);
    return found(m.span, edits,
                 m.message("`$key` is looked up twice: use `$code`", {{"code", short_code(head + get)}}));
}

}  // namespace zen::rules
