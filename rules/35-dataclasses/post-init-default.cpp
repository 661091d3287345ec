// Is it a parameter of the `__post_init__` of a dataclass?
#include "rule.h"

namespace zen::rules {

Verdict post_init_default(const Match& m) {
    Node function = m.at.parent().parent();
    if (!function.is(Kind::function_definition) || function.child(Field::name).text() != "__post_init__") return silent;
    const ClassInfo* info = class_info(m.ask, class_of_method(m.ask, function));
    if (!info || info->kind != ClassKind::dataclass) return silent;
    Node name = m.at.child(Field::name), value = m.at.child(Field::value);
    return found(value, m.message("this default is never used: write it on the field, `$p: InitVar[...] = $default`",
                                  {{"p", name.text()}, {"default", short_code(value.text(), 40)}}));
}

}  // namespace zen::rules
