#include "engine/fixing/local_name.h"

#include <algorithm>

#include "engine/fixing/imports.h"
#include "semantics/ascent.h"
#include "semantics/library/builtins.h"
#include "semantics/library/library.h"
#include "semantics/types/classes.h"
#include "text/formatted.h"

namespace zen {

static std::string_view first_part(std::string_view dotted) {
    return dotted.substr(0, dotted.find('.'));
}

// The name that the import binds.
static std::string_view bound_by(const ImportStyle& style) {
    return style.name.empty() ? first_part(style.module) : style.name;
}

bool stands_for_other(const Model& model, std::string_view qualified, Node at) {
    if (model.replaced_by_star(first_part(qualified))) return true;
    const std::string_view name = qualified.substr(qualified.rfind('.') + 1);  // npos + 1 is 0
    Ascent above(model);
    for (Node n = at; n; n = above(n)) {
        if (!n.is_any({Kind::function_definition, Kind::class_definition}) || n.child(Field::name).text() != name)
            continue;
        if (n.is(Kind::function_definition) && class_of_method(model, n)) continue;
        // `def load(path)` may well call `json.load`; what stands in for an import of the name does not.
        const Reference* own = model.reference(n.child(Field::name));
        if (name.size() == qualified.size()) return true;
        if (own && own->binding != no_id)
            for (const Reference* other : model.references_of(own->binding))
                if (Node(model.tree(), other->node).parent().is_any({Kind::dotted_name, Kind::aliased_import}))
                    return true;
    }
    return false;
}

// As code would write it that has the import.
std::string imported_name(const Model& model, std::string_view qualified, bool holder) {
    ImportStyle style = import_style(model, qualified, holder);
    return std::string(style.name.empty() ? qualified : qualified.substr(style.module.size() + 1));
}

static std::size_t line_of(const Model& model, Node store) {
    const std::string_view before = model.tree().text.substr(0, store.start());
    return static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
}

// Is the name one that `from module import …` binds?
static bool imports_from(const Model& model, BindingId id, std::string_view module) {
    const Binding& binding = model.bindings()[id];
    if (!(binding.flags & Binding::import)) return false;
    const std::string path = model.qualified(Node(model.tree(), binding.first_store));
    return path.starts_with(std::string(module) + ".");
}

// Does the file import from that package, which is not of the library, but only in a `try`, an `if`, a `with` or a
// function? It may be missing then, or cost too much to be imported by all.
static bool imported_with_care(const Model& model, std::string_view package) {
    if (library::find(package, {3, 14}).kind != library::Item::none) return false;
    bool any = false;
    for (const Reference& r : model.references()) {
        if (r.access != Access::store) continue;
        const Node statement = statement_of(model, Node(model.tree(), r.node));
        if (!statement.is_any({Kind::import_statement, Kind::import_from_statement})) continue;
        Node module = statement.child(0u);
        if (module.is(Kind::aliased_import)) module = module.child(0u);
        if (first_part(module.text()) != package) continue;
        any = true;
        if (statement.parent().is(Kind::module)) return false;
    }
    return any;
}

std::string local_name(const Model& model, std::string_view qualified, Node at, std::vector<std::string>& imports,
                       bool holder, std::string_view from) {
    if (std::string here = model.spelling(qualified, at); !here.empty()) return here;
    const std::string_view first = first_part(qualified);
    if (first.size() == qualified.size()) return "";  // a builtin that is shadowed, or no builtin
    if (is_builtin(first, model.target())) {          // `dict.fromkeys`
        std::string here = model.spelling(first, at);
        return here.empty() ? here : here.append(qualified.substr(first.size()));
    }
    if (imported_with_care(model, first)) return "";
    if (!from.empty()) {
        const std::string_view inner = qualified.substr(from.size() + 1), name = first_part(inner);
        if (!model.lookup(name, at)) {
            const std::string_view written = names_imported_from(model, from);
            imports.push_back(formatted("from {} import {}", written.empty() ? from : written, name));
            return std::string(inner);
        }
    }
    ImportStyle style = import_style(model, qualified, holder);
    std::string_view bound = bound_by(style);
    // Beside the names that the file imports from a module that is not of the library.
    if (library::find(first, {3, 14}).kind == library::Item::none && style.module.size() < qualified.size()) {
        const std::string_view inner = qualified.substr(style.module.size() + 1), name = first_part(inner);
        const std::string_view written = names_imported_from(model, style.module);
        if (!written.empty() && !model.lookup(name, at)) {
            imports.push_back(formatted("from {} import {}", written, name));
            return std::string(inner);
        }
    }
    if (!model.lookup(bound, at)) {
        if (holder && !style.name.empty())
            imports.push_back(formatted("from {} import {}", style.module, style.name));
        else
            imports.emplace_back(qualified);
        return imported_name(model, qualified, holder);
    }
    // The name means something else here: `from datetime import timezone` beside `from datetime import datetime`.
    const std::string_view inner = qualified.substr(style.module.size() + 1), name = first_part(inner);
    if (bound != name && imports_from(model, *model.lookup(bound, at), style.module) && !model.lookup(name, at)) {
        imports.push_back(formatted("from {} import {}", style.module, name));
        return std::string(inner);
    }
    return "";
}

// The name that is in the way of the qualified one, where it is bound.
static Node in_the_way(const Model& model, std::string_view qualified, Node at, bool holder) {
    const ImportStyle style = import_style(model, qualified, holder);
    std::string_view bound = bound_by(style);
    auto id = model.lookup(bound, at);
    if (id && style.name.empty() && style.module.size() < qualified.size() && imports_from(model, *id, style.module)) {
        const std::string_view inner = qualified.substr(style.module.size() + 1);
        if (const auto other = model.lookup(first_part(inner), at)) id = other;
    }
    return id ? Node(model.tree(), model.bindings()[*id].first_store) : Node();
}

std::string why_no_name(const Model& model, std::string_view qualified, Node at, bool holder) {
    if (qualified.find('.') == qualified.npos) return formatted("`{}` means something else there", qualified);
    if (const std::string_view package = first_part(qualified); imported_with_care(model, package))
        return formatted(
            "`{}` needs an import, and the file imports `{}` only in a `try`, an `if` or a function, as what "
            "may be missing: import it there, or at the top",
            qualified, package);
    const Node taken = in_the_way(model, qualified, at, holder);
    if (!taken) return formatted("`{}` cannot be named there: its import is not certain to be in force", qualified);
    return formatted("`{}` cannot be named there: `{}` is bound in line {} already", qualified, taken.text(),
                     line_of(model, taken));
}

}  // namespace zen
