// Does the class define its hash, and could its objects be used as keys?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Bases that do not define equality.
bool eq_without_hash_neutral(std::string_view base) {
    for (std::string_view known :
         {"object", "abc.ABC", "typing.Generic", "typing.Protocol", "contextlib.ContextDecorator",
          "contextlib.AbstractContextManager", "threading.Thread"})
        if (base == known) return true;
    return false;
}

}  // namespace

Verdict eq_without_hash(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || (info->kind != ClassKind::plain && info->kind != ClassKind::abstract)) return silent;
    const ClassMethod* equal = info->method("__eq__");
    std::string_view path = m.ask.path(), file = path.substr(path.find_last_of("/\\") + 1);
    if (!equal || file.ends_with(".pyi") || file.starts_with("test_") || info->method("__hash__") ||
        info->attribute("__hash__"))
        return silent;
    for (const ClassBase& base : info->bases)
        if (!base.own && !eq_without_hash_neutral(base.qualified)) return silent;
    // A base in this file that sets `__hash__ = None` decides for its subclasses.
    for (const ClassBase& base : info->bases) {
        const ClassInfo* parent = class_info(m.ask, base.own);
        if (!parent || base.own == m.at) continue;
        const ClassAttribute* none = parent->attribute("__hash__");
        if (none && none->first.parent().child(Field::right).is(Kind::none)) return silent;
        if (parent->method("__eq__") || parent->kind != ClassKind::plain || !parent->bases.empty()) return silent;
    }
    for (std::string_view changing : {"__setitem__", "__delitem__", "__iadd__", "__ior__", "append", "add", "insert",
                                      "update", "clear", "pop", "remove", "extend", "discard"})
        if (info->method(changing)) return silent;
    std::vector<Node> body = body_statements(equal->definition);
    if (body.size() == 1 && body[0].is(Kind::raise_statement)) return silent;
    if (body.size() == 1 && body[0].child(0u).is_any({Kind::true_, Kind::false_})) return silent;
    if (info->name.ends_with("Mixin")) return silent;
    if (Node function = m.ask.enclosing_function(m.at);
        function && function.child(Field::name).text().starts_with("test"))
        return silent;
    return found(m.at.child(Field::name),
                 m.message("`__eq__` makes objects of `$class` unhashable: define `__hash__`, or set `__hash__ = None`",
                           {{"class", info->name}}));
}

}  // namespace zen::rules
