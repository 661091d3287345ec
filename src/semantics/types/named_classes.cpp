#include "semantics/types/named_classes.h"

#include <algorithm>
#include <string>

#include "semantics/library/builtins.h"
#include "semantics/library/library.h"
#include "semantics/model_data.h"
#include "semantics/types/classes.h"
#include "semantics/types/typer.h"
#include "text/dotted.h"
#include "text/wildcard.h"

namespace zen {

std::shared_ptr<const Ancestry> ancestry_of(const Model& model, const Referent& of_class) {
    std::shared_ptr<const Ancestry>& known = model.data().ancestries[of_class.of_class];
    if (!known) known = std::make_shared<const Ancestry>(ancestry(model.data().world, of_class, model.target()));
    return known;
}

std::shared_ptr<const Ancestry> known_ancestors(const Model& model, Node expression) {
    const Referent& other = defined_elsewhere(model, expression);
    return other.kind == Referent::class_ ? ancestry_of(model, other) : nullptr;
}

bool has_ancestor(const Model& model, const Ancestry& all, std::string_view base) {
    if (std::ranges::find(all.elsewhere, base) != all.elsewhere.end()) return true;
    const Referent& wanted = referent_of(model, base);
    return std::ranges::any_of(all.classes, [&](const Referent& r) {
        if (r.qualified() == base) return true;
        // Of one file, in a folder without `__init__` or behind a re-export, several names are right.
        return wanted.kind == Referent::class_ && r.kind == Referent::class_ && r.file->path == wanted.file->path &&
               r.name->name == wanted.name->name;
    });
}

bool is_of_this_file(const Model& model, std::string_view name) {
    const Referent& wanted = referent_of(model, name);
    return wanted.kind == Referent::class_ && wanted.file->path == model.path();
}

namespace {

bool defined_here(const Model& model, Node definition, std::string_view base, bool itself) {
    if (definition.is(Kind::decorated_definition)) definition = definition.child(Field::definition);
    const std::string_view name = definition.child(Field::name).text();
    if (itself && (name == base || (base.ends_with("." + std::string(name)) && is_of_this_file(model, base))))
        return true;
    return derives_from(model, definition, base);
}

}  // namespace

bool names_class(const Model& model, Node expression, std::string_view base, bool itself) {
    Node n = unparenthesized(expression);
    if (n.is_any({Kind::tuple, Kind::expression_list}))
        return std::ranges::any_of(n.children().list(),
                                   [&](Node item) { return names_class(model, item, base, itself); });
    if (n.is(Kind::identifier) && n.field() == Field::name && n.parent().is(Kind::class_definition)) n = n.parent();
    if (n.is_any({Kind::class_definition, Kind::decorated_definition})) return defined_here(model, n, base, itself);
    if (n.is(Kind::subscript)) n = n.child(Field::value);
    if (!n.is_any({Kind::identifier, Kind::attribute})) return false;
    if (model.means(n, base)) return itself;
    // What another file imports from elsewhere.
    if (const Referent& other = defined_elsewhere(model, n); other.kind == Referent::elsewhere && other.path == base)
        return itself;
    if (const auto all = known_ancestors(model, n)) {
        Ancestry bases = *all;
        if (!itself && !bases.classes.empty()) bases.classes.erase(bases.classes.begin());
        return has_ancestor(model, bases, base) || bases.derives(base);
    }
    if (n.is(Kind::identifier))
        if (const Node own = own_definition(model, n); own.is(Kind::class_definition))
            return defined_here(model, own, base, itself);
    return derives_in_library(model.qualified(n), base, model.target());
}

namespace {

bool fits_class_name(std::string_view pattern, std::string_view name) {
    if (pattern.find('.') == pattern.npos) name = last_name(name);
    return !name.empty() && wildcard_fits(pattern, name);
}

bool ancestor_like(const Ancestry& all, std::string_view pattern, bool itself) {
    if (std::ranges::any_of(all.elsewhere, [&](std::string_view name) { return fits_class_name(pattern, name); }))
        return true;
    for (std::size_t i = itself ? 0 : 1; i < all.classes.size(); ++i)
        if (fits_class_name(pattern, all.classes[i].qualified())) return true;
    return false;
}

bool definition_like(const Model& model, Node definition, std::string_view pattern) {
    std::vector<Node> todo{definition};
    constexpr std::size_t many = 100;
    for (std::size_t i = 0; i < todo.size() && i < many; ++i) {
        const ClassInfo* info = class_info(model, todo[i]);
        if (!info) continue;
        for (const ClassBase& b : info->bases) {
            const Node named = b.expression.is(Kind::subscript) ? b.expression.child(Field::value) : b.expression;
            if (fits_class_name(pattern, b.qualified) || fits_class_name(pattern, named.text())) return true;
            for (std::string_view up = builtin_exception_base(b.qualified); !up.empty();
                 up = builtin_exception_base(up))
                if (fits_class_name(pattern, up)) return true;
            if (b.own && std::ranges::find(todo, b.own) == todo.end()) todo.push_back(b.own);
            if (b.ancestors && ancestor_like(*b.ancestors, pattern, true)) return true;
        }
    }
    return false;
}

}  // namespace

bool names_class_like(const Model& model, Node expression, std::string_view pattern, bool itself) {
    Node n = unparenthesized(expression);
    if (n.is_any({Kind::tuple, Kind::expression_list}))
        return std::ranges::any_of(n.children().list(),
                                   [&](Node item) { return names_class_like(model, item, pattern, itself); });
    if (n.is(Kind::identifier) && n.field() == Field::name && n.parent().is(Kind::class_definition)) n = n.parent();
    if (n.is(Kind::decorated_definition)) n = n.child(Field::definition);
    if (n.is(Kind::class_definition))
        return (itself && fits_class_name(pattern, n.child(Field::name).text())) || definition_like(model, n, pattern);
    if (n.is(Kind::subscript)) n = n.child(Field::value);
    if (!n.is_any({Kind::identifier, Kind::attribute})) return false;
    if (itself && (fits_class_name(pattern, n.text()) || fits_class_name(pattern, model.qualified(n)))) return true;
    if (const auto all = known_ancestors(model, n)) return ancestor_like(*all, pattern, itself);
    const Node own = n.is(Kind::identifier) ? own_definition(model, n) : Node();
    return own.is(Kind::class_definition) && definition_like(model, own, pattern);
}

}  // namespace zen
