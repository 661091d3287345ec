// Does the method take as many arguments as Python passes?
#include <algorithm>
#include <array>

#include "rule.h"

namespace zen::rules {

namespace {

// By the number of arguments after `self` that Python passes (docs.python.org, "Special method names").
constexpr std::string_view dunder_signature_none[] = {
    "__len__",           "__str__",         "__repr__",   "__hash__",  "__bool__",      "__iter__",
    "__next__",          "__enter__",       "__bytes__",  "__int__",   "__float__",     "__complex__",
    "__index__",         "__neg__",         "__pos__",    "__abs__",   "__invert__",    "__del__",
    "__reversed__",      "__length_hint__", "__fspath__", "__aiter__", "__anext__",     "__await__",
    "__aenter__",        "__dir__",         "__trunc__",  "__floor__", "__ceil__",      "__getnewargs__",
    "__getnewargs_ex__", "__getstate__",    "__reduce__", "__copy__",  "__subclasses__"};
constexpr std::string_view dunder_signature_one[] = {"__eq__",
                                                     "__ne__",
                                                     "__lt__",
                                                     "__le__",
                                                     "__gt__",
                                                     "__ge__",
                                                     "__add__",
                                                     "__sub__",
                                                     "__mul__",
                                                     "__truediv__",
                                                     "__floordiv__",
                                                     "__mod__",
                                                     "__matmul__",
                                                     "__divmod__",
                                                     "__and__",
                                                     "__or__",
                                                     "__xor__",
                                                     "__lshift__",
                                                     "__rshift__",
                                                     "__radd__",
                                                     "__rsub__",
                                                     "__rmul__",
                                                     "__rtruediv__",
                                                     "__rfloordiv__",
                                                     "__rmod__",
                                                     "__rmatmul__",
                                                     "__rdivmod__",
                                                     "__rand__",
                                                     "__ror__",
                                                     "__rxor__",
                                                     "__rlshift__",
                                                     "__rrshift__",
                                                     "__iadd__",
                                                     "__isub__",
                                                     "__imul__",
                                                     "__itruediv__",
                                                     "__ifloordiv__",
                                                     "__imod__",
                                                     "__imatmul__",
                                                     "__iand__",
                                                     "__ior__",
                                                     "__ixor__",
                                                     "__ilshift__",
                                                     "__irshift__",
                                                     "__contains__",
                                                     "__getitem__",
                                                     "__delitem__",
                                                     "__getattr__",
                                                     "__getattribute__",
                                                     "__delattr__",
                                                     "__delete__",
                                                     "__format__",
                                                     "__missing__",
                                                     "__instancecheck__",
                                                     "__subclasscheck__",
                                                     "__subclasshook__",
                                                     "__class_getitem__",
                                                     "__mro_entries__",
                                                     "__reduce_ex__",
                                                     "__deepcopy__",
                                                     "__setstate__",
                                                     "__buffer__",
                                                     "__release_buffer__"};
constexpr std::string_view dunder_signature_two[] = {"__setattr__", "__setitem__", "__get__", "__set__",
                                                     "__set_name__"};
constexpr std::string_view dunder_signature_three[] = {"__exit__", "__aexit__"};
// Python passes none or one.
constexpr std::string_view dunder_signature_some[] = {"__round__"};

struct DunderSignaturePassed {
    int least = -1, most = -1;
};

DunderSignaturePassed dunder_signature_passed(std::string_view name) {
    auto in = [&](const auto& names) { return std::ranges::find(names, name) != std::end(names); };
    if (in(dunder_signature_none)) return {0, 0};
    if (in(dunder_signature_one)) return {1, 1};
    if (in(dunder_signature_two)) return {2, 2};
    if (in(dunder_signature_three)) return {3, 3};
    if (in(dunder_signature_some)) return {0, 1};
    return {};
}

}  // namespace

Verdict dunder_signature(const Match& m) {
    Node name = m.at.child(Field::name);
    if (!name.text().starts_with("__")) return silent;
    const DunderSignaturePassed passed = dunder_signature_passed(name.text());
    if (passed.least < 0 || !class_of_method(m.ask, m.at)) return silent;
    int required = 0, most = 0;
    bool open = false;
    // The methods of a zope.interface have no `self`.
    for (Node base : class_of_method(m.ask, m.at).child(Field::superclasses).children()) {
        std::string_view text = base.text();
        text.remove_prefix(text.rfind('.') + 1);  // npos + 1 is 0
        if (text == "Interface" ||
            (text.size() > 2 && text[0] == 'I' && text[1] >= 'A' && text[1] <= 'Z' && text[2] >= 'a' && text[2] <= 'z'))
            return silent;
    }
    for (const Parameter& p : parameters(m.at)) {
        if (p.sort == Parameter::star) open = true;
        // Those are for other callers; a keyword without a default makes Python's call fail.
        if (p.sort == Parameter::double_star || (p.sort == Parameter::keyword_only && p.value)) return silent;
        if (!p.positional()) continue;
        ++most;
        if (!p.value) ++required;
    }
    // Without `self` it is another mistake, except in a static method.
    bool has_static = false;
    if (Node around = m.at.parent(); around.is(Kind::decorated_definition))
        for (Node decorator : around.children())
            if (decorator.is(Kind::decorator)) {
                if (m.ask.means(decorator.child(0u), "staticmethod"))
                    has_static = true;
                else if (!m.ask.means(decorator.child(0u), "classmethod"))
                    return silent;
            }
    if (!has_static) {
        if (most == 0) return silent;
        --most, required -= required > 0;
    }
    // Each number that Python may pass must be accepted, or, where it may pass several, at least one of them.
    bool accepts = false;
    for (int given = passed.least; given <= passed.most; ++given)
        accepts |= required <= given && (open || given <= most);
    if (accepts && (passed.least == passed.most || open || most <= passed.most)) return silent;
    constexpr std::array<std::string_view, 4> counts = {"no argument", "one argument", "two arguments",
                                                        "three arguments"};
    std::string_view count = counts[static_cast<std::size_t>(passed.most)];
    return found(name,
                 m.message(passed.most == 0 ? "Python calls `$f` with $count but `self`: remove the other parameters"
                           : required < passed.most ? "Python calls `$f` with $count: add a parameter after `self`"
                                                    : "Python calls `$f` with $count: remove the other parameters",
                           {{"f", name.text()}, {"count", count}}));
}

}  // namespace zen::rules
