// Is the name with underscores on both sides one that Python, or a widespread library, gives a meaning?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// docs.python.org, "Data model", and the modules enum, dataclasses, copy, pickle, os, sys, math, ctypes, abc, attrs.
constexpr std::string_view unknown_dunder_known[] = {
    "__abs__", "__add__", "__aenter__", "__aexit__", "__aiter__", "__and__", "__anext__", "__annotate__",
    "__annotations__", "__attrs_init__", "__attrs_post_init__", "__attrs_pre_init__", "__await__", "__bool__",
    "__buffer__", "__bytes__", "__call__", "__ceil__", "__class__", "__class_getitem__", "__clause_element__",
    "__complex__", "__contains__", "__copy__", "__deepcopy__", "__del__", "__delattr__", "__delete__", "__delitem__",
    "__dict__", "__dir__", "__divmod__", "__doc__", "__enter__", "__eq__", "__exit__", "__float__", "__floor__",
    "__floordiv__", "__format__", "__fspath__", "__ge__", "__get__", "__getattr__", "__getattribute__", "__getitem__",
    "__getnewargs__", "__getnewargs_ex__", "__getstate__", "__gt__", "__hash__", "__html__", "__iadd__", "__iand__",
    "__ifloordiv__", "__ilshift__", "__imatmul__", "__imod__", "__imul__", "__index__", "__init__", "__init_subclass__",
    "__instancecheck__", "__int__", "__invert__", "__ior__", "__ipow__", "__irshift__", "__isub__", "__iter__",
    "__itruediv__", "__ixor__", "__le__", "__len__", "__length_hint__", "__lshift__", "__lt__", "__matmul__",
    "__missing__", "__mod__", "__module__", "__mro_entries__", "__mul__", "__ne__", "__neg__", "__new__", "__next__",
    "__objclass__", "__or__", "__pos__", "__post_init__", "__pow__", "__prepare__", "__qualname__", "__radd__",
    "__rand__", "__rdivmod__", "__reduce__", "__reduce_ex__", "__release_buffer__", "__replace__", "__repr__",
    "__reversed__", "__rfloordiv__", "__rlshift__", "__rmatmul__", "__rmod__", "__rmul__", "__ror__", "__round__",
    "__rpow__", "__rrshift__", "__rshift__", "__rsub__", "__rtruediv__", "__rxor__", "__set__", "__set_name__",
    "__setattr__", "__setitem__", "__setstate__", "__sizeof__", "__slots__", "__str__", "__sub__", "__subclasscheck__",
    "__subclasses__", "__subclasshook__", "__truediv__", "__trunc__", "__weakref__", "__xor__", "__array__",
    "__array_ufunc__", "__array_function__", "__rich_repr__", "__rich_console__", "__rich__", "__rich_measure__",
    "__pretty__", "__path__", "__file__", "__version__",
    // Gone from Python, and in the table of the page where they are missed.
    "__unicode__", "__cmp__", "__nonzero__", "__div__", "__rdiv__", "__idiv__", "__hex__", "__oct__", "__long__",
    "__getslice__", "__setslice__", "__delslice__", "_missing_", "_ignore_", "_generate_next_value_", "_order_",
    "_create_pseudo_member_"};

}  // namespace

Verdict unknown_dunder(const Match& m) {
    Node name = m.at.child(Field::name);
    std::string_view text = name.text();
    if (text.size() < 3 || text.front() != '_' || text.back() != '_') return silent;
    if (text.find_first_not_of('_') == std::string_view::npos) return silent;
    if (std::ranges::find(unknown_dunder_known, text) != std::end(unknown_dunder_known)) return silent;
    if (!class_of_method(m.ask, m.at)) return silent;
    if (Node around = m.at.parent(); around.is(Kind::decorated_definition))
        for (Node decorator : around.children())
            if (decorator.is(Kind::decorator) && decorator.text().ends_with("override")) return silent;
    const ClassInfo* info = class_info(m.ask, class_of_method(m.ask, m.at));
    if (info && info->kind == ClassKind::enumeration && !text.starts_with("__")) return silent;
    return found(Span{m.at.start(), m.at.child(Field::parameters).end()},
                 m.message("Python gives `$f` no meaning: use a name without underscores at both ends", {{"f", text}}));
}

}  // namespace zen::rules
