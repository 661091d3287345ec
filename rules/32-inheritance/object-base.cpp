// What can be removed from the parentheses of a class header, and the header without it.
#include "rule.h"

namespace zen::rules {

namespace {

// The builtin, or a name that the module binds only further down.
bool object_base_builtin(const Match& m, Node name, std::string_view builtin) {
    if (m.ask.means(name, builtin)) return true;
    const Reference* used = m.ask.reference(name);
    if (!used || name.text() != builtin || used->scope != 0 || used->binding == no_id || m.ask.enclosing_loop(name))
        return false;
    for (const Reference* r : m.ask.references_of(used->binding))
        if (r->access != Access::load && (r->node < name.id() || r->scope != 0)) return false;
    return true;
}

// In the module or in the body of a class: another name of a function says nothing of a metaclass.
bool object_base_outer(const Match& m) {
    const ScopeId scope = m.ask.scope_of(m.at);
    return scope == 0 || m.ask.scopes()[scope].sort == Scope::class_;
}

// The header without one of its arguments; without parentheses if it was the only one.
void object_base_remove(const Match& m, Edits& edits, Node list, Node argument) {
    if (list.has_children(1)) return edits.replace(Span{m.at.child(Field::name).end(), list.end()}, "");
    if (Node next = argument.next_sibling(); next) return edits.replace(Span{argument.start(), next.start()}, "");
    edits.replace(Span{argument.previous_sibling().end(), argument.end()}, "");
}

bool object_base_comments(Node list) {
    for (Node n : list.descendants())
        if (n.is(Kind::comment)) return true;
    return false;
}

}  // namespace

Verdict object_base(const Match& m) {
    Edits edits(m);
    if (m.index() == 3) {
        Node left = m.at.child(Field::left), right = unparenthesized(m.at.child(Field::right));
        if (left.text() != "__metaclass__" || !object_base_outer(m)) return silent;
        if (!object_base_builtin(m, right, "type") || !m.at.parent().is(Kind::expression_statement)) return silent;
        if (const Binding* b = m.ask.binding(left); !b || b->stores != 1) return silent;
        if (m.ask.references_of(m.ask.reference(left)->binding).size() != 1) return silent;  // somebody reads it
        Node statement = m.at.parent(), next = statement.next_sibling();
        // The empty lines below go with it, at the head of a file.
        if (next && !statement.previous_sibling() && opens_line(next) && !m.ask.has_comment({m.at.end(), next.start()}))
            edits.replace(Span{statement.start(), next.start()}, "");
        else
            edits.remove_statement(statement);
        return found(m.at, edits, "`__metaclass__` has no effect in Python 3: remove it")
            .titled("Remove `__metaclass__`");
    }
    Node list = m.at.child(Field::superclasses);
    if (!list) return silent;
    std::string name(m.at.child(Field::name).text());
    if (m.index() == 2) {
        if (!list.has_children(0)) return silent;
        edits.replace(list.span(), "");
        return found(list, edits, m.message("empty parentheses: use `class $name:`", {{"name", name}}))
            .titled("Remove the empty parentheses")
            .unsafe(object_base_comments(list));
    }
    for (Node argument : list.children()) {
        if (m.index() == 0) {
            if (!object_base_builtin(m, unparenthesized(argument), "object")) continue;
        } else {
            if (!argument.is(Kind::keyword_argument) || argument.child(Field::name).text() != "metaclass") continue;
            if (!object_base_builtin(m, unparenthesized(argument.child(Field::value)), "type")) continue;
        }
        object_base_remove(m, edits, list, argument);
        std::string_view what =
            m.index() == 0 ? "every class derives from `object`" : "`type` is the default metaclass";
        return found(argument, edits,
                     m.message("$what: remove it from the header of `$name`", {{"what", what}, {"name", name}}))
            .unsafe(object_base_comments(list));
    }
    return silent;
}

}  // namespace zen::rules
