// Which names does a statement bind, and is one of them a builtin's?
#include <algorithm>
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

bool shadowed_builtin_name(const Model& ask, std::string_view name) {
    return ask.names_builtin(name) && !name.starts_with("__") && name != "copyright" && name != "credits" &&
           name != "license" && name != "_";
}

// Does the file bind any of these names, but as a parameter alone?
struct ShadowedBuiltinFile {
    bool any;
    explicit ShadowedBuiltinFile(const Model& ask)
        : any(std::ranges::any_of(ask.bindings(), [&](const Binding& binding) {
              return (!(binding.flags & Binding::parameter) || binding.stores > 1) &&
                     shadowed_builtin_name(ask, ask.name(binding.name));
          })) {}
};

// Is it one that most code calls, so that a use of the builtin in the same scope is only a question of time?
bool shadowed_builtin_often_called(std::string_view name) {
    for (std::string_view common :
         {"abs",    "all",  "any",   "bool", "dict", "enumerate", "float", "getattr", "int",     "isinstance",
          "len",    "list", "map",   "max",  "min",  "open",      "print", "range",   "round",   "set",
          "sorted", "str",  "super", "sum",  "type", "tuple",     "zip",   "input",   "reversed"})
        if (name == common) return true;
    return false;
}

// The strings in the statements that mention `__all__`.
struct ShadowedBuiltinExports {
    std::set<std::string_view> names;

    explicit ShadowedBuiltinExports(const Model& ask) {
        auto all = ask.lookup("__all__", Node(ask.tree(), 0));
        if (!all) return;
        NodeId seen = 0;  // up to here
        for (const Reference* r : ask.references_of(*all)) {
            Node statement = statement_of(Node(ask.tree(), r->node));
            if (statement.id() < seen) continue;
            seen = statement.record().next;
            for (Node n : statement.descendants())
                if (n.is(Kind::string_content)) names.insert(n.text());
        }
    }
};

// Is the name exported? Then it replaces the builtin on purpose.
bool shadowed_builtin_exported(const Match& m, std::string_view name) {
    return m.of_file<ShadowedBuiltinExports>().names.contains(name);
}

// `try: input = raw_input` and `print = partial(print, …)`: a replacement on purpose.
bool shadowed_builtin_stand_in(Node name, Node statement) {
    if (statement.parent().parent().is_any({Kind::try_statement, Kind::except_clause}) &&
        statement.is(Kind::expression_statement))
        return true;
    Node value = name.parent().is(Kind::assignment) ? name.parent().child(Field::right) : Node();
    for (Node n : value.descendants())
        if ((n.is(Kind::identifier) || n.is(Kind::string_content)) && n.text() == name.text()) return true;
    // What the builtin was called in Python 2.
    for (std::string_view old : {"xrange", "unicode", "basestring", "unichr", "raw_input", "long"})
        if (value.text() == old) return true;
    return false;
}

// The first name below `place` that is bound there for the first time, or again, in a scope of the sort wanted.
Node shadowed_builtin_bound(const Match& m, Node place, bool in_class, bool again = false) {
    for (Node n : place.descendants()) {
        if (!n.is(Kind::identifier) || !shadowed_builtin_name(m.ask, n.text())) continue;
        const Reference* r = m.ask.reference(n);
        if (!r || r->access != Access::store) continue;
        const Binding* binding = m.ask.binding(n);
        if (!binding || (binding->first_store != n.id() || (binding->flags & Binding::parameter)) != again) continue;
        if ((m.ask.scopes()[binding->scope].sort == Scope::class_) == in_class) return n;
    }
    return {};
}

Verdict shadowed_builtin_import(const Match& m) {
    std::string_view from = m.at.child(Field::module_name).text();
    for (std::string_view stand_in : {"builtins", "__builtin__", "past", "future", "six", "io", "codecs"})
        if (from == stand_in || from.starts_with(std::string(stand_in) + ".")) return silent;
    // `from petl.compat import next` is the builtin, for old versions of Python too.
    for (std::string_view word : {"compat", "py3", "py2", "six"})
        if (from.substr(from.rfind('.') == from.npos ? 0 : from.rfind('.') + 1).find(word) != from.npos) return silent;
    if (m.at.parent().parent().is_any({Kind::try_statement, Kind::except_clause})) return silent;
    // The public name of the package itself, as in its tests: `from shelves import list` in `shelves/test_list.py`.
    if (!from.empty() && from.find('.') == from.npos &&
        m.ask.path().find(std::string(from) + "/") != std::string_view::npos)
        return silent;
    for (Node n : m.at.children()) {
        if (n == m.at.child(Field::module_name)) continue;
        Node name = n.is(Kind::aliased_import) ? n.child(Field::alias) : n;
        // A library's exceptions keep the library's names.
        if (!n.is(Kind::aliased_import) && (name.text().ends_with("Error") || name.text().ends_with("Warning")))
            continue;
        // `exit` of `sys` is the one that programs should call.
        if (from == "sys" && name.text() == "exit") continue;
        if (!shadowed_builtin_name(m.ask, name.text()) || shadowed_builtin_exported(m, name.text())) continue;
        return found(name, m.message("`$name` shadows a builtin: import it as another name", {{"name", name.text()}}));
    }
    return silent;
}

// A member is reported where the class body reads the bare name afterwards.
Verdict shadowed_builtin_member(const Match& m, Node name) {
    const Reference* bound = m.ask.reference(name);
    const Binding* binding = m.ask.binding(name);
    for (const Reference* r : m.ask.references_of(bound->binding)) {
        Node use(m.ask.tree(), r->node);
        if (r->access != Access::load || r->scope != binding->scope || use.id() < name.id()) continue;
        // `@tuple.setter` and `__next__ = next` mean the member.
        if (use.parent().is_any({Kind::attribute, Kind::assignment})) continue;
        return found(use, m.message("`$name` is the class member here, not the builtin: rename the member",
                                    {{"name", name.text()}}))
            .related(name.span(), "the member");
    }
    return silent;
}

}  // namespace

Verdict shadowed_builtin(const Match& m) {
    if (!m.of_file<ShadowedBuiltinFile>().any) return silent_in_file;
    if (m.index() == 2) return shadowed_builtin_import(m);
    Node place = m.at;
    switch (m.at.kind()) {
        case Kind::assignment:
        case Kind::augmented_assignment:
        case Kind::for_statement:
        case Kind::for_in_clause:
            place = m.at.child(Field::left);
            break;
        case Kind::named_expression:
        case Kind::function_definition:
        case Kind::class_definition:
            place = m.at.child(Field::name);
            break;
        default:
            break;
    }
    const bool any = std::ranges::any_of(
        place.descendants(), [&](Node n) { return n.is(Kind::identifier) && shadowed_builtin_name(m.ask, n.text()); });
    if (!any) return silent_for_all;
    bool in_class = m.index() == 3;
    Node name = shadowed_builtin_bound(m, place, in_class);
    if (!name && m.index() == 4)
        if (Node again = shadowed_builtin_bound(m, place, false, true))
            return found(again, m.message("`$name` shadows a builtin and is assigned again: use another name",
                                          {{"name", again.text()}}));
    if (!name) return silent;
    if (in_class) return shadowed_builtin_member(m, name);
    Node statement = statement_of(name);
    if (shadowed_builtin_stand_in(name, statement)) return silent;
    if (m.ask.scope_of(m.at) == 0 && shadowed_builtin_exported(m, name.text())) return silent;
    // Matches: stores, definitions; then the same of names that few programs call, or that a comprehension keeps.
    // A decorator such as `@app.command` makes the name part of an interface.
    // So does a framework that calls the program's `input(key)`.
    const bool given = m.at.parent().is(Kind::decorated_definition) ||
                       (m.at.is(Kind::function_definition) && name.text() == "input" && m.ask.imports("ursina"));
    const bool inside = m.ask.scopes()[m.ask.binding(name)->scope].sort == Scope::comprehension;
    if ((shadowed_builtin_often_called(name.text()) && !inside && !given) == (m.index() >= 4)) return silent;
    return found(name, m.message("`$name` shadows a builtin: use another name, such as `$name_`",
                                 {{"name", name.text()}, {"name_", std::string(name.text()) + "_"}}));
}

}  // namespace zen::rules
