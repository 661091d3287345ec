#include "semantics/verdict/lazy_checks.h"
#include "text/formatted.h"

#include <string_view>

namespace zen {

bool is_lazy(Node import) {
    // The grammar does not know the word: the statement begins with it, and its first token comes later.
    return import.unsupported() && import.text().starts_with("lazy");
}

std::string lazy_mistake(Node import) {
    if (!is_lazy(import)) return {};
    if (import.is(Kind::future_import_statement)) return "lazy from __future__ import is not allowed";
    const bool from = import.is(Kind::import_from_statement);
    const std::string what = from ? "lazy from ... import" : "lazy import";
    for (Node up = import.parent(); up; up = up.parent()) {
        if (up.is(Kind::function_definition)) return formatted("{} not allowed inside functions", what);
        if (up.is(Kind::class_definition)) return formatted("{} not allowed inside classes", what);
        if (up.is(Kind::try_statement)) return formatted("{} not allowed inside try/except blocks", what);
    }
    if (from && import.last_child().is(Kind::wildcard_import)) return formatted("{} * is not allowed", what);
    return {};
}

}  // namespace zen
