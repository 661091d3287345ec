// Is it a declared alias that is used as a type only, and does its value need type parameters?
#include "rule.h"

namespace zen::rules {

namespace {

// Is the alias called, a base class, or an argument: used as the class that it names?
bool type_statement_used_as_class(const Model& model, Node name) {
    const Reference* own = model.reference(name);
    if (!own || own->binding == no_id) return false;
    // A name with very many uses is not followed.
    if (model.references_of(own->binding).size() > 500) return true;
    for (const Reference* r : model.references_of(own->binding)) {
        if (!r->reads() || r->annotation) continue;
        Node use(model.tree(), r->node), up = use.parent();
        if (up.is(Kind::call) && up.child(Field::function) == use) return true;
        if (up.is(Kind::attribute)) return true;
        if (!up.is(Kind::argument_list)) continue;
        if (up.parent().is(Kind::class_definition) || model.means(up.parent().child(Field::function), "isinstance") ||
            model.means(up.parent().child(Field::function), "issubclass"))
            return true;
    }
    return false;
}

// May a name in it be a type variable: one that this file makes, or one that comes from elsewhere under such a name?
bool type_statement_generic(const Model& model, Node value) {
    for (Node n : value.descendants()) {
        if (!n.is(Kind::identifier)) continue;
        const Binding* b = model.binding(n);
        if (!b) continue;
        Node made = Node(model.tree(), b->first_store).parent().child(Field::right);
        if (made.is_any({Kind::call, Kind::subscript}) &&
            (means_typing(model, made.child(0u), "TypeVar") || means_typing(model, made.child(0u), "ParamSpec") ||
             means_typing(model, made.child(0u), "TypeVarTuple")))
            return true;
        std::string_view text = n.text();
        if ((b->flags & Binding::import) &&
            (text.size() <= 2 || text.ends_with("T") || text.ends_with("_co") || text.ends_with("_contra")))
            return true;
    }
    return false;
}

}  // namespace

Verdict type_statement(const Match& m) {
    Node name = m.at.child(Field::left), annotation = m.at.child(Field::type), value = m.at.child(Field::right);
    if (!name.is(Kind::identifier) || !value || !m.at.parent().is(Kind::expression_statement)) return silent;
    bool generic = false;
    if (annotation) {
        Node declared = annotation.child(0u);
        if (!means_typing(m.ask, declared, "TypeAlias")) return silent;
    } else {
        if (!value.is(Kind::call) || !means_typing(m.ask, value.child(Field::function), "TypeAliasType")) return silent;
        Node text = argument(value, "name", 0), parameters = argument(value, "type_params");
        if (!text.is(Kind::string) || !text.has_children(3) || text.child(1u).text() != name.text()) return silent;
        generic = parameters && !parameters.has_children(0);
        value = argument(value, "value", 1);
        if (!value) return silent;
    }
    if (type_statement_used_as_class(m.ask, name)) return silent;
    // A type parameter has a default only from Python 3.13 on.
    if (m.ask.target() < PythonVersion{3, 13})
        for (Node n : m.at.descendants())
            if (n.is(Kind::identifier))
                for (Node store : m.ask.definitions(n)) {
                    Node call = store.parent().child(Field::right);
                    if (call.is(Kind::call) && means_typing(m.ask, call.child(0u), "TypeVar") &&
                        argument(call, "default"))
                        return silent;
                }
    std::string message = m.message("`$name` is a type alias: use `type $name = ...`", {{"name", name.text()}});
    if (generic || type_statement_generic(m.ask, value)) return found(m.at, message);
    std::string code = formatted("type {} = {}", name.text(), value.text());
    Edits edits(m);
    edits.replace(m.at.span(), code);
    return found(m.at, edits, message);
}

}  // namespace zen::rules
