// Does a decorator get what the one below it makes, and cannot use it?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

std::string decorator_order_name(const Model& model, Node decorator) {
    Node expression = decorator.child(0u);
    if (expression.is(Kind::call)) expression = expression.child(Field::function);
    if (expression.is(Kind::attribute)) {
        std::string_view last = expression.child(Field::attribute).text();
        if (last == "setter" || last == "deleter" || last == "getter") return "property";
    }
    return model.qualified(expression);
}

bool decorator_order_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

bool decorator_order_wrong(std::string_view outer, std::string_view inner, PythonVersion target) {
    const bool object = decorator_order_one_of(inner, {"property", "classmethod", "functools.cached_property"});
    if (outer == "abc.abstractmethod")
        return decorator_order_one_of(inner, {"property", "classmethod", "staticmethod"});
    if (decorator_order_one_of(outer, {"functools.cache", "functools.lru_cache", "contextlib.contextmanager",
                                       "contextlib.asynccontextmanager"}))
        return object || (inner == "staticmethod" && target < PythonVersion{3, 10});
    if (outer == "functools.cached_property") return inner == "abc.abstractmethod";
    return outer == "classmethod" && inner == "functools.cached_property";
}

}  // namespace

Verdict decorator_order(const Match& m) {
    Node outer;
    std::string above;
    for (Node decorator : m.at.children()) {
        if (!decorator.is(Kind::decorator)) break;
        std::string name = decorator_order_name(m.ask, decorator);
        if (outer && decorator_order_wrong(above, name, m.ask.target())) {
            if (name == "abc.abstractmethod")
                return found(outer, m.message("`$outer` hides `@abstractmethod` from `ABC`: use `@property`",
                                              {{"outer", outer.text()}}));
            return found(outer, m.message("`$outer` gets what `$inner` makes, and no function: swap the two",
                                          {{"outer", outer.text()}, {"inner", decorator.text()}}));
        }
        outer = decorator, above = std::move(name);
    }
    return silent;
}

}  // namespace zen::rules
