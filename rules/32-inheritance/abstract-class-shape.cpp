// Classes that say they are abstract, and the decorators of their methods.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Does it derive from `ABC`, or have the metaclass `ABCMeta`, and, if asked, no other base?
bool abstract_class_shape_abc(const Model& model, Node definition, bool alone) {
    Node list = definition.child(Field::superclasses);
    if (alone && !list.has_children(1)) return false;
    for (Node base : list.children()) {
        if (base.is(Kind::keyword_argument)
                ? base.child(Field::name).text() == "metaclass" && model.means(base.child(Field::value), "abc.ABCMeta")
                : model.means(base, "abc.ABC"))
            return true;
    }
    return false;
}

// Is there a decorator with such a word in its name?
bool abstract_class_shape_decorated(Node function, std::initializer_list<std::string_view> words) {
    Node around = function.parent();
    if (!around.is(Kind::decorated_definition)) return false;
    for (Node decorator : around.children())
        if (decorator.is(Kind::decorator))
            for (std::string_view word : words)
                if (decorator.text().find(word) != std::string_view::npos) return true;
    return false;
}

bool abstract_class_shape_empty(Node function) {
    const Node last = function.child(Field::body).last_child();
    if (!last.is(Kind::pass_statement) && !last.child(0u).is_any({Kind::ellipsis, Kind::string})) return false;
    for (Node statement : body_statements(function))
        if (!statement.is(Kind::pass_statement) && !statement.child(0u).is_any({Kind::ellipsis, Kind::string}))
            return false;
    return true;
}

}  // namespace

Verdict abstract_class_shape(const Match& m) {
    if (m.index() == 2 && !abstract_class_shape_empty(m.at)) return silent;
    Node owner = m.index() == 2 ? class_of_method(m.ask, m.at) : m.at;
    // Most classes are not: that is asked before their methods.
    if (!owner || !abstract_class_shape_abc(m.ask, owner, m.index() != 0)) return silent;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info) return silent;
    const bool has_abstract = std::ranges::any_of(info->methods, [](const ClassMethod& method) {
        return abstract_class_shape_decorated(method.definition, {"abstract"});
    });
    if (m.index() == 2) {
        // Without an abstract method it is the class that is reported.
        if (!has_abstract) return silent;
        if (abstract_class_shape_decorated(m.at, {"abstract", "overload", "setter", "deleter"})) return silent;
        Node name = m.at.child(Field::name);
        return found(name, m.message("`$name` is empty: add `@abstractmethod` so that subclasses have to define it",
                                     {{"name", name.text()}}));
    }
    if (has_abstract) return silent;
    if (m.index() == 0) {
        if (std::ranges::none_of(info->methods,
                                 [&](const ClassMethod& method) { return is_stub(m.ask, method.definition); }))
            return silent;
    } else {
        // A class with neither methods nor values marks its subclasses, and `foo: int` is a promise to them.
        bool empty = info->methods.empty();
        for (Node statement : owner.child(Field::body).children())
            if (Node a = statement.child(0u); a.is(Kind::assignment)) {
                if (!a.child(Field::right)) return silent;
                empty = false;
            }
        if (empty) return silent;
    }
    return found(owner.child(Field::name),
                 m.message("`$name` derives from `ABC` without an `@abstractmethod`: add one, or leave out `ABC`",
                           {{"name", info->name}}));
}

}  // namespace zen::rules
